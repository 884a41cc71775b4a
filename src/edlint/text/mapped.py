"""Text derived from a source text, with a mapping of its offsets to offsets in the source, both in code points."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from edlint.model.span import Span


class MappedRun(NamedTuple):
    """A run of `length` code points at offset `at` of a text, derived from `width` code points at offset `source`.

    Where `length` equals `width`, text and source correspond code point for code point.
    """

    at: int
    source: int
    length: int
    width: int


class Mapped:
    """A text and its runs, in order; text between runs has no source."""

    __slots__ = ("_starts", "runs", "text")

    def __init__(self, text: str, runs: tuple[MappedRun, ...]) -> None:
        """Take a text and its runs."""
        self.text = text
        self.runs = runs
        self._starts: list[int] | None = None

    @classmethod
    def whole(cls, text: str) -> "Mapped":
        """Return a source text mapped to itself."""
        return cls(text, (MappedRun(0, 0, len(text), len(text)),) if text else ())

    def place(self, start: int, end: int) -> Span:
        """Return the source span from which a range of the text is derived; Span(0, 0) for a text without runs.

        Where an end of the range lies in no run, the nearest run is used instead, one inside the range if there is any.
        """
        if not self.runs:
            return Span(0, 0)
        first = self._last_before(start)
        run = self.runs[max(first, 0)]
        if first < 0 or start >= run.at + run.length:
            following = self.runs[first + 1] if first + 1 < len(self.runs) else None
            at = following.source if following is not None else run.source + run.width
            if following is not None and following.at >= max(end, start + 1) and first >= 0:
                at = run.source + run.width
        else:
            at = run.source + (start - run.at if run.length == run.width else 0)
        if end <= start:
            return Span(at, at)
        run = self.runs[max(self._last_before(end - 1), 0)]
        if end > run.at + run.length or run.length != run.width:
            stop = run.source + run.width
        else:
            stop = run.source + end - run.at
        return Span(at, max(at, stop))

    def verbatim(self, start: int, end: int) -> Span | None:
        """Return the source span of a range that lies in one run with as many code points in the source; else None."""
        index = self._last_before(start)
        if index < 0:
            return None
        run = self.runs[index]
        if run.length != run.width or end > run.at + run.length or end < start:
            return None
        return Span(run.source + start - run.at, run.source + end - run.at)

    def part(self, start: int, end: int) -> "Mapped":
        """Return a range as a new mapped text."""
        return Mapped(self.text[start:end], tuple(self.cut(start, end)))

    def stripped(self) -> "Mapped":
        """Return the text without leading and trailing white space."""
        start = len(self.text) - len(self.text.lstrip())
        end = len(self.text.rstrip())
        if end - start == len(self.text):
            return self
        return self.part(start, max(start, end))

    def replaced(self, places: Iterable[tuple[int, int, str]]) -> "Mapped":
        """Return the text with ranges replaced, given in order; a replacement maps to the old text's source."""
        made = Builder()
        position = 0
        for start, end, new in places:
            made.append(self.part(position, start))
            place = self.place(start, end)
            made.add(new, place.start, place.end - place.start)
            position = end
        made.append(self.part(position, len(self.text)))
        return made.made()

    def masked(self) -> "Mapped":
        """Return the text with an asterisk for every code point but line ends."""
        lines = self.text.split("\n")
        return Mapped("\n".join("*" * len(line) for line in lines), self.runs)

    def cut(self, start: int, end: int) -> Iterator[MappedRun]:
        """Yield the runs, or parts of runs, in a range, with offsets counted from its start."""
        for index in range(max(0, self._last_before(start)), len(self.runs)):
            run = self.runs[index]
            if run.at >= end:
                return
            low, high = max(run.at, start), min(run.at + run.length, end)
            if low >= high:
                continue
            if run.length == run.width:
                yield MappedRun(low - start, run.source + low - run.at, high - low, high - low)
            else:
                yield MappedRun(low - start, run.source, high - low, run.width)

    def _last_before(self, at: int) -> int:
        """Return the index of the last run that begins at or before `at`, or -1."""
        if self._starts is None:
            self._starts = [run.at for run in self.runs]
        return bisect_right(self._starts, at) - 1


class Builder:
    """Builds a mapped text piece by piece; `length` is its length so far, `last` its last character."""

    def __init__(self) -> None:
        """Start with an empty text."""
        self._parts: list[str] = []
        self._runs: list[MappedRun] = []
        self.length = 0
        self.last = ""

    def add(self, text: str, source: int | None = None, width: int | None = None) -> None:
        """Append text derived from `width` code points (default: its length) at offset `source`; None: no source."""
        if not text:
            return
        if source is not None:
            width = len(text) if width is None else width
            last = self._runs[-1] if self._runs else None
            if (
                last is not None
                and last.at + last.length == self.length
                and last.length == last.width
                and width == len(text)
                and last.source + last.width == source
            ):
                self._runs[-1] = MappedRun(last.at, last.source, last.length + width, last.width + width)
            else:
                self._runs.append(MappedRun(self.length, source, len(text), width))
        self._parts.append(text)
        self.length += len(text)
        self.last = text[-1]

    def append(self, more: Mapped) -> None:
        """Append a mapped text with its runs."""
        position = 0
        for run in more.runs:
            if run.at > position:
                self.add(more.text[position : run.at])
            self.add(more.text[run.at : run.at + run.length], run.source, run.width)
            position = run.at + run.length
        self.add(more.text[position:])

    def made(self) -> Mapped:
        """Return the text built so far."""
        return Mapped("".join(self._parts), tuple(self._runs))
