"""The SQLite file of the result cache, opened defensively, since anyone may have written it; kept small; removed."""

import contextlib
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from edlint.cache import own
from edlint.config.links import resolve, untrusted_link

if TYPE_CHECKING:
    import sqlite3

LIMIT = 200_000_000
"""Bytes; above this, the least recently used results are deleted until three quarters of it are left."""
FILE = "results-2.sqlite"
"""Name of the database file in the cache folder."""
_LONGEST = 50_000_000
_WAIT = 2.0
SCHEMA = (
    "CREATE TABLE results (key TEXT PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID"
)
"""The only table of the file: a file with any other schema was not written by edlint."""


def connect(where: Path) -> "sqlite3.Connection":
    """Open the database and create it if it is missing.

    Raises OSError, sqlite3.Error, and sqlite3.DatabaseError for a file that edlint did not write.
    """
    import sqlite3  # noqa: PLC0415 - a run that keeps nothing needs none of it

    if where != own.folder() and untrusted_link(resolve(where).links) is not None:
        raise OSError("a link among the articles")
    where.mkdir(parents=True, exist_ok=True, mode=0o700)
    for file in files(where):
        with contextlib.suppress(FileNotFoundError):
            found = file.lstat()
            if not stat.S_ISREG(found.st_mode) or found.st_size > 4 * LIMIT:
                raise sqlite3.DatabaseError("no file of ours")
    database = sqlite3.connect(where / FILE, timeout=_WAIT)
    database.text_factory = bytes
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    # A schema can execute code (generated columns, triggers, views), so only edlint's own schema is accepted.
    database.execute("PRAGMA trusted_schema = OFF")
    tables = database.execute("SELECT sql FROM sqlite_master").fetchall()
    if tables not in ([], [(SCHEMA.encode(),)]):
        raise sqlite3.DatabaseError("no table of ours")
    database.execute("PRAGMA journal_mode = WAL")
    # No fsync: a result that is lost in a power cut is computed again.
    database.execute("PRAGMA synchronous = OFF")
    if not tables:
        database.execute(SCHEMA.replace("TABLE", "TABLE IF NOT EXISTS", 1))
    return database


def shrink(database: "sqlite3.Connection") -> None:
    """Delete the least recently used results when the file is larger than LIMIT."""
    # Summing the lengths reads the whole file, so the file's size is checked first.
    (pages,), (page,) = (
        database.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
    )
    if pages * page <= LIMIT:
        return
    (size,) = database.execute("SELECT coalesce(sum(length(value) + 60), 0) FROM results").fetchone()
    if size <= LIMIT:
        return
    with database:
        for (day,) in database.execute("SELECT DISTINCT used FROM results ORDER BY used").fetchall():
            (part,) = database.execute(
                "SELECT sum(length(value) + 60) FROM results WHERE used = ?", (day,)
            ).fetchone()
            if size - part < LIMIT * 3 // 4:
                # Deleting part of this day's results is enough; which of them does not matter.
                share = max(0.0, (size - LIMIT * 3 // 4) / part)
                (count,) = database.execute("SELECT count(*) FROM results WHERE used = ?", (day,)).fetchone()
                database.execute(
                    "DELETE FROM results WHERE key IN (SELECT key FROM results WHERE used = ? LIMIT ?)",
                    (day, int(count * share) + 1),
                )
                break
            database.execute("DELETE FROM results WHERE used = ?", (day,))
            size -= part
    database.execute("VACUUM")


def remove(where: Path) -> bool:
    """Delete the database files; return whether there was one."""
    there = False
    for file in files(where):
        with contextlib.suppress(OSError):
            file.unlink()
            there = True
    return there


def files(where: Path) -> Iterable[Path]:
    """Return the paths of the database file and of the files that SQLite may put beside it."""
    return [where / f"{FILE}{end}" for end in ("", "-wal", "-shm", "-journal")]
