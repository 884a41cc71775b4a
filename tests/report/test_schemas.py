"""Each format against its published schema, and through the programs that read it. No network."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema
from msgspec.structs import replace

from builders import writer
from edlint.config.shipped import builtin_folder
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity, Suppression
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.rules.load import load_rules

SCHEMAS = Path(__file__).parents[1] / "schemas"


@cache
def validator(schema: str) -> Any:
    """Return what holds data against a schema of the folder."""
    rules = json.loads((SCHEMAS / schema).read_text("utf-8"))
    kind = jsonschema.validators.validator_for(rules)
    kind.check_schema(rules)
    return kind(rules)


def holds(data: Any, schema: str) -> None:
    """Check data against a schema of the folder."""
    errors = [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(data)]
    assert errors == []


def many(articles: int, findings: int) -> Report:
    """Return a report on many articles, each with the same words found again and again."""
    text = "An aaaa [link](https://example.org) of words.\n" * findings
    severities = list(Severity)
    files = []
    for number in range(articles):
        path = f"{'ä ö/' if number % 2 else ''}{number}.md"
        found = tuple(
            Finding(
                "style.test" if index % 5 else "spelling.misspelling",
                severities[index % 3],
                "“aaaa [link](https://example.org)”: a message",
                Span(index * 46 + 3, index * 46 + 7),
                "aaaa",
                f"print-{index % 7}",
                "edlint",
                fixes=(
                    Fix("Write “b”", Safety.REVIEW, (Edit(index * 46 + 3, index * 46 + 7, "b"),)),
                    Fix("Delete it", Safety.SHOW, (Edit(index * 46 + 2, index * 46 + 7, ""),)),
                ),
                suppressed=Suppression("unchanged", "there before") if index % 4 == 3 else None,
            )
            for index in range(findings)
        )
        files.append(FileReport(path, "markdown", 8, findings=found, source=Source(path, "markdown", text)))
    return Report("0.0.0", tuple(files))


def everything(report: Report) -> list[Report]:
    """Return the reports that each format must be able to write."""
    empty = Report("0.0.0", ())
    return [report, many(200, 3), empty, replace(report, files=report.files[1:2])]


def test_sarif(report: Report) -> None:
    for one in everything(report):
        holds(json.loads(writer("sarif")(one)), "sarif-schema-2.1.0.json")


def test_every_rule_has_a_title_of_whole_sentences_and_a_page(report: Report) -> None:
    catalog = load_rules([builtin_folder()])
    ids = [*catalog, "grammar.harper.AnA", "grammar.languagetool.EN_A_VS_AN", "style.of-a-pack"]
    finding = report.files[0].findings[0]
    file = replace(report.files[0], findings=tuple(replace(finding, rule=id_) for id_ in ids))
    log = json.loads(writer("sarif")(replace(report, files=(file,), rules=catalog)))
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert rules.keys() == set(ids)
    for rule in rules.values():
        title = rule["shortDescription"]["text"]
        assert rule["helpUri"].startswith(("https://", "http://")), rule["id"]
        assert title[-1] in ".?!”)", title
        assert title.count("“") == title.count("”"), title
        assert title[0].upper() == title[0], title
        assert not title.startswith("“…”"), title
        assert not {"{", "}"} & set(title), title
        assert len(title.split()) >= 3, title


def test_sarif_of_thirty_thousand_findings_stays_under_githubs_limits() -> None:
    text = writer("sarif")(many(300, 100))
    run = json.loads(text)["runs"][0]
    sample = {**run, "results": run["results"][::50]}
    holds({"version": "2.1.0", "runs": [sample]}, "sarif-schema-2.1.0.json")
    # https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
    assert len(run["results"]) == 5_000
    assert {one["level"] for one in run["results"]} == {"error"}
    assert not [one for one in run["results"] if "suppressions" in one]
    assert all(len(rule["properties"]["tags"]) <= 10 for rule in run["tool"]["driver"]["rules"])
    assert len(text.encode()) < 10 * 2**20


@pytest.mark.parametrize("key", ["edlint/v1", "primaryLocationLineHash"])
def test_sarif_fingerprints_are_unique_in_a_file_and_stay_when_others_are_left_out(key: str) -> None:
    def prints(report: Report) -> dict[tuple[str, int], str]:
        found = {}
        for one in json.loads(writer("sarif")(report))["runs"][0]["results"]:
            place = one["locations"][0]["physicalLocation"]
            found[place["artifactLocation"]["uri"], place["region"]["charOffset"]] = one[
                "partialFingerprints"
            ][key]
        return found

    few, all_ = prints(many(3, 40)), prints(many(130, 40))
    assert len(few) == 120
    assert len({(path, value) for (path, _), value in few.items()}) == 120
    assert len(all_) == 5_000
    assert all(all_[place] == value for place, value in few.items() if place in all_)


def test_sarif_places_and_messages_say_only_what_is_meant(report: Report) -> None:
    paths = ["a b/ü.md", "/srv/x.md", "C:/x/y z.md", "a:b.md"]
    files = tuple(replace(report.files[0], path=path) for path in paths)
    results = json.loads(writer("sarif")(replace(report, files=files)))["runs"][0]["results"]
    places = {json.dumps(one["locations"][0]["physicalLocation"]["artifactLocation"]) for one in results}
    assert {json.loads(place)["uri"] for place in places} == {
        "a%20b/%C3%BC.md", "file:///srv/x.md", "file:///C:/x/y%20z.md", "a%3Ab.md",
    }  # fmt: skip
    linked = json.loads(writer("sarif")(many(1, 1)))["runs"][0]["results"][0]["message"]["text"]
    assert linked == "“aaaa \\[link\\](https://example.org)”: a message"
    rule = json.loads(writer("sarif")(report))["runs"][0]["tool"]["driver"]["rules"][0]
    assert rule["shortDescription"]["text"] == "A reader cannot check it."


def test_gitlab(report: Report) -> None:
    for one in everything(report):
        for suggestions in (False, True):
            data = json.loads(writer("gitlab", suggestions=suggestions)(one))
            holds(data, "gitlab-code-quality.json")
            assert len({issue["fingerprint"] for issue in data}) == len(data)


def test_junit(report: Report) -> None:
    schema = xmlschema.XMLSchema10(str(SCHEMAS / "junit-10.xsd"))
    for one in everything(report):
        schema.validate(writer("junit", suggestions=True)(one))


def test_checkstyle(report: Report) -> None:
    # https://checkstyle.org publishes no schema of its reports: this is what its own AuditListener writes.
    for one in everything(report):
        root = ET.fromstring(writer("checkstyle", suggestions=True)(one))
        assert root.tag == "checkstyle"
        assert root.get("version")
        for file in root:
            assert (file.tag, list(file.keys())) == ("file", ["name"])
            for error in file:
                assert error.tag == "error"
                assert {"line", "severity", "message", "source"} <= set(error.keys()) <= {
                    "line", "column", "severity", "message", "source",
                }  # fmt: skip
                assert int(error.get("line", "")) > 0
                assert error.get("severity") in {"ignore", "info", "warning", "error"}


def test_reviewdogs_format(report: Report) -> None:
    for one in everything(report):
        data = json.loads(writer("rdjson", suggestions=True)(one))
        holds(data, "reviewdog-diagnostic.json")
        lines = [json.loads(line) for line in writer("rdjsonl", suggestions=True)(one).splitlines()]
        holds({"diagnostics": lines}, "reviewdog-diagnostic.json")
        assert len(lines) == len(data["diagnostics"])


@pytest.fixture
def reviewdog(tmp_path: Path) -> Callable[..., str]:
    """Return a function that gives a report to the real reviewdog, and returns what it says."""
    program = shutil.which("reviewdog")
    if program is None:
        if os.environ.get("EDLINT_REQUIRE_REVIEWDOG"):
            raise AssertionError("reviewdog is required here and not on the PATH")
        pytest.skip("reviewdog is not on the PATH")

    def read(text: str, format_: str, reporter: str) -> str:
        command = (program, f"-f={format_}", f"-reporter={reporter}", "-filter-mode=nofilter", "-diff=true")
        done = subprocess.run(command, cwd=tmp_path, input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    subprocess.run(("git", "init", "-q", tmp_path), check=True)
    return read


@pytest.mark.parametrize("name", ["rdjson", "rdjsonl", "checkstyle", "sarif"])
def test_reviewdog_reads_every_finding(name: str, report: Report, reviewdog: Callable[..., str]) -> None:
    report = replace(many(3, 8), engines=report.engines)
    said = json.loads(reviewdog(writer(name)(report), name, "rdjson"))["diagnostics"]
    expected = [
        (file.path, file.source.place(finding.span.start).line)
        for file in report.files
        if file.source
        for finding in file.findings
        # SARIF holds suggestions and what is suppressed; the others what is to be mended.
        if name == "sarif" or (finding.suppressed is None and finding.severity is not Severity.SUGGESTION)
    ]
    found = [
        (one["location"]["path"], one["location"]["range"]["start"]["line"])
        for one in said
        if "a message" in one["message"]
    ]
    assert sorted(found) == sorted(expected)
    # A failed engine is a notification in SARIF, which reviewdog leaves out.
    assert name == "sarif" or any("connection refused" in one["message"] for one in said)


@pytest.mark.parametrize("name", ["rdjson", "rdjsonl"])
def test_reviewdog_makes_suggestions_of_fixes(name: str, reviewdog: Callable[..., str]) -> None:
    said = json.loads(reviewdog(writer(name)(many(1, 1)), name, "rdjson"))["diagnostics"][0]
    assert said["suggestions"] == [
        {"range": {"start": {"line": 1, "column": 4}, "end": {"line": 1, "column": 8}}, "text": "b"}
    ]
