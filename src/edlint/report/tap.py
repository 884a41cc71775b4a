"""TAP version 13, with a test for each file."""

import json

from edlint.model.report import FileReport, Report
from edlint.report.safe import printable, safe_line


def write(report: Report, *, suggestions: bool = False) -> str:
    """Return the plan and a line for each file, with its findings below as YAML."""
    lines = ["TAP version 13", f"1..{len(report.files)}"]
    lines += [_file(number, file, suggestions=suggestions) for number, file in enumerate(report.files, 1)]
    # A failed engine belongs to no file, and no TAP reader may take the run for a pass.
    lines += [
        f"Bail out! {printable(engine.name)} failed: {printable(engine.detail)}"
        for engine in report.engines
        if engine.status == "failed"
    ]
    return "".join(f"{line}\n" for line in lines)


def _file(number: int, file: FileReport, *, suggestions: bool) -> str:
    # A number sign would begin a directive such as “# SKIP”.
    name = safe_line(file.path).replace("#", "\\#")
    if file.error is not None or file.source is None:
        return f"not ok {number} - {name}\n  ---\n  error: {json.dumps(printable(file.error or ''))}\n  ..."
    live = file.shown(suggestions=suggestions)
    if not live:
        return f"ok {number} - {name}"
    found = []
    for finding in live:
        place = file.source.place(finding.span.start)
        text = f"{place.line}:{place.column} {finding.severity.value} {printable(finding.rule)} {printable(finding.message)}"
        found.append(f"    - {json.dumps(text, ensure_ascii=False)}")
    return "\n".join([f"not ok {number} - {name}", "  ---", "  findings:", *found, "  ..."])
