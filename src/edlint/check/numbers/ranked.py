"""Text that contradicts a table: “the fastest was Beta”, “Alpha took 15 seconds”, “4,200 requests a second”."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from edlint.check.numbers.found import FoundIn, in_sentence, line_of, readable
from edlint.check.numbers.read import Quantity, quantity, singular
from edlint.check.numbers.tables import Grid, grids
from edlint.language.data import LanguageData
from edlint.model.block import Block, BlockKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.text.pattern import Match
from edlint.text.sentences import sentence_at

_FILE = "numbers/ranked"
_STEM = 6  # letters that “accurate” and “accuracy” have in common
_NEAR = 2  # paragraphs before and after a table that may be about it
_CELLS = "numbers/cells"
_Thing = tuple[str, ...]


class _Table(NamedTuple):
    """A table that can be read fully: its rows by their labels, and its columns of numbers with their headings."""

    rows: dict[str, int]
    columns: dict[int, str]
    values: dict[tuple[int, int], Quantity]
    cells: Grid


def ranked(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield statements on who leads a table, and on the values of its rows, that the table contradicts."""
    blocks = document.blocks
    for grid in grids(document):
        table = _table(grid, known)
        if table is None:
            continue
        line = line_of(document, min(grid.cells.values(), key=lambda cell: cell.span))
        for block in around(blocks, grid):
            for match in (m for form in known.patterns(_FILE, "forms") for m in form.matches(block.text)):
                leader = _leader(block.text, match, table, known)
                if leader:
                    yield FoundIn(block, _trimmed(block.text, match), {"other": leader, "line": line})
            for match in (
                m for key in ("told", "year") for m in known.pattern(_FILE, key).matches(block.text)
            ):
                other = _other(block.text, match, table, known)
                if other:
                    yield FoundIn(block, _trimmed(block.text, match), {"other": other, "line": line})


def _trimmed(text: str, match: Match) -> Span:
    """Return the span of a match from the name or the article on, without blanks and punctuation around it."""
    said = text[match.span.start : match.span.end]
    start = match.span.start + said.index(match.names["x"] or "") if "q" in match.names else match.span.start
    while text[start] in " .;:,":
        start += 1
    return Span(start, match.span.start + len(said.rstrip(" .,;:)")))


def around(blocks: tuple[Block, ...], grid: Grid) -> list[Block]:
    """Return the paragraphs right before and right after a table."""
    places = [
        index
        for index, block in enumerate(blocks)
        if block.cell and block is grid.cells.get((block.cell.row, block.cell.column))
    ]
    found: list[Block] = []
    for step, start in ((-1, places[0] - 1), (1, places[-1] + 1)):
        index = start
        while (
            0 <= index < len(blocks)
            and abs(index - start) < _NEAR
            and blocks[index].kind is BlockKind.PARAGRAPH
        ):
            if readable(blocks[index]):
                found.append(blocks[index])
            index += step
    return found


def _table(grid: Grid, known: LanguageData) -> _Table | None:
    first = grid.columns[0]
    rows: dict[str, int] = {}
    for row in grid.body():
        label = grid.get(row, first)
        name = label.text.strip().lower() if label else ""
        if known.pattern(_FILE, "total").found(name):
            continue
        number = quantity(name, known)
        if not name or name in rows or (number and not number.year):
            return None
        rows[name] = row
    columns: dict[int, str] = {}
    values: dict[tuple[int, int], Quantity] = {}
    for column in grid.columns[1:]:
        heading = grid.heading(column)
        read = {row: _read(grid.get(row, column), known) for row in rows.values()}
        told = {row: value for row, value in read.items() if value is not None}
        if heading and len(told) == len(rows) and len({value.unit for value in told.values()}) == 1:
            columns[column] = heading.text.strip().lower()
            values.update(((row, column), value) for row, value in told.items())
    return _Table(rows, columns, values, grid) if len(rows) > 1 and columns else None


