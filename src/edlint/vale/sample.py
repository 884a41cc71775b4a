"""A text that a pattern fits, for examples."""

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
    """Return a text that a pattern fits, as likely as not: the first way, what is optional left out. Empty for none."""
    try:
        text, end = _branches(source, 0, 0)
    except (IndexError, ValueError):
        return ""
    return text if end == len(source) else ""


def _branches(source: str, at: int, depth: int) -> tuple[str, int]:
    """Return the first branch of what begins at `at`, and where all of it ends. Raises ValueError, IndexError."""
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
        # Words that blanks may stand between are two words.
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
    """Return how often the atom before `at` stands, and where its mark of repetition ends."""
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
