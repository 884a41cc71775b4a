"""Finds LaTeX's marks, the characters that may be markup, and where each brace closes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from edlint.parse.latex.commands import VERBATIM
from edlint.text.pattern import pattern

NEWLINE, _DOUBLE = 0x80, 0x81
"""Codes of a line end with a blank or another one beside it, and of one of two signs that have a meaning together."""
_SIGNS = b"\\{}~&%[]$`\x80\x81"
_ENDS = bytes.maketrans(b"\r\n" + _SIGNS, b"  " + b"\n" * len(_SIGNS))
"""Maps each mark to a line end, and line ends to blanks, so that `splitlines` splits at the marks."""
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
_USUAL = 32  # letters of a command, or blanks at the beginning of a line; hardly ever more
_NAME = 100  # code points of an environment's name, at most
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz@"
"""Characters that the names of commands consist of."""
INLINE_CODE = frozenset("verb lstinline mintinline".split())
"""Commands whose argument is code, between two equal characters or in braces."""
_ADDRESSED = frozenset("url nolinkurl href path".split())
"""Commands whose first argument is an address, in which `%` does not begin a comment."""
_LITERAL = (
    rf"\\(?:{'|'.join(sorted(INLINE_CODE | _ADDRESSED))}|begin[ \t]*\{{\s*(?:{'|'.join(sorted(VERBATIM))}))"
)
"""What may begin literal text."""
_NESTED = 8  # braces in an address, at most
_NO_SIGN = frozenset(["", "{", "\\"])
_LINE = 2000  # code points of inline code, at most
_NO_NAME = frozenset("{\\\n")


@dataclass
class Pairs:
    """Closing offsets of opening braces, brackets and dollar signs, if they have one; and what each line end is."""

    braces: dict[int, int] = field(default_factory=dict)
    brackets: dict[int, int] = field(default_factory=dict)
    dollars: dict[int, int] = field(default_factory=dict)
    literal: dict[int, int] = field(default_factory=dict)  # a command's offset → end of its literal text
    breaks: dict[int, tuple[int, bool]] = field(default_factory=dict)  # result of `after_break`


class Marks(NamedTuple):
    """A text's marks: their offsets, left to right; which marks they are, one byte each; the pairs among them."""

    places: list[int]
    signs: bytes
    pairs: Pairs


def marks(text: str) -> Marks:
    """Return a text's marks, in a fixed number of passes over it."""
    data = text.encode("ascii", "replace")  # a byte for each code point
    marked = data.replace(b"\t", b" ")
    for what, mark in _MARKED:
        marked = marked.replace(what, mark)
    signs = marked.translate(None, _PLAIN)
    lengths = map(len, marked.translate(_ENDS).splitlines(keepends=True))
    places = list(accumulate(lengths, initial=-1))[1 : len(signs) + 1]
    return Marks(places, signs, _pairs(text, zip(places, signs, strict=True), _literal(text, data)))


def _pairs(text: str, found_marks: Iterable[tuple[int, int]], found: Pairs) -> Pairs:
    """Add the pairs among a text's marks. Brackets end with their paragraph, dollar signs also with their group."""
    literal, pairs = found.literal, found.braces
    braces: list[int] = []
    brackets: list[int] = []
    dollar = -1  # the dollar sign that is open in this group, or -1
    outer: list[int] = []  # and those in the groups around it
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
    """Process a dollar sign while another is open (-1: none); return the one open afterwards, and where to go on."""
    double = text[start + 1 : start + 2] == "$"
    if opened < 0:
        return start, start + 1 + double
    if not double and text[opened + 1] == "$":
        return opened, 0
    # A single one is closed by a single one: `$a$$b$` are two formulas side by side.
    found.dollars[opened] = start
    return -1, start + 1 + (text[opened + 1] == "$")


def _literal(text: str, data: bytes) -> Pairs:
    """Return the ends of literal code and addresses, by the offset of the command that begins them."""
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
    """Add the pairs of a command whose argument is a literal address."""
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
    """Return where the text continues after the line end at `at`, and whether an empty line lies between."""
    begin, reach = at + 1, _USUAL
    while True:
        head = text[begin : begin + reach]
        blanks = len(head) - len(head.lstrip(" \t\n"))
        if blanks < reach:
            return begin + blanks, "\n" in head[:blanks]
        reach *= 4


def name_end(text: str, start: int) -> int:
    """Return the end of the command whose backslash is at `start`: letters and a star, or one character."""
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
    """Return the name in braces at `at`, after blanks, and where it ends; an empty string and `at` if there is none."""
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
    """Return the end of `\\verb|…|` that begins at `at`, or 0. Any character may be used instead of the bars."""
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
