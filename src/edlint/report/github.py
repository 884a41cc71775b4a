"""GitHub's workflow commands: annotations on the lines of a pull request."""

from edlint.model.finding import Severity
from edlint.model.report import Report
from edlint.report.common import Row, broken, most_severe_first, rows
from edlint.report.safe import printable

LIMIT = 10
"""GitHub shows ten annotations of a kind for a step and drops the rest unseen, so we choose which ten."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


def write(report: Report, *, suggestions: bool = False) -> str:
    """Return at most ten annotations, the most severe first, and a line that counts the others."""
    lines = []
    for where, why in broken(report):
        place = f" file={_property(where)}" if where else ""
        lines.append(f"::error{place}::{_message(f'edlint: {why}')}")
    found = most_severe_first(rows(report, suggestions=suggestions))
    room = max(0, LIMIT - len(lines))
    shown = [*lines[:LIMIT], *(_annotation(row) for row in found[:room])]
    rest = len(lines) + len(found) - len(shown)
    if rest:
        shown.append(
            f"edlint: {rest} more, which GitHub would not show here; --output markdown:FILE lists them all"
        )
    return "".join(f"{line}\n" for line in shown)


def _annotation(row: Row) -> str:
    start, end = row.source.place(row.finding.span.start), row.source.place(row.finding.span.end)
    place = f"file={_property(row.file.path)},line={start.line},endLine={end.line}"
    if start.line == end.line:
        # GitHub takes columns only within one line.
        place += f",col={start.column},endColumn={end.column}"
    title = _property(row.finding.rule)
    return f"::{_COMMANDS[row.finding.severity]} {place},title={title}::{_message(row.finding.message)}"


def _message(text: str) -> str:
    """Return the text so that it cannot end the command: as actions/toolkit escapes data."""
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
