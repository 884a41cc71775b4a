"""A summary in Markdown, for a pull request's comment or a job's summary page."""

from edlint.model.claim import ClaimStatus
from edlint.model.finding import Finding, Severity
from edlint.model.report import FileReport, Report
from edlint.report.common import broken
from edlint.report.safe import printable

_MARKS = {Severity.ERROR: "🔴", Severity.WARNING: "🟠", Severity.SUGGESTION: "⚪"}
# GitHub refuses comments of more than 65,536 characters.
_LIMIT = 60_000
# What begins markup inside a line; our own words stand before it, so that nothing of an article begins a line.
_SPECIAL = frozenset("\\`*_[]|~>$")


def write(report: Report, *, suggestions: bool = False) -> str:
    """Return a table of the files and, below, what was found in each, the most severe first."""
    counts = ", ".join(
        f"{report.count(severity)} {severity.value}{'' if report.count(severity) == 1 else 's'}"
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    parts = ["### edlint", "", f"{len(report.files)} files: {counts}.", ""]
    failed = [f"> **{text(where) or 'run'}** {text(why)}" for where, why in broken(report)]
    parts += [*failed, ""] if failed else []
    checked = [file for file in report.files if file.source is not None]
    if checked:
        parts += [
            "| File | Score | Errors | Warnings | Claims without source | Grade |",
            "|---|--:|--:|--:|--:|--:|",
        ]
        parts += [_row(file) for file in checked]
        parts.append("")
    body = "\n".join(parts)
    left = 0
    for file in checked:
        section = _section(file, suggestions=suggestions)
        if len(body) + len(section) > _LIMIT:
            left += bool(section)
            continue
        body += section
    if left:
        body += f"\n{left} more files have findings that do not fit here.\n"
    return body.rstrip("\n") + "\n"


def score(file: FileReport) -> int:
    """Return 0 to 100: 100 less three points for each error and one for each warning in a thousand words.

    Articles under 300 words are counted as 300, so that one slip in a short note does not sink it.
    """
    faults = 3 * file.count(Severity.ERROR) + file.count(Severity.WARNING)
    return max(0, round(100 - 1000 * faults / max(file.words, 300)))


def _row(file: FileReport) -> str:
    unsourced = sum(claim.status is ClaimStatus.UNSOURCED for claim in file.claims)
    grade = file.readability.get("flesch_kincaid_grade")
    shown = "" if grade is None else f"{grade:.1f}"
    return (
        f"| {text(file.path)} | {score(file)} | {file.count(Severity.ERROR)} | {file.count(Severity.WARNING)} "
        f"| {unsourced} | {shown} |"
    )


def _section(file: FileReport, *, suggestions: bool) -> str:
    live = [f for f in file.live if suggestions or f.severity is not Severity.SUGGESTION]
    if not live or file.source is None:
        return ""
    live.sort(key=lambda finding: finding.severity.rank)
    lines = [f"\n<details><summary>{text(file.path)}: {len(live)}</summary>\n"]
    lines += [_item(finding, file) for finding in live]
    return "\n".join([*lines, "\n</details>\n"])


def _item(finding: Finding, file: FileReport) -> str:
    place = file.source.place(finding.span.start) if file.source else None
    line = f"line {place.line}: " if place else ""
    return f"- {_MARKS[finding.severity]} {finding.severity.value}, {line}{text(finding.message)} ({text(finding.rule)})"


def text(raw: str) -> str:
    """Return words of an article so that they are words in Markdown too: no markup, no HTML, no mention of a user."""
    shown = printable(" ".join(raw.split()))
    escaped = "".join(f"\\{c}" if c in _SPECIAL else c for c in shown)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace("@", "@\u200b")
    # Nor may an address become a link, or #1 a reference.
    return escaped.replace("://", "\\://").replace("www.", "www\\.").replace("#", "#\u200b")
