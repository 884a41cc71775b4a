"""Zero-width characters (soft hyphens, joiners, direction marks), which are not part of the words they occur in."""

from collections.abc import Iterable
from itertools import pairwise

from edlint.model.block import VERBATIM, Block
from edlint.model.document import Problem
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.text.pattern import pattern

_WIDTHLESS = "[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"
_NO_WIDTH = frozenset(map(chr, (0xAD, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF)))
_WIDTHLESS_ENTITY = r"&(?:shy|zwnj|zwj|lrm|rlm|ZeroWidthSpace|NoBreak);|&#"
_JOINERS = "\u200c\u200d"


def has_widthless(text: str) -> bool:
    """Whether a text contains a zero-width character."""
    return not _NO_WIDTH.isdisjoint(text)


def visible(text: str, before: str) -> list[Span]:
    """Return the ranges of a text between its zero-width characters, the last up to its end.

    A joiner that has a meaning does not count as one of them. `before` is the character in front of the text.
    """
    position = 0
    parts: list[Span] = []
    for at, _ in pattern(_WIDTHLESS).spans(text):
        if not (text[at] in _JOINERS and _joins(text[at - 1] if at else before)):
            parts.append(Span(position, at))
            position = at + 1
    return [*parts, Span(position, len(text))]


def _joins(before: str) -> bool:
    """Whether a joiner after this character has a meaning: in scripts from Hebrew on, and between emoji."""
    return "\u0590" <= before < "\u1e00" or before >= "\u2190"


def widthless(source: Source, blocks: Iterable[Block]) -> Iterable[Problem]:
    """Yield one problem for all zero-width characters inside the words of a document, if there are any."""
    text = source.text
    if not pattern(f"{_WIDTHLESS}|{_WIDTHLESS_ENTITY}").found(text):
        return
    gaps = (
        Span(end, start)
        for block in blocks
        for (_, _, end, one), (_, start, _, other) in pairwise(block.runs)
        if one == other == VERBATIM and end < start
    )
    from html import unescape  # noqa: PLC0415 - few texts hold any, and its names of signs take a millisecond

    found = [gap for gap in gaps if pattern(f"{_WIDTHLESS}+").whole(unescape(text[gap.start : gap.end]))]
    if found:
        yield Problem("typography.zero-width", min(found), {"count": str(len(found))})
