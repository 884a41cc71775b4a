from hypothesis import given
from hypothesis import strategies as st

from edlint.model.span import Span
from edlint.text.ranges import Ranges

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 6))


@given(st.lists(spans), spans)
def test_a_stretch_touches_ranges_as_it_touches_one_of_them(some, span):
    assert Ranges(some).touch(span) == any(one.touches(span) for one in some)


@given(st.lists(spans))
def test_what_is_taken_touches_nothing_that_was_taken_before(some):
    ranges, taken = Ranges(), []
    for span in some:
        free = not any(one.touches(span) for one in taken)
        assert ranges.take(span) == free
        taken += [span] * free
