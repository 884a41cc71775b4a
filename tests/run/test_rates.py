"""Errors elsewhere make no new finding of words that nobody touched."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from edlint.lint.sensitivity import ERRORS, FEWEST, LEAST, WORDS, error_rate
from edlint.model.finding import Finding, Severity
from edlint.model.report import FileReport
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.run.rates import RULE, BaselineRates, OldLines, read, written


def raised(start: int = 0, end: int = 1, by: float = 4.0) -> Finding:
    return Finding("style.x", Severity.WARNING, "m", Span(start, end), "", "", "edlint", raised=by)


def test_a_single_error_says_nothing() -> None:
    assert [error_rate(errors, 1000) for errors in (0, FEWEST - 1)] == [ERRORS / (WORDS + 1)] * 2
    assert error_rate(FEWEST, 1000) == (ERRORS + FEWEST) / (WORDS + 1)


def test_the_least_rate_of_an_article_counts_and_an_old_baseline_has_none() -> None:
    entries = [("a.md", RULE, "3.5"), ("a.md", RULE, "2.5"), ("b.md", RULE, "x"), ("b.md", "style.x", "9")]
    assert read(entries) == {"a.md": 2.5}
    assert read([("a.md", "style.x", "9"), ("b.md", "style.y", "")]) == {"a.md": 0.0, "b.md": 0.0}
    assert read([]) == {}


def test_what_is_written_never_rises_and_is_nothing_below_the_least() -> None:
    file = FileReport("a.md", "markdown", words=1000, certain=50)
    now = error_rate(50, 1000)
    assert written({}, {"a.md": file}) == {"a.md": f"{now:.3f}"}
    assert written({"a.md": now - 0.5, "b.md": LEAST}, {"a.md": file}) == {
        "a.md": f"{now - 0.5:.3f}",
        "b.md": f"{LEAST:.3f}",
    }
    assert written({"a.md": LEAST - 0.001}, {"a.md": file}) == {"a.md": "0"}


@pytest.mark.parametrize(
    ("known", "by", "calm"),
    [(4.0, 4.0, False), (4.0, 4.1, True), (4.0, 0.0, False), (math.inf, 4.0, False), (0.0, 4.0, True)],
)
def test_beyond_the_rate_of_the_baseline_nothing_is_raised(
    tmp_path: Path, known: float, by: float, calm: bool
) -> None:
    (tmp_path / "a.md").touch()
    found = BaselineRates({"a.md": known}, tmp_path).checked(raised(by=by), "a.md")
    assert (found.severity is Severity.SUGGESTION) is calm


def test_a_new_article_is_as_it_is_unless_one_is_gone_that_it_may_be(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    assert BaselineRates({"a.md": 1.0}, tmp_path).checked(raised(), "new.md").severity is Severity.WARNING
    gone = BaselineRates({"a.md": 1.0, "gone.md": 3.0, "too.md": 5.0}, tmp_path)
    assert gone.checked(raised(by=3.0), "new.md").severity is Severity.WARNING
    assert gone.checked(raised(by=3.1), "new.md").severity is Severity.SUGGESTION


OLD = "One two three. It was here\nbefore and is long.\n\nAnother paragraph.\n"


def cases() -> Iterator[tuple[str, str, bool]]:
    """Yield a new text, a word of it and whether its line or sentence was there."""
    yield "Something new.\n  before and is long.\n", "before", True
    yield "New words. It was here before and is long. More.\n", "here", True
    yield "New.\n\nIt was here before\nand is long.\n\nNew.\n", "before", True
    yield "New words. It was here before and is longer.\n", "here", False
    yield "Another paragraph. And more.\n", "Another", True
    yield "An other paragraph.\n", "other", False


@pytest.mark.parametrize(("text", "word", "held"), list(cases()))
def test_a_line_or_a_sentence_that_was_there_is_held(text: str, word: str, held: bool) -> None:
    source = Source("a.md", "markdown", text)
    file = FileReport("a.md", "markdown", source=source)
    at = text.index(word)
    before = OldLines([Source("old.md", "markdown", OLD)])
    assert before.held(file, raised(at, at + len(word))) is held
    assert not before.held(file, raised(at, at + len(word), by=0.0))
    assert not before.held(FileReport("a.md", "markdown"), raised(at, at + len(word)))
