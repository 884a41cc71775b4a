"""Tables that take long to make, made once and kept in the user's own cache folder."""

import gc
import mmap
import os
import tempfile
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import platformdirs

from edlint.cache.table import MAGIC, Table


def table(name: str, made_from: str, make: Callable[[], bytes]) -> Table:
    """Return the table called `name`, read from the cache or made now and kept there.

    `made_from` says everything that it depends on (versions, digests): another text is another file. `make` returns
    the bytes of `cache.table.pack`. A cache that cannot be read or written costs time only.
    """
    path = cache_path(name, made_from)
    try:
        with path.open("rb") as file:
            return Table(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
    except (OSError, ValueError):
        # Hundreds of thousands of small objects, all kept: the collector would look at them again and again.
        collecting = gc.isenabled()
        gc.disable()
        try:
            data = make()
        finally:
            if collecting:
                gc.enable()
        _keep(path, data)
        return Table(memoryview(data))


def cache_path(name: str, made_from: str) -> Path:
    """Return where a prepared table is kept."""
    digest = blake2b(made_from.encode(), digest_size=8, key=MAGIC)
    return Path(platformdirs.user_cache_dir("edlint")) / f"{name}-{digest.hexdigest()}.table"


def _keep(path: Path, data: bytes) -> None:
    """Write the file whole or not at all; where it cannot be written, the next process makes it anew."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
    except OSError:
        return