def _read(cell: Block | None, known: LanguageData) -> Quantity | None:
    return quantity(cell.text.strip(), known) if cell else None


def _leader(text: str, match: Match, table: _Table, known: LanguageData) -> str:
    """Return the label of the row that really leads; "" where the statement may be right."""
    name = next((label for label in _names(match.names["x"] or "") if label in table.rows), None)
    if name is None or in_sentence(text, match.span.start, known.pattern(_FILE, "but")):
        return ""
    superlative = (match.names["s"] or "").lower()
    said = singular((match.names["w"] or "").split(" ")[0].lower(), known)
    column = _column(superlative, said, table, known)
    if column is None:
        return ""
    quick = known.pattern(_FILE, "quick").whole(superlative)
    most = known.pattern(_FILE, "most").whole(superlative) or known.pattern(_FILE, "most_so").whole(
        superlative
    )
    if quick or known.pattern(_FILE, "slow").whole(superlative):
        timed, rated = (known.pattern(_FILE, key).found(table.columns[column]) for key in ("time", "rate"))
        if timed == rated:
            return ""
        most = quick == rated
    order = sorted(table.rows.items(), key=lambda item: table.values[item[1], column].value)
    leader, row = order[-1] if most else order[0]
    mine = table.values[table.rows[name], column].value
    if leader == name or mine == table.values[row, column].value:
        return ""
    label = table.cells.get(row, table.cells.columns[0])
    return label.text.strip() if label else ""


def _names(said: str) -> Iterator[str]:
    """Yield a name in lower case and its beginnings in whole words, the longest first."""
    words = said.lower().split(" ")
    for count in range(len(words), 0, -1):
        yield " ".join(words[:count]).rstrip(".,")


def _column(superlative: str, said: str, table: _Table, known: LanguageData) -> int | None:
    """Return the column that a superlative is about: the one whose heading it names, or the only one; else None."""
    ranks = [c for c, heading in table.columns.items() if not known.pattern(_FILE, "no_rank").found(heading)]
    if known.pattern(_FILE, "most_so").whole(superlative) or known.pattern(_FILE, "least_so").whole(
        superlative
    ):
        stem = superlative.rsplit(maxsplit=1)[-1][:_STEM]
        return next((c for c in ranks if f" {stem}" in f" {table.columns[c]}"), None)
    named = [
        c for c in ranks if said and said in {singular(word, known) for word in table.columns[c].split()}
    ]
    if len(named) == 1:
        return named[0]
    speed = known.pattern(_FILE, "quick").whole(superlative) or known.pattern(_FILE, "slow").whole(
        superlative
    )
    # “The most tests” is not about a table of seconds.
    bare = superlative in {"most", "least", "fewest", "highest", "lowest"} and said
    return ranks[0] if len(table.columns) == 1 and ranks and (speed or not bare) else None


def _other(text: str, match: Match, table: _Table, known: LanguageData) -> str:
    """Return the table's value for a row if the text states another number in that column's unit; else ""."""
    name = next((label for label in _names(match.names["x"] or "") if label in table.rows), None)
    said = quantity(match.names["q"] or "", known)
    if name is None or said is None or not said.unit:
        return ""
    if in_sentence(text, match.span.start, known.pattern("numbers/same", "different")):
        return ""
    row = table.rows[name]
    column = _measured(said.unit, row, table, known)
    if column is None or said.value in {value.value for (r, _), value in table.values.items() if r == row}:
        return ""
    there, cell = table.values[row, column], table.cells.get(row, column)
    return cell.text.strip() if cell and _differ(said, there) else ""


def _measured(unit: str, row: int, table: _Table, known: LanguageData) -> int | None:
    """Return the first column whose heading, or whose cell in this row, has the unit."""
    same_unit = known.table("numbers/base", "same_unit")
    for column, heading in table.columns.items():
        words = {singular(word.strip("()"), known) for word in heading.split()}
        if unit == table.values[row, column].unit or unit in {str(same_unit.get(w, w)) for w in words}:
            return column
    return None


