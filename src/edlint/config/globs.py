"""Globs as .gitignore files write them."""

from collections.abc import Iterable

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
