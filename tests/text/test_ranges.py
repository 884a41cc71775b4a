from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from edlint.model.span import Span
from edlint.text.ranges import Ranges

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 6))


@given(st.lists(spans), spans)
def test_a_stretch_touches_ranges_as_it_touches_one_of_them(some, span):
    assert Ranges(some).touch(span) == any(one.touches(span) for one in some)


@given(st.lists(spans), spans)
def test_a_stretch_is_covered_where_one_of_the_merged_ranges_holds_all_of_it(some, span):
    ranges = Ranges(some)
    points = {point for one in some for point in range(*one)}
    assert ranges.cover(span) == points.issuperset(range(*span))
    assert bool(ranges) == bool(some)
    assert {point for one in ranges.spans for point in range(*one)} == points
    assert all(one.end < two.start for one, two in pairwise(ranges.spans))


@given(st.lists(spans))
def test_what_is_taken_touches_nothing_that_was_taken_before(some):
    ranges, taken = Ranges(), []
    for span in some:
        free = not any(one.touches(span) for one in taken)
        assert ranges.take(span) == free
        taken += [span] * free
