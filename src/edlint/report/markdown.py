"""A review in Markdown, for a comment on a pull request or a job's summary page."""

from collections.abc import Iterable, Iterator, Mapping

from edlint.model.finding import Severity
from edlint.model.report import FileReport, Report
from edlint.report.common import broken, not_read, passed_over
from edlint.report.host import host
from edlint.report.review import claims, findings, text
from edlint.text.counted import counted

_LIMITS = {"github": 60_000, "gitlab": 900_000}
"""GitHub refuses comments of more than 65,536 characters, GitLab those of more than a million."""


def write(report: Report, *, suggestions: bool = False) -> str:
    """Return a table of the files, then the findings of each and the claims without a source.

    A finding has an excerpt of its line, its fix as a suggested change, and a link to the line if the CI service that
    runs this names the repository. If the files are compared with an earlier state, only findings that are new since
    then are counted and listed, and the numbers of claims without a source and the grade are shown beside the earlier
    ones. The score is always that of the whole article. A review that is too long for the service's comments is cut,
    the least severe findings first.
    """
    where = host()
    limit = _LIMITS["gitlab" if where is not None and where.kind == "gitlab" else "github"]
    word = "new " if report.base else ""
    counts = ", ".join(
        counted(report.count(severity), f"{word}{severity.value}")
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    files = counted(len(report.files), "file")
    since = f" since {text(report.base)}" if report.base else ""
    parts = ["### edlint", "", f"{files}: {counts}{since}.", ""]
    # Separate quotations: in one quoted paragraph the messages would be joined.
    failed = [f"> **{text(path) or 'run'}** {text(why)}\n" for path, why in broken(report)]
    named = list(_fitting(failed, limit // 4))
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
        rows = list(_fitting([_row(file) for file in checked], limit // 2))
        parts += [*rows, ""]
        if len(checked) > len(rows):
            parts += [f"{counted(len(checked) - len(rows), 'more file was', 'more files were')} checked.", ""]
    body = "\n".join(parts)
    asked = claims(report, where, (limit - len(body)) // 4)
    body += findings(report, where, limit - len(body) - len(asked), suggestions=suggestions) + asked
    return body.rstrip("\n") + "\n"


def _fitting(lines: Iterable[str], room: int) -> Iterator[str]:
    """Yield the first lines that fit into `room`: the table of a thousand articles must leave room for the findings."""
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return
        yield line


def score(file: FileReport) -> int:
    """Return 0 to 100: 100 less three points for each error and one for each warning in a thousand words.

    Findings from before a change are included: the score is the article's, not the change's. Articles under 300 words
    are counted as 300, so that one slip in a short note does not sink it.
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
