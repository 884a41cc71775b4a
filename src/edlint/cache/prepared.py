"""Data that is slow to build, built once and stored in the user's own cache folder."""

import gc
import mmap
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import msgspec

from edlint.cache.own import folder
from edlint.cache.table import MAGIC, Table

_Made = TypeVar("_Made")
_Read = TypeVar("_Read", bytes, Table)
_SUM = 4
_MOST = 8
"""Most files of one name that are kept; each installation that shares the cache folder has its own."""


def cached_table(name: str, made_from: str, make: Callable[[], bytes]) -> Table:
    """Return the table called `name`, read from the cache, or built now and stored there.

    `made_from` names everything that the table depends on (versions, digests): another value gives another file. `make`
    returns the bytes of `cache.table.pack`. When several processes need the table at once, one builds it and the others
    wait. A cache that cannot be read or written costs time only.
    """
    path = cache_path(name, made_from)

    def made() -> Table:
        # Building makes hundreds of thousands of small objects that all stay: the collector would scan them in vain.
        collecting = gc.isenabled()
        gc.disable()
        try:
            data = make()
        finally:
            if collecting:
                gc.enable()
        _keep(path, data)
        # Mapped from the file, the memory pages are shared by all processes that read it.
        return _mapped(path) or Table(memoryview(data))

    return _read_or_made(path, _mapped, made)


def cached_bytes(name: str, made_from: str, make: Callable[[], bytes]) -> bytes:
    """Return the bytes called `name`, read from the cache, or built now and stored there, as `cached_table` does.

    They are stored behind their CRC-32: a truncated or damaged file is built again.
    """
    path = cache_path(name, made_from)

    def made() -> bytes:
        data = make()
        _keep(path, _sum(data) + data)
        return data

    return _read_or_made(path, _summed, made)


def cached_value(kind: type[_Made], name: str, made_from: str, make: Callable[[], _Made]) -> _Made:
    """Return the data called `name`, which are of this type, read from the cache or made now and kept there, as `cached_table` does.

    What was kept in another shape is made anew.
    """
    data = cached_bytes(name, made_from, lambda: msgspec.msgpack.encode(make()))
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.MsgspecError:
        return make()


def cache_path(name: str, made_from: str) -> Path:
    """Return the path of the cached file for a name and what it is made from."""
    digest = blake2b(made_from.encode(), digest_size=8, key=MAGIC)
    return folder() / f"{name}-{digest.hexdigest()}.table"


def _read_or_made(path: Path, read: Callable[[Path], _Read | None], make: Callable[[], _Read]) -> _Read:
    """Return what `read` finds at `path`; if nothing, wait for the lock, read again, and at last call `make`."""
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
    """Hold an exclusive file lock during the block; on a system without such locks, run it without one."""
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
    """Write the file atomically; if that fails, the next process builds the data again."""
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
    """Delete all files of this name except the newest _MOST, and temporary files left by killed runs. Raises OSError.

    A process that has a deleted file open can go on reading it; the next one builds it again.
    """
    digest = "[0-9a-f]" * 16
    found = [(each.stat().st_mtime_ns, each) for each in path.parent.glob(f"{_name(path)}-{digest}.table*")]
    for _, old in sorted(found, reverse=True)[_MOST:]:
        old.unlink(missing_ok=True)
