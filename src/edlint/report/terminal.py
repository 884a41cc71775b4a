"""The terminal report for authors: by file, with the line and a marker under the words."""

from collections.abc import Iterator

import msgspec

from edlint.model.finding import Finding, Safety, Severity
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.report.common import elsewhere, excerpt, not_read, passed_over, remarks
from edlint.report.safe import guarded, printable, safe_line, width
from edlint.text.counted import counted

_WIDTH = 100
# Brysbaert 2019, "How many words do we read per minute?", for English non-fiction. textstat's own figure, which is
# in the JSON report, counts letters and is four times as fast.
_WORDS_A_MINUTE = 238
_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.SUGGESTION: "36"}


class Style(msgspec.Struct, frozen=True):
    """Options of the output: whether it is coloured, and what is shown beside errors and warnings."""

    colour: bool = False
    suggestions: bool = False
    suppressed: bool = False

    def paint(self, text: str, code: str) -> str:
        """Return the text in a colour (an ANSI code), or unchanged without colours."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def parts(report: Report, style: Style) -> Iterator[str]:
    """Yield the report in whole lines: files with findings, the sum, the engines.

    A long report need not be in memory at once.
    """
    for file in report.files:
        yield guarded(section(file, style))
    yield guarded(_summary(report, style))


def section(file: FileReport, style: Style) -> str:
    """Return the section of one file: its findings to show, failed checks, its figures.

    Empty if there are neither findings to show nor failed checks.
    """
    title = style.paint(safe_line(file.path), "1")
    if file.error is not None:
        return (
            f"{title}\n  {style.paint('not checked', _COLOURS[Severity.ERROR])}: {printable(file.error)}\n\n"
        )
    shown = [
        finding
        for finding in file.findings
        if (finding.suppressed is None or style.suppressed)
        and (finding.severity is not Severity.SUGGESTION or style.suggestions)
    ]
    failed = [
        f"  {style.paint('not finished', _COLOURS[Severity.ERROR])}: {printable(f.name)}: {printable(f.detail)}\n"
        for f in file.failures
    ]
    if not shown and not failed:
        return ""
    source = file.source
    body = (
        "".join(entry(one.first, source, style, elsewhere(one, source)) for one in remarks(shown))
        if source
        else ""
    )
    return f"{title}\n{body}{''.join(failed)}  {style.paint(figures(file), '2')}\n\n"


def entry(finding: Finding, source: Source, style: Style, more: str = "") -> str:
    """Return the lines for one finding: position, message, the source line with its marker, what to write instead.

    `more` is where else the same is reported.
    """
    colour = _COLOURS[finding.severity]
    tag = source.where(finding.span.start)
    head = f"  {style.paint(tag, '2')}  {style.paint(finding.severity.value, colour)}  {printable(finding.message)}"
    lines = [f"{head}  {style.paint(printable(finding.rule), '2')}"]
    if finding.suppressed is not None:
        reason = f": {printable(finding.suppressed.reason)}" if finding.suppressed.reason else ""
        lines.append(f"      (suppressed by {finding.suppressed.by}{reason})")
    lines += _excerpt(finding, source, style)
    better = _suggestion(finding)
    if better:
        lines.append(f"      {style.paint('=', '2')} {better}")
    if more:
        lines.append(f"      {style.paint('+', '2')} {more}")
    return "\n".join(lines) + "\n"


def _suggestion(finding: Finding) -> str:
    """Return what to write: the fix that `--fix` would apply, or up to three to choose from."""
    offered = [fix for fix in finding.fixes if fix.safety is not Safety.SHOW]
    if not offered:
        return ""
    if offered[0].safety is Safety.SAFE:
        return f"{printable(offered[0].title)} (--fix does it)"
    titles = [printable(fix.title) for fix in offered[:3]]
    # “Write “a”, “b” or “c”” rather than the verb three times.
    titles = [titles[0], *(title.removeprefix("Write ") for title in titles[1:])]
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} or {titles[-1]}"


def _excerpt(finding: Finding, source: Source, style: Style) -> list[str]:
    """Return the source line and the marker under the words; a long line is cut to a window around them."""
    before, marked, after = map(printable, excerpt(source, finding.span, _WIDTH - 8))
    if not (before + marked + after).strip():
        return []
    marker = style.paint("^" + "~" * max(0, width(marked) - 1), _COLOURS[finding.severity])
    bar = style.paint("|", "2")
    return [f"      {bar} {before}{marked}{after}", f"      {bar} {' ' * width(before)}{marker}"]


def figures(file: FileReport) -> str:
    """Return a file's figures on one line: counts of its findings, words, grade, minutes, claims."""
    counts = ", ".join(
        counted(file.count(severity), severity.value) for severity in Severity if file.count(severity)
    )
    parts = []
    if "flesch_kincaid_grade" in file.readability:
        parts.append(f"grade {file.readability['flesch_kincaid_grade']:.1f}")
    if file.readability:
        parts.append(f"{max(1, round(file.words / _WORDS_A_MINUTE))} min read")
    if file.claims:
        parts.append(f"{counted(len(file.claims), 'claim')}, {file.unsourced} without a source")
    return "; ".join([counts or "no findings", f"{counted(file.words, 'word')}", *parts])


def _summary(report: Report, style: Style) -> str:
    total = [
        style.paint(counted(report.count(severity), severity.value), _COLOURS[severity])
        for severity in (Severity.ERROR, Severity.WARNING)
        if report.count(severity)
    ]
    hidden = report.count(Severity.SUGGESTION)
    if hidden:
        total.append(
            counted(hidden, "suggestion") + ("" if style.suggestions else " (hidden: --suggestions)")
        )
    if report.suppressed:
        total.append(f"{report.suppressed} suppressed")
    if report.failed:
        total.append(style.paint(f"{counted(report.failed, 'file')} not checked", _COLOURS[Severity.ERROR]))
    files = counted(len(report.files), "file")
    lines = [f"{files}: {', '.join(total) if total else 'nothing to mend'}."]
    missed = not_read(report)
    if missed:
        lines.append(f"  not read: {printable(missed)}")
    if report.passed:
        lines.append(f"  passed over: {printable(passed_over(report))}")
    for engine in report.engines:
        version = f" {engine.version}" if engine.version else ""
        detail = f": {printable(engine.detail)}" if engine.detail else ""
        status = (
            style.paint(engine.status, _COLOURS[Severity.ERROR])
            if engine.status == "failed"
            else engine.status
        )
        lines.append(f"  {printable(engine.name)}{printable(version)} {status}{detail}")
    return "\n".join(lines) + "\n"
