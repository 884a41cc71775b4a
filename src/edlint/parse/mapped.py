"""Text that is spelled differently in its source: strings of JSON, folded scalars, comments with a mark on each line.

The parser of the inner format runs on the decoded text; the offsets it returns are mapped back to the source.
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
"""Escapes new words as the source requires; returns None if they cannot be written there."""


class SpeltBlock(Block, frozen=True):
    """A block whose source is spelled differently from its text; `spell` escapes new words for the source."""

    spell: Spell = str

    def edit(self, span: Span, new: str) -> Edit | None:
        """Return the edit that Block.edit returns, with its words escaped for the source; None if there is none."""
        edit = super().edit(span, new)
        words = None if edit is None else self.spell(edit.text)
        return None if edit is None or words is None else edit._replace(text=words)


def spelt(block: Block, spell: Spell) -> Block:
    """Return the block with `spell` to escape new words."""
    return SpeltBlock(**{name: getattr(block, name) for name in Block.__struct_fields__}, spell=spell)


class MappedText:
    """A text under construction, each run with its range in the source."""

    def __init__(self, source: Source) -> None:
        """Start an empty text."""
        self._source = source
        self._builder = Builder()

    def add(self, text: str, source: Span) -> None:
        """Add text that came from a source range; a range of the same length must contain the same text."""
        self._builder.add(text, source.start, source.end - source.start)

    @cached_property
    def _made(self) -> Mapped:
        return self._builder.made()

    @property
    def text(self) -> str:
        """Return the text; nothing may be added afterwards."""
        return self._made.text

    def span(self, span: Span) -> Span:
        """Return the source range of a range of the text."""
        return self._made.place(span.start, span.end)

    def document(self, inner: Document, spell: Spell = str) -> Document:
        """Return a document of this text as a document of the source, with all its offsets mapped."""
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
        """Return a block of this text as a block of the source."""
        moved = replace(
            block,
            runs=tuple(run for old in block.runs for run in self._runs(old)),
            span=self.span(block.span),
            marks=tuple(mark._replace(source=self.span(mark.source)) for mark in block.marks),
        )
        return spelt(moved, spell)

    def _runs(self, run: Run) -> Iterator[Run]:
        """Yield a run in parts, each either verbatim in the source or mapped to a source range as a whole."""
        at, begin, stop, what = run
        if what != VERBATIM:
            yield at, *self.span(Span(begin, stop)), OTHER
            return
        for start, place, length, width in self._made.cut(begin, stop):
            yield at + start, place, place + width, VERBATIM if length == width else OTHER

    def _comment(self, comment: Comment, text: str) -> Comment:
        """Return a comment with its range mapped, and as `following` the next line of the text that has content."""
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
