"""Prepared tables: found again whole, made once however many processes need them, done without where nothing can be kept."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.cache import prepared
from edlint.cache.table import Table, pack

WORD = st.text(st.characters(codec="utf-8", min_codepoint=32), min_size=1, max_size=20)


@given(st.dictionaries(WORD, st.text("abc 0123\t", max_size=9), max_size=200), WORD)
def test_a_table_gives_back_what_was_put_in_and_nothing_else(entries, other):
    lines = [f"{word}\t{record}" for word, record in entries.items()]
    table = Table(memoryview(pack(lines, {"a5": b"apple"})))
    for word, record in entries.items():
        assert table.get(word) == record.encode()
    if other not in entries:
        assert table.get(other) is None
    assert table.section("a5") == b"apple"
    assert table.section("b5") == b""


def test_a_table_of_many_runs_finds_every_word():
    words = [f"w{number}" for number in range(5_000)]
    table = Table(memoryview(pack([f"{word}\t{word}!" for word in words], {})))
    assert [table.get(word) for word in words] == [f"{word}!".encode() for word in words]
    assert table.get("w") is table.get("x") is table.get("w5000") is None


@given(st.integers(0, 200))
def test_a_table_that_was_cut_short_is_no_table(size):
    whole = pack(["word\t1", "other\t2"], {"a": b"text"})
    if size < len(whole):
        with pytest.raises(ValueError):
            Table(memoryview(whole[:size]))


@pytest.fixture
def path(tmp_path, monkeypatch) -> Iterator[Path]:
    """The file in which the table “one” is kept."""
    monkeypatch.setattr(prepared, "folder", lambda: tmp_path / "cache")
    return prepared.cache_path("one", "version 1")


def made() -> bytes:
    return pack(["word\t1"], {})


def unwanted() -> bytes:
    pytest.fail("it is there already")


def test_the_second_time_it_is_read(path):
    assert prepared.cached_table("one", "version 1", made).get("word") == b"1"
    assert prepared.cached_table("one", "version 1", unwanted).get("word") == b"1"


def test_what_was_made_from_something_else_is_another_table(path):
    prepared.cached_table("one", "version 1", made)
    assert prepared.cached_table("one", "version 2", lambda: pack(["word\t2"], {})).get("word") == b"2"


@pytest.mark.parametrize("damage", [b"", b"half of it", made()[:-1], b"edlx2\n\0\0 another version's"])
def test_a_damaged_file_is_made_anew(path, damage):
    path.parent.mkdir()
    path.write_bytes(damage)
    assert prepared.cached_table("one", "version 1", made).get("word") == b"1"
    assert path.read_bytes() == made()


def test_a_folder_that_cannot_be_written_is_done_without(path):
    path.parent.write_text("a file where the folder should be")
    assert prepared.cached_table("one", "version 1", made).get("word") == b"1"


def test_old_tables_of_the_same_name_go_when_a_new_one_is_written(path):
    path.parent.mkdir()
    others = [path.with_name("two-0123456789abcdef.table"), path.with_name("one.lock")]
    old = [path.with_name(f"one-{number:016x}.table") for number in range(9)]
    half = path.with_name(f"{old[0].name}k3jd")
    for age, each in enumerate([*others, half, *old]):
        each.write_bytes(b"something")
        os.utime(each, (1_000_000 + age, 1_000_000 + age))
    prepared.cached_bytes("one", "version 1", made)
    assert set(path.parent.iterdir()) == {*others, *old[2:], path}
    prepared.cached_bytes("one", "version 1", unwanted)


@pytest.mark.parametrize("prepare", ["cached_table", "cached_bytes"])
def test_of_many_processes_that_need_it_at_once_one_makes_it(path, tmp_path, prepare):
    started, makers = tmp_path / "started", tmp_path / "makers"
    for folder in (started, makers):
        folder.mkdir()

    def make() -> bytes:
        (makers / str(os.getpid())).touch()
        while len(list(started.iterdir())) < 8:
            pass
        return made()

    children = []
    for _ in range(8):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                (started / str(os.getpid())).touch()
                found = getattr(prepared, prepare)("one", "version 1", make)
                table = found if isinstance(found, Table) else Table(memoryview(found))
                code = int(table.get("word") != b"1")
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    assert len(list(makers.iterdir())) == 1
