"""Functions that several reporters share."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from edlint.config.shipped import builtin_folder
from edlint.model.checker import ENGINES
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.report import FileReport, Report
from edlint.model.rule import Rule
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.text.counted import counted, noun
from edlint.text.sentences import sentences

HOME = "https://github.com/edlint/edlint"
_SENTENCE = 6
_LINES = 8
_TWENTIETH = 0.05
_ENGINE_PAGES = {
    "harper": "https://writewithharper.com/docs/rules",
    "languagetool": "https://community.languagetool.org/rule/show/{name}?lang=en",
}


class ReportRow(NamedTuple):
    """A finding with its file and source."""

    file: FileReport
    source: Source
    finding: Finding


def rows(report: Report, *, suggestions: bool = True, suppressed: bool = False) -> Iterator[ReportRow]:
    """Yield the findings of all files in order; suppressed ones only if `suppressed`."""
    for file in report.files:
        if file.source is None:
            continue
        for finding in file.findings:
            if finding.suppressed is not None and not suppressed:
                continue
            if suggestions or finding.severity is not Severity.SUGGESTION:
                yield ReportRow(file, file.source, finding)


class Remark(NamedTuple):
    """A finding for human readers, with the other findings of the file that say the same about the same words."""

    first: Finding
    more: tuple[Finding, ...] = ()

    @property
    def all(self) -> tuple[Finding, ...]:
        """Return all its findings, in text order."""
        return (self.first, *self.more)

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """Return the first finding's leading fixes that all other findings have too, by title, at the same index."""
        same = 0
        for fix in self.first.fixes:
            if any(len(one.fixes) <= same or one.fixes[same].title != fix.title for one in self.more):
                break
            same += 1
        return self.first.fixes[:same]


def remarks(findings: Iterable[Finding]) -> list[Remark]:
    """Return the findings of a file, grouped where they say the same about the same words.

    Groups are ordered by their first finding. For reports that people read; programs get every finding.
    """
    alike: dict[object, list[Finding]] = {}
    for finding in findings:
        words = " ".join(finding.text.split())
        fix = finding.fixes[0][:2] if finding.fixes else None
        key = (finding.rule, finding.severity, finding.message, words, finding.suppressed, fix)
        alike.setdefault(key, []).append(finding)
    return [Remark(first, tuple(more)) for first, *more in alike.values()]


def elsewhere(remark: Remark, source: Source) -> str:
    """Return “and 22 more: lines 15, 20, …”, eight lines at most; empty if the remark has one finding only."""
    if not remark.more:
        return ""
    lines = list(dict.fromkeys(source.place(finding.span.start).line for finding in remark.more))
    shown = ", ".join(map(str, lines[:_LINES])) + (", …" if len(lines) > _LINES else "")
    return f"and {len(remark.more)} more: {noun(len(lines), 'line')} {shown}"


def passed_over(report: Report, most: int = 3) -> str:
    """Return which files were passed over and why, `most` names for each reason; empty if none were."""
    reasons: dict[str, list[str]] = {}
    for path, reason in report.passed:
        reasons.setdefault(reason, []).append(path)
    return "; ".join(
        f"{', '.join(paths[:most])}{f' and {len(paths) - most} more' if len(paths) > most else ''} ({reason})"
        for reason, paths in reasons.items()
    )


def unread(file: FileReport, most: int = 3) -> str:
    """Return the share of a file that no check has read, where and why; empty up to a twentieth of its letters.

    “12% (lines 3, 9: it stands in a comment that is never closed)”, with `most` lines for each reason.
    """
    if file.source is None or file.unread_share <= _TWENTIETH:
        return ""
    reasons: dict[str, list[int]] = {}
    for span, why in file.unread:
        reasons.setdefault(why, []).append(file.source.place(span.start).line)
    said = [
        f"{noun(len(lines), 'line')} {', '.join(map(str, lines[:most]))}{', …' if len(lines) > most else ''}: {why}"
        for why, lines in reasons.items()
    ]
    return f"{file.unread_share:.0%} ({'; '.join(said)})"


