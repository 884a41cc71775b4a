"""The ledger of claims as an Excel workbook; cells contain text, never formulas."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from edlint.model.errors import ConfigError
from edlint.report.safe import printable

_WIDTHS = {
    "path": 28,
    "words": 24,
    "sentence": 60,
    "evidence": 40,
    "addresses": 30,
    "source": 40,
    "checked by": 16,
}
_WRAPPED = frozenset({"sentence", "evidence", "source", "words", "waiver", "place"})
_FILLED = frozenset({"checked by", "checked on", "source"})
_COLOURS = {"unsourced": "FDECCB", "sourced": "E6F2E6", "waived": "ECE4F6", "own": "F1EFEA"}
_LONGEST = 32_000  # most code points in a cell, close to Excel's limit


def workbook(table: Iterable[Sequence[str | int]]) -> bytes:
    """Return a workbook of a table whose first row is its head. Raises ConfigError if openpyxl is not installed."""
    try:
        import openpyxl  # noqa: PLC0415 - an extra, for this format only
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - as above
    except ImportError:
        raise ConfigError("--format xlsx needs openpyxl: pip install 'edlint[xlsx]'") from None
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "claims"
    head: Sequence[str | int] = ()
    for number, row in enumerate(table, 1):
        head = head or row
        for column, value in enumerate(row, 1):
            name = str(head[column - 1])
            cell = sheet.cell(number, column)
            cell.value = printable(value)[:_LONGEST] if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
            cell.alignment = Alignment(vertical="top", wrap_text=name in _WRAPPED)
            if number == 1:
                cell.font = Font(bold=True)
            elif name in _FILLED:
                cell.fill = PatternFill("solid", fgColor="FFFDE7")
            elif name == "status":
                cell.fill = PatternFill("solid", fgColor=_COLOURS.get(str(value), "FFFFFF"))
    for column, title in enumerate(head, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = _WIDTHS.get(str(title), 12)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = BytesIO()
    book.save(out)
    return out.getvalue()
