"""Resolves paths and finds symbolic links in the articles' folders, which somebody else may have created."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from edlint.model.errors import EdlintError

_MOST = 40
"""Most links on a path, as on Linux; more are taken for a cycle."""


class ResolvedPath(NamedTuple):
    """A path with every link resolved, and the links on the way, each by its own resolved path."""

    end: str
    links: tuple[str, ...]


def resolve(path: str | os.PathLike[str]) -> ResolvedPath:
    """Return where a path leads; nothing need be there. Raises OSError (ELOOP) for a cycle of links."""
    todo = [*Path(os.path.join(os.getcwd(), path)).parts][::-1]  # noqa: PTH109, PTH118 - Path would join a name of bytes that are no text in other ways
    here = todo.pop()
    links: list[str] = []
    while todo:
        part = todo.pop()
        if part == "..":
            here = os.path.dirname(here)  # noqa: PTH120 - as above
            continue
        step = os.path.join(here, part)  # noqa: PTH118 - as above
        try:
            target = Path(os.readlink(step))  # noqa: PTH115 - as above
        except (OSError, ValueError):
            here = step
            continue
        links.append(step)
        if len(links) > _MOST:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(path))
        parts = [*target.parts]
        if target.is_absolute():
            here = parts.pop(0)
        todo += parts[::-1]
    return ResolvedPath(here, tuple(links))


def is_inside(path: str, folder: str) -> bool:
    """Whether `path` is `folder` or lies below it; both are resolved, as from `resolve`."""
    return path == folder or path.startswith(folder if folder.endswith(os.sep) else folder + os.sep)


def untrusted_link(links: Iterable[str], folders: Iterable[str | os.PathLike[str]] = ()) -> str | None:
    """Return the first of these links that somebody else may have created, or None: one that lies among articles.

    Those are the working directory, any git repository, and `folders` (or the parent folder of a file among them), each
    with everything below. A link elsewhere (`/tmp`, `/dev/stdout`, the user's own folders) belongs to the system or the
    user.
    """
    here = os.getcwd()  # noqa: PTH109 - as above
    # If the working directory is the root of the file system, not everything below it is an article.
    ends = [resolve(folder).end for folder in (here, *folders)]
    fences = [str(Path(end).parent) if os.path.isfile(end) else end for end in ends]  # noqa: PTH113 - as above
    fences = [fence for fence in fences if os.path.dirname(fence) != fence]  # noqa: PTH120 - as above
    for link in links:
        folder = Path(link).parent
        if any(is_inside(str(folder), fence) for fence in fences):
            return link
        if any(os.path.lexists(one / ".git") for one in (folder, *folder.parents)):
            return link
    return None


def leads_astray(path: str | os.PathLike[str]) -> bool:
    """Whether a link among articles leads a path that the user names astray.

    That is, to outside of both the working directory and the link's own folder.
    """
    found = resolve(path)
    link = untrusted_link(found.links)
    homes = (os.getcwd(), str(Path(link).parent)) if link is not None else ()  # noqa: PTH109 - as above
    return bool(homes) and not any(is_inside(found.end, home) for home in homes)


def resolve_inside(path: str | os.PathLike[str], folder: str | os.PathLike[str]) -> str:
    """Return the resolved path of a file to write that a configuration names, relative to the configuration's `folder`.

    Raises EdlintError when it is outside of that folder, or when a link leads there.
    """
    home, above = resolve(folder)
    found = resolve(os.path.join(folder, path))  # noqa: PTH118 - as above
    link = untrusted_link(above) or next((link for link in found.links if is_inside(link, home)), None)
    if link is not None:
        raise EdlintError(f"{path}: not written: {link} is a link; name the file that is meant")
    if not is_inside(found.end, home) or found.end == home:
        raise EdlintError(f"{path}: not written: it lies outside of {home}")
    return found.end
