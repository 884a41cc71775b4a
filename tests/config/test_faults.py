"""What is wrong with data is said in words, at its edges: numbers, lengths, choices and tables."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from edlint.config.faults import MOST, Fault, faults, near, short
from edlint.model.finding import Severity


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    """A table in a table."""

    name: Annotated[str, Meta(min_length=2, pattern="^a")]


class Outer(msgspec.Struct, forbid_unknown_fields=True):
    """One field of every sort."""

    more: Annotated[float, Meta(gt=1)] = 2
    least: Annotated[int, Meta(ge=1, le=9)] = 1
    some: Annotated[tuple[str, ...], Meta(min_length=1, max_length=2)] = ("a",)
    by: dict[str, Inner] = {}
    one: Literal["a", "b"] = "a"
    level: Severity | None = None
    on: bool = False
    day: date | None = None
    inner: Inner | None = None
    either: int | str = 1

    def __post_init__(self) -> None:
        """Refuse what no type can say."""
        if self.one == "b" and self.on:
            raise ValueError("one: not with “on”\nnothing of it")


def told(**data: Any) -> list[str]:
    return [fault.what for fault in faults(Outer, data)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"more": 1.1}, []),
        ({"more": 1}, ["“more” = 1: should be greater than 1"]),
        ({"more": True}, ["“more” = True: should be a number"]),
        ({"least": 1}, []),
        ({"least": 9}, []),
        ({"least": 0}, ["“least” = 0: should be 1 or more"]),
        ({"least": 10}, ["“least” = 10: should be 9 or less"]),
        ({"least": 1.5}, ["“least” = 1.5: should be a whole number"]),
        ({"least": "x"}, ["“least” = “x”: should be a whole number"]),
        ({"some": ["a", "b"]}, []),
        ({"some": []}, ["“some” = []: should have 1 entries or more"]),
        ({"some": ["a", "b", "c"]}, ["“some” = ['a', 'b', 'c']: should have 2 entries at most"]),
        ({"some": [1]}, ["“some[1]” = 1: should be a text; put it in quotation marks"]),
        ({"some": [[]]}, ["“some[1]” = []: should be a text"]),
        ({"some": 1}, ["“some” = 1: should be a list"]),
        ({"one": "b"}, []),
        ({"one": "c"}, ["“one” = “c”: should be 'a' or 'b'"]),
        ({"level": "error"}, []),
        ({"level": "errr"}, ["“level” = “errr”: should be 'error', 'warning' or 'suggestion'"]),
        ({"on": 1}, ["“on” = 1: should be true or false"]),
        ({"day": "soon"}, ["“day” = “soon”: should be a day such as 2027-01-31"]),
        ({"day": date(2027, 1, 31), "on": 1}, ["“on” = 1: should be true or false"]),
        ({"day": "2027-01-31", "on": 1}, ["“on” = 1: should be true or false"]),
        ({"either": []}, ["“either” = []: should be a whole number, or should be a text"]),
        ({"by": {"x": {"name": "ab"}}}, []),
        ({"by": {"x": {"name": "b"}}}, ["“by.x.name” = “b”: should not be empty"]),
        ({"by": {"x": {"name": "bb"}}}, ["“by.x.name” = “bb”: should be as ^a says"]),
        ({"by": {"x y": {}}}, ['“by."x y".name” is missing']),
        ({"by": 1}, ["“by” = 1: should be a table"]),
        (
            {"inner": {"nam": "ab"}},
            ["unknown key “inner.nam”; did you mean “name”?", "“inner.name” is missing"],
        ),
        ({"one": "b", "on": True}, ["“one” = “b”: not with “on”", "nothing of it"]),
        # What the class itself refuses is not asked of a table that has other faults.
        (
            {"one": "b", "on": True, "zz": 1},
            ["unknown key “zz”", "“one” = “b”: not with “on”", "nothing of it"],
        ),
        ({"one": "b", "on": 1}, ["“on” = 1: should be true or false"]),
    ],
)
def test_each_fault_is_said_in_words(data: Mapping[str, Any], said: list[str]) -> None:
    assert told(**data) == said


@pytest.mark.parametrize(("wrong", "told"), [(MOST, MOST), (MOST + 1, MOST + 1), (MOST + 5, MOST + 1)])
def test_twenty_faults_are_told_at_once(wrong: int, told: int) -> None:
    found = faults(Outer, {"by": {f"k{number}": {} for number in range(wrong)}})
    assert len(found) == told
    assert (found[-1] == Fault((), "there is more that is wrong")) is (wrong > MOST)


@pytest.mark.parametrize(("length", "shown"), [(59, 59), (60, 60), (61, 60), (99, 60)])
def test_a_text_is_shown_in_sixty_signs(length: int, shown: int) -> None:
    text = short("a" * length)
    assert len(text) == shown
    assert text.endswith("…") is (length > 60)


def test_the_names_there_are_stand_where_none_is_near() -> None:
    assert near("timeot", ["timeout"]) == "; did you mean “timeout”?"
    assert near("x", ["b", "a"]) == " (there are a, b)"
