"""What takes long to make, made once and kept in the user's own cache folder."""

import gc
import mmap
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from edlint.cache.own import folder
from edlint.cache.table import MAGIC, Table

_Read = TypeVar("_Read", bytes, Table)
_SUM = 4
_MOST = 8
"""Files of one name that stay: each installation that uses the folder has its own."""


def table(name: str, made_from: str, make: Callable[[], bytes]) -> Table:
    """Return the table called `name`, read from the cache or made now and kept there.

    `made_from` says everything that it depends on (versions, digests): another text is another file. `make` returns
    the bytes of `cache.table.pack`. Of several processes that need it at once one makes it and the others wait. A
    cache that cannot be read or written costs time only.
    """
    path = cache_path(name, made_from)

    def made() -> Table:
        # Hundreds of thousands of small objects, all kept: the collector would look at them again and again.
        collecting = gc.isenabled()
        gc.disable()
        try:
            data = make()
        finally:
            if collecting:
                gc.enable()
        _keep(path, data)
        # Read from the file, the pages are those of every process that reads it.
        return _mapped(path) or Table(memoryview(data))

    return _read_or_made(path, _mapped, made)


def kept(name: str, made_from: str, make: Callable[[], bytes]) -> bytes:
    """Return the bytes called `name`, read from the cache or made now and kept there, as `table` does.

    Their checksum stands before them: what was cut short or damaged is made anew.
    """
    path = cache_path(name, made_from)

    def made() -> bytes:
        data = make()
        _keep(path, _sum(data) + data)
        return data

    return _read_or_made(path, _summed, made)


def cache_path(name: str, made_from: str) -> Path:
    """Return where a prepared table is kept."""
    digest = blake2b(made_from.encode(), digest_size=8, key=MAGIC)
    return folder() / f"{name}-{digest.hexdigest()}.table"


def _read_or_made(path: Path, read: Callable[[Path], _Read | None], make: Callable[[], _Read]) -> _Read:
    """Return what is in a file, or what is made where there is none by the time that it is this process's turn."""
    found = read(path)
    if found is None:
        with _turn(path.with_name(f"{_name(path)}.lock")):
            found = read(path)
            if found is None:
                found = make()
    return found


def _name(path: Path) -> str:
    return path.name.rpartition("-")[0]


def _sum(data: bytes) -> bytes:
    return crc32(data).to_bytes(_SUM, "little")


def _summed(path: Path) -> bytes | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    rest = data[_SUM:]
    return rest if rest and _sum(rest) == data[:_SUM] else None


def _mapped(path: Path) -> Table | None:
    try:
        with path.open("rb") as file:
            return Table(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
    except (OSError, ValueError):
        return None


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    """Wait until no other process is in this block; where the system has no such locks, do not wait."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system, and needed once

        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("wb")
    except (ImportError, OSError):
        yield
        return
    with file:
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _keep(path: Path, data: bytes) -> None:
    """Write the file whole or not at all; where it cannot be written, the next process makes it anew."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        import tempfile  # noqa: PLC0415 - only where something is made

        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
        _sweep(path)


def _sweep(path: Path) -> None:
    """Remove all files of this name but the newest, and what was left half written. Raises OSError.

    Who reads one of them at this moment goes on reading it; who would read it next makes it anew.
    """
    digest = "[0-9a-f]" * 16
    found = [(each.stat().st_mtime_ns, each) for each in path.parent.glob(f"{_name(path)}-{digest}.table*")]
    for _, old in sorted(found, reverse=True)[_MOST:]:
        old.unlink(missing_ok=True)
