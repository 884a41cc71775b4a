"""Totals that are not the sum of their table column, and shares in a column that sum to more than the whole."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from edlint.check.numbers.found import FoundIn
from edlint.check.numbers.read import Quantity, plain, quantity
from edlint.language.data import LanguageData
from edlint.model.block import Block
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.text.pattern import Pattern


class Grid(NamedTuple):
    """A table: its cells by row and column, the numbers of its rows and columns, and its heading rows."""

    cells: Mapping[tuple[int, int], Block]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    headers: frozenset[int]

    def get(self, row: int, column: int) -> Block | None:
        """Return a cell, or None."""
        return self.cells.get((row, column))

    def heading(self, column: int) -> Block | None:
        """Return the topmost heading of a column."""
        found = (self.get(row, column) for row in self.rows if row in self.headers)
        return next((block for block in found if block is not None), None)

    def body(self) -> tuple[int, ...]:
        """Return the rows that are no headings."""
        return tuple(row for row in self.rows if row not in self.headers)


def totals(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield the cells of a “Total” row that differ from the sum of the cells above, beyond rounding."""
    for grid in grids(document):
        first, last = grid.columns[0], grid.rows[-1]
        label = grid.get(last, first)
        if label is None or not known.pattern("numbers/tables", "total").found(label.text.strip()):
            continue
        body = [row for row in grid.body() if row != last]
        if any(_says(grid.get(row, first), known.pattern("numbers/tables", "partial")) for row in body):
            continue
        for column in grid.columns[1:]:
            found = _column(grid, body, last, column, known)
            if found is not None:
                yield found


def shares(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield the heading of a column of shares of one whole that sum to a little more than 100%.

    A far higher sum is no division of one whole, but of answers of which people gave several.
    """
    for grid in grids(document):
        body = grid.body()
        for column in grid.columns:
            heading = grid.heading(column)
            if heading is None or not _says(heading, known.pattern("numbers/tables", "share")):
                continue
            last = grid.get(grid.rows[-1], grid.columns[0])
            parts = body[:-1] if _says(last, known.pattern("numbers/tables", "partial")) else body
            values = [_value(grid.get(row, column), known) for row in parts]
            read = [value for value in values if value is not None]
            if len(read) < 3 or len(read) != len(values) or any(value.unit != "%" for value in read):
                continue
            total = sum((value.value for value in read), Decimal(0))
            slack = sum((value.half for value in read), Decimal("0.5"))
            if 100 + slack < total <= 130:
                yield FoundIn(heading, Span(0, len(heading.text)), {"sum": plain(total)})


def grids(document: Document) -> Iterator[Grid]:
    """Yield the tables with three rows or more."""
    tables: dict[int, dict[tuple[int, int], Block]] = defaultdict(dict)
    for block in document.blocks:
        if block.cell is not None:
            tables[block.cell.table][block.cell.row, block.cell.column] = block
    for cells in tables.values():
        rows = tuple(sorted({row for row, _ in cells}))
        if len(rows) >= 3:
            headers = frozenset(row for (row, _), block in cells.items() if block.cell and block.cell.header)
            yield Grid(cells, rows, tuple(sorted({column for _, column in cells})), headers)


def _says(block: Block | None, what: Pattern) -> bool:
    return block is not None and what.found(block.text)


def _empty(block: Block | None, known: LanguageData) -> bool:
    text = block.text.strip().lower() if block else ""
    return not text or text in known.words("numbers/tables", "empty")


def _value(block: Block | None, known: LanguageData) -> Quantity | None:
    """Return the number in a cell; 0 for an empty cell or a dash, None for a cell with anything else."""
    if _empty(block, known):
        return Quantity(Decimal(0), Decimal(0), "")
    text = (block.text if block else "").strip().lstrip("~+").strip()
    negative = text.startswith(("-", "−"))
    read = quantity(text.lstrip("-−"), known)
    if read is None:
        return None
    return read._replace(value=-read.value) if negative else read


def _column(grid: Grid, body: Sequence[int], last: int, column: int, known: LanguageData) -> FoundIn | None:
    """Return a contradiction on the total cell of a column, if every cell can be read and the sum is another."""
    cell, heading = grid.get(last, column), grid.heading(column)
    if cell is None or _empty(cell, known) or _says(heading, known.pattern("numbers/tables", "no_sum")):
        return None
    total = _value(cell, known)
    values = [_value(grid.get(row, column), known) for row in body]
    read = [value for value in values if value is not None]
    if total is None or len(read) != len(values) or not _summable(read, total):
        return None
    real = sum((value.value for value in read), Decimal(0))
    looks_like_average = min(v.value for v in read) <= total.value <= max(v.value for v in read)
    if looks_like_average or abs(real - total.value) <= _slack(read, total):
        return None
    return FoundIn(cell, Span(0, len(cell.text)), {"sum": plain(real)})


def _summable(read: Sequence[Quantity], total: Quantity) -> bool:
    """Whether two or more cells are not zero and all have one unit; shares only count if their total is 100%."""
    units = {value.unit for value in read if value.value} | {total.unit}
    return (
        sum(1 for value in read if value.value) >= 2
        and len(units - {""}) <= 1
        and ("%" not in units or total.value == 100)
    )


def _slack(read: Sequence[Quantity], total: Quantity) -> Decimal:
    """Return by how much rounding may have moved the sum: 0 where every cell is a whole number."""
    if all(value.half == Decimal("0.5") for value in read):
        return Decimal(0)
    return sum((value.half for value in read), total.half)
