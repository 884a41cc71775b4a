"""A file's decoded text, with line and column numbers computed on demand."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from edlint.model.span import Span


class Position(NamedTuple):
    """An offset as line and column from 1 (columns in code points), and as the offset from 0."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True)
class Source:
    """A decoded file. `text` is exactly what was decoded: line ends, tabs and a BOM are kept.

    `path` is relative to the working directory with `/`, as reports show it. `encoding` is the encoding to write a fix
    back in. `landmarks` are sorted offsets with names, for files that people do not count in lines: the cells of a
    notebook. `data` is the whole file if the text is only extracted from it (a Word document), else empty.
    """

    path: str
    format: str
    text: str = field(repr=False)
    encoding: str = "utf-8"
    landmarks: tuple[tuple[int, str], ...] = field(default=(), repr=False, compare=False)
    data: bytes = field(default=b"", repr=False, compare=False)

    @property
    def encoded(self) -> bytes:
        """Return the file's bytes."""
        return self.data or self.text.encode(self.encoding)

    def where(self, offset: int) -> str:
        """Return an offset as shown to people: `12:5`, or the last landmark's name and the column from there."""
        index = bisect_right(self.landmarks, offset, key=lambda mark: mark[0]) - 1
        if index < 0:
            place = self.place(offset)
            return f"{place.line}:{place.column}"
        start, name = self.landmarks[index]
        return f"{name}:{offset - start + 1}"

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.text)

    def place(self, offset: int) -> Position:
        """Return line and column of a code-point offset; the offset may be the length of the text."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1, offset)

    def line_span(self, line: int) -> Span:
        """Return the range of line `line` (from 1) without its line end."""
        return line_span(self.text, self._starts, line - 1)

    @property
    def line_count(self) -> int:
        """Return the number of lines; an empty file has one."""
        return len(self._starts)

    def slice(self, span: Span) -> str:
        """Return the text of a range."""
        return self.text[span.start : span.end]


def line_starts(text: str) -> list[int]:
    """Return the offsets at which the lines of a text begin.

    `\\n`, `\\r\\n` and a lone `\\r` (old Mac files) end a line; editors and CI annotations recognize no other line
    ends.
    """
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    if "\r" in text:
        lone = [i + 1 for i, c in enumerate(text) if c == "\r" and text[i + 1 : i + 2] != "\n"]
        if lone:
            starts = sorted({*starts, *lone})
    return starts


def line_span(text: str, starts: Sequence[int], line: int) -> Span:
    """Return the range of line `line` (from 0) without its line end; `starts` are those of `line_starts`."""
    start = starts[line]
    end = starts[line + 1] if line + 1 < len(starts) else len(text)
    while end > start and text[end - 1] in "\r\n":
        end -= 1
    return Span(start, end)
