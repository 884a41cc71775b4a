"""Text that stands in its source in another spelling: strings of JSON, folded scalars, comments behind their marks.

A parser of the text inside is run on the text as it reads; what it finds is put back to where it stands.
"""

from collections.abc import Callable, Iterator
from functools import cached_property

from msgspec.structs import replace

from edlint.model.block import OTHER, VERBATIM, Block, Run
from edlint.model.document import Comment, Document, Unread
from edlint.model.edit import Edit
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.text.mapped import Builder, Mapped

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


class MappedText:
    """A text in the making, each run of it with its place in the source."""

    def __init__(self, source: Source) -> None:
        """Begin with nothing."""
        self._source = source
        self._builder = Builder()

    def add(self, text: str, source: Span) -> None:
        """Add text that came from a range of the source, which is as long as the text only where both are the same."""
        self._builder.add(text, source.start, source.end - source.start)

    @cached_property
    def _made(self) -> Mapped:
        return self._builder.made()

    @property
    def text(self) -> str:
        """Return the text, to which nothing is added any more."""
        return self._made.text

    def span(self, span: Span) -> Span:
        """Return the range of the source that a range of the text came from."""
        return self._made.place(span.start, span.end)

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
        for start, place, length, width in self._made.cut(begin, stop):
            yield at + start, place, place + width, VERBATIM if length == width else OTHER

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
