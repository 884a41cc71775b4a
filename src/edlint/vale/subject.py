"""A text prepared for pattern matching: its UTF-8 encoding and its offset table are computed once."""

import unicodedata
from array import array
from itertools import accumulate

_LEAD = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))
_JOINERS = "\u200c\u200d"


class Subject:
    """A text and its UTF-8 encoding (`data`), with a conversion from byte offsets to code-point offsets.

    `wide`: it has non-ASCII letters or digits, which are part of a word for Vale but not for RE2.
    """

    __slots__ = ("_points", "data", "text", "wide")

    def __init__(self, text: str) -> None:
        """Encode a text."""
        self.text = text
        self.data = text.encode("utf-8", "surrogatepass")
        self._points: array[int] | None = None
        self.wide = not text.isascii() and any(map(is_wide, text))

    def point(self, byte: int) -> int:
        """Return the code-point offset of the byte offset at which a character begins, or of the end."""
        if len(self.data) == len(self.text):
            return byte
        if self._points is None:
            self._points = array("I", accumulate(self.data.translate(_LEAD), initial=0))
        return self._points[byte]


def is_wide(char: str) -> bool:
    """Whether a character is not ASCII and part of a word: a letter, a non-spacing mark, a digit or a connector."""
    return char > "\x7f" and (unicodedata.category(char) in _WORD or char in _JOINERS)


_WORD = frozenset(["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Nd", "Pc"])
