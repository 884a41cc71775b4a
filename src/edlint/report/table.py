"""CSV with a line for each finding, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator

from edlint.model.report import Report
from edlint.report.common import first_edit, rows
from edlint.report.safe import safe_line

_HEAD = (
    "path",
    "line",
    "column",
    "severity",
    "rule",
    "message",
    "text",
    "suggestion",
    "suppressed",
    "fingerprint",
)
_ACTIVE = tuple("=+-@＝＋－＠")


def write(report: Report, *, suggestions: bool = True) -> Iterator[str]:
    """Yield the table with a head; files that could not be checked have the rule `edlint.failed`."""
    yield line(_HEAD)
    yield from map(line, _rows(report, suggestions=suggestions))


def line(row: Iterable[object]) -> str:
    """Return a row of CSV in which no cell can be taken for a formula."""
    out = io.StringIO()
    cells = [cell(value) if isinstance(value, str) else value for value in row]
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _rows(report: Report, *, suggestions: bool) -> Iterator[list[object]]:
    for file in report.files if report.failed else ():
        if file.error is not None:
            yield [file.path, "", "", "error", "edlint.failed", file.error, "", "", "", ""]
    for row in rows(report, suggestions=suggestions, suppressed=True):
        place = row.source.place(row.finding.span.start)
        edit = first_edit(row.finding)
        yield [
            row.file.path,
            place.line,
            place.column,
            row.finding.severity.value,
            row.finding.rule,
            row.finding.message,
            row.finding.text,
            edit.text if edit else "",
            row.finding.suppressed.by if row.finding.suppressed else "",
            row.finding.fingerprint,
        ]


def cell(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    shown = safe_line(" ".join(text.split()))
    # In locales with a decimal comma, a semicolon separates cells.
    return ";".join(f"'{part}" if part.lstrip().startswith(_ACTIVE) else part for part in shown.split(";"))
