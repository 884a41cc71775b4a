"""Lines in the form that docutils takes, each with its place in the source.

docutils passes lines on in `StringList`s: the text of each line, and with it a pair of its source and its number. Here
the first of that pair is the `Line` and the column at which the text ends. docutils removes text only at the left of a
line, so a text begins at its end less its length; cells of tables move the end.
"""

from collections.abc import Sequence
from typing import Any, cast

from docutils import utils
from docutils.statemachine import StringList

_TAB = 8
_COPIED = 200  # lines of a slice that is copied; a longer one is a view
_SPACES = str.maketrans({"\v": " ", "\f": " ", "\0": "\ufffd"})


class Line:
    """A source line with tabs expanded and trailing blanks cut; `columns` has the columns' offsets if it had tabs."""

    __slots__ = ("columns", "start", "text")

    def __init__(self, raw: str, start: int) -> None:
        """Expand the tabs of a line that begins at source offset `start`."""
        self.start = start
        self.columns: list[int] | None = None
        text = raw.translate(_SPACES) if not raw.isprintable() else raw
        if "\t" in text:
            wide: list[str] = []
            columns: list[int] = []
            for at, character in enumerate(text):
                count = _TAB - len(wide) % _TAB if character == "\t" else 1
                wide += " " * count if character == "\t" else character
                columns += [start + at] * count
            text = "".join(wide)
            self.columns = [*columns, start + len(raw)]
        self.text = text.rstrip()

    def offset(self, column: int) -> int:
        """Return the source offset of a column of the expanded line."""
        return self.start + column if self.columns is None else self.columns[column]


Part = tuple[str, Line, int]
"""A piece of a line: its text, the line, and the column where it begins."""


class _Rest(Sequence[Any]):
    """The end of a list, as a view that copies nothing."""

    def __init__(self, held: Sequence[Any], start: int) -> None:
        self._held = held
        self._start = start

    def rest(self, start: int) -> "_Rest":
        return _Rest(self._held, self._start + start)

    def __len__(self) -> int:
        return max(0, len(self._held) - self._start)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            first, last, _ = index.indices(len(self))
            return self._held[self._start + first : self._start + last]
        return self._held[index if index < 0 else self._start + index]


class RstLines(StringList):
    """A list of lines that keeps the column at which each line ends, in table cells as well."""

    def __getitem__(self, index: Any) -> Any:
        """Return a line, or a slice; the whole rest, which docutils takes at each list, is a view if it is long."""
        if isinstance(index, slice) and index.start and index.stop is None and len(self) > _COPIED:
            rest = RstLines()
            rest.data, rest.items = _rest(self.data, index.start), _rest(self.items, index.start)
            return rest
        return super().__getitem__(index)

    @property
    def places(self) -> list[Any]:
        """Return ((line, end), number) of each line; docutils ignores the pair, which it takes for a file's name."""
        return cast("list[Any]", self.items)

    @property
    def parts(self) -> list[Part]:
        """Return all lines as Parts."""
        return [self.part(index) for index in range(len(self))]

    def part(self, index: int, text: str | None = None) -> Part:
        """Return a line as a Part; with `text`, which must be its end, only that end."""
        line, end = self.places[index][0]
        value = self.data[index] if text is None else text
        return value, line, end - len(value)

    def get_2D_block(  # noqa: N802 - docutils names it
        self, top: int, left: int, bottom: int, right: int, strip_indent: bool = True
    ) -> "RstLines":
        """Return the lines of a cell; a wide character counts as two columns, as `pad_double_width` has padded it."""
        block: RstLines = self[top:bottom]
        data: list[str] = []
        indent = right
        for index, line in enumerate(block.data):
            columns = utils.column_indices(line)
            begin = columns[left] if left < len(columns) else left
            end = columns[right] if right < len(columns) else len(line)
            cell = line[begin:end].rstrip()
            (source, at), number = block.places[index]
            cut = len(line[begin + len(cell) :].replace("\0", ""))
            block.places[index] = ((source, at - cut), number)
            data.append(cell)
            if cell:
                indent = min(indent, len(cell) - len(cell.lstrip()))
        block.data = [line[indent:] for line in data] if strip_indent and 0 < indent < right else data
        return block


def _rest(held: Any, start: int) -> Any:
    return held.rest(start) if isinstance(held, _Rest) else _Rest(held, start)


def lines_of(text: str) -> RstLines:
    """Return the lines of a source text."""
    data: list[str] = []
    items: list[Any] = []
    start = int(text.startswith("\ufeff"))
    for number, raw in enumerate(text[start:].split("\n")):
        line = Line(raw, start)
        data.append(line.text)
        items.append(((line, len(line.text)), number))
        start += len(raw) + 1
    return RstLines(data, items=items)
