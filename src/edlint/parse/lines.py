"""Line ends: parsers see `\\n` only, and the offsets they return are mapped back to the file's own line ends."""

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
    """Return the source with every line end as `\\n`, so that a file is parsed the same with any line ends."""
    return replace(source, text=source.text.replace("\r\n", "\n").replace("\r", "\n"))


def restored(document: Document, source: Source) -> Document:
    """Return the document of `unified(source)` as one of `source`, with all its offsets mapped."""
    text = source.text
    # Offsets in the unified text of the lines after a line end of two code points; each shifts all that follows by one.
    longer: list[int] = []
    at = text.find("\r\n")
    while at >= 0:
        longer.append(at + 1 - len(longer))
        at = text.find("\r\n", at + 2)

    def moved(span: Span) -> Span:
        start = span.start + bisect_right(longer, span.start)
        if span.empty:
            return Span(start, start)
        # A span that ends after such a line end includes both of its code points.
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
