"""Brackets and quotation marks that lack their other half."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.check.pairs import cut_off, unclosed_brackets, unclosed_quotes


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("It works (mostly.", [9]),
        ("It works mostly).", [15]),
        ("It works (mostly [so far).", [17]),
        ("a) first, b) second", []),
        ("Nice :-) and (fine)", []),
        ("The interval [0, 1) is half open", []),
        ("((two lost", []),
        ("It (is (nested) well).", []),
    ],
)
def test_one_lost_bracket_is_found(text: str, wrong: list[int]):
    assert [span.start for span in unclosed_brackets(text)] == wrong


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("It works (mostly.", False),
        ("It works. We (mostly", True),
        ("the rest of them) is here.", True),
        ("The rest of them) is here.", False),
        ("the rest. And others) are here.", False),
    ],
)
def test_the_other_half_may_be_cut_off(text: str, cut: bool):
    [bracket] = unclosed_brackets(text)
    assert cut_off(text, bracket) is cut


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("She said “it works and left.", [9]),
        ("She said it works” and left.", [17]),
        ('It is "work by all.', [6]),
        ('A 5" disk and a "word".', []),
        ('The value "10" is "20".', []),
        ("“Two” of “them”", []),
        ('A docstring """ is code.', []),
    ],
)
def test_one_lost_quotation_mark_is_found(text: str, wrong: list[int]):
    assert [span.start for span in unclosed_quotes(text)] == wrong


@given(st.text(alphabet='(ab) [c]“”".:1', max_size=40))
def test_what_is_found_is_such_a_mark_and_balanced_text_has_none(text: str):
    for span in unclosed_brackets(text):
        assert text[span.start : span.end] in "()[]"
    for span in unclosed_quotes(text):
        assert text[span.start : span.end] in '“”"'
    assert unclosed_brackets(f"[x ({text.translate({ord(c): None for c in '()[]'})}) y]") == []
