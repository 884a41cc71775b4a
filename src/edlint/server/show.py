"""Other information for the editor: hovers on findings, the document's figures, and claims without a source."""

from collections.abc import Iterator, Sequence

from lsprotocol import types as lsp

from edlint.lint.sensitivity import explain_raised
from edlint.model.claim import ClaimStatus
from edlint.model.finding import Finding, Severity
from edlint.report.terminal import figures
from edlint.server.buffer import Lines
from edlint.server.document import Document
from edlint.server.messages import RuleNote
from edlint.server.place import range_of
from edlint.text.counted import counted

COMMAND_CLAIM = "edlint.nextClaim"
COMMAND_FIGURES = "edlint.showFigures"
_TOP = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))


def hover(document: Document, findings: Sequence[Finding]) -> lsp.Hover | None:
    """Return a hover that describes the findings at a position, given shortest first; None without findings."""
    outcome = document.outcome
    if outcome is None or not findings:
        return None
    report = outcome.report
    parts = [
        _about(
            one,
            outcome.checked.rules.get(one.rule),
            explain_raised(one, report.certain, report.words) if report else "",
        )
        for one in findings
    ]
    return lsp.Hover(
        lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n---\n\n".join(parts)),
        range_of(outcome.lines, findings[0].span),
    )


def _about(finding: Finding, note: RuleNote | None, raised: str) -> str:
    lines = [plain(finding.message), *([plain(raised)] if raised else []), "", f"`{finding.rule}`"]
    if finding.also:
        lines[-1] += f" (also {', '.join(f'`{one}`' for one in finding.also)})"
    if note is not None:
        if note.why:
            lines += ["", plain(note.why)]
        if note.sources:
            lines.append("")
        for title, url in note.sources:
            lines.append(f"- [{plain(title)}]({url})" if url else f"- {plain(title)}")
    return "\n".join(lines)


def plain(text: str) -> str:
    """Return a text with Markdown's special characters escaped."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~!" else c for c in text)


def lenses(document: Document) -> Iterator[lsp.CodeLens]:
    """Yield lenses, shown above the text, with the document's figures and its number of claims without a source."""
    report = document.report
    if report is None or report.error is not None:
        return
    yield lsp.CodeLens(_TOP, lsp.Command(figures(report), COMMAND_FIGURES, arguments=[document.uri]))
    if report.unsourced:
        title = f"{counted(report.unsourced, 'claim')} without a source"
        yield lsp.CodeLens(_TOP, lsp.Command(title, COMMAND_CLAIM, arguments=[document.uri]))


def next_claim(document: Document, lines: Lines, after: int) -> lsp.Range | None:
    """Return the range of the first claim without a source after an offset, or else in the text; None without one."""
    report = document.report
    found = (
        [one for one in report.claims if one.status is ClaimStatus.UNSOURCED] if report is not None else []
    )
    if not found:
        return None
    claim = next((one for one in found if one.span.start > after), found[0])
    return range_of(lines, claim.span)


def status(document: Document) -> dict[str, lsp.LSPAny]:
    """Return a document's figures for an editor's status line (the notification `edlint/status`)."""
    report = document.report
    if report is None or report.error is not None:
        return {"uri": document.uri, "text": ""}
    return {
        "uri": document.uri,
        "text": figures(report),
        "words": report.words,
        "grade": report.readability.get("flesch_kincaid_grade"),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "claims": len(report.claims),
        "openClaims": report.unsourced,
    }
