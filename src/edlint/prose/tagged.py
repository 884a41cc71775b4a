"""A block's words with their classes, as one line of bytes on which rules are patterns.

Each word, number or mark of punctuation is ` word/LETTERS/`, in small letters and with a straight apostrophe. Words
are pieces of the block's text in order, so that their places need no bookkeeping: they are looked up in the text again
where a rule has found something.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from edlint.language.classes import classes
from edlint.model.document import PLACEHOLDER
from edlint.model.span import Span

_MARKS = ',;:!?()[]{}"“”„«»…—–/*=<>|+&%$#@^~\\`' + PLACEHOLDER
_APART = str.maketrans({mark: f" {mark} " for mark in _MARKS})
_EDGES = "'’‘_-."
_BLANK = ord(" ")
_MOST = 50_000


class _Tokens(dict[str, str]):
    """A piece of text → its tokens, made at first sight: a few thousand words make up most of all text."""

    def __missing__(self, piece: str) -> str:
        if len(self) > _MOST:
            self.clear()
        made = self[piece] = "".join(map(_token, _split(piece)))
        return made


_tokens = _Tokens()


def line(text: str) -> str:
    """Return the tokens of a block's text."""
    return "".join(map(_tokens.__getitem__, text.translate(_APART).split()))


def places(text: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return where the tokens of `line(text)` begin and end in the text."""
    starts, ends = array("I"), array("I")
    at = 0
    for piece in text.translate(_APART).split():
        for part in _split(piece):
            at = text.index(part, at)
            starts.append(at)
            at += len(part)
            ends.append(at)
    return starts, ends


def _split(piece: str) -> list[str]:
    """Return the word with the quotation marks and stops at its edges apart."""
    core = piece.strip(_EDGES)
    if core == piece or not core:
        return [piece]
    start = piece.index(core)
    return [part for part in (piece[:start], core, piece[start + len(core) :]) if part]


def _token(part: str) -> str:
    if part == PLACEHOLDER:
        return " \ufffc/X/"
    if not part[0].isalnum():
        return f" {'.' if part.startswith('.') else part.replace('/', '|')}/T/"
    word = part.lower().replace("’", "'")
    letters = "N" if part[0].isdigit() else classes(word)
    if word.endswith("'s") and part[:-2].isupper() and len(part) > 3:
        letters = "Y"
    if part[0].isupper():
        letters = "".join(sorted(letters + ("U" if part.isupper() and len(part) > 1 else "C")))
    else:
        letters = "".join(sorted(letters))
    return f" {word}/{letters}/"


class Tagged:
    """Texts, one line each."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        lines = [line(text).encode("utf-8", "replace") for text in texts]
        self.data = b"\n".join(lines)
        self._starts: list[int] = []
        at = 0
        for each in lines:
            self._starts.append(at)
            at += len(each) + 1
        self._begins: dict[int, Sequence[int]] = {}
        self._places: dict[int, tuple[Sequence[int], Sequence[int]]] = {}

    def block_at(self, byte: int) -> int:
        """Return the number of the block whose line holds a byte."""
        return bisect_right(self._starts, byte) - 1

    def line_of(self, index: int) -> tuple[int, bytes]:
        """Return where the line of a block begins, and the line."""
        start = self._starts[index]
        end = self._starts[index + 1] - 1 if index + 1 < len(self._starts) else len(self.data)
        return start, self.data[start:end]

    def words(self, index: int, start: int, end: int) -> tuple[int, int]:
        """Return the numbers of the first token from byte `start` of the data and of the one after byte `end`."""
        begins = self._begins.get(index)
        if begins is None:
            base, text = self.line_of(index)
            begins = self._begins[index] = array(
                "I", [base + at for at, byte in enumerate(text) if byte == _BLANK]
            )
        return bisect_left(begins, start), bisect_left(begins, end)

    def place(self, index: int, first: int, after: int) -> Span:
        """Return the span in the block's text of the tokens `first` up to `after`."""
        known = self._places.get(index)
        if known is None:
            known = self._places[index] = places(self._texts[index])
        starts, ends = known
        return Span(starts[first], ends[after - 1])
