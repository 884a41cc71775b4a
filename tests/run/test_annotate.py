"""What stands in the remarks that are written into a document of Word."""

import pytest

from edlint.model.edit import Edit
from edlint.model.errors import ConfigError
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.run import annotate as module
from edlint.run.annotate import annotate

EDIT = Edit(0, 3, "the")
SAFE, SURE, ASKED, SHOWN = (
    Fix(f"{safety.value} {number}", safety, (EDIT,) * edits)
    for number, (safety, edits) in enumerate(
        [(Safety.SAFE, 1), (Safety.REVIEW, 1), (Safety.REVIEW, 2), (Safety.SHOW, 1)]
    )
)


def report(*findings: Finding, form: str = "docx", files: int = 1) -> Report:
    file = FileReport("a", form, findings=findings, source=Source("a", form, "teh end"))
    return Report("1", (file,) * files)


@pytest.mark.parametrize(
    ("fixes", "edit", "words"),
    [
        ((), None, "m\na.b (warning)"),
        ((SAFE, SURE), EDIT, "m\na.b (warning)"),
        ((SURE,), EDIT, "m\na.b (warning)"),
        ((SURE, SHOWN), EDIT, "m\na.b (warning)"),
        ((SURE, ASKED), None, "m\nreview 1, or review 2.\na.b (warning)"),
        ((ASKED,), None, "m\na.b (warning)"),
        ((SHOWN,), None, "m\na.b (warning)"),
        ((SURE,) * 4, None, "m\nreview 1, or review 1, or review 1.\na.b (warning)"),
    ],
)
def test_a_fix_that_is_sure_is_a_change_and_others_are_named(
    fixes: tuple[Fix, ...], edit: Edit | None, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "annotated", lambda _, remarks: (remarks, len(remarks)))
    finding = Finding("a.b", Severity.WARNING, "m", Span(0, 3), "teh", "f", "e", fixes)
    quiet = Finding("a.c", Severity.SUGGESTION, "m", Span(0, 3), "teh", "f", "e")
    (remark,), _, count = annotate(report(finding, quiet), suggestions=False)
    assert (remark.edit, remark.words, count) == (edit, words, 1)
    assert annotate(report(finding, quiet), suggestions=True)[2] == 2


@pytest.mark.parametrize("wrong", [report(form="odt"), report(files=2), Report("1", ())])
def test_one_document_of_word_is_annotated(wrong: Report) -> None:
    with pytest.raises(ConfigError, match="name one document of Word"):
        annotate(wrong, suggestions=True)
