"""SARIF 2.1.0 (OASIS standard, 2020), for GitHub code scanning and other viewers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from edlint.model.edit import Edit
from edlint.model.finding import Finding, Severity
from edlint.model.report import Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.report.common import HOME, ReportRow, broken, help_text, help_uri, rows, title
from edlint.report.safe import as_json, printable

LIMIT = 5_000
"""GitHub shows no more results of a run than this, so edlint selects the most severe ones."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}


def write(report: Report) -> str:
    """Return the log with one run and a line end."""
    chosen: dict[tuple[bool, int], list[dict[str, Any]]] = {}
    for row, identity in _identified(rows(report, suppressed=True)):
        group = (row.finding.suppressed is not None, row.finding.severity.rank)
        if sum(len(results) for other, results in chosen.items() if other <= group) < LIMIT:
            chosen.setdefault(group, []).append(_result(row, identity))
    results = [result for group in sorted(chosen) for result in chosen[group]][:LIMIT]
    ids = sorted({result["ruleId"] for result in results})
    for result in results:
        result["ruleIndex"] = ids.index(result["ruleId"])
    failures = [{"level": "error", "message": {"text": _joined(where, why)}} for where, why in broken(report)]
    run = {
        "tool": {
            "driver": {
                "name": "edlint",
                "version": report.version,
                "informationUri": HOME,
                "rules": [_rule(rule, report) for rule in ids],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "the folder edlint ran in"}}},
        "invocations": [{"executionSuccessful": not failures, "toolExecutionNotifications": failures}],
        "results": results,
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return as_json(log, 1) + "\n"


def _joined(where: str, why: str) -> str:
    return printable(f"{where}: {why}" if where else why)


def _rule(id_: str, report: Report) -> dict[str, Any]:
    rule = report.rules.get(id_)
    described: dict[str, Any] = {
        "id": id_,
        "name": id_.replace(".", "/"),
        "properties": {"tags": [id_.partition(".")[0]]},
        # GitHub's title of an alert; a rule's message cannot be filled in without a finding.
        "shortDescription": {"text": title(id_, rule)},
        "helpUri": help_uri(id_, rule),
    }
    if rule is not None:
        text = help_text(rule)
        described |= {
            "fullDescription": {"text": " ".join(rule.why.split())},
            "help": {"text": text, "markdown": text},
            "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.enabled},
        }
    return described


def _identified(every: Iterable[ReportRow]) -> Iterator[tuple[ReportRow, tuple[str, int]]]:
    """Yield each finding with its fingerprint and its number among equal fingerprints of its file, from 1.

    A fingerprint is unique in a file, except if one rule reports the same words twice.
    """
    seen: Counter[str] = Counter()
    path = ""
    for row in every:
        if row.file.path != path:
            path = row.file.path
            seen.clear()
        seen[row.finding.fingerprint] += 1
        yield row, (row.finding.fingerprint, seen[row.finding.fingerprint])


def _location(path: str) -> dict[str, str]:
    """Return the URI of a file: relative to SRCROOT, or absolute if its path begins with a root or a drive."""
    uri = quote(path, safe="/", errors="surrogateescape")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if path[1:3] == ":/":
        return {"uri": f"file:///{path[0]}:{uri.removeprefix(f'{path[0]}%3A')}"}
    return {"uri": uri, "uriBaseId": "SRCROOT"}


def _message(text: str) -> str:
    """Return a message in which brackets are escaped if there may be a link, which SARIF would follow (3.11.6)."""
    shown = printable(text)
    if "](" not in shown:
        return shown
    return shown.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _result(row: ReportRow, identity: tuple[str, int]) -> dict[str, Any]:
    finding = row.finding
    location = _location(row.file.path)
    print_, number = identity
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": 0,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding.message)},
        "locations": [
            {"physicalLocation": {"artifactLocation": location, "region": _region(finding.span, row.source)}}
        ],
        "partialFingerprints": {
            "edlint/v1": print_ if number == 1 else f"{print_}:{number}",
            # The key that GitHub compares; without it, it hashes the line, and a reflowed paragraph is new.
            "primaryLocationLineHash": f"{print_}:{number}",
        },
    }
    if finding.fixes:
        result["fixes"] = [
            {
                "description": {"text": printable(fix.title)},
                "artifactChanges": [
                    {
                        "artifactLocation": location,
                        "replacements": [_replacement(edit, row.source) for edit in fix.edits],
                    }
                ],
            }
            for fix in finding.fixes
        ]
    if finding.suppressed is not None:
        result["suppressions"] = [_suppression(finding)]
    return result


def _region(span: Span, source: Source) -> dict[str, int]:
    start, end = source.place(span.start), source.place(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _replacement(edit: Edit, source: Source) -> dict[str, Any]:
    return {
        "deletedRegion": _region(Span(edit.start, edit.end), source),
        "insertedContent": {"text": edit.text},
    }


def _suppression(finding: Finding) -> dict[str, str]:
    by, reason = finding.suppressed or ("comment", "")
    return {
        "kind": "inSource" if by == "comment" else "external",
        "justification": printable(reason) or f"by {by}",
    }
