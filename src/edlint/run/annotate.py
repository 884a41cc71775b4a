"""`--annotate`: writes the findings in a Word document into a copy of it."""

from edlint.model.errors import ConfigError
from edlint.model.finding import Finding, Safety, Severity
from edlint.model.report import Report
from edlint.parse.office.annotate import WordComment, annotated

_SHOWN = 3


def annotate(report: Report, *, suggestions: bool) -> tuple[bytes, int, int]:
    """Return a copy of the checked document with its findings, the number placed in it, and the number of all.

    Each finding that is not suppressed becomes a comment; a fix that is safe, or the only one, also a tracked change.
    Raises ConfigError unless exactly one Word document was checked.
    """
    files = [file for file in report.files if file.source is not None and file.format == "docx"]
    if len(files) != 1 or len(report.files) != 1:
        raise ConfigError("--annotate: name one document of Word (.docx), and nothing else")
    (file,) = files
    source = file.source
    if source is None:  # pragma: no cover - asked above
        raise AssertionError("no source")
    findings = [one for one in file.live if suggestions or one.severity is not Severity.SUGGESTION]
    data, placed = annotated(source, [_remark(finding) for finding in findings])
    return data, placed, len(findings)


def _remark(finding: Finding) -> WordComment:
    offered = [fix for fix in finding.fixes if fix.safety is not Safety.SHOW]
    sure = [fix for fix in offered if fix.safety is Safety.SAFE] or (offered if len(offered) == 1 else [])
    edits = sure[0].edits if sure else ()
    words = f"{finding.message}\n{finding.rule} ({finding.severity.value})"
    others = [fix.title for fix in offered[:_SHOWN]]
    if others and not edits:
        words = f"{finding.message}\n{', or '.join(others)}.\n{finding.rule} ({finding.severity.value})"
    return WordComment(finding.span, words, edits[0] if len(edits) == 1 else None)
