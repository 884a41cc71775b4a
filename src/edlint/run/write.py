"""Writes files atomically, and only at the path named: never through a link among the articles."""

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from edlint.config.links import resolve, resolve_inside, untrusted_link
from edlint.model.errors import EdlintError
from edlint.run.read import error_reason
from edlint.text.pattern import pattern

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment] # a module elsewhere

UNFINISHED = ".edlint-tmp"
"""Suffix of temporary files: no article has it, so that what a killed run leaves behind is recognized."""
_NAME = pattern(rf"\.[0-9a-f]{{16}}\{UNFINISHED}")

Folders = Sequence[str | os.PathLike[str]]


def atomically(
    path: Path,
    data: bytes | Iterable[bytes],
    *,
    inside: str | os.PathLike[str] | None = None,
    among: Folders = (),
) -> None:
    """Write `data`, whole or in parts, to `path`; any reader sees either the old file or the new one.

    `inside` is for a path from a configuration: the folder that it must be in, with links resolved. A path that the
    user names may be anywhere, but not behind a link that is among articles: in the working directory, a git
    repository, or one of the folders `among`. A device or pipe elsewhere is written to directly. Keeps the mode of an
    existing file. Raises EdlintError on failure.
    """
    parts = (data,) if isinstance(data, bytes) else data
    try:
        if inside is not None:
            end = resolve_inside(path, inside)
        else:
            end = target(path, among)
            # Somebody else may have put a pipe among the articles: opening it could block for ever.
            if _direct(path) and untrusted_link([end], among) is None:
                with path.open("ab") as file:
                    file.writelines(parts)
                return
        _replace(Path(end), parts)
    except OSError as error:
        raise EdlintError(f"{path}: cannot be written: {error_reason(error)}") from None


def target(path: str | os.PathLike[str], among: Folders = ()) -> str:
    """Return the resolved path of one that the user names. Raises OSError, EdlintError for a link among articles."""
    found = resolve(path)
    link = untrusted_link(found.links, among)
    if link is not None:
        raise EdlintError(f"{path}: not written: {link} is a link; name what is meant itself")
    return found.end


def folder(path: Path, among: Folders = ()) -> Path:
    """Create a folder that the user names, with parents; return its path. Raises EdlintError as `atomically` does."""
    try:
        made = Path(target(path, among))
        made.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EdlintError(f"{path}: cannot be made: {error_reason(error)}") from None
    return made


def sweep(path: str) -> None:
    """Delete the temporary file of a killed run if `path` is one; nothing else has such a name.

    A file that another run is writing is locked and is kept.
    """
    folder, name = os.path.split(path)
    if not _NAME.whole(name) or fcntl is None:
        return
    with contextlib.suppress(OSError), _opened(Path(os.path.realpath(folder))) as (at, descriptor):
        file = os.open(at(name), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=descriptor)
        try:
            found = os.fstat(file)
            if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and found.st_nlink == 1:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(at(name), dir_fd=descriptor)
        finally:
            os.close(file)


def _direct(path: Path) -> bool:
    """Whether a path leads to something else than a file or folder: a device, a pipe, an open file (`/dev/stdout`)."""
    if any(link.startswith("/proc/") for link in resolve(path).links):
        return True
    return path.exists() and not path.is_file() and not path.is_dir()


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    """Atomically replace the file at `path`, which contains no links. Raises OSError, EdlintError."""
    with _opened(path.parent) as (at, descriptor):
        mode = None
        with contextlib.suppress(FileNotFoundError):
            found = os.stat(at(path.name), dir_fd=descriptor, follow_symlinks=False)
            if not stat.S_ISREG(found.st_mode):
                raise EdlintError(f"{path}: not written: not a regular file")
            mode = found.st_mode & 0o777
        # Not the name of an article, and short, so that long file names stay possible.
        name = at(f".{os.urandom(8).hex()}{UNFINISHED}")
        flags = (
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        )
        new = os.open(name, flags, 0o666 if mode is None else 0o600, dir_fd=descriptor)
        try:
            with os.fdopen(new, "wb") as file:
                if fcntl is not None:
                    with contextlib.suppress(OSError):  # Not every file system supports locks.
                        fcntl.flock(new, fcntl.LOCK_EX)
                file.writelines(parts)
                file.flush()
                if mode is not None and hasattr(os, "fchmod"):
                    os.fchmod(new, mode)
                os.fsync(new)
            os.replace(name, at(path.name), src_dir_fd=descriptor, dst_dir_fd=descriptor)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name, dir_fd=descriptor)
            raise


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[tuple[Callable[[str], str], int | None]]:
    """Open a folder whose path contains no links; yield a function from file name to path, and the folder's descriptor.

    The folder is opened step by step: a part that has become a link meanwhile is an error. Where the system cannot do
    this (Windows), the function gives the whole path and the descriptor is None.
    """
    if os.open not in os.supports_dir_fd:  # pragma: no cover - Windows
        yield lambda name: str(folder / name), None
        return
    flags = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW
    # Without O_PATH a folder must be readable to be opened, and those above may not be.
    steps = folder.parts if hasattr(os, "O_PATH") else (str(folder),)
    descriptor: int | None = None
    try:
        for step in steps:
            following = os.open(step, flags, dir_fd=descriptor)
            if descriptor is not None:
                os.close(descriptor)
            descriptor = following
        yield str, descriptor
    finally:
        if descriptor is not None:
            os.close(descriptor)
