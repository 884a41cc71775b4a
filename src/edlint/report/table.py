"""CSV: a line a finding, for spreadsheets."""

import csv
import io

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


def write(report: Report, *, suggestions: bool = True) -> str:
    """Return the table with a head; files that could not be checked are in it with the rule `edlint.failed`."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_HEAD)
    for file in report.files:
        if file.error is not None:
            table.writerow(
                [cell(file.path), "", "", "error", "edlint.failed", cell(file.error), "", "", "", ""]
            )
    for row in rows(report, suggestions=suggestions, suppressed=True):
        place = row.source.place(row.finding.span.start)
        edit = first_edit(row.finding)
        table.writerow(
            [
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
        )
    return out.getvalue()


def cell(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    shown = safe_line(" ".join(text.split()))
    # Where a comma is for decimals a semicolon ends a cell.
    return ";".join(f"'{part}" if part.lstrip().startswith(_ACTIVE) else part for part in shown.split(";"))
