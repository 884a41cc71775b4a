"""Line ends: parsers read a text with `\\n` alone, and what they found is put back where it stands in the file."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from msgspec import structs

from edlint.model.block import Block
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.model.span import Span

Moved = Callable[[Span], Span]


def unified(source: Source) -> Source:
    """Return the source with `\\n` for every line end, so that a file reads the same whichever it was written with."""
    return replace(source, text=source.text.replace("\r\n", "\n").replace("\r", "\n"))


def restored(document: Document, source: Source) -> Document:
    """Return the document of `unified(source)` as one of `source`: the same words, every place in the file as it is."""
    text = source.text
    # Where, in the unified text, each line begins whose line end was two code points long, and so with all behind it.
    longer: list[int] = []
    at = text.find("\r\n")
    while at >= 0:
        longer.append(at + 1 - len(longer))
        at = text.find("\r\n", at + 2)

    def moved(span: Span) -> Span:
        start = span.start + bisect_right(longer, span.start)
        if span.empty:
            return Span(start, start)
        # The line end of two code points goes whole into what ends behind it.
        return Span(start, span.end + bisect_right(longer, span.end))

    return structs.replace(
        document,
        source=source,
        blocks=tuple(_block(block, moved) for block in document.blocks),
        comments=tuple(comment._replace(span=moved(comment.span)) for comment in document.comments),
        listings=tuple(tuple(map(moved, runs)) for runs in document.listings),
        problems=tuple(problem._replace(span=moved(problem.span)) for problem in document.problems),
        unread=tuple(passage._replace(span=moved(passage.span)) for passage in document.unread),
    )


def _block(block: Block, moved: Moved) -> Block:
    return structs.replace(
        block,
        span=moved(block.span),
        runs=tuple((at, *moved(Span(start, end)), what) for at, start, end, what in block.runs),
        marks=tuple(mark._replace(source=moved(mark.source)) for mark in block.marks),
    )
