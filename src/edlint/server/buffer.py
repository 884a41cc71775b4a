"""The text of an open document: incremental changes, and conversion between protocol positions and offsets.

The protocol counts lines from 0 and, within a line, the code units of an encoding that client and server agree on. A line
ends with `\\n`, `\\r\\n` or `\\r` only. Offsets are code points from 0, as everywhere in edlint.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from edlint.model.source import line_span, line_starts

Encoding = Literal["utf-8", "utf-16", "utf-32"]


class Point(NamedTuple):
    """A position in the protocol: line, and code units from the line's beginning, both from 0."""

    line: int
    character: int


class Change(NamedTuple):
    """A change in the protocol: `text` replaces the text between two points, or all of it if they are None."""

    start: Point | None
    end: Point | None
    text: str


class Lines:
    """An immutable text with the conversion between its points and offsets."""

    def __init__(self, text: str, encoding: Encoding = "utf-16") -> None:
        """Take a text, and the encoding in whose code units points are counted."""
        self.text = text if text.isascii() else paired(text)
        self.encoding = encoding

    @cached_property
    def _starts(self) -> Sequence[int]:
        return line_starts(self.text)

    @cached_property
    def _narrow(self) -> bool:
        """Whether every code point of the text is one code unit."""
        return self.encoding == "utf-32" or self.text.isascii()

    def point(self, offset: int) -> Point:
        """Return the point of an offset, which may be the text's length."""
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        if self._narrow:
            return Point(line, offset - start)
        return Point(line, self._units(self.text[start:offset]))

    def offset(self, point: Point) -> int:
        """Return the offset of a point; a point past its line's end or inside a character is moved back to fit."""
        if point.line >= len(self._starts):
            return len(self.text)
        start = self._starts[point.line]
        end = self.line_end(point.line)
        if self._narrow:
            return min(start + point.character, end)
        units = 0
        for index in range(start, end):
            units += self._units(self.text[index])
            if units > point.character:
                return index
        return end

    def line_start(self, line: int) -> int:
        """Return the offset of the beginning of a line (from 0)."""
        return self._starts[line]

    def line_end(self, line: int) -> int:
        """Return the offset of the end of a line (from 0), before its line break."""
        return line_span(self.text, self._starts, line).end

    def line(self, number: int) -> str:
        """Return a line (from 0) without its line break; empty for one past the last."""
        if number >= len(self._starts):
            return ""
        return self.text[self._starts[number] : self.line_end(number)]

    def changed(self, changes: Sequence[Change]) -> "Lines":
        """Return the text after the changes, each applied to the result of the one before."""
        lines = self
        for change in changes:
            if change.start is None or change.end is None:
                lines = Lines(change.text, self.encoding)
                continue
            start, end = sorted((lines.offset(change.start), lines.offset(change.end)))
            lines = Lines(lines.text[:start] + change.text + lines.text[end:], self.encoding)
        return lines

    def _units(self, text: str) -> int:
        if self.encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + (sum(c > "\uffff" for c in text) if self.encoding == "utf-16" else 0)


def paired(text: str, lone: Literal["surrogatepass", "replace"] = "surrogatepass") -> str:
    """Return a text in which surrogate pairs, whose halves editors may send one by one, are single characters.

    A lone surrogate stays, or becomes U+FFFD with "replace". UTF-16 offsets do not change.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", lone)
    return text
