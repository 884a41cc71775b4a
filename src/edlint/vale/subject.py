"""A text that patterns look at, with what they need to know of it worked out once."""

import unicodedata
from array import array
from itertools import accumulate

_LEAD = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))
_JOINERS = "\u200c\u200d"


class Subject:
    """A text and its UTF-8, with the way from a byte of the one to a code point of the other.

    `wide` is true where it holds letters or digits beyond ASCII: RE2 takes them for no part of a word, and Vale does.
    """

    __slots__ = ("_points", "data", "text", "wide")

    def __init__(self, text: str) -> None:
        """Take a text."""
        self.text = text
        self.data = text.encode("utf-8", "surrogatepass")
        self._points: array[int] | None = None
        self.wide = not text.isascii() and any(map(is_wide, text))

    def point(self, byte: int) -> int:
        """Return which code point a byte begins (one past the last is allowed)."""
        if len(self.data) == len(self.text):
            return byte
        if self._points is None:
            self._points = array("I", accumulate(self.data.translate(_LEAD), initial=0))
        return self._points[byte]


def is_wide(char: str) -> bool:
    """Whether a code point beyond ASCII is part of a word: a letter, a mark on one, a digit, a connector."""
    return char > "\x7f" and (unicodedata.category(char) in _WORD or char in _JOINERS)


_WORD = frozenset(["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Nd", "Pc"])
