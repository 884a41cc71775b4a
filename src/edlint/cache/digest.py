"""What changes whenever the installed edlint does: the key under which everything that it makes is kept."""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import edlint
from edlint.config.shipped import builtin_folder

_CODE = (".py", ".yaml", ".txt", ".gz", ".tsv")


@cache
def own_digest() -> str:
    """Return what changes whenever edlint's own code, data or rules do."""
    digest = hashlib.blake2b(edlint.__version__.encode(), digest_size=16)
    for path, size, time in sorted((*_files(Path(edlint.__file__).parent), *_files(builtin_folder()))):
        digest.update(f"{path}\0{size}\0{time}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def install_digest() -> str:
    """Return what changes whenever edlint or an installed package does: names, sizes and times, never contents."""
    digest = hashlib.blake2b(own_digest().encode(), digest_size=16)
    # A package that comes, goes or is renewed (a lexicon, a tokenizer) changes the folder that it is installed in.
    for path in sys.path:
        digest.update(repr(stamp(path)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def stamp(origin: str) -> tuple[str, int, int]:
    """Return a file or folder with its size and time, both 0 where it is not."""
    try:
        status = os.stat(origin)  # noqa: PTH116 - thousands of times, and Path would cost as much again
    except OSError:
        return origin, 0, 0
    return origin, status.st_size, status.st_mtime_ns


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in {"__pycache__", "packs"}:
                    yield from _files(Path(entry.path))
            elif entry.name.endswith(_CODE):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
