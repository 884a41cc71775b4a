"""The row and column headings of a figure in a table."""

from collections.abc import Sequence
from functools import cached_property

from edlint.model.block import PLACEHOLDER, Block, CellPlace

_LONGEST = 80


class Heads:
    """The cells of a document's tables, indexed on first use."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Store the blocks."""
        self._blocks = blocks

    @cached_property
    def _cells(self) -> dict[tuple[int, int, int], tuple[CellPlace, str]]:
        return {
            (block.cell.table, block.cell.row, block.cell.column): (
                block.cell,
                " ".join(block.text.replace(PLACEHOLDER, " ").split())[:_LONGEST],
            )
            for block in self._blocks
            if block.cell is not None
        }

    @cached_property
    def _first(self) -> dict[int, int]:
        """Return the first row of each table."""
        first: dict[int, int] = {}
        for table, row, _ in self._cells:
            first[table] = min(row, first.get(table, row))
        return first

    def of(self, block: Block) -> str:
        """Return the row and column headings of a cell in words, as far as there are any; empty outside tables."""
        cell = block.cell
        if cell is None:
            return ""
        row = self._cells.get((cell.table, cell.row, 0))
        column = self._cells.get((cell.table, self._first[cell.table], cell.column))
        said = []
        if row is not None and cell.column and row[1]:
            said.append(f"row “{row[1]}”")
        if column is not None and column[0].header and column[0].row != cell.row and column[1]:
            said.append(f"column “{column[1]}”")
        return ", ".join(said)
