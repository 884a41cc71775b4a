"""GitLab's Code Quality report: the subset of Code Climate's format that merge requests show."""

import hashlib
from collections import Counter

from edlint.model.finding import Severity
from edlint.model.report import Report
from edlint.report.common import broken, rows
from edlint.report.safe import as_json, printable

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.SUGGESTION: "info"}


def write(report: Report, *, suggestions: bool = False) -> str:
    """Return the list of issues; a file that could not be checked is a blocker."""
    issues = []
    seen: Counter[str] = Counter()
    for where, why in broken(report):
        issues.append(
            _issue(f"edlint: {why}", "edlint.failed", "blocker", (where or ".", 1), f"{where}\0{why}")
        )
    for row in rows(report, suggestions=suggestions):
        # GitLab drops issues with equal fingerprints, even in different files.
        key = f"{row.file.path}\0{row.finding.fingerprint}"
        seen[key] += 1
        line = row.source.place(row.finding.span.start).line
        issues.append(
            _issue(
                row.finding.message,
                row.finding.rule,
                _SEVERITIES[row.finding.severity],
                (row.file.path, line),
                f"{key}\0{seen[key]}",
            )
        )
    return as_json(issues, 1) + "\n"


def _issue(
    message: str, rule: str, severity: str, place: tuple[str, int], identity: str
) -> dict[str, object]:
    return {
        "description": printable(message),
        "check_name": rule,
        "fingerprint": hashlib.blake2b(identity.encode("utf-8", "replace"), digest_size=16).hexdigest(),
        "severity": severity,
        "location": {"path": place[0], "lines": {"begin": place[1]}},
    }
