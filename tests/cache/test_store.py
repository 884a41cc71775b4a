"""The cache: kept, shared, bounded, and never the reason that a run fails."""

import contextlib
import sqlite3
import subprocess
import sys

import pytest

from edlint.cache import database, own, store
from edlint.model.errors import ConfigError


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
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
    (folder / database.FILE).write_bytes(b"this is no database, and long enough to be seen as one" * 40)
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
    monkeypatch.setattr(database, "_WAIT", 0.05)
    store.Store().put({"a": "1"})
    other = sqlite3.connect(folder / database.FILE)
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
    monkeypatch.setattr(database, "LIMIT", 12_000)
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


def tampered(folder, sql, *values) -> None:
    with contextlib.closing(sqlite3.connect(folder / database.FILE)) as file, file:
        file.execute(sql, values)


def test_a_result_that_another_wrote_is_none(folder, tmp_path, monkeypatch):
    store.Store().put({"a": "1", "b": "2"})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert store.Store().get(["a", "b"]) == {}
    store.Store().put({"b": "3"})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert store.Store().get(["a", "b"]) == {"a": "1"}


def test_machines_that_share_a_secret_believe_each_other(tmp_path, monkeypatch):
    monkeypatch.setenv(own.KEY, "a secret of these jobs")
    store.Store().put({"a": "1"})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert store.Store().get(["a"]) == {"a": "1"}
    for other in ("another secret", ""):
        monkeypatch.setenv(own.KEY, other)
        assert store.Store().get(["a"]) == {}


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\xff" * 40,
        "text",
        7,
        1.5,
        b"0" * 32 + b"[]",
        b"0" * 100_000,
        "\udc80".encode("utf-8", "surrogatepass"),
    ],
)
def test_a_value_that_is_not_ours_is_none(folder, value):
    store.Store().put({"a": "1", "b": "2"})
    tampered(folder, "UPDATE results SET value = ? WHERE key = 'a'", value)
    assert store.Store().get(["a", "b"]) == {"b": "2"}


def test_a_value_that_was_kept_under_another_key_is_none(folder):
    store.Store().put({"a": "1", "b": "2"})
    tampered(folder, "UPDATE results SET value = (SELECT value FROM results WHERE key = 'b') WHERE key = 'a'")
    assert store.Store().get(["a", "b"]) == {"b": "2"}


LOOP = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"
SCHEMAS = [
    f"CREATE VIEW results AS {LOOP} x AS key, x AS value, x AS used FROM n",
    "CREATE TABLE results (key, value AS (hex(zeroblob(900000000))), used)",
    f"{database.SCHEMA}; CREATE TRIGGER t BEFORE INSERT ON results BEGIN {LOOP} max(x) FROM n; END",
    f"{database.SCHEMA}; CREATE INDEX i ON results (hex(zeroblob(900000000)))",
    "CREATE TABLE results (key TEXT PRIMARY KEY)",
]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_nothing_that_a_file_of_somebody_elses_computes_is_computed(folder, schema):
    folder.mkdir()
    with contextlib.closing(sqlite3.connect(folder / database.FILE)) as file:
        file.executescript(schema)
    one = store.Store()
    one.put({"a": "1"})
    assert one.get(["a"]) == {}
    store.stats()
    one.put({"a": "1"})
    assert store.Store().get(["a"]) == {"a": "1"}


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("target", ["home", "new"])
def test_nothing_is_written_through_a_link_in_the_folder(folder, tmp_path, end, target):
    folder.mkdir()
    with contextlib.closing(sqlite3.connect(tmp_path / "home")) as file:
        file.execute("CREATE TABLE mine (secret)")
    before = (tmp_path / "home").read_bytes()
    (folder / f"{database.FILE}{end}").symlink_to(tmp_path / target)
    one = store.Store()
    one.put({"a": "1"})
    one.get(["a"])
    one.put({"a": "1"})
    assert (tmp_path / "home").read_bytes() == before
    assert not (tmp_path / "new").exists()


def test_a_folder_behind_a_link_among_the_articles_is_not_used(folder, tmp_path, monkeypatch):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/cache").symlink_to(tmp_path / "home")
    monkeypatch.chdir(tmp_path / "articles")
    with pytest.raises(ConfigError, match="is a link"):
        store.use(folder="cache")
    monkeypatch.setenv(store.FOLDER, "cache/deeper")
    store.Store().put({"a": "1"})
    assert not (tmp_path / "home").exists()


def test_the_key_is_the_users_alone(tmp_path):
    store.Store().put({"a": "1"})
    key = tmp_path / "own/edlint/key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_bytes()) == own.LENGTH
    for spoil in (lambda: key.chmod(0o644), lambda: key.write_bytes(b"short"), lambda: _linked(key)):
        kept = key.read_bytes()
        spoil()
        assert own.user_key() is None
        store.Store().put({"b": "1"})
        assert store.Store().get(["a", "b"]) == {}
        key.unlink()
        key.write_bytes(kept)
        key.chmod(0o600)
        assert store.Store().get(["a", "b"]) == {"a": "1"}


def _linked(key) -> None:
    key.rename(key.with_name("elsewhere"))
    key.symlink_to("elsewhere")
