"""Rows of words as one automaton: it says of each row what the row's own pattern says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.language.notation import NotationError
from edlint.language.rows import row
from edlint.language.rowset import rowset

_ITEMS = st.sampled_from(
    ["a", "b", "(a|<s>)", "<p-s>", "<*>", "<*-C>", "<B>", "(!b)", "<s>?", "b?", "<*>*", "(a|<B>)*", "^", "$"]
)
_TOKENS = st.sampled_from(
    ["a/D/", "b/s/", "c/ps/", "d/Cp/", "be/B/", "./T/", ",/T/", "\ufffc/X/", "e//", "7/N/", "a/CU/", "f/Us/"]
)


def _fits(source: str, line: str) -> bool:
    return next(row(source).compiled.scan(line.encode()), None) is not None


@given(
    st.lists(st.lists(_ITEMS, min_size=1, max_size=5).map(" ".join), max_size=4),
    st.lists(_TOKENS, max_size=7).map(lambda tokens: "".join(f" {token}" for token in tokens)),
)
def test_a_row_fits_where_its_pattern_does(written: list[str], line: str):
    rows = []
    for source in dict.fromkeys(written):
        try:
            row(source)
        except NotationError:
            continue
        if any(item[-1] not in "?*^$" for item in source.split()):
            rows.append(source)

    assert sorted(rowset(rows).fitting(line)) == sorted(source for source in rows if _fits(source, line))


@pytest.mark.parametrize("line", [" a/D/", " b/s/", " a/D/ b/s/"])
def test_of_a_row_all_of_which_may_be_missing_each_part_is_enough(line: str):
    assert rowset(["a? b*"]).fitting(line) == ["a? b*"]


def test_what_may_be_missing_at_the_ends_decides_nothing():
    rows = rowset(["a? b c?", "^ a? b"])

    assert rows.fitting(" b/s/") == ["a? b c?", "^ a? b"]
    assert rows.fitting(" d/s/ a/D/ b/s/") == ["a? b c?"]
    assert rows.fitting(" d/s/ :/T/ a/D/ b/s/") == ["a? b c?", "^ a? b"]


def test_an_item_stands_three_times_at_most():
    rows = rowset(["a <s>* b"])

    assert rows.fitting(" a/D/ x/s/ x/s/ x/s/ b/D/") == ["a <s>* b"]
    assert rows.fitting(" a/D/ x/s/ x/s/ x/s/ x/s/ b/D/") == []


def test_each_of_many_rows_is_told():
    written = [f"w{number} x" for number in range(300)]

    assert rowset(written).fitting(" w7/s/ x/s/ w299/s/ x/s/ w8/s/") == ["w7 x", "w299 x"]
