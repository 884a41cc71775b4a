"""The words of a block that spelling checks, and tests of the text around a word."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from edlint.model.block import PLACEHOLDER, Block, MarkKind
from edlint.model.span import Span
from edlint.prose.voice import is_reference
from edlint.text.pattern import pattern
from edlint.text.quotes import quotations, sic
from edlint.text.ranges import Ranges

_BEFORE = frozenset("_@#\\$%&<{=~`^+*" + PLACEHOLDER)
_AFTER = frozenset("_@\\=~`^+" + PLACEHOLDER)
_ADDRESS = pattern(r"://|^www\.|[\w.+-]@[\w-]|\{\{|\}\}|\\\\")
_LEFT_OUT = frozenset({MarkKind.LANGUAGE, MarkKind.STRIKE, MarkKind.CITATION, MarkKind.LABEL})
_LABEL_ENDS = frozenset({"][", "](", "]:"})
_UNIT = 5
"""Most letters of a unit."""
_GENERATION = ("er", "ers")
"""Endings that turn a letter into the members of a generation: “Zers”."""
_PREFIX = 7
"""Most letters of a prefix that is written by itself."""
_SHARED = (" and", " or ", " to ", ",", "/", ")", "”", '"', "’", "'")
_FAR = 200  # no word or address that matters is longer; bounds the work on a line without blanks


class Token(NamedTuple):
    """A word of a block: `span` in the block's text; `quoted` inside a quotation."""

    text: str
    span: Span
    quoted: bool


class Tokens(Sequence[Token]):
    """The words of a block, stored in a few bytes each; a `Token` is created on access."""

    __slots__ = ("_places", "_text")

    def __init__(self, text: str) -> None:
        """Start without words."""
        self._text = text
        # Three numbers per word: its start, its end, and whether it is quoted.
        self._places = array("I")

    def add(self, words: Iterable[tuple[int, int, bool]]) -> None:
        """Append words, each given as its start, its end, and whether it is quoted."""
        self._places.extend([number for word in words for number in word])

    @property
    def texts(self) -> list[str]:
        """Return the words as strings."""
        text, places = self._text, self._places
        return [text[start:end] for start, end in zip(places[::3], places[1::3], strict=True)]

    def __len__(self) -> int:
        return len(self._places) // 3

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> list[Token]: ...
    def __getitem__(self, index: int | slice) -> Token | list[Token]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        first = 3 * index
        start, end, quoted = self._places[first], self._places[first + 1], self._places[first + 2]
        return Token(self._text[start:end], Span(start, end), bool(quoted))

    def __iter__(self) -> Iterator[Token]:
        text = self._text
        places = self._places
        for start, end, quoted in zip(places[::3], places[1::3], places[2::3], strict=True):
            yield Token(text[start:end], Span(start, end), bool(quoted))


def tokens(block: Block, words: Sequence[Span]) -> Tokens:
    """Return the words of a block that are to be checked; hyphenated words are whole.

    Left out are passages in another language, citations, labels, struck-out words, and words before `[sic]`.
    """
    text = block.text
    passed = [mark.span for mark in block.marks if mark.kind in _LEFT_OUT and not mark.span.empty]
    if "sic" in text or "SIC" in text:
        passed.extend(sic(text))
    left_out, quoted = Ranges(passed), Ranges([*quotations(text), *_set_behind_colon(block)])
    found = Tokens(text)
    others = block.quoted or is_reference(text)
    if not left_out and not quoted:
        found.add((start, end, others) for start, end in words)
        return found
    firsts = ((start, end, Span(start, start + 1)) for start, end in words)
    found.add(
        (start, end, others or quoted.touch(first))
        for start, end, first in firsts
        if not left_out.touch(first)
    )
    return found


def _set_behind_colon(block: Block) -> Iterator[Span]:
    """Yield the spans of several words in italics after a colon, which are somebody's words: “She wrote: _we do_”."""
    for mark in block.marks:
        if mark.kind is not MarkKind.EMPHASIS or not block.text[: mark.span.start].rstrip().endswith(":"):
            continue
        if " " in block.text[mark.span.start : mark.span.end]:
            yield mark.span


def parts(token: Token) -> list[Token]:
    """Return the parts of a hyphenated word; the word itself when it has no hyphen."""
    if not hyphened(token.text):
        return [token]
    start = token.span.start
    return [
        Token(token.text[one.start : one.end], Span(start + one.start, start + one.end), token.quoted)
        for one in pattern(r"[^\-‐‑]+").spans(token.text)
    ]


def hyphened(word: str) -> bool:
    """Whether a word has a hyphen."""
    return "-" in word or "‐" in word or "‑" in word


def chunk(text: str, span: Span) -> Span:
    """Return the run of characters without blanks around a word, at most `_FAR` on each side."""
    start, end = span
    while start > 0 and not text[start - 1].isspace() and span.start - start < _FAR:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - span.end < _FAR:
        end += 1
    return Span(start, end)


