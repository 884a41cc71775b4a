"""How blocks belong together: the introduction of a list, the row of a table, the section of a heading.

Everything is indexed in one pass, so that a table of ten thousand rows costs ten thousand steps.
"""

from collections.abc import Callable, Iterable, Sequence

from edlint.model.block import Block, BlockKind


class Layout:
    """The relations between a document's blocks, by their indexes."""

    def __init__(self, blocks: Sequence[Block], is_source_line: Callable[[str], bool]) -> None:
        """Index the blocks; `is_source_line` tells whether a text begins like a table's source line."""
        self._leads: list[int | None] = []
        self._heads_of: dict[tuple[int, int], int] = {}
        self._sections: list[tuple[int, int]] = []
        self._rows: dict[tuple[int, int], list[int]] = {}
        self._beside: dict[int, list[int]] = {}
        self._blocks = blocks
        lead: int | None = None
        for index, block in enumerate(blocks):
            if block.item is None:
                lead = index if block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} else None
                self._leads.append(None)
            else:
                self._leads.append(lead)
                self._heads_of.setdefault((block.item.list, block.item.item), index)
            if block.cell is not None:
                self._rows.setdefault((block.cell.table, block.cell.row), []).append(index)
        self._tables(is_source_line)
        self._heads()

    def lead_in(self, index: int) -> int | None:
        """Return the paragraph or heading that introduces a list item's list, or None."""
        return self._leads[index]

    def introduces(self, lead: int) -> bool:
        """Whether a block introduces what follows: it is a heading, or ends with a colon."""
        block = self._blocks[lead]
        return block.kind is BlockKind.HEADING or block.text.rstrip().endswith(":")

    def item_head(self, index: int) -> int | None:
        """Return the first block of the list item that a block is in, or None."""
        item = self._blocks[index].item
        return None if item is None else self._heads_of[item.list, item.item]

    def heading(self, index: int) -> int | None:
        """Return the heading of a block's section, or None."""
        start = self._sections[index][0]
        return start if self._blocks[start].kind is BlockKind.HEADING and start != index else None

    def table(self, index: int) -> Iterable[int]:
        """Return a cell's row, and the caption, introduction or source line of its table."""
        cell = self._blocks[index].cell
        if cell is None:
            return ()
        return (*self._rows[cell.table, cell.row], *self._beside.get(cell.table, ()))

    def section(self, index: int) -> range:
        """Return the blocks of a block's section, from its heading up to the next heading."""
        return range(*self._sections[index])

    def _tables(self, is_source_line: Callable[[str], bool]) -> None:
        bounds: dict[int, tuple[int, int]] = {}
        for index, block in enumerate(self._blocks):
            if block.cell is not None:
                first, _ = bounds.get(block.cell.table, (index, index))
                bounds[block.cell.table] = (first, index)
        for table, (first, last) in bounds.items():
            beside = [first - 1] if first > 0 else []
            if last + 1 < len(self._blocks):
                after = self._blocks[last + 1]
                if after.kind is BlockKind.CAPTION or is_source_line(after.text[:40]):
                    beside.append(last + 1)
            self._beside[table] = beside

    def _heads(self) -> None:
        heads = [index for index, block in enumerate(self._blocks) if block.kind is BlockKind.HEADING]
        starts = [0, *(head for head in heads if head)]
        for start, end in zip(starts, [*starts[1:], len(self._blocks)], strict=True):
            self._sections += [(start, end)] * (end - start)
