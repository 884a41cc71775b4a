"""Generate a text that a pattern matches, for examples."""

_ESCAPES = {
    "d": "1",
    "w": "a",
    "s": " ",
    "D": "a",
    "W": "-",
    "S": "a",
    "b": "",
    "B": "",
    "A": "",
    "z": "",
    "Z": "",
    "n": "\n",
    "t": "\t",
}
_DEEPEST = 20


def sample(source: str) -> str:
    """Return a text that a pattern probably matches, by its first branches and without optional parts; else empty."""
    try:
        text, end = _branches(source, 0, 0)
    except (IndexError, ValueError):
        return ""
    return text if end == len(source) else ""


def _branches(source: str, at: int, depth: int) -> tuple[str, int]:
    """Return a text for the first branch of the alternation at `at`, and its end. Raises ValueError, IndexError."""
    if depth > _DEEPEST:
        raise ValueError(source)
    first: str | None = None
    current = ""
    while at < len(source) and source[at] != ")":
        if source[at] == "|":
            first = current if first is None else first
            current, at = "", at + 1
            continue
        atom, at = _atom(source, at, depth)
        count, at = _count(source, at)
        # Keep an optional blank, as the words beside it are then separate.
        current += atom * (count or (atom == " "))
    return (current if first is None else first), at


def _atom(source: str, at: int, depth: int) -> tuple[str, int]:
    char = source[at]
    if char == "\\":
        if source[at + 1] in "pPxu":
            raise ValueError(source)
        return _ESCAPES.get(source[at + 1], source[at + 1]), at + 2
    if char == "(":
        begin = at + 1
        if source.startswith("?:", begin):
            begin += 2
        elif source.startswith("?", begin):
            raise ValueError(source)
        inner, end = _branches(source, begin, depth + 1)
        if source[end] != ")":
            raise ValueError(source)
        return inner, end + 1
    if char == "[":
        return _of_class(source, at + 1)
    return ({"^": "", "$": "", ".": "a"}.get(char, char)), at + 1


def _of_class(source: str, at: int) -> tuple[str, int]:
    if source[at] == "^":
        end = source.index("]", at + 2)
        found = next((char for char in "a1- " if char not in source[at:end]), "")
        return found, end + 1
    end = source.index("]", at + 1)
    first = source[at + 1] if source[at] == "\\" else source[at]
    return (_ESCAPES.get(first, first) if source[at] == "\\" else first), end + 1


def _count(source: str, at: int) -> tuple[int, int]:
    """Return how often to repeat the atom before `at`, and the offset after its quantifier."""
    char = source[at : at + 1]
    count, end = 1, at
    if char and char in "?*":
        count, end = 0, at + 1
    elif char == "+":
        end = at + 1
    elif char == "{" and source[at + 1].isdigit():
        end = source.index("}", at) + 1
        count = min(int(source[at + 1 : end - 1].partition(",")[0]), 20)
    return count, end + (end > at and source.startswith("?", end))
