"""Stretches of a text, merged, so that one bisection says whether a span touches any."""

from bisect import bisect_right
from collections.abc import Iterable

from edlint.model.span import Span


class Ranges:
    """A set of stretches."""

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
        """Return the stretches in order; none touch."""
        return self._spans

    def cover(self, span: Span) -> bool:
        """Whether the span lies wholly inside one of the stretches."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.end <= self._spans[index].end

    def touch(self, span: Span) -> bool:
        """Whether the span shares a code point with any of the stretches."""
        index = bisect_right(self._starts, max(span.end - 1, span.start)) - 1
        return index >= 0 and self._spans[index].end > span.start

    def take(self, span: Span) -> bool:
        """Add a stretch unless it touches one that is there already; returns whether it was added."""
        if self.touch(span):
            return False
        index = bisect_right(self._starts, span.start)
        self._starts.insert(index, span.start)
        self._spans.insert(index, span)
        return True
