"""The results of the functions of this package, and helpers for them."""

from collections.abc import Mapping

import msgspec

from edlint.model.block import Block
from edlint.model.document import Document
from edlint.model.finding import Related
from edlint.model.span import Span
from edlint.prose.voice import own_words
from edlint.text.pattern import Pattern
from edlint.text.sentences import sentence_at

# Longer blocks are data, not prose, and comparing each number with each other takes quadratic time.
_LONGEST = 20_000


def readable(block: Block) -> bool:
    """Whether the block is the author's own prose, and not too long to be prose."""
    return len(block.text) <= _LONGEST and own_words(block)


class Found(msgspec.Struct, frozen=True):
    """A contradiction: its span in a block's text, and the values for the rule's message."""

    span: Span
    values: Mapping[str, str] = msgspec.field(default_factory=dict)


class FoundIn(msgspec.Struct, frozen=True):
    """A contradiction between blocks: the block that is flagged, and the rest as in `Found`.

    `related` are the places in the source that it contradicts.
    """

    block: Block
    span: Span
    values: Mapping[str, str] = msgspec.field(default_factory=dict)
    related: tuple[Related, ...] = ()


def line_of(document: Document, block: Block) -> str:
    """Return the number of the line in which a block begins."""
    return str(document.source.place(block.span.start).line)


def counted(document: Document, block: Block, span: Span, count: int, there: Block) -> FoundIn:
    """Return the contradiction of a count at `span`, where block `there` begins or ends a list of `count` things."""
    return FoundIn(block, span, {"count": str(count), "where": f" (line {line_of(document, there)})"})


def in_sentence(text: str, place: int, what: Pattern) -> bool:
    """Whether a pattern matches in the sentence at an offset."""
    around = sentence_at(text, place)
    return what.found(text[around.start : around.end])
