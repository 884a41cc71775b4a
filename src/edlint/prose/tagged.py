"""A block's tokens with their word classes, as one line of bytes on which rules run as patterns.

Each word, number or punctuation mark is ` word/LETTERS/`, in lower case and with a straight apostrophe. Tokens are
pieces of the block's text in order, so that their offsets are not stored: they are searched for in the text again where
a rule has matched.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edlint.language.classes import classes
from edlint.language.rows import row
from edlint.language.rowset import RowSet
from edlint.model.block import PLACEHOLDER
from edlint.model.span import Span
from edlint.text.pattern import ByteMatch

_MARKS = ',;:!?()[]{}"“”„«»…—–/*=<>|+&%$#@^~\\`' + PLACEHOLDER
_APART = str.maketrans({mark: f" {mark} " for mark in _MARKS})
_EDGES = "'’‘_-."
_MOST = 50_000


class _Tokens(dict[str, str]):
    """A piece of text → its tokens, computed on first use: a few thousand words make up most text."""

    def __missing__(self, piece: str) -> str:
        if len(self) > _MOST:
            self.clear()
        made = self[piece] = "".join(map(_token, _split(piece)))
        return made


class _Parts(dict[str, list[tuple[str, int]]]):
    """A piece of text → its parts, one per token, each with the token's length in bytes; computed on first use."""

    def __missing__(self, piece: str) -> list[tuple[str, int]]:
        if len(self) > _MOST:
            self.clear()
        made = self[piece] = [(part, len(_token(part).encode("utf-8", "replace"))) for part in _split(piece)]
        return made


_tokens = _Tokens()
_parts = _Parts()


def token_line(text: str) -> str:
    """Return the line of tokens of a block's text."""
    return "".join(map(_tokens.__getitem__, _pieces(text)))


class TokenOffsets(NamedTuple):
    """The offsets of a text's tokens: their beginnings in its line, in bytes; their beginnings and ends in the text."""

    bytes: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]


def token_offsets(text: str) -> TokenOffsets:
    """Return the offsets of the tokens of `token_line(text)`."""
    at_bytes: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    at = byte = 0
    find = text.index
    for piece in _pieces(text):
        for part, length in _parts[piece]:
            at = find(part, at)
            starts.append(at)
            at += len(part)
            ends.append(at)
            at_bytes.append(byte)
            byte += length
    return TokenOffsets(at_bytes, starts, ends)


def _pieces(text: str) -> list[str]:
    return text.translate(_APART).split()


def _split(piece: str) -> list[str]:
    """Split the quotation marks and full stops at its edges off a word."""
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


class TaggedText:
    """Texts, one line of tokens each; byte offsets are counted from the beginning of a line."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._lines = [token_line(text).encode("utf-8", "replace") for text in texts]
        self._places: dict[int, TokenOffsets] = {}
        self.fitting: dict[str, list[int]] = {}
        """Row → the numbers of the lines that it matches, for the rows given to `search`."""

    def search(self, rows: RowSet) -> None:
        """Search all lines for some rows, and add the result to `fitting`."""
        for number, tokens in enumerate(self._lines):
            for source in rows.fitting(tokens.decode()) if tokens else ():
                self.fitting.setdefault(source, []).append(number)

    def scan(self, source: str) -> Iterator[tuple[int, ByteMatch]]:
        """Yield the matches of a row that was given to `search`, each with the number of its line."""
        for number in self.fitting.get(source, ()):
            for found in row(source).compiled.scan(self._lines[number]):
                yield number, found

    def line(self, number: int) -> bytes:
        """Return the line of tokens of a text."""
        return self._lines[number]

    def words(self, number: int, start: int, end: int) -> tuple[int, int]:
        """Return the indexes of the first tokens of a line that begin at or after byte `start`, and byte `end`."""
        begins = self.offsets_of(number).bytes
        return bisect_left(begins, start), bisect_left(begins, end)

    def place(self, number: int, first: int, after: int) -> Span:
        """Return the span in a text of the tokens from `first` up to, but not including, `after`."""
        known = self.offsets_of(number)
        return Span(known.starts[first], known.ends[after - 1])

    def offsets_of(self, number: int) -> TokenOffsets:
        """Return the offsets of the tokens of a line."""
        known = self._places.get(number)
        if known is None:
            known = self._places[number] = token_offsets(self._texts[number])
        return known
