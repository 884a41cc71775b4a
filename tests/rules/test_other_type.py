from hypothesis import given
from hypothesis import strategies as st

from edlint.model.document import Block, BlockKind, Mark, MarkKind
from edlint.model.span import Span
from edlint.rules.kinds.repetition import _OtherType

TEXT = "a" * 24
marks = st.builds(
    lambda start, length: Mark(MarkKind.EMPHASIS, Span(start, start + length), "", Span(0, 0)),
    st.integers(0, 20),
    st.integers(0, 12),
)


@given(st.lists(marks), st.integers(0, 15), st.integers(1, 3), st.integers(1, 3))
def test_two_words_are_parted_by_a_stretch_that_covers_one_of_them(some, start, length, gap):
    first = Span(start, start + length)
    second = first.shift(length + gap)
    block = Block(BlockKind.PARAGRAPH, TEXT, (), Span(0, 24), marks=tuple(some))
    wanted = any(mark.span.covers(first) != mark.span.covers(second) for mark in some)
    assert _OtherType(block).parts(first, second) == wanted
