"""Vale's globs: those of gobwas/glob, whose `*` also matches `/`; globs with `**` are those of doublestar."""

from functools import lru_cache

from edlint.text.pattern import Pattern, PatternError

_SPECIAL = frozenset("\\.+()|^$")
_LONGEST = 1_000


class GlobError(ValueError):
    """An invalid glob; the text has the reason."""


class Glob:
    """A glob; one that begins with `!` is negated."""

    def __init__(self, glob: str) -> None:
        """Compile a glob. Raises GlobError."""
        body = glob.lstrip("!") if glob.startswith("!") else glob
        self._negated = body is not glob
        if len(body) > _LONGEST:
            raise GlobError(f"a glob of more than {_LONGEST:,} characters")
        try:
            self._pattern = Pattern(rf"(?s)\A(?:{_translated(body)})\z")
        except PatternError:
            raise GlobError(f"“{glob}” is no glob") from None

    def matches(self, path: str) -> bool:
        """Whether the glob matches a path, whose separator is `/`."""
        return self._pattern.found(path) != self._negated


@lru_cache(maxsize=512)
def glob(text: str) -> Glob:
    """Return a compiled glob, cached. Raises GlobError."""
    return Glob(text)


def _translated(body: str) -> str:
    folders = "**" in body
    out: list[str] = []
    depth = at = 0
    while at < len(body):
        char = body[at]
        at += 1
        if char == "*":
            at, written = _stars(body, at, folders=folders)
        elif char == "?":
            written = "[^/]" if folders else "."
        elif char == "[":
            at, written = _class(body, at)
        elif char == "{" or (char == "}" and depth):
            depth += 1 if char == "{" else -1
            written = "(?:" if char == "{" else ")"
        elif char == "," and depth:
            written = "|"
        elif char == "\\" and at < len(body):
            written = _literal(body[at])
            at += 1
        else:
            written = _literal(char)
        out.append(written)
    if depth:
        raise GlobError(f"“{body}”: a {{ that is never closed")
    return "".join(out)


def _stars(body: str, at: int, *, folders: bool) -> tuple[int, str]:
    """Return the offset after the star or stars before and at `at`, and the regex; `folders`: the glob has `**`."""
    if not folders:
        return at, ".*"
    if not body.startswith("*", at):
        return at, "[^/]*"
    if body.startswith("/", at + 1) and (at < 2 or body[at - 2] == "/"):
        return at + 2, "(?:.*/)?"
    return at + 1, ".*"


def _class(body: str, at: int) -> tuple[int, str]:
    """Return the offset after the class whose `[` is before `at`, and its regex. Raises GlobError."""
    end = body.find("]", at + 1)
    if end < 0:
        raise GlobError(f"“{body}”: a [ that is never closed")
    inner = body[at:end].replace("\\", "\\\\").replace("[", r"\[")
    return end + 1, "[" + ("^" + inner[1:] if inner[:1] in {"!", "^"} else inner) + "]"


def _literal(char: str) -> str:
    return "\\" + char if char in _SPECIAL or char in "[]{}*?" else char
