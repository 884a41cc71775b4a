"""Price tables, whose figures are the publisher's own and no statistics."""

from collections import defaultdict
from collections.abc import Sequence

from edlint.check.claims.language import Language
from edlint.model.block import Block


def price_tables(blocks: Sequence[Block], language: Language) -> frozenset[int]:
    """Return the numbers of the tables that list prices.

    Such a table has sums of money, none of them in millions, and either a heading about prices, costs or plans, or sums
    in most of its cells outside the first column.
    """
    sums, big, named, cells = (defaultdict[int, int](int) for _ in range(4))
    cues = language.cues
    for block in blocks:
        if block.cell is None:
            continue
        table = block.cell.table
        heads = block.cell.header or block.cell.row == 0
        named[table] += heads and cues["price.heading"].found(block.text)
        if heads or not cues["price.sum"].found(block.text):
            cells[table] += not heads and block.cell.column > 0 and bool(block.text.strip())
            continue
        cells[table] += block.cell.column > 0
        sums[table] += 1
        big[table] += cues["price.big"].found(block.text)
    return frozenset(
        table
        for table, count in sums.items()
        if not big[table] and (named[table] or 2 * count > cells[table])
    )
