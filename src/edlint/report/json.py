"""The JSON report: every finding with its position, for programs. The format is described in docs/json.md."""

from collections.abc import Iterator
from typing import Any

from edlint.model.claim import Claim
from edlint.model.finding import Finding, Severity
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.report.safe import as_json

SCHEMA = 1


def write(report: Report) -> Iterator[str]:
    """Yield the report as one JSON object and a line end, in whole lines."""
    head, tail = as_json(_run(report), 2).split('"files": []')
    yield f'{head}"files": ['
    for number, file in enumerate(report.files):
        # Strings in JSON contain no line ends.
        lines = as_json(_file(file), 2).replace("\n", "\n    ")
        yield f"{',' if number else ''}\n    {lines}"
    yield ("\n  " if report.files else "") + f"]{tail}\n"


def write_lines(report: Report) -> Iterator[str]:
    """Yield a line for each file, as in the JSON report, then one with the rest of that report."""
    for file in report.files:
        yield as_json(_file(file)) + "\n"
    yield as_json({name: value for name, value in _run(report).items() if name != "files"}) + "\n"


def _run(report: Report) -> dict[str, Any]:
    """Return the part of the report about the run, with `files` empty."""
    return {
        "schema": SCHEMA,
        "edlint": report.version,
        "engines": [
            {"name": e.name, "version": e.version, "status": e.status, "detail": e.detail}
            for e in report.engines
        ],
        "files": [],
        "passed_over": [passed._asdict() for passed in report.passed],
        "summary": {
            "files": len(report.files),
            "failed": report.failed,
            **{severity.value: report.count(severity) for severity in Severity},
            "suppressed": report.suppressed,
        },
    }


def _file(file: FileReport) -> dict[str, Any]:
    source = file.source
    return {
        "path": file.path,
        "format": file.format,
        "words": file.words,
        "error": file.error,
        "failures": [{"engine": f.name, "detail": f.detail} for f in file.failures],
        "readability": dict(file.readability),
        "findings": [_finding(finding, source) for finding in file.findings] if source else [],
        "claims": [claim_data(claim, source) for claim in file.claims] if source else [],
        "unread": {
            "share": round(file.unread_share, 4),
            "places": [{**_places(one.span, source), "why": one.why} for one in file.unread]
            if source
            else [],
        },
    }


def _places(span: Span, source: Source) -> dict[str, Any]:
    return {"start": source.place(span.start)._asdict(), "end": source.place(span.end)._asdict()}


def _finding(finding: Finding, source: Source) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        **_places(finding.span, source),
        **({"where": source.where(finding.span.start)} if source.landmarks else {}),
        "text": finding.text,
        "fixes": [
            {"title": fix.title, "safety": fix.safety.value, "edits": [edit._asdict() for edit in fix.edits]}
            for fix in finding.fixes
        ],
        "engine": finding.engine,
        "also": list(finding.also),
        **({"raised": finding.raised} if finding.raised else {}),
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed._asdict() if finding.suppressed else None,
    }


def claim_data(claim: Claim, source: Source) -> dict[str, Any]:
    """Return a claim as in the JSON report."""
    return {
        "kind": claim.kind.value,
        "text": claim.text,
        "sentence": claim.sentence,
        **_places(claim.span, source),
        "status": claim.status.value,
        "evidence": [
            {"kind": e.kind.value, "text": e.text, "url": e.url, **({"gone": e.gone} if e.gone else {})}
            for e in claim.evidence
        ],
        "quantity": claim.quantity,
        "unit": claim.unit,
        **({"place": claim.place} if claim.place else {}),
        "fingerprint": claim.fingerprint,
        "waiver": claim.waiver,
    }
