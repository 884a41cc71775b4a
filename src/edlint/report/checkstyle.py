"""Checkstyle XML, for CI plug-ins and reviewdog."""

from xml.etree import ElementTree as ET

from edlint.model.finding import Severity
from edlint.model.report import Report
from edlint.report.common import broken
from edlint.report.safe import printable, safe_line

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "info"}


def write(report: Report, *, suggestions: bool = False) -> str:
    """Return the XML document, with every file that was checked."""
    root = ET.Element("checkstyle", version="4.3")
    for where, why in broken(report):
        file = ET.SubElement(root, "file", name=safe_line(where) or ".")
        ET.SubElement(
            file, "error", line="1", severity="error", message=printable(why), source="edlint.failed"
        )
    for checked in report.files:
        if checked.source is None:
            continue
        file = ET.SubElement(root, "file", name=safe_line(checked.path))
        for finding in checked.shown(suggestions=suggestions):
            place = checked.source.place(finding.span.start)
            ET.SubElement(
                file,
                "error",
                line=str(place.line),
                column=str(place.column),
                severity=_SEVERITIES[finding.severity],
                message=printable(finding.message),
                source=printable(finding.rule),
            )
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
