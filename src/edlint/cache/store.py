"""Results of checks that were done before: a key that holds everything that can change a result, and the result.

One SQLite file in the user's cache folder, shared by all processes. It can always be lost: whatever goes wrong with
it is a miss, never an error.
"""

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

FOLDER = "EDLINT_CACHE_DIR"
"""Environment variable: another folder (what `--cache-dir` sets, for the worker processes too)."""
OFF = "EDLINT_NO_CACHE"
"""Environment variable: anything but empty or 0 means that nothing is read or kept (`--no-cache`)."""
LIMIT = 200_000_000
"""Bytes; above it the results that were not used for longest go until three quarters are left."""

_FILE = "results-1.sqlite"
_DAY = 86_400
_WAIT = 2.0
_MANY = 500
_LOOK_EVERY = 200


@dataclass(frozen=True)
class Stats:
    """What the cache holds."""

    path: Path
    entries: int
    bytes: int


def key(*parts: str) -> str:
    """Return the key for everything that can change a result; different parts never give the same key."""
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def folder() -> Path:
    """Return the folder that the cache lies in."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else user_cache_path("edlint", appauthor=False)


def use(*, folder: str | None = None, off: bool = False) -> None:
    """Keep results in another folder, or nowhere, in this process and those it starts."""
    if folder is not None:
        os.environ[FOLDER] = str(Path(folder).absolute())
    if off:
        os.environ[OFF] = "1"


def enabled() -> bool:
    """Whether results are read and kept."""
    return os.environ.get(OFF, "") in {"", "0"}


class Store:
    """The cache as one process sees it. Opened when first used; safe to carry across a fork."""

    def __init__(self, *, own: bool = False) -> None:
        """Open nothing yet. With `own`, in the user's own folder, whatever other one is named for results."""
        self._own = own
        self._database: sqlite3.Connection | None = None
        self._owner = 0
        self._kept = 0

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the results there are, by key."""
        found: dict[str, str] = {}
        with self._forgiven():
            database = self._open()
            if database is None:
                return found
            today = int(time.time()) // _DAY
            stale: list[str] = []
            for start in range(0, len(keys), _MANY):
                part = keys[start : start + _MANY]
                marks = ",".join("?" * len(part))
                rows = database.execute(f"SELECT key, value, used FROM results WHERE key IN ({marks})", part)  # noqa: S608 - only question marks
                for name, value, used in rows:
                    found[name] = value
                    if used != today:
                        stale.append(name)
            if stale:
                with database:
                    database.executemany(
                        "UPDATE results SET used = ? WHERE key = ?", [(today, name) for name in stale]
                    )
        return found

    def put(self, results: Mapping[str, str]) -> None:
        """Keep results; all of them or none."""
        with self._forgiven():
            database = self._open() if results else None
            if database is None:
                return
            today = int(time.time()) // _DAY
            with database:
                database.executemany(
                    "INSERT OR REPLACE INTO results VALUES (?, ?, ?)",
                    [(name, value, today) for name, value in results.items()],
                )
            self._kept += 1
            if self._kept % _LOOK_EVERY == 1:
                _shrink(database)

    def close(self) -> None:
        """Close the file."""
        if self._database is not None and self._owner == os.getpid():
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
        self._database = None

    @contextlib.contextmanager
    def _forgiven(self) -> Iterator[None]:
        """End the block quietly at a fault of the database; a file that is none is begun anew."""
        try:
            yield
        except sqlite3.OperationalError:
            pass  # Locked for too long, a full disk, no right to write: the file may be sound.
        except sqlite3.DatabaseError:
            self.close()
            clear()
        except OSError:
            pass

    def _open(self) -> sqlite3.Connection | None:
        if not enabled():
            return None
        if self._database is None or self._owner != os.getpid():
            self._database = _connect(user_cache_path("edlint", appauthor=False) if self._own else folder())
            self._owner = os.getpid()
        return self._database


_SCHEMA = "CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value TEXT NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID"


def _connect(where: Path) -> sqlite3.Connection:
    where.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = sqlite3.connect(where / _FILE, timeout=_WAIT)
    database.execute("PRAGMA journal_mode = WAL")
    # A result that is lost in a power cut is worked out again.
    database.execute("PRAGMA synchronous = OFF")
    database.execute(_SCHEMA)
    return database


def _shrink(database: sqlite3.Connection) -> None:
    """Remove the results that were not used for longest when there are too many bytes."""
    # Adding them up reads the whole file, so it is asked first how large that is.
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
                # Some of this day's are enough; which does not matter.
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


def stats() -> Stats:
    """Return what the cache holds; nothing when there is none."""
    path = folder() / _FILE
    entries = 0
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database,
    ):
        (entries,) = database.execute("SELECT count(*) FROM results").fetchone()
    return Stats(path, entries, sum(file.stat().st_size for file in _files() if file.exists()))


def clear() -> bool:
    """Remove the cache; returns whether there was one."""
    there = False
    for file in _files():
        with contextlib.suppress(OSError):
            file.unlink()
            there = True
    return there


def _files() -> Iterable[Path]:
    return [folder() / f"{_FILE}{end}" for end in ("", "-wal", "-shm")]
