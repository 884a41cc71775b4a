"""Reads files that anyone may have created: whole, with a size limit, and never from devices or pipes."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from typing import BinaryIO

CONFIGURATION = 1_000_000
"""Most bytes of a configuration, a list of globs or a rule file."""
WORDS = 20_000_000
"""Most bytes of a vocabulary, a baseline or a file of decisions."""


class TooLargeError(OSError):
    """A file is larger than the limit."""

    def __init__(self, size: int, most: int) -> None:
        """Take the file's size and the limit, in bytes."""
        super().__init__(errno.EFBIG, f"{size:,} bytes are more than the {most:,} that are read")
        self.size = size


@contextlib.contextmanager
def opened(path: str | os.PathLike[str], most: int, *, follow: bool = True) -> Iterator[BinaryIO]:
    """Open a file of at most `most` bytes for reading. With `follow` off, the path itself may not be a link.

    Raises OSError for anything but a regular file (a device or a pipe could be endless), and TooLargeError.
    """
    _regular(os.stat(path, follow_symlinks=follow))  # noqa: PTH116 - a name may hold anything, and Path would tidy it
    # Non-blocking, in case it is replaced by a pipe at this moment.
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    )
    descriptor = os.open(path, flags | (0 if follow else getattr(os, "O_NOFOLLOW", 0)))
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        _regular(found)
        if found.st_size > most:
            raise TooLargeError(found.st_size, most)
        yield file


def read_bytes(path: str | os.PathLike[str], most: int, *, follow: bool = True) -> bytes:
    """Return the content of a file of at most `most` bytes. Raises OSError and TooLargeError as `opened` does."""
    with opened(path, most, follow=follow) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLargeError(len(data), most)
    return data


def _regular(found: os.stat_result) -> None:
    """Raise OSError for anything but a regular file."""
    if stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EISDIR, "a folder, not a file")
    if stat.S_ISLNK(found.st_mode):
        raise OSError(errno.ELOOP, "a link, which is not followed here")
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
