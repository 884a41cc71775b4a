"""Per-block results of an open editor document, kept between checks so that unchanged blocks are not recomputed."""

from collections.abc import Hashable, Sequence
from typing import Any

from edlint.model.block import Block

BlockResults = dict[Hashable, Any]
"""The results of one block, by name."""


class BlockCache:
    """The per-block results of the last check of one document, kept as long as it is open in the editor."""

    def __init__(self) -> None:
        """Start without results."""
        # One tuple, replaced in one assignment, as a check may be interrupted anywhere.
        self._known: tuple[tuple[object, ...], dict[Hashable, BlockResults]] = ((), {})

    def results(self, blocks: Sequence[Block], *under: object) -> list[BlockResults]:
        """Return the results of each block: those of an equal block of the last check, at any position, or {}.

        `under` is everything else that results depend on: if it has changed, all results are dropped. Results of blocks
        that no longer exist are dropped, too.
        """
        before_under, before = self._known
        keys = [_alike(block) for block in blocks]
        if under != before_under:
            before = {}
        found = {key: before.get(key, {}) for key in keys}
        self._known = under, found
        return [found[key] for key in keys]


def _alike(block: Block) -> Hashable:
    """Return a key that is equal for blocks that differ only in position: in the source, in a list, in a table."""
    start = block.span.start
    return (
        block.kind,
        block.text,
        block.level,
        block.quoted,
        block.language,
        block.label,
        block.item is None,
        block.cell is None,
        tuple([(mark.kind, mark.span, mark.value, mark.detail) for mark in block.marks]),
        tuple([(at, begin - start, end - start, what) for at, begin, end, what in block.runs]),
    )
