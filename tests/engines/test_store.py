"""The cache: kept, shared, bounded, and never the reason that a run fails."""

import sqlite3
import subprocess
import sys

import pytest

from edlint.cache import store


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv(store.OFF, "")
    monkeypatch.setenv(store.FOLDER, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_is_found_by_another_store():
    store.Store().put({"a": "1", "b": "2"})
    assert store.Store().get(["a", "c", "b"]) == {"a": "1", "b": "2"}
    assert store.stats().entries == 2


def test_many_keys_at_once():
    results = {store.key(str(n)): str(n) for n in range(2500)}
    one = store.Store()
    one.put(results)
    assert one.get(list(results)) == results


def test_different_parts_never_give_the_same_key():
    assert store.key("ab", "c") != store.key("a", "bc") != store.key("abc")


def test_off_reads_and_keeps_nothing(monkeypatch):
    store.Store().put({"a": "1"})
    monkeypatch.setenv(store.OFF, "1")
    store.Store().put({"b": "1"})
    assert store.Store().get(["a", "b"]) == {}
    monkeypatch.setenv(store.OFF, "0")
    assert store.Store().get(["a", "b"]) == {"a": "1"}


def test_a_file_that_is_no_database_is_begun_anew(folder):
    folder.mkdir()
    (folder / "results-1.sqlite").write_bytes(b"this is no database, and long enough to be seen as one" * 40)
    one = store.Store()
    one.put({"a": "1"})
    one.put({"a": "1"})
    assert store.Store().get(["a"]) == {"a": "1"}


def test_a_folder_that_cannot_be_made_is_a_miss(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv(store.FOLDER, str(tmp_path / "file" / "cache"))
    one = store.Store()
    one.put({"a": "1"})
    assert one.get(["a"]) == {}


def test_a_locked_database_is_a_miss(folder, monkeypatch):
    monkeypatch.setattr(store, "_WAIT", 0.05)
    store.Store().put({"a": "1"})
    other = sqlite3.connect(folder / "results-1.sqlite")
    other.execute("BEGIN EXCLUSIVE")
    try:
        store.Store().put({"b": "1"})
    finally:
        other.close()
    assert store.Store().get(["a", "b"]) == {"a": "1"}


def test_many_processes_write_at_once():
    script = (
        "import sys\n"
        "from edlint.cache.store import Store\n"
        "one = Store()\n"
        "for n in range(60): one.put({f'{sys.argv[1]}-{n}': 'x' * 500})\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, str(n)]) for n in range(4)]
    assert [writer.wait() for writer in writers] == [0] * 4
    keys = [f"{w}-{n}" for w in range(4) for n in range(60)]
    assert len(store.Store().get(keys)) == 240


def test_what_was_not_used_for_longest_goes_first(monkeypatch):
    monkeypatch.setattr(store, "LIMIT", 10_000)
    monkeypatch.setattr(store.time, "time", lambda: 86_400.0 * 10)
    store.Store().put({f"old{n}": "x" * 100 for n in range(30)})
    monkeypatch.setattr(store.time, "time", lambda: 86_400.0 * 11)
    kept = store.Store()
    kept.get(["old0"])
    store.Store().put({f"new{n}": "x" * 100 for n in range(40)})
    new = [f"new{n}" for n in range(40)]
    assert len(kept.get(new)) == 40
    assert "old0" in kept.get(["old0"])
    assert store.stats().entries < 70


def test_clear_removes_it():
    store.Store().put({"a": "1"})
    assert store.clear()
    assert store.Store().get(["a"]) == {}
    store.clear()
    assert not store.clear()
