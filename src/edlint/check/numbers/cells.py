"""“4,200 requests a second” in the text and 2,400 in the table's row “Requests a second”."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from edlint.check.numbers.found import FoundIn, line_of, readable
from edlint.check.numbers.read import Quantity, quantity, singular
from edlint.check.numbers.tables import Grid, grids
from edlint.language.data import LanguageData
from edlint.model.block import Block, BlockKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.text.sentences import sentence_at

_FILE = "numbers/cells"
_Thing = tuple[str, ...]


class _Number(NamedTuple):
    """A number in a cell, or in the text; `total` is whether it is a total, or told to be one."""

    block: Block
    span: Span
    read: Quantity
    total: bool


def cells(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield what the text counts in the words of a table's only row or total, where the table has another number."""
    rows: defaultdict[_Thing, list[_Number]] = defaultdict(list)
    told: defaultdict[_Thing, list[_Number]] = defaultdict(list)
    for thing, cell in (each for grid in grids(document) for each in _rows(grid, known)):
        rows[thing].append(cell)
    for block in document.blocks if rows else ():
        if block.kind is BlockKind.PARAGRAPH and readable(block):
            for thing, one in _told(block, known):
                told[thing].append(one)
    # A value that any row has is a count of that row.
    counted = {cell.read.value for there in rows.values() for cell in there}
    for thing, there in rows.items():
        values = {one.read.value for one in told.get(thing, [])}
        if len(there) == len(values) == 1 and not values & counted and _differ(told[thing][0], there[0]):
            one, other = told[thing][0], there[0].block
            yield FoundIn(
                one.block, one.span, {"other": other.text.strip(), "line": line_of(document, other)}
            )


def _differ(one: _Number, cell: _Number) -> bool:
    """Whether a count of the text is another than that of the cell, by more than rounding and less than of two things."""
    small, large = sorted((one.read.value, cell.read.value))
    return (one.total or not cell.total) and small > 12 and cell.read.half < large - small <= small


def _rows(grid: Grid, known: LanguageData) -> Iterator[tuple[_Thing, _Number]]:
    """Yield the words of what a cell counts, and the cell: a row of two cells, or a total under its heading."""
    heads = [grid.heading(column) for column in grid.columns]
    if any(head is not None and known.pattern(_FILE, "settings").found(head.text) for head in heads):
        return
    for row in grid.body():
        label = grid.get(row, grid.columns[0])
        total = label is not None and known.pattern("numbers/tables", "total").found(label.text.strip())
        for column in grid.columns[1:] if total or len(grid.columns) == 2 else ():
            named, cell = grid.heading(column) if total else label, grid.get(row, column)
            read = quantity(cell.text, known) if cell and named else None
            thing = tuple(singular(word, known) for word in named.text.lower().split()) if named else ()
            if cell and read and not read.unit and not read.year and len(thing) > (not total):
                yield thing, _Number(cell, Span(0, len(cell.text)), read, total)


def _told(block: Block, known: LanguageData) -> Iterator[tuple[_Thing, _Number]]:
    """Yield the numbers of a block, each with the words behind it: one, two and so on."""
    different, overall = known.pattern("numbers/same", "different"), known.pattern(_FILE, "overall")
    for match in known.pattern(_FILE, "told").matches(block.text):
        words = match.names["q"] or ""
        read = quantity(words, known)
        start = block.text.index(words, match.span.start)
        sentence = sentence_at(block.text, start)
        end, thing = start + len(words), _Thing()
        for word in (match.names["after"] or "").split() if read else ():
            end = block.text.index(word, end) + len(word)
            thing = (*thing, singular(word.lower(), known))
            around = block.text[sentence.start : start], block.text[end : sentence.end]
            # “In total” says that two numbers differ everywhere but here.
            if read and not any(different.found(_without(text, known)) for text in around):
                yield thing, _Number(block, Span(start, end), read, any(map(overall.found, around)))


def _without(text: str, known: LanguageData) -> str:
    """Return the text without “in total” and its like."""
    for span in reversed(list(known.pattern(_FILE, "overall").spans(text))):
        text = text[: span.start] + text[span.end :]
    return text