def not_read(report: Report, most: int = 3) -> str:
    """Return the files of which more than a twentieth was not read, `most` by name, the largest share first."""
    files = sorted((file for file in report.files if unread(file)), key=lambda file: -file.unread_share)
    rest = len(files) - most
    said = [f"{file.path} {unread(file)}" for file in files[:most]]
    return "; ".join([*said, *([f"and of {counted(rest, 'more file')}"] if rest > 0 else [])])


def broken(report: Report) -> Iterator[tuple[str, str]]:
    """Yield path and reason for each file that was not checked, then "" and reason for each engine that failed."""
    for file in report.files:
        if file.error is not None:
            yield file.path, f"not checked: {file.error}"
    for engine in report.engines:
        if engine.status == "failed":
            yield "", f"{engine.name} failed: {engine.detail}"


class Excerpt(NamedTuple):
    """Words of a source with their context in the line; “…” where the line was cut."""

    before: str
    words: str
    after: str


def excerpt(source: Source, span: Span, room: int) -> Excerpt:
    """Return a range, cut to its first line, with as much of that line as fits into `room` code points.

    A line that is cut has the words near its middle; an uncut one loses its leading blanks.
    """
    line = source.line_span(source.place(span.start).line)
    begin, end = span.start, max(span.start, min(span.end, line.end))
    first, last = line.start, line.end
    if last - first > room:
        first = max(line.start, begin - max(12, (room - min(end - begin, room)) // 2))
        last = min(line.end, first + room)
        first = max(line.start, last - room)
    before = source.text[first:begin]
    return Excerpt(
        f"…{before}" if first > line.start else before.lstrip(),
        source.text[begin : min(end, last)],
        source.text[min(end, last) : last] + ("…" if last < line.end else ""),
    )


def first_edit(finding: Finding) -> Edit | None:
    """Return the edit of the first fix that may be offered and has only one, or None."""
    for fix in finding.fixes:
        if fix.safety is not Safety.SHOW and len(fix.edits) == 1:
            return fix.edits[0]
    return None


def title(id_: str, rule: Rule | None) -> str:
    """Return a title for a rule: its message if that is a sentence without a finding's words, else the rule's reason.

    `rule` is None for a rule of a grammar engine's own.
    """
    if rule is None:
        engine, _, name = id_.removeprefix("grammar.").partition(".")
        return (
            f"{engine.capitalize()} reports this as {name}."
            if engine in ENGINES
            else f"The rule {id_} reports this."
        )
    message, why = (" ".join(text.split()) for text in (rule.message, rule.why))
    for begin, instead in (("“{match}”: ", ""), ("“{match}” ", "This ")):
        if message.startswith(begin):
            message = instead + message.removeprefix(begin)
    message = message[:1].upper() + message[1:]
    # What is left of a message without the words may be too short for a title, such as “No source here.”
    whole = "{" not in message and len(_first(message).split()) >= _SENTENCE
    return message if whole else _first(why)


def _first(text: str) -> str:
    """Return the first sentence of a text."""
    span = next(iter(sentences(text)), None)
    return text[span.start : span.end] if span is not None else text


def help_uri(id_: str, rule: Rule | None) -> str:
    """Return the address of a page about a rule: its first source's, else the rule's own file or its engine's page."""
    if rule is None:
        engine, _, name = id_.removeprefix("grammar.").partition(".")
        return _ENGINE_PAGES.get(engine, f"{HOME}/blob/main/docs/rules.md").format(
            name=quote(name, safe="", errors="replace")
        )
    for source in rule.sources:
        if source.url:
            return source.url
    if rule.origin and Path(rule.origin).is_relative_to(builtin_folder()):
        return f"{HOME}/blob/main/rules/{rule.id.replace('.', '/')}.yaml"
    return f"{HOME}/blob/main/docs/rules.md"


def help_text(rule: Rule | None) -> str:
    """Return a rule's reason and sources as plain text; empty for an engine's own rule."""
    if rule is None:
        return ""
    why = " ".join(rule.why.split())
    sources = "\n".join(f"- {s.title}{f': {s.url}' if s.url else ''}" for s in rule.sources)
    return f"{why}\n\nSources:\n{sources}" if sources else why
