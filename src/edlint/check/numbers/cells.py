"""“4,200 requests a second” in the text and 2,400 in the table's row “Requests a second”."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from edlint.check.numbers.found import FoundIn, readable
from edlint.check.numbers.read import quantity, singular
from edlint.check.numbers.tables import Grid, grids
from edlint.language.data import LanguageData
from edlint.model.block import Block, BlockKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.text.sentences import sentence_at


class _Cell(NamedTuple):
    block: Block
    value: Decimal
    half: Decimal
    total: bool


class _Told(NamedTuple):
    block: Block
    span: Span
    value: Decimal
    overall: bool


def cells(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield what the text counts in the words of a table's only row or total, where the table has another number."""
    rows: dict[tuple[str, ...], list[_Cell]] = defaultdict(list)
    for grid in grids(document):
        for thing, cell in _rows(grid, known):
            rows[thing].append(cell)
    if not rows:
        return
    told: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
    for block in document.blocks:
        if block.kind is BlockKind.PARAGRAPH and readable(block):
            for thing, one in _told(block, known):
                told[thing].append(one)
    counted = {cell.value for row in rows.values() for cell in row}
    for thing, there in rows.items():
        said = told.get(thing, [])
        if len(there) != 1 or len({one.value for one in said}) != 1:
            continue
        one, cell = said[0], there[0]
        # A value that any row has is a count of that row.
        if one.value not in counted and _differ(one, cell):
            line = document.source.place(cell.block.span.start).line
            yield FoundIn(one.block, one.span, {"other": cell.block.text.strip(), "line": str(line)})


def _differ(one: _Told, cell: _Cell) -> bool:
    """Whether a count of the text is another than that of the cell, by more than rounding and less than of two things."""
    small, large = sorted((one.value, cell.value))
    return (one.overall or not cell.total) and small > 12 and cell.half < large - small <= small


def _rows(grid: Grid, known: LanguageData) -> Iterator[tuple[tuple[str, ...], _Cell]]:
    """Yield the words of what a cell counts, and the cell: a row of two cells, or a total under its heading."""
    settings = known.pattern("numbers/cells", "settings")
    heads = [grid.heading(column) for column in grid.columns]
    if any(head is not None and settings.found(head.text) for head in heads):
        return
    for row in grid.body():
        label = grid.get(row, grid.columns[0])
        if label is None:
            continue
        total = known.pattern("numbers/tables", "total").found(label.text.strip())
        if not total and len(grid.columns) != 2:
            continue
        for column in grid.columns[1:]:
            named = grid.heading(column) if total else label
            cell = _counted(grid.get(row, column), known, total=total)
            thing = tuple(singular(word, known) for word in named.text.lower().split()) if named else ()
            if cell is not None and thing and (total or len(thing) > 1):
                yield thing, cell


def _counted(block: Block | None, known: LanguageData, *, total: bool) -> _Cell | None:
    """Return a cell that is a bare number and no year, or None."""
    read = quantity(block.text, known) if block else None
    if block is None or read is None or read.unit or read.year:
        return None
    return _Cell(block, read.value, read.half, total)


def _told(block: Block, known: LanguageData) -> Iterator[tuple[tuple[str, ...], _Told]]:
    for match in known.pattern("numbers/cells", "told").matches(block.text):
        words = match.names["q"] or ""
        read = quantity(words, known)
        start = block.text.index(words, match.span.start)
        if read is None:
            continue
        sentence = sentence_at(block.text, start)
        following = (match.names["after"] or "").split()
        end = start + len(words)
        for count in range(1, len(following) + 1):
            end = block.text.index(following[count - 1], end) + len(following[count - 1])
            around = block.text[sentence.start : start], block.text[end : sentence.end]
            if not any(
                known.pattern("numbers/same", "different").found(_without(text, known)) for text in around
            ):
                overall = any(known.pattern("numbers/cells", "overall").found(text) for text in around)
                thing = tuple(singular(word.lower(), known) for word in following[:count])
                yield thing, _Told(block, Span(start, end), read.value, overall)


def _without(text: str, known: LanguageData) -> str:
    """Return the text without “in total”, which says that two numbers differ everywhere but here."""
    for span in reversed(list(known.pattern("numbers/cells", "overall").spans(text))):
        text = text[: span.start] + text[span.end :]
    return text
