"""A claim as detected in a block, before its source is searched for."""

from typing import Self

import msgspec
from msgspec.structs import replace

from edlint.model.block import Block
from edlint.model.claim import ClaimKind
from edlint.model.span import Span


class Found(msgspec.Struct, frozen=True):
    """A claim at `span` of `block.text`, in the sentence at `sentence`.

    `index` is the number of the block, `rule` the id of the rule that reports the claim, empty when it only belongs in
    the ledger.
    `sort` and `weight` are those of a statistic's quantity. `values` fill the rule's message.
    """

    kind: ClaimKind
    rule: str
    block: Block
    index: int
    span: Span
    sentence: Span
    quantity: str = ""
    unit: str = ""
    sort: str = ""
    weight: int = 0
    values: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the words of the claim."""
        return self.block.text[self.span.start : self.span.end]

    def moved(self, block: Block, by: int) -> Self:  # noqa: ARG002 - no place in the source
        """See `edlint.prose.blocks.InBlock`; the number of the block is not changed."""
        return replace(self, block=block)
