"""Recognizes edlint's own report pages by a seal that only this user's edlint can make.

A report among the articles must not be checked. That a page names its generator (`<meta name="generator">`) proves
nothing: any article could do so to escape the check. So a page ends with a keyed digest of everything before it, and
the key is in the user's own cache folder. A page from another machine is checked like any other article.
"""

import os

from edlint.cache.own import LENGTH, keyed_digest, user_key
from edlint.config.files import read_bytes

_BEGIN, _END = b"<!-- edlint's own page: ", b" -->\n"
_LENGTH = len(_BEGIN) + 2 * LENGTH + len(_END)
_LARGEST = 200_000_000


def sealed(page: bytes) -> bytes:
    """Return a report's page with its seal; unchanged if the user has no folder to store a key in."""
    key = user_key()
    return page if key is None else page + _BEGIN + _digest(key, page) + _END


def is_own(path: str) -> bool:
    """Whether a file is an unchanged report page that this user's edlint wrote."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a name may hold anything, and Path would tidy it
            file.seek(-_LENGTH, os.SEEK_END)
            return _is_seal(file.read(_LENGTH)) and holds(read_bytes(path, _LARGEST))
    except OSError:
        return False


def holds(page: bytes) -> bool:
    """Whether the bytes are an unchanged report page that this user's edlint wrote."""
    seal = page[-_LENGTH:]
    key = user_key() if _is_seal(seal) else None
    if key is None:
        return False
    import hmac  # noqa: PLC0415 - only where there is a page

    return hmac.compare_digest(seal[len(_BEGIN) : -len(_END)], _digest(key, page[:-_LENGTH]))


def _is_seal(end: bytes) -> bool:
    return len(end) == _LENGTH and end.startswith(_BEGIN) and end.endswith(_END)


def _digest(key: bytes, page: bytes) -> bytes:
    return keyed_digest(key, "page", page).hex().encode()
