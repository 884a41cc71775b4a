"""Tables written as comma-separated values in a directive."""

from collections.abc import Iterator

from edlint.parse.rst.lines import Line, Part


def csv_cells(parts: list[Part]) -> Iterator[tuple[int, int, list[Part]]]:
    """Yield row, column and text of each cell.

    Commas and line ends inside quotation marks belong to a cell; a doubled quotation mark stays doubled.
    """
    row = column = 0
    held: list[Part] = []
    quoted = False
    for text, line, begin in parts:
        start = at = 0
        while at < len(text):
            character = text[at]
            if quoted:
                if character == '"':
                    if text[at + 1 : at + 2] == '"':
                        at += 1
                    else:
                        quoted = False
                        held.append((text[start:at], line, begin + start))
                        start = at + 1
            elif character == '"' and not text[start:at].strip():
                quoted, start = True, at + 1
            elif character == ",":
                yield row, column, [*held, *_bare(text[start:at], line, begin + start)]
                held, column, start = [], column + 1, at + 1
            at += 1
        rest = _bare(text[start:], line, begin + start)
        held += rest
        if not quoted:
            if held or column:
                yield row, column, held
                row += 1
            held, column = [], 0
    if held:
        yield row, column, held


def _bare(text: str, line: Line, column: int) -> list[Part]:
    bare = text.strip()
    return [(bare, line, column + text.find(bare))] if bare else []
