"""What stands in place of Unicode's classes fits the same signs, in the scripts that it is exact for."""

import unicodedata

import pytest

from edlint.text.pattern import pattern

LATIN = range(0x20, 0x180)
GREEK = [point for point in range(0x388, 0x3CF) if unicodedata.category(chr(point)) != "Cn"]
CYRILLIC = range(0x400, 0x460)
SIGNS = [*range(0x2010, 0x2053), *range(0x2070, 0x208F), *range(0x2150, 0x218A), *range(0x2460, 0x24A0)]


@pytest.mark.parametrize(
    ("written", "category", "points"),
    [
        (r"\pL", "L", [*LATIN, *range(0x180, 0x250), *GREEK, *CYRILLIC, *range(0x2010, 0x2053)]),
        (r"\p{L}", "L", [*LATIN, *GREEK]),
        (r"\p{Lu}", "Lu", [*LATIN, *GREEK, *CYRILLIC]),
        (r"\pN", "N", [*LATIN, *GREEK, *CYRILLIC, *SIGNS]),
        (r"\p{N}", "N", [*LATIN, *SIGNS]),
    ],
)
def test_a_class_fits_the_same_signs_inside_of_brackets_and_outside(written, category, points):
    alone, inside, negated = pattern(written), pattern(f"[{written}]"), pattern(f"[^{written}]")
    for point in points:
        sign = chr(point)
        belongs = unicodedata.category(sign).startswith(category)
        assert alone.whole(sign) is belongs, f"U+{point:04X}"
        assert inside.whole(sign) is belongs, f"U+{point:04X}"
        assert negated.whole(sign) is not belongs, f"U+{point:04X}"


@pytest.mark.parametrize(
    ("source", "fits", "fits_not"),
    [
        (r"\p{Lu}\p{Ll}+ \p{Greek}", "Über α", "über α"),
        (r"[\p{Lu}\pN_]+", "Ä9_", "ä"),
        (r"\\p{2}", r"\pp", r"\p"),
        (r"[[:alpha:]\pL]+", "aé", "1"),
        (r"\PL\P{Lu}", "1a", "a1"),
    ],
)
def test_what_stands_beside_a_class_keeps_its_meaning(source, fits, fits_not):
    assert pattern(source).whole(fits)
    assert not pattern(source).whole(fits_not)
