"""What of a text no block holds and nothing else accounts for: words that a check never saw, said so that green is green."""

from collections.abc import Iterable

from edlint.model.document import Block, Comment, Unread
from edlint.model.span import Span
from edlint.text.pattern import pattern

_WORD = r"\pL{2,}"
_OUTSIDE = "it stands in no block that is read, and is no code, markup, comment or metadata that edlint knows"


def united(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def unread(
    text: str,
    blocks: Iterable[Block],
    comments: Iterable[Comment],
    known: Iterable[Span],
    told: Iterable[Unread],
) -> tuple[Unread, ...]:
    """Return the stretches with words that were not read, in order.

    `known` are code, markup and metadata; `told` are stretches of which a parser knows that they were not read, and why.
    """
    told = [passage for passage in told if pattern(_WORD).found(text[passage.span.start : passage.span.end])]
    accounted = united(
        [
            *(block.span for block in blocks),
            *(comment.span for comment in comments),
            *known,
            *(passage.span for passage in told),
        ]
    )
    found = list(told)
    position = 0
    for span in (*accounted, Span(len(text), len(text))):
        words = list(pattern(_WORD).spans(text[position : span.start])) if span.start > position else []
        if words:
            place = Span(position + words[0].start, position + words[-1].end)
            found.append(Unread(place, _OUTSIDE))
        position = max(position, span.end)
    return tuple(sorted(found))