def code_like(text: str, span: Span) -> bool:
    """Whether a word is part of a name, a path, an address or a piece of code rather than of a sentence."""
    before = text[span.start - 1] if span.start else " "
    after = text[span.end] if span.end < len(text) else " "
    if before in _BEFORE or after in _AFTER or _bracketed(text, span, before, after):
        return True
    if before.isspace() and (after.isspace() or after in ",;!?"):
        return False
    around = chunk(text, span)
    whole = text[around.start : around.end]
    return (
        _mentioned_part(text, span, before, after)
        or _ADDRESS.found(whole)
        or _operator(text, span)
        or _dotted(text, span, before, after)
        or _keyed(text, span, before, after)
        or ("/" in (before, after) and _path(whole))
    )


def _bracketed(text: str, span: Span, before: str, after: str) -> bool:
    """Whether brackets split the word or mark a label: “[g]roup”, “(M)inimal”, “compat(ibility)”, “[text][label]”."""
    if before == "]" or after == "[":
        return True
    if before == "(" and after == ")" and text[max(0, span.start - 2)].isalpha():
        return True
    if before == ")" and text[span.start - 3 : span.start - 2] == "(" and text[span.start - 2].isalpha():
        return True
    return text[max(0, span.start - 2) : span.start] == "][" or text[span.end : span.end + 2] in _LABEL_ENDS


def _mentioned_part(text: str, span: Span, before: str, after: str) -> bool:
    """Whether a part of a word is mentioned or shared: “-ification”, “un-”, “client- and server-side”."""
    if (
        before == "-"
        and (span.start == 1 or not text[span.start - 2].isalnum())
        and text[span.start - 2] != "-"
    ):
        return True
    if after != "-":
        return False
    rest = text[span.end + 1 : span.end + 5]
    # A long word followed by a hyphen and a blank comes before a dash.
    short = span.end - span.start <= _PREFIX
    return not rest[:1].isalnum() and rest[:1] != "-" and (short or rest.startswith(_SHARED))


def _operator(text: str, span: Span) -> bool:
    """Whether brackets of a call, two colons, an arrow or an option's hyphens are next to the word."""
    two_before = text[max(0, span.start - 2) : span.start]
    two_after = text[span.end : span.end + 2]
    if two_before == "--":
        # Two hyphens with a word before or a capital after them are a dash, not those of an option.
        dash = text[span.start].isupper() or (span.start > 2 and text[span.start - 3].isalnum())
        return not dash
    return two_after in {"()", "[]", "::"} or two_before in {"::", "->"}


def _dotted(text: str, span: Span, before: str, after: str) -> bool:
    """Whether the word is part of a name with a full stop in it: “foo.bar”, “.bar”."""
    if before == "." and text[max(0, span.start - 2) : span.start] != "..":
        return True
    return after == "." and span.end + 1 < len(text) and text[span.end + 1].isalnum()


def _keyed(text: str, span: Span, before: str, after: str) -> bool:
    """Whether a colon joins the word to another: “doi:10…”, “key:value”."""
    if before == ":" and span.start > 1 and text[span.start - 2].isalnum():
        return True
    return after == ":" and span.end + 1 < len(text) and not text[span.end + 1].isspace()


def _path(whole: str) -> bool:
    return whole.count("/") > 1 or whole[:1] in "/~." or "." in whole.rstrip(".,;:!?)")


def is_unit(text: str, span: Span) -> bool:
    """Whether a word of a few letters follows a number: “4 pmol”, “96 ppi”, “500 sqft”."""
    before = text[max(0, span.start - 2) : span.start]
    return span.end - span.start <= _UNIT and before[-1:].isspace() and before[:1].isdigit()


class Run(NamedTuple):
    """A letter three or more times in a row: how often, whether the word ends with it, and the word with one or two."""

    letter: str
    length: int
    last: bool
    once: str
    twice: str


def run(text: str) -> Run | None:
    """Return the first run of three or more equal letters in a word, or None."""
    for at in range(len(text) - 2):
        if not text[at] == text[at + 1] == text[at + 2]:
            continue
        rest = text[at:].lstrip(text[at])
        length = len(text) - at - len(rest)
        return Run(text[at], length, not rest, text[: at + 1] + rest, text[: at + 2] + rest)
    return None


def clipped(text: str, span: Span) -> bool:
    """Whether an apostrophe replaces the g of a word in -ing: “talkin’”."""
    return text[span.end : span.end + 1] in {"'", "’"} and text[span.start : span.end].endswith("in")


def coded(text: str) -> bool:
    """Whether digits, capitals inside, or a few letters all in capitals show a word to be a name or an acronym."""
    letters = text.replace("'", "").replace("’", "")
    if not letters.isalpha():
        return True
    if text[1:] in _GENERATION and text[0].isupper():
        return True
    stem = text.removesuffix("'s").removesuffix("’s").removesuffix("s")
    if stem.isupper():
        return len(stem) <= 6
    return any(letter.isupper() for letter in text[1:])
