"""A text that is being written: changed piece by piece, with places as the protocol counts them.

The protocol counts lines from 0 and, within a line, the code units of an encoding that client and server agree on. A line
ends with `\\n`, `\\r\\n` or `\\r` and with nothing else. Offsets are code points from 0, as everywhere in edlint.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from edlint.model.source import line_span, line_starts

Encoding = Literal["utf-8", "utf-16", "utf-32"]


class Point(NamedTuple):
    """A place as the protocol has it: line, and code units from the line's beginning, both from 0."""

    line: int
    character: int


class Change(NamedTuple):
    """A change as the protocol has it: `text` in place of what stands between two points; None for the whole."""

    start: Point | None
    end: Point | None
    text: str


class Lines:
    """A text and the places in it. It does not change."""

    def __init__(self, text: str, encoding: Encoding = "utf-16") -> None:
        """Take a text and the encoding whose code units points count."""
        self.text = text if text.isascii() else paired(text)
        self.encoding = encoding

    @cached_property
    def _starts(self) -> Sequence[int]:
        return line_starts(self.text)

    @cached_property
    def _narrow(self) -> bool:
        """Whether every code point is one code unit."""
        return self.encoding == "utf-32" or self.text.isascii()

    def point(self, offset: int) -> Point:
        """Return the point of an offset; one past the end is allowed."""
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        if self._narrow:
            return Point(line, offset - start)
        return Point(line, self._units(self.text[start:offset]))

    def offset(self, point: Point) -> int:
        """Return the offset of a point: beyond its line's end that end, inside a character its beginning."""
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
        """Return where a line (from 0) begins."""
        return self._starts[line]

    def line_end(self, line: int) -> int:
        """Return where a line (from 0) ends, before what ends it."""
        return line_span(self.text, self._starts, line).end

    def line(self, number: int) -> str:
        """Return a line (from 0) without its end; nothing for one that is not there."""
        if number >= len(self._starts):
            return ""
        return self.text[self._starts[number] : self.line_end(number)]

    def changed(self, changes: Sequence[Change]) -> "Lines":
        """Return the text after changes, each of which counts on those before it."""
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
    """Return a text in which two halves of a character, which editors may send one by one, are one.

    A half alone stays, or becomes U+FFFD with "replace"; the code units of all else stay where they are.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", lone)
    return text
