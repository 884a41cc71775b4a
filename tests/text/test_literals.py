"""The strings that a pattern cannot do without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.text.literals import loose, needed
from edlint.text.pattern import Pattern, PatternError


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("(?:stat|statistics)", {"stat"}),
        ("a(?:b|cde)+fgh(?:['’]s)?", {"fgh"}),
        ("don['’]t", {"don't"}),
        ("(?:leader|king)s?", {"leader", "king"}),
        (r"[\pL]+ing", {"ing"}),
        (r"\x{2014}dash", {"—dash"}),
        ("(?:foo)?bar", {"bar"}),
        ("(?:is|a) (?:foo|x)", {"is foo", "is x", "a foo", "a x"}),
        ("(?:is|a)x?", None),
        (r"so[ \t\x{a0}\x{202f}]+as-to", {"so as to"}),
        (r"in(?: +|[-‐‑])fact[ -]*o", {"in fact o", "in facto"}),
        ("a  +- b", {"a b"}),
        (r"\d+", None),
        ("foo|", None),
        ("(", None),
    ],
)
def test_strings(source: str, expected: set[str] | None) -> None:
    assert needed(source) == (None if expected is None else frozenset(expected))


_ATOMS = st.sampled_from(
    [
        "abc",
        "def",
        "x",
        "[ab]",
        "[a-z]",
        "(?:one|two)",
        "(?:three|)",
        "(?:four)?",
        "é",
        "'",
        " ",
        "-",
        "[ \\t]+",
        "(?: +|-)",
        " *",
        r"\b",
        r"\d",
        "(?:five)+",
    ]
)


@given(st.lists(_ATOMS, min_size=1, max_size=6), st.text("abcdefx -\u00a0onetwhrfuiv'é5", max_size=60))
def test_where_a_pattern_fits_one_of_its_strings_stands(atoms: list[str], text: str) -> None:
    source = "".join(atoms)
    strings = needed(source)
    try:
        fits = Pattern(source, ignore_case=True).found(text)
    except PatternError:
        return
    if fits and strings is not None:
        assert any(string in loose(text) for string in strings)
