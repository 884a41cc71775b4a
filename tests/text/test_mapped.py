"""Texts made of a source: places of their ranges, and what is made of them."""

import pytest

from edlint.model.span import Span
from edlint.text.mapped import Builder, Mapped, MappedRun

SOURCE = 'one \\"two\\" three'


@pytest.fixture
def quoted() -> Mapped:
    """`one "two" three`, as it is escaped in the source."""
    builder = Builder()
    builder.add("one ", 0)
    builder.add('"', 4, 2)
    builder.add("two", 6)
    builder.add('"', 9, 2)
    builder.add(" three", 11)
    return builder.made()


@pytest.mark.parametrize(
    ("part", "source"),
    [("one", "one"), ('"', '\\"'), ('"two"', '\\"two\\"'), ('wo" th', 'wo\\" th'), ("three", "three")],
)
def test_a_range_stands_where_its_runs_do(quoted: Mapped, part: str, source: str) -> None:
    start = quoted.text.index(part)
    place = quoted.place(start, start + len(part))
    assert SOURCE[place.start : place.end] == source


def test_an_empty_range_is_a_point(quoted: Mapped) -> None:
    assert quoted.place(6, 6) == Span(7, 7)
    assert quoted.place(len(quoted.text), len(quoted.text)) == Span(len(SOURCE), len(SOURCE))


def test_runs_are_cut_and_counted_from_the_range(quoted: Mapped) -> None:
    assert list(quoted.cut(2, 7)) == [
        MappedRun(0, 2, 2, 2),
        MappedRun(2, 4, 1, 2),
        MappedRun(3, 6, 2, 2),
    ]


def test_runs_side_by_side_are_one() -> None:
    builder = Builder()
    builder.add("one", 0)
    builder.add(" two", 3)
    builder.add("four", 12)
    assert builder.made().runs == (MappedRun(0, 0, 7, 7), MappedRun(7, 12, 4, 4))


def test_what_came_from_nowhere_has_the_place_of_its_neighbour() -> None:
    builder = Builder()
    builder.add("one", 0)
    builder.add("-")
    builder.add("two", 8)
    made = builder.made()
    assert made.place(2, 5) == Span(2, 9)
    assert made.place(3, 5) == Span(8, 9)
    assert made.verbatim(2, 5) is None
