"""Whose words they are: the author's own in the document's language, or somebody else's."""

from edlint.model.document import Block, MarkKind
from edlint.text.quotes import quotations, sic
from edlint.text.ranges import Ranges

_FOREIGN = frozenset({MarkKind.LANGUAGE, MarkKind.STRIKE})
_NONE = Ranges()
"""What most blocks have: one for all of them."""


def own_words(block: Block) -> bool:
    """Whether the block is the author's own prose in the document's language: not quoted, not in another language."""
    return not block.quoted and block.language is None


def others_words(block: Block, *, quotations_too: bool = True) -> Ranges:
    """Return the stretches that are somebody else's words or another language's.

    Those are quotations and `<q>` (unless `quotations_too` is false), `lang`, struck-out text, and what `[sic]` is for.
    """
    kinds = _FOREIGN | {MarkKind.QUOTE} if quotations_too else _FOREIGN
    marked = (mark.span for mark in block.marks if mark.kind in kinds)
    quoted = quotations(block.text) if quotations_too else ()
    found = (*quoted, *sic(block.text), *marked)
    return Ranges(found) if found else _NONE
