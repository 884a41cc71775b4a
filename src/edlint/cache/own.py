"""The user's own cache folder, and the secret key in it that authenticates what edlint stored.

A cache that several jobs share, or that is among the articles, may contain entries that anyone wrote. So each entry
carries a keyed digest, and the key is in a file that only the user can read.
"""

import contextlib
import hashlib
import os
import stat
import sys
from pathlib import Path

KEY = "EDLINT_CACHE_KEY"
"""Environment variable: a secret that replaces the user's own key, for machines that may trust each other's results."""
LENGTH = 32
"""Bytes of a digest and of a key."""
_FILE = "key"


def folder() -> Path:
    """Return the user's cache folder as an absolute path, even if the environment names a relative one."""
    if sys.platform == "linux":
        # The same folder as platformdirs gives, whose import takes 10 ms.
        named = Path(os.environ.get("XDG_CACHE_HOME", "")) / "edlint"
    else:
        from platformdirs import user_cache_path  # noqa: PLC0415 - see above

        named = user_cache_path("edlint", appauthor=False)
    return named if named.is_absolute() else Path.home() / ".cache" / "edlint"


def user_key() -> bytes | None:
    """Return the key from the environment, else the user's own, created if missing; None if none can be stored."""
    named = os.environ.get(KEY, "")
    if named:
        return hashlib.blake2b(named.encode("utf-8", "surrogateescape"), digest_size=LENGTH).digest()
    path = folder() / _FILE
    with contextlib.suppress(OSError):
        if not os.path.lexists(path):
            _make(path)
        return _read(path)
    return None


def keyed_digest(key: bytes, purpose: str, *parts: bytes) -> bytes:
    """Return the keyed BLAKE2b digest of `parts`; the same parts under another `purpose` give another digest."""
    made = hashlib.blake2b(digest_size=LENGTH, key=key)
    for part in (purpose.encode(), *parts):
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def _read(path: Path) -> bytes | None:
    """Return the key in a file that only this user can access; None for any other file. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return None
        if hasattr(os, "getuid") and (found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077):
            return None
        key = file.read(LENGTH + 1)
    return key if len(key) == LENGTH else None


def _make(path: Path) -> None:
    """Create a new key at `path`, unless another process has created one meanwhile. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    import secrets  # noqa: PLC0415 - once for a user

    new = path.with_name(f"{_FILE}.{secrets.token_hex(8)}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
    # When two runs create a key at the same time, the second one uses the first one's.
    with contextlib.suppress(FileExistsError):
        new.rename(path) if os.name == "nt" else path.hardlink_to(new)
    new.unlink(missing_ok=True)
