"""Maps ranges of the source to the text of blocks: the inverse of `Block.to_source`."""

from edlint.model.block import PLACEHOLDER, VERBATIM, Block
from edlint.model.document import Document
from edlint.model.span import Span


def to_text(block: Block, span: Span) -> Span | None:
    """Return the range of a block's text that came from a range of the source; None if none did.

    An empty range is located only where it touches verbatim text.
    """
    if span.empty:
        for at, begin, stop, what in block.runs:
            if what == VERBATIM and begin <= span.start <= stop:
                return Span(at + span.start - begin, at + span.start - begin)
        return None
    start = end = -1
    for index, (_, begin, stop, _) in enumerate(block.runs):
        if stop <= span.start or begin >= span.end:
            continue
        piece = block.piece(index)
        if piece.verbatim:
            first = piece.span.start + max(0, span.start - piece.source.start)
            last = piece.span.end - max(0, piece.source.end - span.end)
        elif block.text[piece.span.start : piece.span.end] == PLACEHOLDER and not span.covers(piece.source):
            continue  # only markup inside what the placeholder replaces
        else:
            first, last = piece.span.start, piece.span.end
        start = first if start < 0 else start
        end = last
    return Span(start, end) if start >= 0 else None


def block_at(document: Document, span: Span) -> tuple[Block, Span] | None:
    """Return the block that contains a range of the source, and the range in its text; None if no block does."""
    for block in document.blocks:
        if block.span.touches(span):
            place = to_text(block, span)
            if place is not None:
                return block, place
    return None
