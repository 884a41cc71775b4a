"""What several reporters need alike."""

from collections.abc import Iterator
from typing import NamedTuple

from edlint.model.edit import Edit
from edlint.model.finding import Finding, Safety, Severity
from edlint.model.report import FileReport, Report
from edlint.model.rule import Rule
from edlint.model.source import Source

HOME = "https://github.com/edlint/edlint"


class Row(NamedTuple):
    """A finding with the file it is in."""

    file: FileReport
    source: Source
    finding: Finding


def rows(report: Report, *, suggestions: bool = True, suppressed: bool = False) -> Iterator[Row]:
    """Yield findings file by file, in the order of their places."""
    for file in report.files:
        if file.source is None:
            continue
        for finding in file.findings:
            if finding.suppressed is not None and not suppressed:
                continue
            if suggestions or finding.severity is not Severity.SUGGESTION:
                yield Row(file, file.source, finding)


def most_severe_first(found: Iterator[Row]) -> list[Row]:
    """Return the findings by severity, those that count before the suppressed; equal ones keep their order."""
    return sorted(found, key=lambda row: (row.finding.suppressed is not None, row.finding.severity.rank))


def broken(report: Report) -> Iterator[tuple[str, str]]:
    """Yield where and why for everything that should have run and did not: files, and engines that failed."""
    for file in report.files:
        if file.error is not None:
            yield file.path, f"not checked: {file.error}"
    for engine in report.engines:
        if engine.status == "failed":
            yield "", f"{engine.name} failed: {engine.detail}"


def first_edit(finding: Finding) -> Edit | None:
    """Return the only edit of the first fix that may be offered, or None."""
    for fix in finding.fixes:
        if fix.safety is not Safety.SHOW and len(fix.edits) == 1:
            return fix.edits[0]
    return None


def help_text(rule: Rule | None) -> str:
    """Return a rule's reason and sources as plain text; empty for an engine's rule."""
    if rule is None:
        return ""
    sources = "\n".join(f"- {s.title}{f': {s.url}' if s.url else ''}" for s in rule.sources)
    return f"{' '.join(rule.why.split())}\n\nSources:\n{sources}" if sources else " ".join(rule.why.split())
