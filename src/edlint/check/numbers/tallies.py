"""How many rows a table has, and what a column of it sums to, beside what the text next to it counts."""

from collections.abc import Iterator
from decimal import Decimal

from edlint.check.numbers.found import FoundIn, line_of
from edlint.check.numbers.ranked import around
from edlint.check.numbers.read import number, plain, quantity, singular
from edlint.check.numbers.tables import Grid, grids
from edlint.language.data import LanguageData
from edlint.model.block import Block
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.text.sentences import sentence_at

_FILE = "numbers/tallies"


def tallies(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield “all four regions” beside a table of three, and “we are 19 people” beside a column of people that sums to 17.

    The things are those of a column's heading; a table with a total, or with cells that are no numbers, has no sum.
    """
    if not known.has(_FILE):
        return
    for grid in grids(document):
        rows = grid.body()
        labels = [grid.get(row, grid.columns[0]) for row in rows]
        if not rows or any(
            label is None or known.pattern("numbers/ranked", "total").found(label.text.strip().lower())
            for label in labels
        ):
            continue
        counts = {_thing(grid.heading(grid.columns[0]), known): Decimal(len(rows))}
        sums = {_thing(grid.heading(column), known): _sum(grid, column, known) for column in grid.columns[1:]}
        line = line_of(document, grid.cells[rows[0], grid.columns[0]])
        for block in around(document.blocks, grid):
            for found, real in _counted(block, counts, sums, known):
                yield FoundIn(block, found, {"other": plain(real), "line": line})


def _thing(heading: Block | None, known: LanguageData) -> str:
    """Return the last word of a heading in the singular."""
    words = heading.text.lower().split() if heading else []
    return singular(words[-1], known) if words else ""


def _sum(grid: Grid, column: int, known: LanguageData) -> Decimal | None:
    read = [
        quantity(cell.text, known) if cell else None
        for cell in (grid.get(row, column) for row in grid.body())
    ]
    values = [one.value for one in read if one is not None and not one.unit and not one.year]
    heading = grid.heading(column)
    summed = (
        len(values) == len(read)
        and heading
        and not known.pattern("numbers/tables", "no_sum").found(heading.text)
    )
    return sum(values, Decimal(0)) if summed else None


def _counted(
    block: Block, counts: dict[str, Decimal], sums: dict[str, Decimal | None], known: LanguageData
) -> Iterator[tuple[Span, Decimal]]:
    """Yield what a block counts of a table's things, and how many there are, where the two differ a little."""
    for match in known.pattern(_FILE, "counted").matches(block.text):
        value, thing = (
            number(match.names["n"] or "", known),
            singular((match.names["thing"] or "").lower(), known),
        )
        sentence = sentence_at(block.text, match.span.start)
        before = block.text[sentence.start : match.span.start]
        said = block.text[sentence.start : sentence.end]
        if value is None or known.pattern(_FILE, "part").found(said):
            continue
        rows, total = counts.get(thing), sums.get(thing)
        if (
            rows is not None
            and value != rows
            and abs(value - rows) <= 2
            and known.pattern(_FILE, "all").found(before)
        ):
            yield match.span, rows
        together = known.pattern(_FILE, "together").found(said)
        if total is not None and together and value != total and total <= value * 2 <= total * 4:
            yield match.span, total
