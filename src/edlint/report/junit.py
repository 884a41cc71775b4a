"""JUnit XML for Jenkins and GitLab: a suite for each file, a failed case for each finding."""

from xml.etree import ElementTree as ET

from edlint.model.report import Report
from edlint.report.common import broken
from edlint.report.safe import printable, safe_line


def write(report: Report, *, suggestions: bool = False) -> str:
    """Return the XML document; a file without findings is one passed case."""
    root = ET.Element("testsuites", name="edlint")
    totals = [0, 0, 0]
    for where, why in broken(report):
        suite = ET.SubElement(
            root, "testsuite", name=safe_line(where) or "engines", tests="1", failures="0", errors="1"
        )
        case = ET.SubElement(suite, "testcase", classname="edlint", name="edlint.failed")
        ET.SubElement(case, "error", message=printable(why), type="edlint.failed")
        totals[0] += 1
        totals[2] += 1
    for file in report.files:
        if file.source is None:
            continue
        live = file.shown(suggestions=suggestions)
        tests = max(1, len(live))
        suite = ET.SubElement(
            root,
            "testsuite",
            name=safe_line(file.path),
            tests=str(tests),
            failures=str(len(live)),
            errors="0",
        )
        totals[0] += tests
        totals[1] += len(live)
        if not live:
            ET.SubElement(suite, "testcase", classname=safe_line(file.path), name="nothing to mend")
        for finding in live:
            place = file.source.place(finding.span.start)
            name = f"{printable(finding.rule)} {place.line}:{place.column}"
            case = ET.SubElement(suite, "testcase", classname=safe_line(file.path), name=name)
            failure = ET.SubElement(
                case, "failure", message=printable(finding.message), type=finding.severity.value
            )
            failure.text = f"{safe_line(file.path)}:{place.line}:{place.column}: {printable(finding.message)}"
    for key, value in zip(("tests", "failures", "errors"), totals, strict=True):
        root.set(key, str(value))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
