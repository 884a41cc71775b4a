"""Reporters: what is written stays as it was agreed, and no article can say anything of its own through it."""

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from msgspec.structs import replace

from builders import in_terminal, writer
from edlint.model.document import Unread
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity, Suppression
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.report import FORMATS, terminal
from edlint.report.markdown import score

SNAPSHOTS = Path(__file__).parent / "snapshots"


def written(name: str, report: Report, **options: bool) -> str:
    """Return what a reporter writes; the terminal's without colour."""
    if name == "terminal":
        return in_terminal(report, terminal.Style(**options))
    return writer(name, **options)(report)


@pytest.mark.parametrize("name", ["terminal", *FORMATS])
def test_output_is_as_agreed(name: str, report: Report, request: pytest.FixtureRequest) -> None:
    path = SNAPSHOTS / f"{name}.txt"
    text = written(name, report)
    if request.config.getoption("--update-snapshots"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize("name", ["terminal", *FORMATS])
def test_no_control_character_comes_through(name: str, report: Report) -> None:
    text = written(name, report, suggestions=True)
    if name == "json":
        # JSON holds the article's words exactly, and escapes what is below a space.
        assert json.loads(text)["files"][0]["findings"][2]["text"].endswith("\x1b[31m")
    assert re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text) is None


@pytest.mark.parametrize("name", ["terminal", *FORMATS])
def test_a_run_that_did_not_look_says_so(name: str, report: Report) -> None:
    text = written(name, report)
    assert "not UTF-8 in line 3" in text.replace("\\", "")
    # CSV is a table of findings in files: an engine has no line in it, and the exit code speaks.
    assert "connection refused" in text.replace("\\", "") or name == "csv"


def test_github_commands_cannot_be_forged(report: Report) -> None:
    lines = writer("github", suggestions=True)(report).splitlines()
    for line in lines[:-1]:
        head, data = re.fullmatch(r"::(?:error|warning|notice)( [^:]*)?::(.*)", line).groups()
        assert "\n" not in data
        assert head is None or "::" not in head
        assert "%0A::" not in data.replace("%250A::", "")


def many_of(finding: Finding, number: int) -> tuple[Finding, ...]:
    """Return findings that each say something else."""
    return tuple(replace(finding, message=f"{finding.message} ({index})") for index in range(number))


def test_github_gives_ten_and_counts_the_rest(report: Report) -> None:
    finding = report.files[0].findings[1]
    many = FileReport(
        **{**_fields(report.files[0]), "findings": (report.files[0].findings[0], *many_of(finding, 30))}
    )
    lines = writer("github")(Report("0", (many,))).splitlines()
    assert len(lines) == 11
    assert lines[0].startswith("::error ")
    assert "21 more" in lines[-1]


REPEATED = "Read more... here.\n" * 23 + "\nAnd Read more... too, read more...\n"


@pytest.fixture
def repeated() -> Report:
    """A report on an article in which one remark is made of the same words 24 times, and of others once."""
    source = Source("a.md", "markdown", REPEATED)
    found = []
    for match in re.finditer("[Rr]ead more", REPEATED):
        span = Span(*match.span())
        fix = Fix("Say more", Safety.REVIEW, (Edit(span.start, span.end, "x"),))
        words = match[0]
        finding = Finding(
            "markup.link-text",
            Severity.WARNING,
            f"“{words}” says nothing.",
            span,
            words,
            f"print-{span.start}",
            "edlint",
            fixes=(fix,),
        )
        found.append(finding)
    other = replace(found[0], rule="style.other", message="Something else.", fingerprint="print-other")
    file = FileReport("a.md", "markdown", words=60, findings=(*found, other), source=source)
    return Report("0", (file,))


def test_people_read_a_remark_once_with_its_other_places(repeated: Report) -> None:
    lines = in_terminal(repeated).splitlines()
    heads = [line for line in lines if line.startswith("  ") and "  warning  " in line]
    assert [head.split()[0] for head in heads] == ["1:1", "25:23", "1:1"]
    assert "      + and 23 more: lines 2, 3, 4, 5, 6, 7, 8, 9, …" in lines
    assert "  26 warnings; 60 words" in lines
    items = [line for line in writer("markdown")(repeated).splitlines() if line.startswith("- 🟠")]
    assert len(items) == 3
    assert items[0].endswith("(markup.link-text), and 23 more: lines 2, 3, 4, 5, 6, 7, 8, 9, …")
    assert items[1].endswith("(style.other)")
    assert items[2].endswith("(markup.link-text)")
    annotations = writer("github")(repeated).splitlines()
    assert len(annotations) == 3
    assert annotations[0].endswith("“Read more” says nothing. (and 23 more: lines 2, 3, 4, 5, 6, 7, 8, 9, …)")
    assert " line=1," in annotations[0].replace("file=a.md,", " ")


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("json", '"rule": "markup.link-text"'), ("sarif", '"ruleId": "markup.link-text"'), ("gitlab", '"markup.link-text"'),
        ("concise", " markup.link-text "), ("csv", ",markup.link-text,"), ("rdjsonl", '"markup.link-text"'),
        ("checkstyle", 'source="markup.link-text"'), ("junit", '<testcase classname="a.md" name="markup.link-text'),
    ],
)  # fmt: skip
def test_programs_read_every_finding(name: str, sign: str, repeated: Report) -> None:
    assert writer(name)(repeated).count(sign) == 25


