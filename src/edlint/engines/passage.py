"""The text of a block as a grammar engine receives it: a plain word replaces code, mathematics and images."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from edlint.model.block import PLACEHOLDER, Block, BlockKind, MarkKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.prose.voice import others_words, own_words
from edlint.text.ranges import Ranges

STAND_IN = "code"
"""The word for a placeholder. A mass noun needs no article or plural, and may be subject, object or attribute."""
STAND_IN_AFTER_AN = "item"
UNREAD = "\u2063"
"""An invisible separator: replaces, in `Passage.annotated`, the placeholder of a comment, one code point as well."""

_FRAGMENTS = frozenset({BlockKind.HEADING, BlockKind.TITLE, BlockKind.CELL, BlockKind.ALT})
_SENTENCE_ENDS = ".!?…:;"


class Passage(msgspec.Struct, frozen=True, dict=True):
    """A block and its text for an engine. `runs`, in order, are (offset in `text`, offset in the block, length)."""

    block: Block
    text: str
    runs: tuple[tuple[int, int, int], ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [run[0] for run in self.runs]

    @cached_property
    def foreign(self) -> Ranges:
        """Return the ranges of the block that are not the author's words, in which no engine may report."""
        return others_words(self.block)

    @cached_property
    def annotated(self) -> str:
        """Return the block's text with U+2063 in place of each placeholder for a comment."""
        hidden = unseen(self.block)
        if not hidden:
            return self.block.text
        return "".join(UNREAD if at in hidden else c for at, c in enumerate(self.block.text))

    @property
    def fragment(self) -> bool:
        """Whether the block need not be a sentence: a heading, a cell, a list item without a full stop."""
        if self.block.kind in _FRAGMENTS:
            return True
        return self.block.kind is not BlockKind.PARAGRAPH and self.text.rstrip()[-1:] not in _SENTENCE_ENDS

    def to_block(self, span: Span) -> Span | None:
        """Convert a span of `text` to one of the block; None when it contains a stand-in or foreign words."""
        place = self._plain(span)
        return place if place is not None and self.own(place) else None

    def from_block(self, span: Span) -> Span | None:
        """Convert a span of the block to one of `text`; None when it contains a placeholder."""
        for start, origin, length in self.runs:
            if origin <= span.start and span.end <= origin + length:
                return span.shift(start - origin)
        return None

    def own(self, place: Span) -> bool:
        """Whether a span of the block contains only the author's words: no placeholder and nothing foreign."""
        inside = self.block.text[place.start : place.end]
        return PLACEHOLDER not in inside and not self.foreign.touch(place)

    def _plain(self, span: Span) -> Span | None:
        index = max(0, bisect_right(self._starts, span.start) - 1)
        start, origin, length = self.runs[index]
        if not start <= span.start <= span.end <= start + length:
            return None
        return span.shift(origin - start)


def passages(document: Document) -> Iterator[Passage]:
    """Yield the passages of a document: the blocks in the author's own words that contain a letter."""
    for block in document.blocks:
        if own_words(block) and any(c.isalpha() for c in block.text):
            yield passage(block)


def passage(block: Block) -> Passage:
    """Return a block with its text for an engine."""
    parts: list[str] = []
    runs: list[tuple[int, int, int]] = []
    hidden = unseen(block)
    length = position = 0
    for at in (*_places(block.text), len(block.text)):
        plain = block.text[position:at]
        if plain:
            runs.append((length, position, len(plain)))
            parts.append(plain)
            length += len(plain)
        if at in hidden:
            # Where it has a blank on both sides, keep one.
            position = at + 1 + (block.text[at - 1 : at] == " " == block.text[at + 1 : at + 2])
            continue
        if at < len(block.text):
            word = placeholder_word(parts[-1] if parts else "")
            parts.append(word)
            length += len(word)
        position = at + 1
    return Passage(block, "".join(parts), tuple(runs) or ((0, 0, 0),))


def unseen(block: Block) -> frozenset[int]:
    """Return the offsets of placeholders for content that is not rendered (comments): engines get no word for it."""
    return frozenset(mark.span.start for mark in block.marks if mark.kind is MarkKind.HIDDEN)


def _places(text: str) -> Iterable[int]:
    at = text.find(PLACEHOLDER)
    while at >= 0:
        yield at
        at = text.find(PLACEHOLDER, at + 1)


def placeholder_word(before: str) -> str:
    """Return the word to put for code, mathematics or an image after the text `before`."""
    words = before.split()
    return STAND_IN_AFTER_AN if words and words[-1].lower().strip("([“\"‘'") == "an" else STAND_IN
