"""One pass over the lines of a Markdown text, which drops what CommonMark must not see and tracks open containers."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from edlint.model.block import BlockKind
from edlint.model.span import Span
from edlint.parse.asides import Aside

TAB = 4
"""Columns from one tab stop to the next."""
_DEEPEST = 100  # nested containers; a deeper one is ignored


class LineLayout(msgspec.Struct):
    """Result of the line scan. `dropped` holds the ranges that the Markdown parser must not see, in order."""

    dropped: list[Span] = msgspec.field(default_factory=list)
    asides: list[Aside] = msgspec.field(default_factory=list)
    callouts: list[int] = msgspec.field(default_factory=list)
    code: list[Span] = msgspec.field(default_factory=list)
    fences: list[Span] = msgspec.field(default_factory=list)  # code blocks including their fences
    quoted: list[Span] = msgspec.field(default_factory=list)  # bodies of quoting directives
    tags: list[Span] = msgspec.field(default_factory=list)  # lines of MDX that contain only tags
    unknown: list[tuple[Span, str]] = msgspec.field(
        default_factory=list
    )  # bodies and names of unknown directives

    def quote(self, body: Span) -> None:
        """Add the body of a quoting directive; it replaces bodies added earlier that lie inside it."""
        while self.quoted and self.quoted[-1].start >= body.start:
            self.quoted.pop()
        self.quoted.append(body)

    def is_quoted(self, at: int) -> bool:
        """Whether an offset lies in the body of a quoting directive."""
        index = bisect_right(self.quoted, at, key=lambda span: span.start)
        return index > 0 and at < self.quoted[index - 1].end

    def is_callout(self, text: str, start: int) -> bool:
        """Whether the block quotation that begins at `start` is a callout (`> [!info] Title`)."""
        index = bisect_right(self.callouts, start)
        between = text[start : self.callouts[index]] if index < len(self.callouts) else ""
        return between.count(">") == 1 and not between.strip(" \t\n>")


class Container(NamedTuple):
    """An open container: the marker that ends it (empty: indentation below `column` does), the indentation it adds."""

    mark: str
    column: int
    shift: int


def _lines(text: str, start: int) -> Iterator[Span]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        start = end + 1


def columns(indentation: str) -> int:
    """Return the width in columns of the blanks and tabs at a line's beginning."""
    column = 0
    for character in indentation:
        column += TAB - column % TAB if character == "\t" else 1
    return column


class LinedText:
    """The lines of a text, the position of the next one, and the containers that are open there."""

    def __init__(self, text: str, start: int) -> None:
        """Start with the line at offset `start`."""
        self._text = text
        self._lines = list(_lines(text, start))
        self._at = 0
        self._open: list[Container] = []
        self._quoting: list[
            tuple[int, int]
        ] = []  # open containers up to a quoting one, and where its body begins
        self.layout = LineLayout()

    def _source(self, span: Span) -> str:
        return self._text[span.start : span.end]

    def _begin(self, line: Span) -> int:
        source = self._source(line)
        return line.end - len(source.lstrip(" \t"))

    def _column(self, line: Span) -> int:
        return columns(self._text[line.start : self._begin(line)])

    def _while(self, holds: Callable[[Span], bool]) -> Iterator[Span]:
        """Yield the next lines as long as `holds` is true for them, moving the position past each."""
        while self._at < len(self._lines) and holds(self._lines[self._at]):
            self._at += 1
            yield self._lines[self._at - 1]

    def _drop(self, span: Span) -> None:
        if not span.empty:
            self.layout.dropped.append(span)

    def _unindent(self, line: Span, shift: int) -> None:
        """Drop the indentation that the open containers add to a line, or as much of it as there is."""
        end, column = line.start, 0
        while shift and end < line.end and self._text[end] in " \t":
            column += TAB - column % TAB if self._text[end] == "\t" else 1
            if column > shift:
                break
            end += 1
        self._drop(Span(line.start, end))

    def _push(self, begun: Container) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append(begun)

    @property
    def _shift(self) -> int:
        return sum(one.shift for one in self._open)

    def _leave_out(self, holds: Callable[[Span], bool]) -> None:
        """Drop the next lines as long as `holds` is true for them, and the line after them."""
        for line in self._while(holds):
            self._drop(line)
        if self._at < len(self._lines):
            self._drop(self._lines[self._at])
            self._at += 1

    def _keep(self, span: Span, kind: BlockKind) -> None:
        if self._source(span).strip():
            self.layout.asides.append(Aside(kind, span))

    def close(self) -> None:
        """Close the quoting directives that are still open; their bodies end at the end of the text."""
        for _, start in reversed(self._quoting):
            self.layout.quote(Span(start, len(self._text)))

    def _end(self, mark: str) -> bool:
        """Close the innermost container that `mark` (its marker, or a longer run) ends; return if there is one."""
        for index in range(len(self._open) - 1, -1, -1):
            known = self._open[index].mark
            if known and (mark == known if known[0] in "</" else mark.startswith(known)):
                del self._open[index:]
                return True
        return False
