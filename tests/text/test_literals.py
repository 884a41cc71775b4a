"""The strings that a pattern cannot do without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.text.literals import folded, loose, may_fit, needed
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
        (r"(?:-|\x{2d})abc\x{29}", {" abc)"}),
        ("[abc]x?yz", {"ayz", "axyz", "byz", "bxyz", "cyz", "cxyz"}),
        ("[a-z]yz", None),
        ("(?:foo){2}", {"foo"}),
        ("(?:foo){0,2}bar", {"bar"}),
        ("(?:abc|def)?xyz", {"xyz"}),
        ("(?:abc|[0-9]+)", None),
        ("(", None),
        (r"\x{61}bcd", {"abcd"}),
        (r"(?:\d)?xyz", {"xyz"}),
        ("[abcdef]yz", {"ayz", "byz", "cyz", "dyz", "eyz", "fyz"}),
        ("[abcdefg]yz", None),
    ],
)
def test_strings(source: str, expected: set[str] | None) -> None:
    assert needed(source) == (None if expected is None else frozenset(expected))


_WORDS = [f"{'ab'[number % 2]}{number:03}" for number in range(601)]
_EIGHT = "(?:ab|cd|ef|gh|ij|kl|mn|op)"


@pytest.mark.parametrize(
    ("source", "count", "length"),
    [
        (f"(?:{'|'.join(_WORDS[:400])})xyz", 400, 7),
        (f"(?:{'|'.join(_WORDS[:401])})xyz", 401, 4),
        (f"(?:{'|'.join(_WORDS[:600])})", 600, 4),
        (f"{_EIGHT}{_EIGHT}", 64, 4),
    ],
)
def test_strings_are_joined_while_they_are_few(source: str, count: int, length: int) -> None:
    strings = needed(source) or ()
    assert (len(strings), {len(string) for string in strings}) == (count, {length})


@pytest.mark.parametrize("source", [f"(?:{'|'.join(_WORDS)})", f"{_EIGHT}{_EIGHT[:-1]}|qr)"])
def test_of_too_many_strings_none_is_kept(source: str) -> None:
    assert needed(source) is None


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


def test_a_pattern_may_fit_where_one_of_its_strings_stands_and_anywhere_without_strings() -> None:
    assert may_fit(None, "")
    assert may_fit(frozenset({"foo", "bar"}), "a bar")
    assert not may_fit(frozenset({"foo", "bar"}), "a ba")


def test_every_sign_keeps_its_place_in_small_letters() -> None:
    assert folded("Ab’C") == "ab'c"
    assert folded("İX") == "İx"
    assert loose("In--Fact\u00a0 SO") == "in fact so"
