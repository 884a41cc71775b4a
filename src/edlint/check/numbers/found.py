"""What the looks of this package give back."""

from collections.abc import Mapping

import msgspec

from edlint.model.block import Block
from edlint.model.document import Document
from edlint.model.finding import Related
from edlint.model.span import Span
from edlint.prose.voice import own_words
from edlint.text.pattern import Pattern
from edlint.text.sentences import sentence_at

# Longer is no prose but data, and looking at each number beside each other takes the square of it.
_LONGEST = 20_000


def readable(block: Block) -> bool:
    """Whether the block is the author's own prose, of a length that prose has."""
    return len(block.text) <= _LONGEST and own_words(block)


class Found(msgspec.Struct, frozen=True):
    """A contradiction: its place in a block's text, and what the rule's message says of it."""

    span: Span
    values: Mapping[str, str] = msgspec.field(default_factory=dict)


class FoundIn(msgspec.Struct, frozen=True):
    """A contradiction that takes more than one block to see: the block that is marked, and the rest as in `Found`.

    `related` are the places in the source that it contradicts.
    """

    block: Block
    span: Span
    values: Mapping[str, str] = msgspec.field(default_factory=dict)
    related: tuple[Related, ...] = ()


def line_of(document: Document, block: Block) -> str:
    """Return the line in which a block begins."""
    return str(document.source.place(block.span.start).line)


def counted(document: Document, block: Block, span: Span, count: int, there: Block) -> FoundIn:
    """Return a count that is announced, where there are so many, which ends or begins with another block."""
    return FoundIn(block, span, {"count": str(count), "where": f" (line {line_of(document, there)})"})


def in_sentence(text: str, place: int, what: Pattern) -> bool:
    """Whether the sentence at a place has a match of a pattern."""
    around = sentence_at(text, place)
    return what.found(text[around.start : around.end])
