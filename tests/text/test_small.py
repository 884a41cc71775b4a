"""Case, numbers with nouns, names that were meant, and terms: small helpers, at their edges."""

from datetime import date

import pytest

from edlint.text.case import match_case
from edlint.text.counted import counted
from edlint.text.nearest import did_you_mean, nearest
from edlint.text.terms import Terms, read_terms


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("teh", "the", "the"),
        ("Teh", "the", "The"),
        ("TEH", "the", "THE"),
        ("T", "the", "The"),
        ("T-1", "the", "The"),
        ("TE-1", "the", "THE"),
        ("tEH", "the", "the"),
        ("Github", "GitHub", "GitHub"),
        ("github", "GitHub", "GitHub"),
        ("Teh", "", ""),
        ("12", "the", "the"),
        ("", "the", "the"),
    ],
)
def test_a_replacement_takes_the_case_of_what_it_replaces(old: str, new: str, expected: str) -> None:
    assert match_case(old, new) == expected


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 fixes"), (1, "1 fix"), (2, "2 fixes"), (-1, "-1 fixes")]
)
def test_one_is_singular(number: int, shown: str) -> None:
    assert counted(number, "fix", "fixes") == shown
    assert counted(number, "word") == f"{number} word{'' if number == 1 else 's'}"


def test_the_nearest_name_is_found_unless_none_is_near() -> None:
    assert nearest("timeot", ["timeout", "language"]) == "timeout"
    assert nearest("xyz", ["timeout"]) is None
    assert did_you_mean("timeot", ["timeout"]) == "; did you mean “timeout”?"
    assert nearest("speling.mispelling", ["spelling", "spelling.misspelling"]) == "spelling.misspelling"
    assert did_you_mean("xyz", ["timeout"]) == ""


@pytest.mark.parametrize(("length", "found"), [(99, True), (100, True), (101, False)])
def test_no_name_is_as_long_as_a_hundred_signs(length: int, found: bool) -> None:
    assert (nearest("a" * length, ["a" * length]) is not None) is found


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("a reason", Terms("a reason")),
        ("a reason; by Ada", Terms("a reason", "Ada")),
        ("a; by Ada; until 2027-01-31", Terms("a", "Ada", date(2027, 1, 31))),
        ("a; until 2027-01-31; by Ada", Terms("a", "Ada", date(2027, 1, 31))),
        ("a; by Ada; by Bea", Terms("a; by Ada", "Bea")),
        ("a; until 2027-01-31; until 2028-01-31", Terms("a; until 2027-01-31", "", date(2028, 1, 31))),
        ("a; by", Terms("a; by")),
        ("a; until then", Terms("a; until then")),
        ("a; by Ada; b", Terms("a; by Ada; b")),
        ("a; by Ada;", Terms("a", "Ada")),
        ("by Ada", Terms("", "Ada")),
        ("", Terms()),
    ],
)
def test_owner_and_date_stand_last(text: str, terms: Terms) -> None:
    assert read_terms(text) == terms


def test_a_date_that_is_none_is_said() -> None:
    assert read_terms("a; until 2027-02-30") == (
        "“until 2027-02-30” is no date: write it as “until 2027-01-31”."
    )


@pytest.mark.parametrize(
    ("terms", "shown"),
    [
        (Terms("a"), "a"),
        (Terms("a", "Ada"), "a (by Ada)"),
        (Terms("", "Ada", date(2027, 1, 31)), "(by Ada, until 2027-01-31)"),
    ],
)
def test_terms_are_shown_in_a_line(terms: Terms, shown: str) -> None:
    assert str(terms) == shown
