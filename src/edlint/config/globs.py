"""Globs as .gitignore files write them."""

import os
from collections.abc import Iterable
from pathlib import Path

from pathspec import GitIgnoreSpec


class Globs:
    """Lines of globs, ready to match paths with `/`. Raises ValueError for a line that is no glob."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Compile the lines."""
        self._spec = GitIgnoreSpec.from_lines(lines)

    def __bool__(self) -> bool:
        return len(self._spec) > 0

    def decide(self, path: str) -> bool | None:
        """Return whether the last glob that fits takes the path in (True) or out again (False), or None: none fits."""
        # A name that is no UTF-8 holds lone surrogates, which RE2 (inside pathspec) does not take.
        return self._spec.check_file(path.encode("utf-8", "replace").decode()).include

    def match(self, path: str) -> bool:
        """Whether the globs take the path in."""
        return bool(self.decide(path))


def relative_to(path: str, folder: Path) -> str:
    """Return a path relative to the configuration's folder, with `/`; a file elsewhere by its whole path."""
    relative = os.path.relpath(path, folder).replace(os.sep, "/")
    # A file elsewhere can still match a glob that is not anchored.
    if relative.startswith("../"):
        return Path(path).absolute().as_posix().lstrip("/")
    return relative
