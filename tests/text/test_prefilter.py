"""One pass says which patterns can fit, and in which lines."""

from hypothesis import given
from hypothesis import strategies as st

from edlint.text.prefilter import Prefilter

_WORDS = st.text("abc ", max_size=6)


def test_items_come_in_order_with_the_lines_that_hold_what_they_need():
    filter_ = Prefilter(
        [(frozenset({"cat", "dog"}), 1), (None, 2), (frozenset({"bird"}), 3), (frozenset({"at"}), 4)]
    )

    assert filter_.fitting(["a dog", "", "a cat and a bat", "cats"]) == [
        (1, [0, 2, 3]),
        (2, None),
        (4, [2, 3]),
    ]


def test_of_many_lines_the_numbers_are_kept_where_few_fit():
    filter_ = Prefilter([(frozenset({"cat"}), "it")])

    assert filter_.fitting(["cat"] * 1000) == [("it", list(range(1000)))]
    assert filter_.fitting(["cat"] * 250 + [""] * 751) == [("it", list(range(250)))]
    assert filter_.fitting(["cat"] * 251 + [""] * 750) == [("it", None)]


@given(
    st.lists(st.frozensets(st.text("abc", min_size=1, max_size=3), min_size=1), max_size=6), st.lists(_WORDS)
)
def test_it_finds_what_looking_for_each_string_finds(needs: list[frozenset[str]], lines: list[str]):
    filter_ = Prefilter(zip(needs, range(len(needs)), strict=True))

    expected = [
        (item, found)
        for item, strings in enumerate(needs)
        if (found := [number for number, line in enumerate(lines) if any(each in line for each in strings)])
    ]
    assert filter_.fitting(lines) == expected


def test_a_string_across_the_edge_of_a_stretch_is_found():
    text = "x" * 99_998 + "needle" + "x" * 100_000

    assert Prefilter([(frozenset({"needle"}), "it")]).fitting(["", text, "needle"]) == [("it", [1, 2])]
