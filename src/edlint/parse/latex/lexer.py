"""Where LaTeX's marks stand, and where each brace closes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from edlint.parse.latex.commands import VERBATIM

_MARKS = bytes.maketrans(b"\\{}~&%[]$`\n", bytes(11))
"""What is not text, or begins it, as a byte that is nothing."""
_DOUBLES = (b"--", b"''")  # and what is not text only where there are two
_BLANKS = frozenset(" \t")
_BLANK = frozenset(" \t\n")
_USUAL = 16  # letters of a command, hardly ever more
_NAME = 100  # code points of an environment's name, at most
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz@"
"""What the names of commands are made of."""
INLINE_CODE = frozenset("verb lstinline mintinline".split())
"""Commands whose argument is code, between any two signs that are the same, or in braces."""
_ADDRESSED = ("url", "nolinkurl", "href", "path")
"""Commands whose first argument is an address: what would begin a comment there is none."""
_NESTED = 8  # braces in an address, at most
_NO_SIGN = frozenset(["", "{", "\\"])
_LINE = 2000  # code points of inline code, at most
_NO_NAME = frozenset("{\\\n")


@dataclass
class Pairs:
    """Where each opening brace, bracket and dollar sign has its other half; one without is missing."""

    braces: dict[int, int] = field(default_factory=dict)
    brackets: dict[int, int] = field(default_factory=dict)
    dollars: dict[int, int] = field(default_factory=dict)
    literal: dict[int, int] = field(default_factory=dict)  # where code ends that a command begins


def places(text: str) -> list[int]:
    """Return where a mark may stand, left to right: a few passes over the text, whatever is in it."""
    marked = text.encode("latin-1", "replace")  # a byte for each code point
    for double in _DOUBLES:
        marked = marked.replace(double, b"\0\0")
    return list(accumulate([len(run) + 1 for run in marked.translate(_MARKS).split(b"\0")], initial=-1))[1:-1]


def pairs(text: str, marks: Sequence[int]) -> Pairs:
    """Return the pairs among a text's marks. Brackets end with their paragraph, dollar signs with it and with their group."""
    found = Pairs(literal=_literals(text))
    _addresses(text, found)
    braces: list[int] = []
    brackets: list[int] = []
    dollar = -1  # the sign that is open in this group
    outer: list[int] = []  # and in those around it
    skipped = 0
    for start in marks:
        if start < skipped:
            continue
        character = text[start]
        if character == "\\":
            skipped = found.literal.get(start, start + 2)
        elif character == "$":
            double = text.startswith("$", start + 1)
            if dollar < 0:
                dollar, skipped = start, start + 1 + double
            elif double or not text.startswith("$", dollar + 1):
                # Of one alone, one is the end: `$a$$b$` are two formulas side by side.
                skipped = start + 1 + text.startswith("$", dollar + 1)
                found.dollars[dollar], dollar = start, -1
        elif character == "{":
            braces.append(start)
            outer.append(dollar)
            dollar = -1
        elif character == "}":
            if braces:
                found.braces[braces.pop()] = start
            dollar = outer.pop() if outer else -1
        elif character == "\n":
            if text[start + 1 : start + 2] in _BLANK:
                skipped, parted = after_break(text, start)
                if parted:
                    brackets.clear()
                    outer.clear()
                    dollar = -1
        elif character == "%":
            skipped = text.find("\n", start)
            skipped = len(text) if skipped < 0 else skipped
        elif character == "[":
            brackets.append(start)
        elif character == "]" and brackets:
            found.brackets[brackets.pop()] = start
    return found


def _literals(text: str) -> dict[int, int]:
    """Return where code ends, to the letter, by where the command stands that begins it."""
    found: dict[int, int] = {}
    ends: dict[str, int] = {}  # where the next environment of each name ends
    for start in (place for name in INLINE_CODE for place in _all(text, f"\\{name}")):
        end = _verb(text, start)
        if end:
            found[start] = end
    for start in _all(text, "\\begin"):
        name, end = braced(text, start + len("\\begin"))
        if name.rstrip("*") in VERBATIM:
            if ends.get(name, -1) < end:
                closing = text.find(f"\\end{{{name}", end)
                ends[name] = len(text) if closing < 0 else closing
            found[start] = ends[name]
    return found


def _addresses(text: str, found: Pairs) -> None:
    """Add the pairs of the commands that an address is behind, to the letter."""
    for name in _ADDRESSED:
        for start in _all(text, f"\\{name}"):
            opened = begun = start + 1 + len(name)
            stop = opened + _LINE
            if text.startswith("[", begun):
                opened = text.find("]", begun, stop) + 1
            closed = text.find("}", opened, stop) if text.startswith("{", opened) else -1
            tries = 0
            while closed >= 0 and tries < _NESTED and text.count("{", opened + 1, closed) > tries:
                closed, tries = text.find("}", closed + 1, stop), tries + 1
            if closed >= 0 and tries < _NESTED and "\n" not in text[begun:closed]:
                found.brackets.update({begun: opened - 1} if opened > begun else {})
                found.braces[opened] = closed
                found.literal[start] = closed + 1


def _all(text: str, part: str) -> Iterator[int]:
    """Yield where a part of a text stands."""
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def after_break(text: str, at: int) -> tuple[int, bool]:
    """Return where the text goes on behind the line end that stands here, and whether an empty line lies between."""
    end, length = at + 1, len(text)
    while end < length and text[end] in " \t":
        end += 1
    if end == length or text[end] != "\n":
        return end, False
    while end < length and text[end] in " \t\n":
        end += 1
    return end, True


def name_end(text: str, start: int) -> int:
    """Return where the name of the command ends whose backslash stands here: letters and a star, or one character."""
    end = start + 1
    while True:
        head = text[end : end + _USUAL]
        letters = len(head) - len(head.lstrip(LETTERS))
        end += letters
        if letters < _USUAL:
            break
    if end == start + 1:
        return min(end + 1, len(text))
    return end + (text[end : end + 1] == "*")


def braced(text: str, at: int) -> tuple[str, int]:
    """Return the name in braces that stands here, without a star, and where it ends; nothing and `at` where none does."""
    start = at
    while text[start : start + 1] in _BLANKS and start - at < _NAME:
        start += 1
    end = text.find("}", start, start + _NAME)
    if end < 0 or text[start] != "{":
        return "", at
    name = text[start + 1 : end]
    if name.isalpha():
        return name, end + 1
    name = name.strip()
    return (name, end + 1) if name and _NO_NAME.isdisjoint(name) else ("", at)


def _verb(text: str, at: int) -> int:
    """Return where `\\verb|…|`, which begins at `at`, ends; 0 where it does not. Any sign may stand for the bars."""
    end = name_end(text, at)
    name = text[at + 1 : end].rstrip("*")
    if name not in INLINE_CODE:
        return 0
    stop = end + _LINE
    line = text.find("\n", end, stop)
    stop = line if line >= 0 else stop
    if name != "verb" and text.startswith("[", end):
        end = text.find("]", end, stop) + 1
    if name == "mintinline":
        _, end = braced(text, end)
    sign = text[end : end + 1]
    if not end or sign.isalnum() or sign.isspace() or sign in _NO_SIGN:
        return 0
    return text.find(sign, end + 1, stop) + 1
