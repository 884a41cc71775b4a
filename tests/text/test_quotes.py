"""Quotation marks open and close quotations; apostrophes and inch marks do not."""

import pytest

from edlint.run.limits import limit
from edlint.text.quotes import quotations, sic


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("the '90s and rock 'n' roll", []),
        ("the users' data and the dogs’ bowls", []),
        ("‘90s music and ‘quoted words’ here", ["‘quoted words’"]),
        ("it’s ‘don’t do it’ then", ["‘don’t do it’"]),
        ('"a b" c "d', ['"a b"']),
        ('a 5" disk and a 6" one', []),
        ('"a b" c "d"', ['"a b"', '"d"']),
        ('"a" b" c"', ['"a"']),
        ("a”b “c”", ["“c”"]),
        ("‘a’ b‘c’", ["‘a’"]),
        ("the “scare” quotes", ["“scare”"]),
        ("“never closed and “closed” here", ["“closed”"]),
        ("„deutsch“ «fr» “a ‘b’ c”", ["„deutsch“", "«fr»", "“a ‘b’ c”"]),
        ('say "it\'s" or ("that\'s")', ['"it\'s"', '"that\'s"']),
    ],
)
def test_quoted_words_are_found(text: str, quoted: list[str]) -> None:
    assert [text[span.start : span.end] for span in quotations(text)] == quoted


def test_sic_covers_what_stands_before_it() -> None:
    text = "He wrote: teh wrold [sic] ended."
    (span,) = sic(text)
    assert text[span.start : span.end] == " teh wrold [sic]"
    text = "Mind the hyphens (typpos sic.) in it."
    (span,) = sic(text)
    assert "typpos" in text[span.start : span.end]


def test_marks_that_never_close_take_no_longer_than_their_text() -> None:
    # A quadratic search would take hours.
    with limit(30, "not linear"):
        quotations(' "a' * 100_000)
        sic("[sic] " * 50_000)
