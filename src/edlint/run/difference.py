"""The readability gate by difference: how one change altered an article's grade, not the grade itself."""

from collections.abc import Mapping

from msgspec.structs import replace

from edlint.config.load import Loaded
from edlint.config.resolve import profile_for
from edlint.lint.place import fingerprint
from edlint.lint.suppress import suppress
from edlint.model.block import BlockKind
from edlint.model.document import Document
from edlint.model.errors import EdlintError
from edlint.model.finding import Finding
from edlint.model.report import FileReport, Report
from edlint.model.rule import Rule
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse
from edlint.run.formats import Formats

RULE = "readability.grade"
FIGURE = "flesch_kincaid_grade"
_HEADINGS = {BlockKind.TITLE, BlockKind.HEADING}


def by_difference(report: Report, before: Report, loaded: Loaded, catalog: Mapping[str, Rule]) -> Report:
    """Return the report with a finding on each article whose grade rose in this change by more than is allowed.

    The limits are the options `rise` and `rise-above` of `readability.grade`. Such a finding counts even if the article
    was too hard before, or is still below the rule's limit.
    """
    old = {file.path: file for file in before.files if file.error is None}
    files = [
        _judged(file, old[file.path], loaded, catalog) if file.path in old else file for file in report.files
    ]
    return replace(report, files=tuple(files))


def _judged(file: FileReport, old: FileReport, loaded: Loaded, catalog: Mapping[str, Rule]) -> FileReport:
    was, now = old.readability.get(FIGURE), file.readability.get(FIGURE)
    if was is None or now is None or file.source is None:
        return file
    try:
        document = parse(file.source, loaded.settings, Formats(loaded).keys(file.source.path))
    except EdlintError:
        return file
    profile = profile_for(loaded, file.path, catalog, language=document.language)
    active = profile.rules.get(RULE)
    if active is None or min(old.words, file.words) < int(active.options["min-words"]):
        return file
    rise = float(active.options["rise"])
    if now - was <= rise or now <= float(active.options["rise-above"]):
        return file
    span = _place(document, file.source)
    finding = Finding(
        rule=RULE,
        severity=active.severity,
        message=f"The Flesch-Kincaid grade went from {was:.1f} to {now:.1f} in this change; {rise:g} more is what may "
        "pass. Shorten the longest new sentences first.",
        span=span,
        text=file.source.slice(span),
        fingerprint=fingerprint(RULE, "rise", "", 0),
        engine="edlint",
    )
    marked = next(one for one in suppress([finding], document, profile, catalog) if one.rule == RULE)
    # One finding about the grade is enough, and this one says what changed.
    rest = tuple(one for one in file.findings if one.rule != RULE)
    return replace(file, findings=tuple(sorted((*rest, marked), key=lambda one: (one.span, one.rule))))


def _place(document: Document, source: Source) -> Span:
    """Return the source span of the title or the first heading, else of the first line."""
    block = next((b for b in document.blocks if b.kind in _HEADINGS), None)
    return block.to_source(Span(0, len(block.text))) if block else source.line_span(1)
