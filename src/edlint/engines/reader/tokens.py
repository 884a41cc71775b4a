"""SmolLM2's tokeniser: byte-pair encoding as in GPT-2, with each digit a token of its own."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from edlint.text.pattern import pattern

_PIECES = r"\d|'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?[^\s\p{L}\d]+|\s+"
_MANY = 50_000
_UNKNOWN = 0
BLANK = "Ġ"
"""The character that represents a leading blank in a token's spelling."""


class Piece(NamedTuple):
    """A range of a text that is encoded by itself: a word with the blank before it, a digit, punctuation."""

    start: int
    end: int
    tokens: tuple[int, ...]


class Tokens:
    """The tokeniser: converts texts to token numbers."""

    def __init__(self, words: Sequence[str], merges: Sequence[str]) -> None:
        """Take the vocabulary in order of token number, and the merges (“a b”) in order of priority."""
        self.words = words
        self._numbers = {word: number for number, word in enumerate(words)}
        self._ranks = {merge: rank for rank, merge in enumerate(merges)}
        plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
        others = [byte for byte in range(256) if byte not in plain]
        self._signs = {byte: chr(byte) for byte in plain} | {b: chr(256 + n) for n, b in enumerate(others)}
        self.word = lru_cache(_MANY)(self._word)

    def __call__(self, text: str) -> list[int]:
        """Return the tokens of a text."""
        return [token for piece in self.pieces(text) for token in piece.tokens]

    def pieces(self, text: str) -> list[Piece]:
        """Split a text into pieces, which cover all of it in order."""
        return [
            Piece(span.start, span.end, self.word(text[span.start : span.end]))
            for span in pattern(_PIECES).spans(text)
        ]

    def _word(self, word: str) -> tuple[int, ...]:
        parts = [self._signs[byte] for byte in word.encode("utf-8", "replace")]
        worst = len(self._ranks)
        while len(parts) > 1:
            rank, at = min(
                (self._ranks.get(f"{one} {two}", worst), at) for at, (one, two) in enumerate(pairwise(parts))
            )
            if rank == worst:
                break
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return tuple(self._numbers.get(part, _UNKNOWN) for part in parts)
