"""What of a text no block holds and nothing else accounts for: words that a check never saw, said so that green is green."""

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
    """Return the stretches with words that were not read, in order.

    `accounted` are blocks, comments, and stretches of code, markup and metadata; `inline` are stretches of markup most
    of which lie in blocks. `told` are stretches of which a parser knows that they were not read, and why.
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
