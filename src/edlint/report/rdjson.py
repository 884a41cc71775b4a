"""Reviewdog's diagnostic format, as one object (rdjson) or a line for each (rdjsonl), with suggested changes."""

from typing import Any

from edlint.model.edit import Edit
from edlint.model.finding import Safety, Severity
from edlint.model.report import Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.report.common import HOME, ReportRow, broken, help_uri, rows
from edlint.report.safe import as_json, printable

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.SUGGESTION: "INFO"}
_SOURCE = {"name": "edlint", "url": HOME}


def write(report: Report, *, suggestions: bool = False) -> str:
    """Return one object with all diagnostics."""
    data = {"source": _SOURCE, "diagnostics": _all(report, suggestions=suggestions)}
    return as_json(data, 1) + "\n"


def write_lines(report: Report, *, suggestions: bool = False) -> str:
    """Return one diagnostic a line."""
    found = _all(report, suggestions=suggestions)
    return "".join(as_json({"source": _SOURCE, **one}) + "\n" for one in found)


def _all(report: Report, *, suggestions: bool) -> list[dict[str, Any]]:
    failed: list[dict[str, Any]] = [
        {"message": f"edlint: {printable(why)}", "severity": "ERROR", "location": {"path": where or "."}}
        for where, why in broken(report)
    ]
    return failed + [_diagnostic(row, report) for row in rows(report, suggestions=suggestions)]


def _diagnostic(row: ReportRow, report: Report) -> dict[str, Any]:
    finding = row.finding
    rule = report.rules.get(finding.rule)
    code = {"value": finding.rule, "url": help_uri(finding.rule, rule)}
    found: dict[str, Any] = {
        "message": printable(finding.message),
        "location": {"path": row.file.path, "range": _range(finding.span, row.source)},
        "severity": _SEVERITIES[finding.severity],
        "code": code,
    }
    offered = [f.edits[0] for f in finding.fixes if f.safety is not Safety.SHOW and len(f.edits) == 1]
    if offered:
        found["suggestions"] = [_suggestion(edit, row.source) for edit in offered[:3]]
    return found


def _suggestion(edit: Edit, source: Source) -> dict[str, Any]:
    return {"range": _range(Span(edit.start, edit.end), source), "text": edit.text}


def _range(span: Span, source: Source) -> dict[str, Any]:
    return {"start": _position(span.start, source), "end": _position(span.end, source)}


def _position(offset: int, source: Source) -> dict[str, int]:
    """Return line and column from 1; columns count bytes of UTF-8, as reviewdog's rdf.proto specifies."""
    place = source.place(offset)
    before = source.text[offset - place.column + 1 : offset]
    return {"line": place.line, "column": len(before.encode("utf-8", "replace")) + 1}
