"""The user's own cache folder, and the key in it by which edlint knows again what it kept.

A cache that jobs share, or that lies among the articles, may hold what anybody put there. What edlint keeps carries a
digest that takes a key to make, and the key lies where only the user can read it.
"""

import contextlib
import hashlib
import os
import stat
import sys
from pathlib import Path

KEY = "EDLINT_CACHE_KEY"
"""Environment variable: a secret in place of the user's own key, for machines that may believe each other's results."""
LENGTH = 32
"""Bytes of a digest, and of a key."""
_FILE = "key"


def folder() -> Path:
    """Return the user's cache folder; whatever the environment says, it is named from the root."""
    if sys.platform == "linux":
        # As platformdirs has it, whose import takes a hundredth of a second.
        named = Path(os.environ.get("XDG_CACHE_HOME", "")) / "edlint"
    else:
        from platformdirs import user_cache_path  # noqa: PLC0415 - see above

        named = user_cache_path("edlint", appauthor=False)
    return named if named.is_absolute() else Path.home() / ".cache" / "edlint"


def user_key() -> bytes | None:
    """Return the user's key, made when there is none, or that of the environment; None where none can be kept."""
    named = os.environ.get(KEY, "")
    if named:
        return hashlib.blake2b(named.encode("utf-8", "surrogateescape"), digest_size=LENGTH).digest()
    path = folder() / _FILE
    with contextlib.suppress(OSError):
        if not os.path.lexists(path):
            _make(path)
        return _read(path)
    return None


def digest(key: bytes, purpose: str, *parts: bytes) -> bytes:
    """Return the digest of parts that are kept for a purpose."""
    made = hashlib.blake2b(digest_size=LENGTH, key=key)
    for part in (purpose.encode(), *parts):
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def _read(path: Path) -> bytes | None:
    """Return the key in a file that is the user's alone; None for any other. Raises OSError."""
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
    """Put a new key at `path`, unless there is one by then. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    import secrets  # noqa: PLC0415 - once for a user

    new = path.with_name(f"{_FILE}.{secrets.token_hex(8)}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
    # Of two runs that make one at the same time, the second finds the first's.
    with contextlib.suppress(FileExistsError):
        new.rename(path) if os.name == "nt" else path.hardlink_to(new)
    new.unlink(missing_ok=True)
