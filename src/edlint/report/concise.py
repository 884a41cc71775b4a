"""One line for each finding, `path:line:column: severity rule message`, for grep and editors."""

from edlint.model.report import Report
from edlint.report.safe import printable, safe_line


def write(report: Report, *, suggestions: bool = False) -> str:
    """Return the findings that count, the files that could not be checked and the failed engines, one a line."""
    lines = []
    for file in report.files:
        if file.error is not None:
            lines.append(f"{safe_line(file.path)}: not checked: {printable(file.error)}")
        for finding in file.shown(suggestions=suggestions):
            place = file.source.place(finding.span.start) if file.source else None
            where = f"{safe_line(file.path)}:{place.line}:{place.column}" if place else safe_line(file.path)
            lines.append(
                f"{where}: {finding.severity.value} {printable(finding.rule)} {printable(finding.message)}"
            )
    lines += [
        f"edlint: {printable(engine.name)} failed: {printable(engine.detail)}"
        for engine in report.engines
        if engine.status == "failed"
    ]
    return "".join(f"{line}\n" for line in lines)
