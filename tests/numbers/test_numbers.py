"""Numbers are read, what is told names the right one, and nothing is told of numbers that are right, whatever they are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import profile, prose
from edlint.check.numbers import make
from edlint.check.numbers.read import number, plain, quantity
from edlint.config.schema import Settings
from edlint.config.shipped import builtin_folder
from edlint.language.data import load
from edlint.model.finding import Hit
from edlint.rules.load import load_rules

ALL = profile(load_rules([builtin_folder() / "consistency" / "number"]).values())
CHECKER = make(Settings())
EN = load("en")
assert EN is not None


def hits(text: str, kind: str = "markdown") -> tuple[Hit, ...]:
    return CHECKER.check(prose(text, kind), ALL).hits


def found(text: str, kind: str = "markdown") -> list[tuple[str, str]]:
    return [
        (hit.rule.rpartition(".")[2], hit.block.text[hit.span.start : hit.span.end])
        for hit in hits(text, kind)
        if hit.block is not None
    ]


def test_the_other_value_is_named_with_its_line() -> None:
    text = "# Notes\n\nWe surveyed 1,204 readers.\n\nAs said, we surveyed 1,240 readers.\n"
    (hit,) = hits(text)
    assert hit.values == {"other": "1,204 readers", "line": "3"}


def test_html_tables_and_lists_are_read_as_well() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in (("A", 1), ("B", 2), ("Total", 4))
    )
    assert found(f"<table><tr><th>Team</th><th>Bugs</th></tr>{rows}</table>", "html") == [("total", "4")]
    assert found("<p>Three reasons:</p><ul><li>a</li><li>b</li></ul>", "html") == [
        ("list-count", "Three reasons")
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,250", "1250", ""),
        ("$1,250.50", "1250.5", "$"),
        ("3.5 million users", "3500000", "user"),
        ("20 %", "20", "%"),
        ("20 per cent", "20", "%"),
        ("twenty-five", "25", ""),
        ("70MB", "70", "mb"),
        ("5k requests", "5000", "request"),
        ("40 minutes", "40", "minute"),
        ("650 a", "650", ""),
    ],
)
def test_a_quantity_is_read(text: str, value: str, unit: str) -> None:
    read = quantity(text, EN)
    assert read is not None
    assert (read.value, read.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "half", "year"),
    [
        ("1899", "0.5", False),
        ("1900", "50", True),
        ("2100", "50", True),
        ("2101", "0.5", False),
        ("1900 users", "50", False),
        ("$1900", "50", False),
        ("100", "0.5", False),
        ("1000", "50", False),
        ("12.00", "0.005", False),
        ("1,250 users", "0.5", False),
        ("2 million", "500000", False),
    ],
)
def test_how_far_a_number_is_rounded_and_which_may_be_a_year(text: str, half: str, year: bool) -> None:
    read = quantity(text, EN)
    assert read is not None
    assert (read.half, read.year) == (Decimal(half), year)


@pytest.mark.parametrize("text", ["1,5", "1.250.000", "12,34", "v2", "", "many", "1e5"])
def test_what_can_be_read_two_ways_is_not_read(text: str) -> None:
    assert quantity(text, EN) is None


@given(st.integers(0, 10**12))
def test_a_number_written_with_separators_is_read_back(value: int) -> None:
    assert number(f"{value:,}", EN) == value
    assert plain(Decimal(value)) == f"{value:,}"


@given(st.integers(2, 1000), st.integers(2, 9))
def test_a_change_that_is_right_is_never_marked(start: int, factor: int) -> None:
    assert found(f"It grew by {(factor - 1) * 100}% from {start} to {start * factor} users.") == []


@given(
    st.lists(
        st.sampled_from(
            [
                "doubled from ",
                "20",
                "%",
                " to ",
                "three reasons:",
                "\n\n- a\n",
                "| Total | ",
                "1,204 ",
                "readers",
                "\n",
                "by ",
                "Monday, ",
                "5 March 2019",
                "born in ",
                "1999",
                "“",
            ]
        ),
        max_size=25,
    )
)
def test_places_lie_in_their_block_whatever_the_article_says(parts: list[str]) -> None:
    for hit in hits("".join(parts)):
        assert hit.block is not None
        assert 0 <= hit.span.start < hit.span.end <= len(hit.block.text)


def test_questions_that_a_title_counts_are_counted() -> None:
    text = "# Five questions to a team\n\n## 1. Who are you?\n\n## 2. What do you build?\n\n## 3. Where?\n\n## 4. Why?\n"
    assert found(text) == [("list-count", "Five questions")]


def test_what_is_longer_than_prose_is_not_judged() -> None:
    claim = "Of the 60 teams, 41 replied; the other 25 did not. "
    assert len(found(claim * 20)) == 20
    assert found(claim * 1000) == []


@given(st.integers(1, 500), st.integers(2, 500))
def test_a_part_and_its_rest_that_make_the_whole_are_never_marked(part: int, rest: int) -> None:
    assert found(f"Of the {part + rest} teams, {part} replied; the other {rest} did not.") == []


@given(st.integers(1, 2000), st.integers(0, 2000))
def test_a_share_that_is_right_is_never_marked(part: int, rest: int) -> None:
    whole = part + rest
    assert found(f"In the end {part:,} of {whole:,} readers ({round(part / whole * 100)}%) agreed.") == []
    assert found(f"In the end {part:,} of {whole:,} readers ({part / whole * 100:.1f}%) agreed.") == []


@given(st.integers(1, 90), st.integers(1, 900))
def test_one_measure_in_two_units_is_never_marked(hours: int, more: int) -> None:
    minutes = hours * 60
    text = f"The migration takes {minutes} minutes.\n\nNobody stops the {hours}-hour migration.\n"
    assert found(text) == []
    assert found(f"It was raised from {hours} MB to {hours + more} MB.") == []


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("2.5", "2.5"),
        ("2.50", "2.5"),
        ("10", "10"),
        ("1E+3", "1,000"),
        ("1234567.5", "1,234,567.5"),
        ("0", "0"),
    ],
)
def test_numbers_are_shown_as_people_write_them(number: str, shown: str) -> None:
    assert plain(Decimal(number)) == shown


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In the end 156 of 312 readers (60%) agreed.", {"actual": "50%"}),
        ("Of the 60 teams, 41 replied; the other 25 did not.", {"actual": "66, not 60"}),
        ("Headcount tripled from 30 to 60.", {"actual": "2 times"}),
        ("Support rose by 12 percentage points from 40% to 45%.", {"actual": "5 percentage points"}),
        ("In May we fixed 30 bugs in 12 weeks, 9 a week.", {"actual": "2.5 a week"}),
    ],
)
def test_what_is_told_is_the_right_number(text: str, values: dict[str, str]) -> None:
    (hit,) = hits(text)
    assert dict(hit.values) == values