def _differ(one: Quantity, two: Quantity) -> bool:
    """Whether two numbers differ by more than rounding, and neither is more than three times the other."""
    small, large = sorted((one.value, two.value))
    return small > 0 and large <= small * 3 and large - small > one.half + two.half


class _Count(NamedTuple):
    """A number in a cell or in the text; `total`: it is a total, or is stated to be one."""

    block: Block
    span: Span
    read: Quantity
    total: bool


def cells(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield counts of the text that use the words of a table's only row or total, if the table has another number."""
    rows: defaultdict[_Thing, list[_Count]] = defaultdict(list)
    told: defaultdict[_Thing, list[_Count]] = defaultdict(list)
    for thing, cell in (each for grid in grids(document) for each in _labelled(grid, known)):
        rows[thing].append(cell)
    for block in document.blocks if rows else ():
        if block.kind is BlockKind.PARAGRAPH and readable(block):
            for thing, one in _counts(block, known):
                told[thing].append(one)
    # A count with the value of another row is about that row.
    counted = {cell.read.value for there in rows.values() for cell in there}
    for thing, there in rows.items():
        values = {one.read.value for one in told.get(thing, [])}
        if len(there) == len(values) == 1 and not values & counted and _differs(told[thing][0], there[0]):
            one, other = told[thing][0], there[0].block
            yield FoundIn(
                one.block, one.span, {"other": other.text.strip(), "line": line_of(document, other)}
            )


def _differs(one: _Count, cell: _Count) -> bool:
    """Whether a count of the text differs from the cell by more than rounding, but by at most a factor of two."""
    small, large = sorted((one.read.value, cell.read.value))
    return (one.total or not cell.total) and small > 12 and cell.read.half < large - small <= small


def _labelled(grid: Grid, known: LanguageData) -> Iterator[tuple[_Thing, _Count]]:
    """Yield the words for the things that a cell counts, and the cell: in rows of two cells, and in rows of totals."""
    heads = [grid.heading(column) for column in grid.columns]
    if any(head is not None and known.pattern(_CELLS, "settings").found(head.text) for head in heads):
        return
    for row in grid.body():
        label = grid.get(row, grid.columns[0])
        total = label is not None and known.pattern("numbers/tables", "total").found(label.text.strip())
        for column in grid.columns[1:] if total or len(grid.columns) == 2 else ():
            named, cell = grid.heading(column) if total else label, grid.get(row, column)
            read = quantity(cell.text, known) if cell and named else None
            thing = tuple(singular(word, known) for word in named.text.lower().split()) if named else ()
            if cell and read and not read.unit and not read.year and len(thing) > (not total):
                yield thing, _Count(cell, Span(0, len(cell.text)), read, total)


def _counts(block: Block, known: LanguageData) -> Iterator[tuple[_Thing, _Count]]:
    """Yield the numbers of a block, each with the words after it: first one word, then two, and so on."""
    different, overall = known.pattern("numbers/same", "different"), known.pattern(_CELLS, "overall")
    for match in known.pattern(_CELLS, "told").matches(block.text):
        words = match.names["q"] or ""
        read = quantity(words, known)
        start = block.text.index(words, match.span.start)
        sentence = sentence_at(block.text, start)
        end, thing = start + len(words), _Thing()
        for word in (match.names["after"] or "").split() if read else ():
            end = block.text.index(word, end) + len(word)
            thing = (*thing, singular(word.lower(), known))
            around = block.text[sentence.start : start], block.text[end : sentence.end]
            # “In total” is a sign of different things everywhere except here.
            if read and not any(different.found(_without(text, known)) for text in around):
                yield thing, _Count(block, Span(start, end), read, any(map(overall.found, around)))


def _without(text: str, known: LanguageData) -> str:
    """Return the text without “in total” and similar words."""
    for span in reversed(list(known.pattern(_CELLS, "overall").spans(text))):
        text = text[: span.start] + text[span.end :]
    return text
