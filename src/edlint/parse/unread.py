"""Finds words that no block contains and nothing accounts for, so that a clean report cannot hide unread text."""

from collections.abc import Iterable
from itertools import chain

from edlint.model.block import Block
from edlint.model.document import Comment, Unread
from edlint.model.span import Span
from edlint.text.pattern import pattern
from edlint.text.ranges import Ranges

_WORD = r"\pL{2,}"
_OUTSIDE = "it stands in no block that is read, and is no code, markup, comment or metadata that edlint knows"


def unread(
    text: str,
    accounted: tuple[Iterable[Block], Iterable[Comment], Iterable[Span]],
    inline: Iterable[Span],
    told: Iterable[Unread],
) -> tuple[Unread, ...]:
    """Return the ranges with words that were not read, in order.

    `accounted` holds blocks, comments, and ranges of code, markup and metadata; `inline` holds ranges of markup, most
    of which lie in blocks. `told` holds ranges that the parser itself reports as unread, with the reason.
    """
    blocks, comments, known = accounted
    found = [passage for passage in told if pattern(_WORD).found(text[passage.span.start : passage.span.end])]
    covers = Ranges(
        chain(
            (block.span for block in blocks),
            (comment.span for comment in comments),
            known,
            (passage.span for passage in found),
        )
    )
    covers = Ranges(chain(covers.spans, (span for span in inline if not covers.cover(span))))
    position = 0
    for span in (*covers.spans, Span(len(text), len(text))):
        words = list(pattern(_WORD).spans(text[position : span.start])) if span.start > position else []
        if words:
            found.append(Unread(Span(position + words[0].start, position + words[-1].end), _OUTSIDE))
        position = max(position, span.end)
    return tuple(sorted(found))
