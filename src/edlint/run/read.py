"""Reads files and decodes their text."""

import codecs
import errno
import os

from edlint.config.files import TooLargeError, read_bytes
from edlint.model.errors import SourceError
from edlint.model.source import Source
from edlint.parse import CONTAINERS, format_of, unpacked


def read_source(
    path: str | os.PathLike[str], display: str, max_bytes: int, format_: str | None = None
) -> Source:
    """Return a file's source. Raises SourceError (`display: why`) if it is not text that can be read.

    `max_bytes` is the configuration's `max-file-size`. `format_` is guessed from the name if it is None.
    """
    try:
        data = read_bytes(path, max_bytes)
    except TooLargeError as error:
        raise SourceError(
            f"{display}: {error.size:,} bytes are more than the {max_bytes:,} of max-file-size; "
            "raise it or split the file"
        ) from None
    except OSError as error:
        raise SourceError(f"{display}: {error_reason(error)}") from None
    return decode(data, display, format_)


def decode(data: bytes, display: str, format_: str | None = None) -> Source:
    """Return the source of bytes in UTF-8, in UTF-16 with a byte order mark, or of a package that contains text (DOCX).

    Raises SourceError for anything else. The byte order mark stays in the text, so that encoding the text in `encoding`
    gives the same bytes.
    """
    form = format_ or format_of(display) or "markdown"
    if form in CONTAINERS:
        return unpacked(data, display, form)
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise SourceError(f"{display}: UTF-32 is not read; save it as UTF-8")
    if data.startswith(codecs.BOM_UTF16_LE):
        encoding = "utf-16-le"
    elif data.startswith(codecs.BOM_UTF16_BE):
        encoding = "utf-16-be"
    elif b"\0" in data:
        raise SourceError(
            f"{display}: a binary file (a NUL at byte {data.index(0)}), or UTF-16 without a byte order mark"
        )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{display}: not {'UTF-8' if encoding == 'utf-8' else 'UTF-16'} in line {line}, at byte {error.start} "
            f"(0x{data[error.start]:02X}); save it as UTF-8"
        ) from None
    return Source(display, form, text, encoding)


def error_reason(error: OSError) -> str:
    """Return the reason of a system error, in one plain line."""
    reasons = {
        "ELOOP": "a link that leads back to itself",
        "ENOENT": "no such file or folder",
        "EACCES": "may not be read: permission denied",
        "EISDIR": "a folder, not a file",
        "ENAMETOOLONG": "the name is too long",
    }
    name = errno.errorcode.get(error.errno or 0, "")
    return reasons.get(name, (error.strerror or str(error)).lower())
