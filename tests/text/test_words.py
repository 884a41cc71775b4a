"""Words and their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.text.pattern import pattern
from edlint.text.words import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The well-known café’s 3 rules.", ["The", "well-known", "café’s", "3", "rules"]),
        ("cafe\u0301s and _names_", ["cafe\u0301s", "and", "names"]),
        ("rock 'n' roll -- x", ["rock", "n", "roll", "x"]),
        ("हिन्दी लेख", ["हिन्दी", "लेख"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in words(text)] == expected


# Letters that every version of Unicode agrees about.
_AGREED = st.characters(max_codepoint=0x24F) | st.sampled_from(
    "\u0301\u0308αβЖйאבहिनदी漢字“”‘’–—‐‑…\U0001f600"
)


@given(st.text(_AGREED))
def test_the_quick_way_cuts_as_unicodes_letters_marks_and_digits_do(text: str) -> None:
    plain = r"[\pL\pM\pN]+(?:['’\-‐‑][\pL\pM\pN]+)*"
    assert list(words(text)) == list(pattern(plain).spans(text))
