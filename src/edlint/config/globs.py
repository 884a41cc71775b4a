"""Glob patterns in the syntax of .gitignore files."""

import os
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

MOST = 5_000
"""Most lines in one list of globs."""
_TOGETHER = 500
# Globs that are compiled into one pattern: a few thousand are too many for RE2.
_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": " \t",
    "cntrl": "\x01-\x1f\x7f",
    "digit": "0-9",
    "graph": '"-~!',  # `!` at the beginning would negate the class
    "lower": "a-z",
    "print": " -~",
    "punct": '"-.!:-@[\\^_`{-~',  # `]` would end the class in pathspec
    "space": " \t-\r",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


def valid(line: str) -> bool:
    """Whether a line is a valid glob; git silently ignores an invalid one, which matches nothing."""
    return _compiled([line]) is not None


class Globs:
    """A compiled list of globs, for matching paths with `/`. Invalid lines match nothing, as in git."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Compile the lines."""
        given = [line for line in lines if line.strip()]
        self._specs: list[GitIgnoreSpec] = []
        for start in range(0, len(given), _TOGETHER):
            part = given[start : start + _TOGETHER]
            spec = _compiled(part) or _compiled(filter(valid, part))
            if spec:
                self._specs.append(spec)

    def __bool__(self) -> bool:
        return bool(self._specs)

    def decide(self, path: str) -> bool | None:
        """Return whether the last matching glob includes (True) or excludes (False, `!`) the path; None without one."""
        # A name that is not UTF-8 contains lone surrogates, which RE2 (inside pathspec) does not accept.
        name = path.encode("utf-8", "replace").decode()
        found = (spec.check_file(name).include for spec in reversed(self._specs))
        return next((include for include in found if include is not None), None)

    def match(self, path: str) -> bool:
        """Whether the globs include the path."""
        return bool(self.decide(path))


def _compiled(lines: Iterable[str]) -> "GitIgnoreSpec | None":
    """Return the compiled lines; None if one of them is not a valid glob."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - a run without globs needs none of it

    plain = [_plain(line) for line in lines]
    try:
        with warnings.catch_warnings(action="ignore", category=FutureWarning):
            spec = GitIgnoreSpec.from_lines([line for line in plain if line is not None])
            spec.check_file("a")  # pathspec compiles part of it at the first use
    except Exception:  # noqa: BLE001 - pathspec hands on what its two pattern engines raise
        return None
    return None if None in plain else spec


def _plain(line: str) -> str | None:
    """Return a line with classes such as `[[:alpha:]]` expanded to characters; None for an unknown class.

    pathspec does not support such classes.
    """
    if "[:" not in line:
        return line
    parts: list[str] = []
    at, inside = 0, False
    while at < len(line):
        step = 1
        if line[at] == "\\":
            step = 2
        elif not inside and line[at] == "[":
            inside = True
            step += line[at + 1 : at + 2] in {"!", "^"}
            step += line[at + step : at + step + 1] == "]"
        elif inside and line.startswith("[:", at) and (end := line.find(":]", at + 2)) > 0:
            letters = _CLASSES.get(line[at + 2 : end])
            if letters is None:
                return None
            parts.append(letters)
            at = end + 2
            continue
        elif line[at] == "]":
            inside = False
        parts.append(line[at : at + step])
        at += step
    return None if inside else "".join(parts)


def relative_to(path: str, folder: Path) -> str:
    """Return a path relative to `folder`, with `/`; for a file outside of it, the absolute path without its root."""
    relative = os.path.relpath(path, folder).replace(os.sep, "/")
    # A file outside the folder can still match a glob that is not anchored.
    if relative.startswith("../"):
        return Path(path).absolute().as_posix().lstrip("/")
    return relative
