"""What was worked out of the blocks of a text that is being written, for its next check: most of them are as they were."""

from collections.abc import Hashable, Sequence
from typing import Any

from edlint.model.block import Block

Notes = dict[Hashable, Any]
"""What is known of one block, by the name of what was worked out."""


class Kept:
    """What is known of the blocks of one text from its last check. It ends with the editor's document."""

    def __init__(self) -> None:
        """Know nothing yet."""
        # In one, for a check may be stopped anywhere.
        self._known: tuple[tuple[object, ...], dict[Hashable, Notes]] = ((), {})

    def notes(self, blocks: Sequence[Block], *under: object) -> list[Notes]:
        """Return the notes on each block: those on one that was there before, wherever it stood, or empty ones.

        `under` is what all notes follow from beside the block: where it is not what it was, nothing is known. What is
        known of blocks that are no longer there goes.
        """
        before_under, before = self._known
        keys = [_alike(block) for block in blocks]
        if under != before_under:
            before = {}
        notes = {key: before.get(key, {}) for key in keys}
        self._known = under, notes
        return [notes[key] for key in keys]


def _alike(block: Block) -> Hashable:
    """Return what two blocks have in common that are alike in all but where they stand: in the source, a list, a table."""
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
