"""edlint from Python: what `edlint.api` promises."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import edlint
from edlint.api import (
    ConfigError,
    Linter,
    Report,
    Safety,
    Severity,
    Source,
    check,
    check_many,
    check_text,
    fix,
)

OFF = {"engines": "none"}
FAULTY = "# Queues\n\nA queue keeps teh order.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def linter() -> Iterator[Linter]:
    with Linter(settings=OFF) as made:
        yield made


def words(report) -> list[str]:
    return [f.text for f in report.live if f.severity is not Severity.SUGGESTION]


def test_paths_are_checked_as_on_the_command_line(here):
    (here / "docs").mkdir()
    (here / "docs/a.md").write_text(FAULTY)
    (here / "b.txt").write_text("It was recieved.\n")
    (here / "x.doc").write_text("x")
    report = check([".", Path("nowhere.md")], settings=OFF, jobs=1)
    assert isinstance(report, Report)
    assert {file.path: words(file) for file in report.files} == {
        "b.txt": ["recieved"], "docs/a.md": ["teh"], "nowhere.md": [],
    }  # fmt: skip
    assert [file.path for file in report.files if file.error] == ["nowhere.md"]
    assert [passed.path for passed in report.passed] == ["x.doc"]
    assert report.exit_code(Severity.WARNING) == 2


def test_the_configuration_is_the_nearest_or_the_one_that_is_named(here):
    (here / "edlint.toml").write_text('engines = "none"\nignore = ["spelling"]\n')
    (here / "other.toml").write_text('engines = "none"\n')
    assert words(check_text(FAULTY)) == []
    assert words(check_text(FAULTY, config="other.toml")) == ["teh"]
    assert words(check_text(FAULTY, config=here / "other.toml", settings={"ignore": ["spelling"]})) == []
    with pytest.raises(ConfigError, match="no such configuration"):
        check_text(FAULTY, config="none.toml")
    with pytest.raises(ConfigError, match="unknown key “langauge”; did you mean “language”"):
        check_text(FAULTY, settings={"langauge": "en"})
    with pytest.raises(ConfigError, match="no rule or family"):
        check_text(FAULTY, settings={"select": ["speling"]})


@pytest.mark.parametrize(
    ("text", "format_"),
    [("It is *teh* end.", "markdown"), ("<p>It is <b>teh</b> end.</p>", "html"), ("It is teh end.", "text")],
)
def test_a_text_is_checked_in_its_format(linter, text, format_):
    report = linter.check_text(text, format_)
    (finding,) = (f for f in report.live if f.rule.startswith("spelling."))
    assert (finding.text, report.format, report.error) == ("teh", format_, None)
    assert text[finding.span.start : finding.span.end] == "teh"


def test_what_goes_wrong_with_one_text_is_in_its_report(linter):
    report = linter.check_text("x", "papyrus")
    assert "no parser for the format “papyrus”" in report.error
    assert words(linter.check_text(FAULTY)) == ["teh"]


def test_an_engine_that_should_have_run_and_did_not_is_in_every_report():
    settings = {"engines": ["languagetool"], "languagetool.url": "http://127.0.0.1:9"}
    reports = [
        check_text(FAULTY, settings=settings),
        *check_many([Source("a.md", "markdown", FAULTY)], settings=settings),
    ]
    for report in reports:
        assert [failure.name for failure in report.failures] == ["languagetool"]
        assert words(report) == ["teh"]


def test_the_path_chooses_the_overrides(here):
    (here / "edlint.toml").write_text(
        'engines = "none"\n[[overrides]]\nfiles = ["blog/**"]\nignore = ["spelling"]\n'
    )
    with Linter() as linter:
        assert words(linter.check_text(FAULTY, path="blog/a.md")) == []
        assert words(linter.check_text(FAULTY, path="a.md")) == ["teh"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_articles_come_one_after_the_other_and_are_taken_as_needed(here, jobs):
    (here / "file.md").write_text(FAULTY)
    taken = 0

    def articles() -> Iterator[object]:
        nonlocal taken
        yield "file.md"
        yield Path("nowhere.md")
        while True:
            taken += 1
            yield Source(f"{taken}.md", "markdown", f"# {taken}\n\nIt is teh end.\n")

    reports = check_many(articles(), settings=OFF, jobs=jobs)
    found = [next(reports) for _ in range(12)]
    reports.close()
    assert [report.path for report in found] == ["file.md", "nowhere.md", *(f"{n}.md" for n in range(1, 11))]
    assert [words(report) for report in found] == [["teh"], [], *[["teh"]] * 10]
    assert found[1].error == "no such file or folder"
    assert taken < 200


def test_a_text_is_fixed_as_far_as_is_safe(linter):
    fixed = linter.fix("We recieve teh mail.\n")
    assert (fixed.text, fixed.fixes, fixed.taken_back) == ("We receive the mail.\n", 2, ())
    assert words(fixed.report) == []
    assert linter.fix(fixed.text).fixes == 0
    assert linter.fix("<p>teh &amp; so</p>", "html").text == "<p>the &amp; so</p>"


def test_fixes_that_should_be_looked_at_are_made_when_asked(linter):
    text = "In order to begin, begin.\n"
    finding = next(f for f in linter.check_text(text).live if f.fixes)
    assert finding.fixes[0].safety is Safety.REVIEW
    assert linter.fix(text).text == text
    assert linter.fix(text, unsafe=True).text == "To begin, begin.\n"


def test_a_text_that_cannot_be_checked_stays_as_it_is():
    fixed = fix("teh", "papyrus", settings=OFF)
    assert (fixed.text, fixed.fixes) == ("teh", 0)
    assert fixed.report.error


def test_the_package_shows_it_without_importing_it():
    names = "api, Linter, check_text, check_many, fix"
    code = (
        "import sys, edlint\n"
        "assert not [name for name in sys.modules if name.startswith('edlint.')], sys.modules\n"
        "assert {'api', 'Linter', 'fix'} <= set(dir(edlint))\n"
        f"from edlint import {names}\n"
        "assert edlint.api.check and edlint.Linter is Linter is edlint.api.Linter\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="no attribute 'lint_everything'"):
        edlint.lint_everything  # noqa: B018 - looking it up is the test
