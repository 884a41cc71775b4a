"""Convert reports and configuration faults to diagnostics of the protocol."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lsprotocol import types as lsp

from edlint.model.errors import EdlintError
from edlint.model.finding import Finding, Severity
from edlint.server.buffer import Lines
from edlint.server.document import Document, Outcome
from edlint.server.messages import RuleNote
from edlint.server.place import range_of, uri_of

SOURCE = "edlint"
_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.SUGGESTION: lsp.DiagnosticSeverity.Hint,
}
_START = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))


def diagnostics(document: Document, *, suggestions: bool) -> list[lsp.Diagnostic]:
    """Return the diagnostics of a document's last outcome: failures to check it, and findings."""
    outcome = document.outcome
    if outcome is None:
        return []
    found = [
        diagnostic(one, outcome.lines, document.uri, outcome.checked.rules)
        for one in document.shown(suggestions=suggestions)
    ]
    return [*_failures(outcome), *found]


def diagnostic(finding: Finding, lines: Lines, uri: str, rules: Mapping[str, RuleNote]) -> lsp.Diagnostic:
    """Return a finding as a diagnostic, whose `data` is the finding's fingerprint."""
    note = rules.get(finding.rule)
    related = [
        lsp.DiagnosticRelatedInformation(lsp.Location(uri, range_of(lines, place.span)), place.message)
        for place in finding.related
    ]
    return lsp.Diagnostic(
        range=range_of(lines, finding.span),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=lsp.CodeDescription(note.page) if note is not None and note.page else None,
        source=SOURCE,
        related_information=related or None,
        data=finding.fingerprint,
    )


def _failures(outcome: Outcome) -> Iterator[lsp.Diagnostic]:
    """Yield diagnostics at the text's beginning: the text was not checked at all, or one of the checks failed."""
    report = outcome.report
    if outcome.failed:
        yield _failure(outcome.failed, lsp.DiagnosticSeverity.Error)
    elif report is None and outcome.checked.faults:
        yield _failure("not checked: the configuration cannot be used", lsp.DiagnosticSeverity.Error)
    elif report is not None and report.error is not None:
        yield _failure(f"not checked: {report.error}", lsp.DiagnosticSeverity.Error)
    elif report is not None:
        for failure in report.failures:
            yield _failure(f"{failure.name}: {failure.detail}", lsp.DiagnosticSeverity.Warning)


def _failure(message: str, severity: lsp.DiagnosticSeverity) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range=_START, message=message, severity=severity, source=SOURCE, code="edlint.not-checked"
    )


def configuration_faults(faults: str) -> dict[str, list[lsp.Diagnostic]]:
    """Return configuration faults as diagnostics, by the URI of the file that each is in; others are left out.

    A fault is a line `path:line: message`, or without the line number. Relative paths start at the root of the file
    system, the worker's working directory.
    """
    found: dict[str, list[lsp.Diagnostic]] = {}
    for line in faults.splitlines():
        where, _, message = line.partition(": ")
        name, _, number = where.rpartition(":")
        if not number.isdecimal() or not name:
            name, number = where, "1"
        path = Path(Path.cwd().anchor, name)
        try:
            if not path.is_file():
                continue
        except (OSError, ValueError, EdlintError):
            continue
        at = max(0, int(number) - 1)
        found.setdefault(uri_of(str(path)), []).append(
            lsp.Diagnostic(
                range=lsp.Range(lsp.Position(at, 0), lsp.Position(at, 200)),
                message=message,
                severity=lsp.DiagnosticSeverity.Error,
                source=SOURCE,
                code="edlint.configuration",
            )
        )
    return found
