"""AsciiDoc's tables: cells with specifications, values separated by commas or colons, and blocks inside cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edlint.model.block import BlockKind, CellPlace
from edlint.model.span import Span
from edlint.parse.asciidoc.raw import Raw, ScannedBlocks
from edlint.text.pattern import pattern

_SPEC = (
    r"(?:^|[ \t])((?:(?P<span>\d+(?:\.\d+)?|\.\d+)(?P<times>[*+]))?"
    r"(?:[<^>](?:\.[<^>])?|\.[<^>])?(?P<style>[a-z])?)$"
)
_DEEPEST = 4
_WIDEST = 1000
"""Maximum number of columns of a table."""


@dataclass
class _TableCell:
    """A cell: the ranges of its text, its style, the columns and rows it spans, how often it is repeated, its line."""

    runs: list[Span]
    style: str
    columns: int = 1
    rows: int = 1
    times: int = 1
    line: int = 0


def table(
    text: str, lines: Sequence[Span], mark: str, attributes: str, found: ScannedBlocks, *, quoted: bool
) -> Iterator[tuple[Sequence[Span], CellPlace]]:
    """Read the lines of a table into raw blocks; yield the lines and the place of each cell that contains blocks."""
    number = found.tables
    found.tables += 1
    columns = _columns(attributes)
    cells = _split(text, lines, mark, attributes)
    count = (
        len(columns) or sum(cell.columns * cell.times for cell in cells if cell.line == cells[0].line) or 1
    )
    heads = "header" in attributes or _opens(text, lines)
    for cell, row, column in _placed(cells, min(count, _WIDEST)):
        style = cell.style or (columns[column] if column < len(columns) else "")
        head = heads and row == 0 and "noheader" not in attributes
        place = CellPlace(number, row, column, head)
        if style in {"l", "m"} and not head:
            found.listings.append(tuple(run for run in cell.runs if not run.empty))
        elif style == "a" and not head and found.depth < _DEEPEST:
            found.depth += 1
            yield cell.runs, place
            found.depth -= 1
        else:
            for paragraph in _paragraphs(text, cell.runs):
                found.raws.append(Raw(paragraph, BlockKind.CELL, 0, quoted, None, place))


def _split(text: str, lines: Sequence[Span], mark: str, attributes: str) -> list[_TableCell]:
    """Return the cells of a table whose delimiter begins with `mark`, separated as its attributes say."""
    separator = mark
    named = pattern(r"separator=\"?([^,\"\s])").first(attributes)
    if named is not None:
        separator = attributes[named.end - 1]
    if "format=csv" in attributes or 'format="csv"' in attributes:
        mark = separator = ","
    return list(_values(text, lines, separator) if mark in ",:" else _cells(text, lines, separator))


def _columns(attributes: str) -> list[str]:
    """Return each column's style, empty if it has none; an empty list if the columns are not declared."""
    match = next(pattern(r"cols=(?:\"([^\"]*)\"|'([^']*)'|([^,\s]*))").matches(attributes), None)
    if match is None:
        return []
    value = next((group for group in match.groups if group is not None), "")
    found: list[str] = []
    for part in value.replace(";", ",").split(","):
        times, star, rest = part.strip().partition("*")
        style = (rest if star else times)[-1:]
        repeat = int(times) if star and times.isascii() and times.isdigit() and len(times) < 4 else 1
        found += [style if style.isalpha() else ""] * min(repeat, _WIDEST)
        if len(found) > _WIDEST:
            break
    return found


def _opens(text: str, lines: Sequence[Span]) -> bool:
    """Whether an empty line follows the first line, which makes it the header."""
    first = len(lines) > 1 and text[lines[0].start : lines[0].end].strip()
    return bool(first) and not text[lines[1].start : lines[1].end].strip()


def _cells(text: str, lines: Sequence[Span], separator: str) -> Iterator[_TableCell]:
    """Yield the cells between separators; a cell's specification is directly before its separator."""
    cell: _TableCell | None = None
    for number, (start, end) in enumerate(lines):
        begin = start
        at = text.find(separator, start, end)
        while at >= 0:
            if text[at - 1] == "\\" and at > start:
                at = text.find(separator, at + 1, end)
                continue
            spec = next(pattern(_SPEC).matches(text[begin:at]), None)
            stop = at
            following = _TableCell([], "", line=number)
            if spec is not None and spec.groups[0] and (cell is not None or begin + spec.span.start <= start):
                stop = begin + spec.span.start
                following = _specified(spec.names, number)
            if cell is not None:
                cell.runs.append(Span(begin, max(begin, stop)))
                yield cell
            cell = following
            begin = at + 1
            at = text.find(separator, begin, end)
        if cell is not None:
            cell.runs.append(Span(begin, end))
    if cell is not None:
        yield cell


def _specified(names: dict[str, str | None], line: int) -> _TableCell:
    span, times = names["span"] or "", names["times"] or ""
    columns, _, rows = span.partition(".")
    wide = min(int(columns), _WIDEST) if columns and len(columns) < 5 else 1
    high = min(int(rows), _WIDEST) if rows and len(rows) < 5 else 1
    style = names["style"] or ""
    if times == "*":
        return _TableCell([], style, times=max(1, wide), line=line)
    return _TableCell([], style, max(1, wide), max(1, high), line=line)


def _values(text: str, lines: Sequence[Span], separator: str) -> Iterator[_TableCell]:
    """Yield the cells of values between commas or colons; a comma inside quotation marks does not separate."""
    quoted = False
    cell = _TableCell([], "")
    for number, (start, end) in enumerate(lines):
        begin = at = start
        while at < end:
            character = text[at]
            if character == '"' and separator == ",":
                if quoted:
                    cell.runs.append(Span(begin, at))
                begin = at + 1
                quoted = not quoted
            elif character == separator and not quoted:
                cell.runs.append(Span(begin, at))
                yield cell
                cell, begin = _TableCell([], "", line=number), at + 1
            at += 1
        cell.runs.append(Span(begin, end))
        if not quoted:
            if start < end:
                yield cell
            cell = _TableCell([], "", line=number + 1)
    if quoted:
        yield cell


def _placed(cells: Sequence[_TableCell], count: int) -> Iterator[tuple[_TableCell, int, int]]:
    """Yield each cell with its row and column; cells that span several rows keep their columns there."""
    row = column = 0
    taken: dict[int, int] = {}
    for cell in cells:
        for turn in range(cell.times):
            while column >= count or taken.get(column, 0) > row:
                column += 1
                if column >= count:
                    row, column = row + 1, 0
            if turn == 0:
                yield cell, row, column
            for reach in range(column, min(count, column + cell.columns)):
                if cell.rows > 1:
                    taken[reach] = row + cell.rows
            column += cell.columns


def _paragraphs(text: str, runs: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    held: list[Span] = []
    for start, end in runs:
        bare = text[start:end].strip(" \t")
        if bare:
            at = start + text[start:end].find(bare)
            held.append(Span(at, at + len(bare)))
        elif held:
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)
