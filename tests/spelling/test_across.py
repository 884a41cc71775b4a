"""What the files of a run say of each other's words."""

import pytest

from edlint.config.load import load
from edlint.model.report import Report
from edlint.model.source import Source
from edlint.rules.catalogue import all_rules
from edlint.run import session
from edlint.run.files import Article


@pytest.fixture(scope="module")
def catalog():
    """Give the built-in rules."""
    return all_rules()


@pytest.fixture
def checked(catalog):
    """Give a function that checks texts as one run."""

    def run(*texts: str, **settings: object) -> Report:
        articles = [Article.of(Source(f"{number}.md", "markdown", text)) for number, text in enumerate(texts)]
        return session.check(articles, load(None, {"engines": "none", **settings}), catalog)

    return run


def _graded(report: Report) -> list[list[tuple[str, str]]]:
    return [
        [(one.text, str(one.severity)) for one in file.findings if one.rule == "spelling.misspelling"]
        for file in report.files
    ]


SLIP = "They had an announncement ready.\n"
LISTED = "They did not recieve the letter.\n"


def test_a_word_that_another_file_uses_too_is_no_error(checked):
    assert _graded(checked(SLIP)) == [[("announncement", "error")]]
    assert _graded(checked(SLIP, "An announncement was made.\n")) == [
        [("announncement", "warning")],
        [("announncement", "warning")],
    ]


def test_what_was_only_likely_is_a_suggestion_then(checked):
    assert _graded(checked("They smoshed it flat.\n")) == [[("smoshed", "warning")]]
    assert _graded(checked("They smoshed it flat.\n", "He smoshed it all.\n")) == [
        [("smoshed", "suggestion")],
        [("smoshed", "suggestion")],
    ]


def test_what_eight_files_have_is_a_term(checked):
    for files, severity in ((7, "warning"), (8, "suggestion")):
        assert _graded(checked(*[SLIP] * files)) == [[("announncement", severity)]] * files
        in_code = ["Run `recieve` now.\n"] * files
        assert _graded(checked(LISTED, *in_code))[0] == [("recieve", severity)]


def test_a_plural_is_a_use_of_its_singular_where_letters_and_lists_allow_it(checked):
    assert _graded(checked(SLIP, "Two announncements were made.\n"))[0] == [("announncement", "warning")]
    assert _graded(checked(SLIP, "One reannounncement.\n", "One announncementx.\n"))[0] == [
        ("announncement", "error")
    ]


def test_a_listed_misspelling_stays_one_however_many_files_have_it(checked):
    assert _graded(checked(LISTED, LISTED)) == [[("recieve", "error")]] * 2


def test_a_listed_misspelling_that_another_file_has_in_code_is_a_name(checked):
    report = checked(LISTED, "Run `recieve --all` now.\n")
    assert _graded(report)[0] == [("recieve", "warning")]
    assert all(fix.safety != "safe" for one in report.files[0].findings for fix in one.fixes)


def test_the_severity_that_the_configuration_gives_stays(checked):
    rules = {"spelling.misspelling": {"severity": "error"}}
    assert _graded(checked(SLIP, SLIP, rules=rules)) == [[("announncement", "error")]] * 2


def test_settling_twice_is_settling_once(checked, catalog):
    report = checked(SLIP, SLIP, "They smoshed it flat.\n", LISTED, "`recieve`\n")
    assert session.compare_files(report.files, load(None), catalog) == report.files
