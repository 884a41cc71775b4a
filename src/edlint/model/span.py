"""Half-open ranges of code points: the representation of every range of text in edlint."""

from typing import NamedTuple


class Span(NamedTuple):
    """Code points `start` up to, not including, `end`, counted from 0."""

    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether the span contains no code point: it is a position between two."""
        return self.end <= self.start

    def shift(self, by: int) -> "Span":
        """Return the range moved by `by` code points."""
        return Span(self.start + by, self.end + by)

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: "Span") -> bool:
        """Whether the two share a code point; an empty span counts as one code point long."""
        return self.start < max(other.end, other.start + 1) and other.start < max(self.end, self.start + 1)
