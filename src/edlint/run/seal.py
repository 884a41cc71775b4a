"""Which pages are edlint's own reports: those that carry a seal which only this user's edlint can make.

A report that lies beside the articles is none of them. That a page says so itself (`<meta name="generator">`) proves
nothing: any article could, and would not be checked. So a page ends with a keyed digest of all that stands before it,
and the key lies in the user's own cache folder. A page of another machine's is checked like any other article.
"""

import contextlib
import hmac
import os
import secrets
from pathlib import Path

from platformdirs import user_cache_path

from edlint.config.files import read_bytes

_KEY = "pages.key"
_BYTES = 32
_BEGIN, _END = b"<!-- edlint's own page: ", b" -->\n"
_LENGTH = len(_BEGIN) + 2 * _BYTES + len(_END)
_LARGEST = 200_000_000


def sealed(page: bytes) -> bytes:
    """Return a page of a report with its seal; as it is where the user has no folder to keep a key in."""
    key = _key(make=True)
    return page if key is None else page + _BEGIN + _digest(key, page) + _END


def is_own(path: str) -> bool:
    """Whether a file is a page of a report that this user's edlint wrote, unchanged."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a name may hold anything, and Path would tidy it
            file.seek(-_LENGTH, os.SEEK_END)
            return _is_seal(file.read(_LENGTH)) and holds(read_bytes(path, _LARGEST))
    except OSError:
        return False


def holds(page: bytes) -> bool:
    """Whether the bytes are a page of a report that this user's edlint wrote, unchanged."""
    seal, key = page[-_LENGTH:], _key(make=False)
    if key is None or not _is_seal(seal):
        return False
    return hmac.compare_digest(seal[len(_BEGIN) : -len(_END)], _digest(key, page[:-_LENGTH]))


def _is_seal(end: bytes) -> bool:
    return len(end) == _LENGTH and end.startswith(_BEGIN) and end.endswith(_END)


def _digest(key: bytes, page: bytes) -> bytes:
    return hmac.new(key, page, "sha256").hexdigest().encode()


def _key(*, make: bool) -> bytes | None:
    """Return the user's key, made when there is none; None where there is none and none can be kept."""
    folder = user_cache_path("edlint", appauthor=False)
    path = folder / _KEY
    with contextlib.suppress(OSError):
        if make:
            _write(folder, path)
        key = path.read_bytes()
        if len(key) == _BYTES:
            return key
    return None


def _write(folder: Path, path: Path) -> None:
    """Put a new key at `path`, unless there is one. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        return
    made = folder / f"{_KEY}.{secrets.token_hex(8)}"
    made.touch(0o600)
    made.write_bytes(secrets.token_bytes(_BYTES))
    # Of two runs that make one at the same time, the second finds the first's.
    with contextlib.suppress(FileExistsError):
        made.rename(path) if os.name == "nt" else path.hardlink_to(made)
    made.unlink(missing_ok=True)
