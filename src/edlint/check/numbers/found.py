"""What the looks of this package give back."""

from collections.abc import Mapping

import msgspec

from edlint.model.block import Block
from edlint.model.finding import Related
from edlint.model.span import Span
from edlint.prose.voice import own_words

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
