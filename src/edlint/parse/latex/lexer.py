"""Where LaTeX's marks stand, and where each brace closes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from edlint.parse.latex.commands import VERBATIM
from edlint.text.pattern import pattern

NEWLINE, _DOUBLE = 0x80, 0x81
"""A line end with blanks or another one beside it, and one of two signs that mean something together."""
_SIGNS = b"\\{}~&%[]$`\x80\x81"
_ENDS = bytes.maketrans(b"\r\n" + _SIGNS, b"  " + b"\n" * len(_SIGNS))
"""What is not text, or begins it, as a line end."""
_PLAIN = bytes(range(256)).translate(None, _SIGNS)
BACKSLASH, OPENING, CLOSING, DOLLAR, _PERCENT, BRACKET, END_BRACKET = b"\\{}$%[]"
_MARKED = (
    (b"\n\n", b"\x80\x80"),
    (b"\n ", b"\x80 "),
    (b" \n", b" \x80"),
    (b"--", b"\x81\x81"),
    (b"''", b"\x81\x81"),
)
_BLANKS = frozenset(" \t")
_USUAL = 32  # letters of a command and blanks that begin a line, hardly ever more
_NAME = 100  # code points of an environment's name, at most
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz@"
"""What the names of commands are made of."""
INLINE_CODE = frozenset("verb lstinline mintinline".split())
"""Commands whose argument is code, between any two signs that are the same, or in braces."""
_ADDRESSED = frozenset("url nolinkurl href path".split())
"""Commands whose first argument is an address: what would begin a comment there is none."""
_LITERAL = (
    rf"\\(?:{'|'.join(sorted(INLINE_CODE | _ADDRESSED))}|begin[ \t]*\{{\s*(?:{'|'.join(sorted(VERBATIM))}))"
)
"""What may begin something to the letter."""
_NESTED = 8  # braces in an address, at most
_NO_SIGN = frozenset(["", "{", "\\"])
_LINE = 2000  # code points of inline code, at most
_NO_NAME = frozenset("{\\\n")


@dataclass
class Pairs:
    """Where each opening brace, bracket and dollar sign has its other half; one without is missing. What line ends are."""

    braces: dict[int, int] = field(default_factory=dict)
    brackets: dict[int, int] = field(default_factory=dict)
    dollars: dict[int, int] = field(default_factory=dict)
    literal: dict[int, int] = field(default_factory=dict)  # where code ends that a command begins
    breaks: dict[int, tuple[int, bool]] = field(default_factory=dict)  # what `after_break` says


class Marks(NamedTuple):
    """Where a mark may stand, left to right; which, a byte each; the pairs among them."""

    places: list[int]
    signs: bytes
    pairs: Pairs


def marks(text: str) -> Marks:
    """Return a text's marks: a few passes over it, whatever is in it."""
    data = text.encode("ascii", "replace")  # a byte for each code point
    marked = data.replace(b"\t", b" ")
    for what, mark in _MARKED:
        marked = marked.replace(what, mark)
    signs = marked.translate(None, _PLAIN)
    lengths = map(len, marked.translate(_ENDS).splitlines(keepends=True))
    places = list(accumulate(lengths, initial=-1))[1 : len(signs) + 1]
    return Marks(places, signs, _pairs(text, zip(places, signs, strict=True), _literal(text, data)))


def _pairs(text: str, found_marks: Iterable[tuple[int, int]], found: Pairs) -> Pairs:
    """Add the pairs among a text's marks. Brackets end with their paragraph, dollar signs with it and with their group."""
    literal, pairs = found.literal, found.braces
    braces: list[int] = []
    brackets: list[int] = []
    dollar = -1  # the sign that is open in this group
    outer: list[int] = []  # and in those around it
    skipped = 0
    for start, sign in found_marks:
        if start < skipped:
            continue
        if sign == BACKSLASH:
            skipped = literal.get(start) or start + 2
        elif sign == OPENING:
            braces.append(start)
            if dollar >= 0:
                outer.append(dollar)
                dollar = -1
        elif sign == CLOSING:
            if braces:
                pairs[braces.pop()] = start
            dollar = outer.pop() if outer and (not braces or braces[-1] < outer[-1]) else -1
        elif sign == DOLLAR:
            dollar, skipped = _dollar(text, start, dollar, found)
        elif sign == NEWLINE:
            skipped, parted = found.breaks[start] = after_break(text, start)
            if parted:
                brackets.clear()
                outer.clear()
                dollar = -1
        elif sign == _PERCENT:
            skipped = text.find("\n", start) % (len(text) + 1)  # -1 is the end
        elif sign == BRACKET:
            brackets.append(start)
        elif sign == END_BRACKET and brackets:
            found.brackets[brackets.pop()] = start
    return found


def _dollar(text: str, start: int, opened: int, found: Pairs) -> tuple[int, int]:
    """Read a dollar sign where another is open (-1: none): return the one that is open then, and how far to skip."""
    double = text[start + 1 : start + 2] == "$"
    if opened < 0:
        return start, start + 1 + double
    if not double and text[opened + 1] == "$":
        return opened, 0
    # Of one alone, one is the end: `$a$$b$` are two formulas side by side.
    found.dollars[opened] = start
    return -1, start + 1 + (text[opened + 1] == "$")


def _literal(text: str, data: bytes) -> Pairs:
    """Return where code and addresses end, to the letter, by where the command stands that begins them."""
    found = Pairs()
    ends: dict[str, int] = {}  # where the next environment of each name ends
    for start, stop in pattern(_LITERAL).places(data):
        name = text[start + 1 : stop]
        if name in _ADDRESSED:
            _address(text, start, stop, found)
        elif name in INLINE_CODE:
            end = _verb(text, start)
            if end:
                found.literal[start] = end
        else:
            name, end = braced(text, start + len("\\begin"))
            if name.rstrip("*") in VERBATIM:
                if ends.get(name, -1) < end:
                    closing = text.find(f"\\end{{{name}", end)
                    ends[name] = len(text) if closing < 0 else closing
                found.literal[start] = ends[name]
    return found


def _address(text: str, start: int, begun: int, found: Pairs) -> None:
    """Add the pairs of a command that an address is behind, to the letter."""
    opened, stop = begun, begun + _LINE
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


def after_break(text: str, at: int) -> tuple[int, bool]:
    """Return where the text goes on behind the line end that stands here, and whether an empty line lies between."""
    begin, reach = at + 1, _USUAL
    while True:
        head = text[begin : begin + reach]
        blanks = len(head) - len(head.lstrip(" \t\n"))
        if blanks < reach:
            return begin + blanks, "\n" in head[:blanks]
        reach *= 4


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