def test_what_was_not_read_is_said_above_a_twentieth(report: Report) -> None:
    clean = report.files[2]
    said = "clean.txt 57% (line 1: it stands in a comment that is never closed)"
    assert f"  not read: {said}" in in_terminal(report)
    assert f"Not read: {said}." in writer("markdown")(report)
    little = replace(report, files=(replace(clean, unread_share=0.05),), passed=())
    assert "ot read" not in in_terminal(little) + writer("markdown")(little)
    assert json.loads(writer("json")(little))["files"][0]["unread"]["share"] == 0.05
    source = Source("a.md", "markdown", "a\n" * 30)
    places = tuple(Unread(Span(2 * line, 2 * line + 1), "x" if line % 5 else "y") for line in range(10))
    much = replace(clean, path="a.md", source=source, unread=places, unread_share=0.9)
    many = replace(report, files=(clean, *(replace(much, path=f"{n}.md") for n in range(4))))
    assert in_terminal(many).splitlines()[1] == (
        "  not read: 0.md 90% (lines 1, 6: y; lines 2, 3, 4, …: x); 1.md 90% (lines 1, 6: y; lines 2, 3, 4, …: x); "
        "2.md 90% (lines 1, 6: y; lines 2, 3, 4, …: x); and of 2 more files"
    )


def test_what_does_not_count_or_is_mended_otherwise_is_another_remark(repeated: Report) -> None:
    file = repeated.files[0]
    first, second, third, *rest = file.findings
    silenced = replace(second, suppressed=Suppression("comment", "as said"))
    certain = replace(third, fixes=(third.fixes[0]._replace(safety=Safety.SAFE),))
    report = replace(repeated, files=(replace(file, findings=(first, silenced, certain, *rest)),))
    text = in_terminal(report, terminal.Style(suppressed=True))
    assert text.count("“Read more” says nothing.") == 3
    assert "+ and 21 more: lines 4, 5" in text


def test_sarif_keeps_the_most_severe_of_thirty_thousand(report: Report) -> None:
    file = report.files[0]
    error, warning = file.findings[0], file.findings[1]
    many = FileReport(**{**_fields(file), "findings": (*[warning] * 30_000, error)})
    results = json.loads(writer("sarif")(Report("0", (many,))))["runs"][0]["results"]
    assert len(results) == 5_000
    assert results[0]["level"] == "error"


def test_sarif_edits_give_the_fixed_text(report: Report) -> None:
    result = json.loads(writer("sarif")(report))["runs"][0]["results"][0]
    change = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    text = report.files[0].source.text
    region = change["deletedRegion"]
    fixed = (
        text[: region["charOffset"]]
        + change["insertedContent"]["text"]
        + text[region["charOffset"] + region["charLength"] :]
    )
    assert "The recent consensus is" in fixed
    line = text.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "concensus"


def test_reviewdog_columns_count_bytes(report: Report) -> None:
    data = json.loads(writer("rdjson", suggestions=True)(report))
    found = next(d for d in data["diagnostics"] if "hide" not in d["message"] and "日本語" in d["message"])
    place = found["location"]["range"]
    line = report.files[0].source.text.split("\n")[place["start"]["line"] - 1].encode()
    assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode().startswith("日本語 bugs")


def test_reviewdog_lines_are_objects(report: Report) -> None:
    for line in writer("rdjsonl")(report).splitlines():
        assert {"message", "location", "severity"} <= json.loads(line).keys()


def test_gitlab_fingerprints_differ(report: Report) -> None:
    issues = json.loads(writer("gitlab", suggestions=True)(report))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_xml_counts_are_right(report: Report) -> None:
    root = ET.fromstring(writer("junit", suggestions=True)(report))
    assert root.get("failures") == str(len(root.findall(".//failure"))) == "4"
    assert root.get("errors") == str(len(root.findall(".//error"))) == "2"
    assert root.get("tests") == str(len(root.findall(".//testcase")))
    assert (
        ET.fromstring(writer("checkstyle")(report)).find("file/error[@source='spelling.misspelling']")
        is not None
    )


def test_csv_has_no_formulas(report: Report) -> None:
    table = list(csv.reader(io.StringIO(writer("csv", suggestions=True)(report))))
    assert {len(row) for row in table} == {10}
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_tap_blocks_are_yaml(report: Report) -> None:
    text = writer("tap")(report)
    for block in re.findall(r"  ---\n(.*?)  \.\.\.", text, re.DOTALL):
        assert yaml.safe_load(block)
    assert text.splitlines()[1] == "1..3"
    assert "Bail out!" in text


def test_score_falls_with_faults(report: Report) -> None:
    file = report.files[0]
    assert score(report.files[2]) == 100
    assert 0 <= score(file) < 100
    assert file.count(Severity.ERROR) == 1


def test_colour_only_when_asked(report: Report) -> None:
    assert "\x1b[" not in in_terminal(report)
    assert "\x1b[31;1m" in in_terminal(report, terminal.Style(colour=True))


def test_marker_stands_under_the_words(report: Report) -> None:
    lines = in_terminal(report).splitlines()
    index = next(i for i, line in enumerate(lines) if line.startswith("      | The recent"))
    assert lines[index + 1].index("^") == lines[index].index("concensus")
    assert lines[index + 1].count("~") == len("concensus") - 1


def _fields(file: FileReport) -> dict[str, object]:
    return {name: getattr(file, name) for name in file.__struct_fields__}
