"""CSV: a line a finding, for spreadsheets."""

import csv
import io
from collections.abc import Iterator

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
    """Yield the table with a head; files that could not be checked are in it with the rule `edlint.failed`."""
    yield ",".join(_HEAD) + "\n"
    for row in _rows(report, suggestions=suggestions):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow(row)
        yield out.getvalue()


def _rows(report: Report, *, suggestions: bool) -> Iterator[list[object]]:
    for file in report.files if report.failed else ():
        if file.error is not None:
            yield [cell(file.path), "", "", "error", "edlint.failed", cell(file.error), "", "", "", ""]
    for row in rows(report, suggestions=suggestions, suppressed=True):
        place = row.source.place(row.finding.span.start)
        edit = first_edit(row.finding)
        yield [
            cell(row.file.path),
            place.line,
            place.column,
            row.finding.severity.value,
            cell(row.finding.rule),
            cell(row.finding.message),
            cell(row.finding.text),
            cell(edit.text) if edit else "",
            row.finding.suppressed.by if row.finding.suppressed else "",
            cell(row.finding.fingerprint),
        ]


def cell(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    shown = safe_line(" ".join(text.split()))
    # Where a comma is for decimals a semicolon ends a cell.
    return ";".join(f"'{part}" if part.lstrip().startswith(_ACTIVE) else part for part in shown.split(";"))
