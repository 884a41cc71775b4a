"""What a pattern finds: whole words, groups, empty matches, and places beside signs of several bytes."""

import pytest

from edlint.model.span import Span
from edlint.text.pattern import PatternError, checked, pattern, stands_alone


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("cat", True),
        ("a cat b", True),
        ("cat b", True),
        ("a cat", True),
        ("é-cat-é", True),
        ("concat", False),
        ("cats", False),
        ("9cat", False),
        ("cat9", False),
        ("_cat", False),
        ("cat_", False),
        ("écat", False),
        ("caté", False),
    ],
)
def test_a_whole_word_has_no_letter_digit_or_stroke_beside_it(text: str, alone: bool) -> None:
    whole = pattern("cat", whole_words=True)
    start = text.index("cat")
    assert stands_alone(text, start, start + 3) is alone
    assert whole.found(text) is alone
    assert whole.first(text) == (Span(start, start + 3) if alone else None)
    assert pattern("cat").found(text)


@pytest.mark.parametrize("text", ["x(a)y", "x (a) y", "(a)"])
def test_a_match_that_begins_and_ends_with_a_sign_stands_alone_anywhere(text: str) -> None:
    assert pattern(r"\(a\)", whole_words=True).found(text)


def test_what_matches_is_told_in_code_points_with_its_groups() -> None:
    found = list(pattern("(?P<one>a)(b)?(c)?").matches("éa é\U0001f600abc"))
    assert [(match.span, match.groups, match.names) for match in found] == [
        (Span(1, 2), ("a", None, None), {"one": "a"}),
        (Span(5, 8), ("a", "b", "c"), {"one": "a"}),
    ]
    assert [match.groups for match in pattern("(a)(b)").matches("ab")] == [("a", "b")]
    assert pattern("(a)(b)").groups == 2


def test_an_empty_match_is_told_only_where_it_is_asked_for() -> None:
    data = "éb".encode()
    assert list(pattern("b*").spans("éb")) == [Span(1, 2)]
    assert [match.ranges[0] for match in pattern("b*").scan(data)] == [(2, 3)]
    assert [match.ranges[0] for match in pattern("b*").scan(data, empty=True)] == [(0, 0), (2, 3), (3, 3)]
    assert [match.ranges[0] for match in pattern("b").scan(b"b b", 1)] == [(2, 3)]
    assert list(pattern("b*").places(data)) == [(0, 0), (2, 3), (3, 3)]
    assert list(pattern("b*").places("À".encode())) == [(0, 0), (2, 2)]


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [("ab", True, True), ("xab", True, False), ("abx", True, False), ("a", False, False)],
)
def test_anywhere_and_the_whole_text(text: str, found: bool, whole: bool) -> None:
    assert pattern("ab").found(text) is found
    assert pattern("ab").whole(text) is whole


def test_case_counts_unless_it_is_said_not_to() -> None:
    assert not pattern("ab").found("AB")
    assert pattern("ab", ignore_case=True).found("AB")


def test_what_is_no_pattern_is_said_once_it_is_used() -> None:
    assert pattern("(a").source == "(a"
    with pytest.raises(PatternError, match=r"“\(a”: missing \)"):
        checked("(a")
    with pytest.raises(PatternError) as said:
        checked("(" * 5000)
    assert len(str(said.value)) < 600


@pytest.mark.parametrize(
    ("source", "text", "fits"),
    [
        ("key", "The KEY", True),
        ("(?i)key", "The KEY", True),
        ("(?i)KEY", "the key", True),
        ("(?i:key)", "The KEY", True),
        ("key|(?-i:lock)", "KEY", True),
        ("key|(?-i:lock)", "LOCK", False),
        (r"(?-i:\p{Lu})ey", "kEY", False),
        (r"\101b", "aB", True),
        (r"\x{41}b", "aB", True),
        ("[[:upper:]]b", "ab", True),
        ("[+-_]b", "ab", True),
        ("[!-`]b", "ab", True),
        (r"[!-\]]b", "ab", True),
        ("[![-]b", "ab", False),
        (r"\Sey", "KEY", True),
        (r"\S\pL\b", "É", False),
        ("café", "CAFÉ", True),
        ("caf[à-ï]", "CAFÉ", True),
        ("[a-z]+é", "KÉ", True),
        ("[^a-z]", "ABC", False),
        ("[^A-Za-z]", "ABC", False),
    ],
)
def test_a_pattern_that_ignores_case_fits_whatever_the_case(source: str, text: str, fits: bool) -> None:
    ignoring = pattern(source, ignore_case=not source.startswith("(?i"))
    assert ignoring.found(text) is fits
    assert (ignoring.first(text) is not None) is fits


def test_places_and_groups_are_those_of_the_text_as_it_is_written() -> None:
    (found,) = pattern("(?P<word>naive|plain) (.*)$", ignore_case=True).matches("“Ⱥ” PLAIN Word É")
    assert found.span == Span(4, 16)
    assert found.groups == ("PLAIN", "Word É")
    assert found.names == {"word": "PLAIN"}
    assert [each.ranges for each in pattern("b", ignore_case=True).scan("éB".encode())] == [((2, 3),)]
