"""GitHub workflow commands, which become annotations on the lines of a pull request."""

from edlint.model.finding import Severity
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.report.common import Remark, broken, elsewhere, remarks
from edlint.report.safe import printable

LIMIT = 10
"""GitHub shows ten annotations of a kind for a step and drops the rest silently, so edlint selects ten."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


def write(report: Report, *, suggestions: bool = False) -> str:
    """Return at most ten annotations, the most severe first, and a line with the number of the others.

    Findings of a file that say the same about the same words are one annotation, which names the other lines.
    """
    lines = []
    for where, why in broken(report):
        place = f" file={_property(where)}" if where else ""
        lines.append(f"::error{place}::{_message(f'edlint: {why}')}")
    found = [
        (file, file.source, remark)
        for file in report.files
        if file.source is not None
        for remark in remarks(file.shown(suggestions=suggestions))
    ]
    found.sort(key=lambda item: item[2].first.severity.rank)
    room = max(0, LIMIT - len(lines))
    shown = [*lines[:LIMIT], *(_annotation(*item) for item in found[:room])]
    rest = max(0, len(lines) - LIMIT) + sum(len(remark.all) for _, _, remark in found[room:])
    if rest:
        shown.append(
            f"edlint: {rest} more, which GitHub would not show here; --output markdown:FILE lists them all"
        )
    return "".join(f"{line}\n" for line in shown)


def _annotation(file: FileReport, source: Source, remark: Remark) -> str:
    finding = remark.first
    start, end = source.place(finding.span.start), source.place(finding.span.end)
    place = f"file={_property(file.path)},line={start.line},endLine={end.line}"
    if start.line == end.line:
        # GitHub accepts columns only within one line.
        place += f",col={start.column},endColumn={end.column}"
    more = elsewhere(remark, source)
    says = f"{finding.message} ({more})" if more else finding.message
    return f"::{_COMMANDS[finding.severity]} {place},title={_property(finding.rule)}::{_message(says)}"


def _message(text: str) -> str:
    """Return the text so that it cannot end the command, escaped as in actions/toolkit."""
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
