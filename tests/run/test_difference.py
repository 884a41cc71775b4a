"""Readability by difference: what a change did to an article; and what is written into a document of Word."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from edlint.config.load import Loaded, load
from edlint.model.edit import Edit
from edlint.model.errors import ConfigError
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.rules.catalogue import all_rules
from edlint.run.annotate import _remark, annotate
from edlint.run.difference import FIGURE, RULE, by_difference

CATALOG = {RULE: all_rules()[RULE]}
TEXT = "Some words.\n\n# A head\n\nMore words.\n"


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    monkeypatch.chdir(tmp_path)
    options = "min-words = 100\nrise = 1\nrise-above = 10\n"
    Path("edlint.toml").write_text(f"[rules.'{RULE}']\n{options}")
    return load(Path("edlint.toml"))


def file(grade: float | None, words: int = 100, text: str = TEXT, **more: object) -> FileReport:
    source = Source("a.md", "markdown", text)
    readability = {} if grade is None else {FIGURE: grade}
    return FileReport("a.md", "markdown", words=words, readability=readability, source=source, **more)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (file(10), file(11.1), True),
        (file(10), file(11), False),
        (file(8), file(10), False),
        (file(8), file(10.1), True),
        (file(10, 99), file(11.1), False),
        (file(10), file(11.1, 99), False),
        (file(None), file(11.1), False),
        (file(10), file(None), False),
        (file(10, error="broken"), file(11.1), False),
        (file(10), replace(file(11.1), source=None), False),
        (file(12), file(11), False),
    ],
)
def test_a_rise_beyond_what_may_pass_is_told(
    old: FileReport, new: FileReport, told: bool, loaded: Loaded
) -> None:
    (made,) = by_difference(Report("", [new]), Report("", [old]), loaded, CATALOG).files
    assert [one.rule for one in made.findings] == [RULE] * told
    if told:
        assert made.findings[0].text == "A head"
        assert made.findings[0].message.startswith("The Flesch-Kincaid grade went from ")


def test_it_takes_the_place_of_what_was_said_of_the_grade_and_a_comment_silences_it(loaded: Loaded) -> None:
    def said(rule: str) -> Finding:
        return Finding(rule, Severity.WARNING, "m", Span(0, 4), "", "", "edlint")

    new = file(20, findings=(said(RULE), said("style.x")))
    (made,) = by_difference(Report("", [new]), Report("", [file(10)]), loaded, CATALOG).files
    assert [(one.rule, one.message == "m") for one in made.findings] == [("style.x", True), (RULE, False)]
    silent = file(20, text=f"<!-- edlint-disable-file {RULE} -->\n\nOnly words.\n")
    (made,) = by_difference(Report("", [silent]), Report("", [file(10)]), loaded, CATALOG).files
    assert [one.suppressed is not None for one in made.findings] == [True]
    plain = file(20, text="Only words.\n")
    (made,) = by_difference(Report("", [plain]), Report("", [file(10)]), loaded, CATALOG).files
    assert made.findings[0].text.strip() == "Only words."
    (made,) = by_difference(Report("", [plain]), Report("", []), loaded, CATALOG).files
    assert made is plain


SAFE, REVIEW, SHOW = Safety.SAFE, Safety.REVIEW, Safety.SHOW


@pytest.mark.parametrize(
    ("fixes", "edit", "offers"),
    [
        ((), None, ""),
        (((SAFE, 1),), 0, ""),
        (((REVIEW, 1),), 0, ""),
        (((SHOW, 1),), None, ""),
        (((REVIEW, 1), (REVIEW, 1)), None, "t0, or t1."),
        (((REVIEW, 1), (SAFE, 1)), 1, ""),
        (((SAFE, 2),), None, ""),
        (((SHOW, 1), (REVIEW, 1)), 1, ""),
        (((REVIEW, 1),) * 4, None, "t0, or t1, or t2."),
    ],
)
def test_a_fix_that_is_safe_or_the_only_one_is_a_change(
    fixes: tuple[tuple[Safety, int], ...], edit: int | None, offers: str
) -> None:
    made = tuple(
        Fix(f"t{n}", safety, tuple(Edit(n, n + 1, f"{n}") for _ in range(edits)))
        for n, (safety, edits) in enumerate(fixes)
    )
    remark = _remark(Finding("style.x", Severity.WARNING, "Say it.", Span(0, 4), "", "", "edlint", made))
    assert remark.edit == (None if edit is None else Edit(edit, edit + 1, f"{edit}"))
    assert remark.words.split("\n") == ["Say it.", *([offers] if offers else []), "style.x (warning)"]


def test_only_one_document_of_word_is_annotated() -> None:
    other, word = file(1), FileReport("a.docx", "docx", source=Source("a.docx", "docx", ""))
    for files in ([other], [word, other], [word, word], [replace(word, source=None)], []):
        with pytest.raises(ConfigError, match="name one document of Word"):
            annotate(Report("", files), suggestions=False)
