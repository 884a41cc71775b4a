"""Sets of spans, merged and sorted, so that one bisection tells whether a span overlaps any."""

from bisect import bisect_right
from collections.abc import Iterable

from edlint.model.span import Span


class Ranges:
    """A set of spans that do not overlap."""

    __slots__ = ("_spans", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Merge the spans, which may come in any order and overlap."""
        merged: list[Span] = []
        for span in sorted(spans):
            if merged and span.start <= merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        self._spans = merged
        self._starts = [span.start for span in merged]

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._spans)

    @property
    def spans(self) -> list[Span]:
        """Return the spans in ascending order; none overlap."""
        return self._spans

    def cover(self, span: Span) -> bool:
        """Whether the span lies wholly inside one of the set's spans."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.end <= self._spans[index].end

    def touch(self, span: Span) -> bool:
        """Whether the span shares a code point with any of the set's spans."""
        index = bisect_right(self._starts, max(span.end - 1, span.start)) - 1
        return index >= 0 and self._spans[index].end > span.start

    def take(self, span: Span) -> bool:
        """Add a span unless it shares a code point with one of the set; return whether it was added."""
        if self.touch(span):
            return False
        index = bisect_right(self._starts, span.start)
        self._starts.insert(index, span.start)
        self._spans.insert(index, span)
        return True
