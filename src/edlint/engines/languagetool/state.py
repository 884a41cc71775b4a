"""Shared state of the local LanguageTool server: a lock that its keeper holds, and a file with the server's port.

Both lie in a folder of the user's cache that only the owner may access; a folder of another owner is refused.
The lock decides whether a keeper runs, as the system releases it however the keeper ends.
"""

import contextlib
import json
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
from msgspec.structs import asdict

from edlint.cache import own
from edlint.engines.languagetool.install import VERSION
from edlint.model.errors import EngineError

if sys.platform == "win32":  # pragma: no cover - the other half of the same two calls
    import msvcrt
else:
    import fcntl

FOLDER = "EDLINT_SERVER_DIR"
"""Environment variable: another folder for the server's state, so that tests use a separate server."""


class ServerState(msgspec.Struct, frozen=True):
    """The contents of the state file: the server's port, and the processes with their start times.

    Start times (seconds since 1970) tell a process from a later one with the same id. `java` is the server's process.
    """

    port: int
    ready: bool
    keeper: int
    keeper_started: float
    java: int
    java_started: float
    version: str = VERSION
    error: str = ""


def folder() -> Path:
    """Return the state's folder, created for its owner only. Raises EngineError if it belongs to someone else."""
    named = os.environ.get(FOLDER)
    path = Path(named) if named else own.folder() / f"languagetool-{VERSION}"
    path = path.absolute()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if sys.platform != "win32":
        found = path.stat()
        if found.st_uid != os.getuid():
            raise EngineError(
                f"{path} belongs to somebody else; LanguageTool’s server is not looked for there"
            )
        if stat.S_IMODE(found.st_mode) & 0o077:
            path.chmod(0o700)
    return path


def read() -> ServerState | None:
    """Return the contents of the state file, or None when it is missing or invalid."""
    try:
        return ServerState(**json.loads((folder() / "server.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write(state: ServerState) -> None:
    """Write the state file atomically."""
    path = folder() / "server.json"
    part = path.with_suffix(f".json.{os.getpid()}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(state), file)
    part.replace(path)


def clear() -> None:
    """Remove the state file."""
    (folder() / "server.json").unlink(missing_ok=True)


def sweep() -> None:
    """Remove temporary state files of keepers killed while writing; only the holder of the lock may call this."""
    for part in folder().glob("server.json.*"):
        part.unlink(missing_ok=True)


def touch() -> None:
    """Record that the server is in use now, which restarts the idle time."""
    with contextlib.suppress(OSError):
        (folder() / "used").touch(mode=0o600)


def idle_seconds() -> float:
    """Return the seconds since the server was last used."""
    try:
        return max(0.0, time.time() - (folder() / "used").stat().st_mtime)
    except OSError:
        return 0.0


@contextlib.contextmanager
def held(patience: float = 0.0) -> Iterator[bool]:
    """Hold the keeper lock within a `with` block; yields False if it is still taken after `patience` seconds."""
    deadline = time.monotonic() + patience
    with (folder() / "keeper.lock").open("a+b") as file:
        while not (got := _lock(file)) and time.monotonic() < deadline:
            time.sleep(0.02)
        try:
            yield got
        finally:
            if got:
                _unlock(file)


def alive() -> bool:
    """Whether a keeper process is running."""
    with held() as free:
        return not free


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":  # pragma: no cover
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(file: IO[bytes]) -> None:
    if sys.platform == "win32":  # pragma: no cover
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)
