"""A summary in Markdown, for a pull request's comment or a job's summary page."""

from collections.abc import Iterable, Iterator, Mapping

from edlint.model.finding import Severity
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.report.common import Remark, broken, elsewhere, not_read, passed_over, remarks
from edlint.report.safe import safe_line
from edlint.text.counted import counted

_MARKS = {Severity.ERROR: "🔴", Severity.WARNING: "🟠", Severity.SUGGESTION: "⚪"}
# GitHub refuses comments of more than 65,536 characters.
_LIMIT = 60_000
# One article full of faults must not drown the others.
_ITEMS = 100
# What begins markup inside a line; our own words stand before it, so that nothing of an article begins a line.
_SPECIAL = frozenset("\\`*_[]|~>$")


def write(report: Report, *, suggestions: bool = False) -> str:
    """Return a table of the files and, below, what was found in each, the most severe first.

    Where the files are held against a state before, only what is new since then is counted and listed, and the claims
    without a source and the grade stand beside what they were. The score is always that of the whole article.
    """
    word = "new " if report.base else ""
    counts = ", ".join(
        counted(report.count(severity), f"{word}{severity.value}")
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    files = counted(len(report.files), "file")
    since = f" since {text(report.base)}" if report.base else ""
    parts = ["### edlint", "", f"{files}: {counts}{since}.", ""]
    # One after the other, and not one quoted paragraph, which would run them together.
    failed = [f"> **{text(where) or 'run'}** {text(why)}\n" for where, why in broken(report)]
    named = list(_fitting(failed, _LIMIT // 4))
    parts += named
    if len(failed) > len(named):
        parts += [f"> {len(failed) - len(named)} more could not be checked.", ""]
    missed = not_read(report)
    if missed:
        parts += [f"Not read: {text(missed)}.", ""]
    if report.passed:
        parts += [f"Passed over: {text(passed_over(report))}.", ""]
    checked = [file for file in report.files if file.source is not None]
    if checked:
        errors, warnings = f"{word}errors".capitalize(), f"{word}warnings".capitalize()
        parts.append(f"| File | Score | {errors} | {warnings} | Claims without source | Grade |")
        parts.append("|---|--:|--:|--:|--:|--:|")
        rows = list(_fitting([_row(file) for file in checked], _LIMIT // 2))
        parts += [*rows, ""]
        if len(checked) > len(rows):
            parts += [f"{counted(len(checked) - len(rows), 'more file was', 'more files were')} checked.", ""]
    body = "\n".join(parts)
    left = 0
    for file in checked:
        section = _section(file, suggestions=suggestions)
        if len(body) + len(section) > _LIMIT:
            left += bool(section)
            continue
        body += section
    if left:
        body += f"\n{counted(left, 'more file has', 'more files have')} findings that do not fit here.\n"
    return body.rstrip("\n") + "\n"


def _fitting(lines: Iterable[str], room: int) -> Iterator[str]:
    """Yield the first lines that fit: the table of a thousand articles must leave room for what was found in them."""
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return
        yield line


def score(file: FileReport) -> int:
    """Return 0 to 100: 100 less three points for each error and one for each warning in a thousand words.

    What was there before a change counts as well: the score is the article's, not the change's. Articles under 300
    words are counted as 300, so that one slip in a short note does not sink it.
    """
    standing = [f for f in file.findings if f.suppressed is None or f.suppressed.by == "unchanged"]
    faults = sum({Severity.ERROR: 3, Severity.WARNING: 1}.get(finding.severity, 0) for finding in standing)
    return max(0, round(100 - 1000 * faults / max(file.words, 300)))


def _row(file: FileReport) -> str:
    unsourced = str(file.unsourced)
    grade = _grade(file.readability)
    if file.before is not None:
        was = _grade(file.before.readability)
        unsourced += f" (was {file.before.unsourced})" if file.before.unsourced != file.unsourced else ""
        grade += f" (was {was})" if was and was != grade else ""
    return (
        f"| {text(file.path)} | {score(file)} | {file.count(Severity.ERROR)} | {file.count(Severity.WARNING)} "
        f"| {unsourced} | {grade} |"
    )


def _grade(figures: Mapping[str, float]) -> str:
    grade = figures.get("flesch_kincaid_grade")
    return "" if grade is None else f"{grade:.1f}"


def _section(file: FileReport, *, suggestions: bool) -> str:
    live = [f for f in file.live if suggestions or f.severity is not Severity.SUGGESTION]
    if not live or file.source is None:
        return ""
    found = sorted(remarks(live), key=lambda remark: remark.first.severity.rank)
    hidden = sum(len(remark.all) for remark in found[_ITEMS:])
    lines = [f"\n<details><summary>{text(file.path)}: {len(live)}</summary>\n"]
    lines += [_item(remark, file.source) for remark in found[:_ITEMS]]
    lines += [f"- and {hidden} more"] if hidden else []
    return "\n".join([*lines, "\n</details>\n"])


def _item(remark: Remark, source: Source) -> str:
    finding, more = remark.first, elsewhere(remark, source)
    line = source.place(finding.span.start).line
    says = f"{text(finding.message)} ({text(finding.rule)})"
    return f"- {_MARKS[finding.severity]} {finding.severity.value}, line {line}: {says}" + (
        f", {more}" if more else ""
    )


def text(raw: str) -> str:
    """Return words of an article so that they are words in Markdown too: no markup, no HTML, no mention of a user."""
    shown = safe_line(" ".join(raw.split()))
    escaped = "".join(f"\\{c}" if c in _SPECIAL else c for c in shown)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace("@", "@\u200b")
    # Nor may an address become a link, or #1 a reference.
    return escaped.replace("://", "\\://").replace("www.", "www\\.").replace("#", "#\u200b")
