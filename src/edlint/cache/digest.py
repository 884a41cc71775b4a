"""Digests that change whenever the installed edlint or another installed package changes: part of every cache key."""

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
    """Return a digest that changes whenever edlint's own code, data or rules change."""
    digest = hashlib.blake2b(edlint.__version__.encode(), digest_size=16)
    for path, size, time in sorted((*_files(Path(edlint.__file__).parent), *_files(builtin_folder()))):
        digest.update(f"{path}\0{size}\0{time}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def install_digest() -> str:
    """Return a digest of files' names, sizes and times that changes whenever edlint or an installed package does."""
    digest = hashlib.blake2b(own_digest().encode(), digest_size=16)
    # Installing, removing or updating a package (a lexicon, a tokenizer) changes the folder that it is installed in.
    for path in sys.path:
        digest.update(repr(stamp(path)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def stamp(origin: str) -> tuple[str, int, int]:
    """Return a path with the size in bytes and mtime in nanoseconds of the file there; both are 0 if it is missing."""
    try:
        status = os.stat(origin)  # noqa: PTH116 - thousands of times, and Path would cost as much again
    except (OSError, ValueError):
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
