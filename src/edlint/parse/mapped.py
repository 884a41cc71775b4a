"""Text that stands in its source in another spelling: strings of JSON, folded scalars, comments behind their marks.

A parser of the text inside is run on the text as it reads; what it finds is put back to where it stands.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from edlint.model.block import OTHER, VERBATIM, Block, Run
from edlint.model.document import Comment, Document, Unread
from edlint.model.edit import Edit
from edlint.model.source import Source
from edlint.model.span import Span

Spell = Callable[[str], str | None]
"""Writes new words as the source must have them; None where it cannot."""


class SpeltBlock(Block, frozen=True):
    """A block whose source is written in another way than its text: `spell` says how new words are written there."""

    spell: Spell = str

    def edit(self, span: Span, new: str) -> Edit | None:
        """Return the edit as a block has it, its words written as the source must have them."""
        edit = super().edit(span, new)
        words = None if edit is None else self.spell(edit.text)
        return None if edit is None or words is None else edit._replace(text=words)


def spelt(block: Block, spell: Spell) -> Block:
    """Return the block with new words written by `spell`."""
    return SpeltBlock(**{name: getattr(block, name) for name in Block.__struct_fields__}, spell=spell)


class _MappedSegment(NamedTuple):
    """A run of the text, and of the source that it came from; not `verbatim`, the whole stands for the whole."""

    start: int
    end: int
    source: Span
    verbatim: bool


class MappedText:
    """A text in the making, each run of it with its place in the source."""

    def __init__(self, source: Source) -> None:
        """Begin with nothing."""
        self._source = source
        self._parts: list[str] = []
        self._segments: list[_MappedSegment] = []
        self._starts: list[int] = []
        self._length = 0

    def add(self, text: str, source: Span) -> None:
        """Add text that came from a range of the source, which is as long as the text where both are the same."""
        if not text:
            return
        verbatim = len(text) == source.end - source.start and self._source.text.startswith(text, source.start)
        last = self._segments[-1] if self._segments else None
        end = self._length + len(text)
        if last is not None and verbatim and last.verbatim and last.source.end == source.start:
            self._segments[-1] = _MappedSegment(last.start, end, Span(last.source.start, source.end), True)
        else:
            self._starts.append(self._length)
            self._segments.append(_MappedSegment(self._length, end, source, verbatim))
        self._parts.append(text)
        self._length = end

    @property
    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._parts)

    def span(self, span: Span) -> Span:
        """Return the range of the source that a range of the text came from."""
        if not self._segments:
            return Span(0, 0)
        first = self._at(span.start)
        start = first.source.start + (span.start - first.start if first.verbatim else 0)
        start = min(start, first.source.end) if span.start < first.end else first.source.end
        if span.empty:
            return Span(start, start)
        last = self._at(span.end - 1)
        end = last.source.start + span.end - last.start if last.verbatim else last.source.end
        return Span(start, max(start, min(end, last.source.end)))

    def document(self, inner: Document, spell: Spell = str) -> Document:
        """Return the document of the text as one of the source: the same words, in the places where they stand."""
        text = inner.source.text
        return replace(
            inner,
            source=self._source,
            blocks=tuple(self.block(block, spell) for block in inner.blocks),
            comments=tuple(self._comment(comment, text) for comment in inner.comments),
            listings=tuple(tuple(self.span(run) for run in runs) for runs in inner.listings),
            problems=tuple(problem._replace(span=self.span(problem.span)) for problem in inner.problems),
            unread=tuple(Unread(self.span(passage.span), passage.why) for passage in inner.unread),
        )

    def _at(self, offset: int) -> _MappedSegment:
        return self._segments[max(0, bisect_right(self._starts, offset) - 1)]

    def block(self, block: Block, spell: Spell = str) -> Block:
        """Return a block of the text as one of the source."""
        moved = replace(
            block,
            runs=tuple(run for old in block.runs for run in self._runs(old)),
            span=self.span(block.span),
            marks=tuple(mark._replace(source=self.span(mark.source)) for mark in block.marks),
        )
        return spelt(moved, spell)

    def _runs(self, run: Run) -> Iterator[Run]:
        """Yield a piece in parts, so that each is as the source has it or stands for a whole."""
        at, begin, stop, what = run
        if what != VERBATIM:
            yield at, *self.span(Span(begin, stop)), OTHER
            return
        index = max(0, bisect_right(self._starts, begin) - 1)
        while index < len(self._segments) and self._segments[index].start < stop:
            start, end, source, verbatim = self._segments[index]
            first, last = max(start, begin), min(end, stop)
            place = (source.start + first - start, source.start + last - start) if verbatim else source
            yield at + first - begin, *place, VERBATIM if verbatim else OTHER
            index += 1

    def _comment(self, comment: Comment, text: str) -> Comment:
        """Return a comment, with the line that follows it where the lines of the source are others."""
        at = text.find("\n", max(comment.span.start, comment.span.end - 1))
        following = None
        while at >= 0:
            stop = text.find("\n", at + 1)
            line = text[at + 1 : len(text) if stop < 0 else stop]
            if line.strip(" \t>{}") and "edlint-" not in line[:20]:
                following = self.span(Span(at + 1, at + 1 + len(line)))
                break
            at = stop
        return comment._replace(span=self.span(comment.span), following=following)
