"""A key-value store for results of checks; a key is a digest of everything that can change the result.

It is one SQLite file in the user's cache folder, shared by all processes. Losing it is harmless: any fault of the file
is a cache miss, never an error. In a folder that jobs share, or among the articles, anyone may have written it: a file
with another schema is deleted and begun anew, and a result without the user's own keyed digest is ignored (`cache.own`).
"""

import contextlib
import hashlib
import hmac
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from edlint.cache import own as users
from edlint.cache.database import FILE, connect, files, remove, shrink
from edlint.cache.memory import MemoryCache
from edlint.config.links import resolve, untrusted_link
from edlint.model.errors import ConfigError

if TYPE_CHECKING:
    import sqlite3

FOLDER = "EDLINT_CACHE_DIR"
"""Environment variable: the cache folder (set by `--cache-dir`, for the worker processes too)."""
OFF = "EDLINT_NO_CACHE"
"""Environment variable: with any value except empty or 0, nothing is read or stored (`--no-cache`)."""
_DAY = 86_400
_MANY = 500
_LOOK_EVERY = 200


class Stats(msgspec.Struct, frozen=True):
    """The path of the cache file, the number of entries, and the size in bytes of the file and those beside it."""

    path: Path
    entries: int
    bytes: int


def key(*parts: str) -> str:
    """Return a hexadecimal digest of `parts`, each hashed with its length: different parts give different keys."""
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def folder() -> Path:
    """Return the folder of the cache."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else users.folder()


def use(*, folder: str | None = None, off: bool = False) -> None:
    """Set the cache folder, or switch the cache off, for this process and those that it starts.

    Raises ConfigError when the path goes through a link that lies among the articles.
    """
    if folder is not None:
        link = untrusted_link(resolve(folder).links)
        if link is not None:
            raise ConfigError(f"{folder}: nothing is kept there: {link} is a link")
        os.environ[FOLDER] = str(Path(folder).absolute())
    if off:
        os.environ[OFF] = "1"


_held: MemoryCache | None = None


def hold() -> None:
    """Make this process store results of checks in its own memory from now on, and neither read nor write the disk.

    A Store with `own` still uses the disk.
    """
    global _held  # noqa: PLW0603 - one for the whole process, as the environment variables are
    _held = MemoryCache()


def enabled() -> bool:
    """Whether results are read and stored."""
    return os.environ.get(OFF, "") in {"", "0"}


class Store:
    """The result cache of one process. Opened at the first use; safe to use after a fork."""

    def __init__(self, *, own: bool = False) -> None:
        """Create the store without opening it. With `own` it is in the user's own folder, whatever FOLDER names."""
        self._own = own
        self._database: sqlite3.Connection | None = None
        self._key: bytes | None = None
        self._owner = 0
        self._kept = 0

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the stored results by key, and note that they were used today."""
        if _held is not None and not self._own:
            return _held.get(keys)
        found: dict[str, str] = {}
        if not enabled():
            return found
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
                    text = self._believed(name, value)
                    if text is None:
                        continue
                    found[name.decode()] = text
                    if used != today:
                        stale.append(name.decode())
            if stale:
                with database:
                    database.executemany(
                        "UPDATE results SET used = ? WHERE key = ?", [(today, name) for name in stale]
                    )
        return found

    def put(self, results: Mapping[str, str]) -> None:
        """Store results, all in one transaction."""
        if _held is not None and not self._own:
            _held.put(results)
            return
        if not results or not enabled():
            return
        with self._forgiven():
            database = self._open()
            if database is None:
                return
            today = int(time.time()) // _DAY
            with database:
                database.executemany(
                    "INSERT OR REPLACE INTO results VALUES (?, ?, ?)",
                    [(name, self._signed(name, value), today) for name, value in results.items()],
                )
            self._kept += 1
            if self._kept % _LOOK_EVERY == 1:
                shrink(database)

    def _signed(self, name: str, text: str) -> bytes:
        data = text.encode("utf-8", "surrogatepass")
        return users.keyed_digest(self._key or b"", "result", name.encode(), data) + data

    def _believed(self, name: bytes, value: Any) -> str | None:
        """Return the result in a stored value that carries our own digest; None for any other value."""
        if not isinstance(value, bytes) or self._key is None:
            return None
        said, data = value[: users.LENGTH], value[users.LENGTH :]
        if not hmac.compare_digest(said, users.keyed_digest(self._key, "result", name, data)):
            return None
        return data.decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Close the database."""
        if self._database is not None and self._owner == os.getpid():
            import sqlite3  # noqa: PLC0415 - as in _forgiven

            with contextlib.suppress(sqlite3.Error):
                self._database.close()
        self._database = None

    @contextlib.contextmanager
    def _forgiven(self) -> Iterator[None]:
        """Suppress database faults in the block; a file that is no database of ours is deleted."""
        import sqlite3  # noqa: PLC0415 - a run that keeps nothing needs none of it

        try:
            yield
        except sqlite3.OperationalError:
            pass  # Locked for too long, a full disk, no right to write: the file may be sound.
        except sqlite3.DatabaseError:
            self.close()
            remove(self._folder())
        except OSError:
            pass

    def _folder(self) -> Path:
        return users.folder() if self._own else folder()

    def _open(self) -> "sqlite3.Connection | None":
        if self._database is None or self._owner != os.getpid():
            self._key = users.user_key()
            if self._key is None:
                return None
            self._database = connect(self._folder())
            self._owner = os.getpid()
        return self._database


def decoded(text: str) -> Any:
    """Return the data of a JSON text. Raises ValueError, also when it is nested too deep."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None


def stats() -> Stats:
    """Return the size of the cache, zero entries when there is none."""
    import sqlite3  # noqa: PLC0415 - as in _forgiven

    where = folder()
    entries = 0
    if (where / FILE).exists():
        with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(connect(where)) as database:
            (entries,) = database.execute("SELECT count(*) FROM results").fetchone()
    return Stats(where / FILE, entries, sum(file.stat().st_size for file in files(where) if file.exists()))


def clear() -> bool:
    """Delete the cache; return whether there was one."""
    return remove(folder())
