"""An article as rows for a page: each block as it reads, cut where marks begin and end, and what lies between blocks."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from edlint.model.claim import Claim
from edlint.model.document import PLACEHOLDER, Block, BlockKind, Document, Mark, MarkKind
from edlint.model.finding import Finding
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.report.safe import printable
from edlint.text.sentences import sentences

_INLINE = {
    MarkKind.EMPHASIS: "em",
    MarkKind.STRONG: "strong",
    MarkKind.STRIKE: "s",
    MarkKind.QUOTE: "q",
    MarkKind.LINK: "link",
}


@dataclass(frozen=True)
class Segment:
    """A run of text with the same marks throughout.

    `findings` are the fingerprints' numbers in the article, `tags` the inline markup around it, `code` whether it is
    code or another thing that is not prose, `sentence` the number of its sentence in the block.
    """

    text: str
    findings: tuple[int, ...] = ()
    claims: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    code: bool = False
    sentence: int = 0


@dataclass(frozen=True)
class Row:
    """A block as it is shown, or a stretch of source between blocks (`kind` “raw”); findings by number, in order."""

    kind: str
    segments: tuple[Segment, ...]
    line: int
    level: int = 0
    quoted: bool = False
    depth: int = 0
    ordinal: int | None = None
    table: int | None = None
    cell: tuple[int, int, bool] | None = None
    findings: tuple[int, ...] = ()
    sentences: tuple[str, ...] = field(default=(), repr=False)


def rows(document: Document, findings: Sequence[Finding], claims: Sequence[Claim]) -> list[Row]:
    """Return the article's rows in the order of the source; every finding is in at least one of them."""
    source = document.source
    blocks = sorted((b for b in document.blocks if b.kind is not BlockKind.ALT), key=lambda block: block.span)
    homes = _homes(blocks, findings)
    claim_homes = _homes(blocks, claims)
    made: list[Row] = []
    position = 0
    for index, block in enumerate(blocks):
        made += _between(source, Span(position, block.span.start), findings, homes.get(-1, ()))
        mine = homes.get(index, ())
        made.append(
            _block(
                block,
                source,
                [(n, findings[n].span) for n in mine],
                [(n, claims[n].span) for n in claim_homes.get(index, ())],
            )
        )
        position = max(position, block.span.end)
    made += _between(source, Span(position, len(source.text)), findings, homes.get(-1, ()))
    return made


def _homes(blocks: Sequence[Block], things: Sequence[Finding] | Sequence[Claim]) -> dict[int, list[int]]:
    """Return which things lie in which block, by index; those in none are under -1."""
    starts = [block.span.start for block in blocks]
    homes: dict[int, list[int]] = {}
    for number, span in enumerate([thing.span for thing in things]):
        index = bisect_right(starts, span.start) - 1
        inside = index >= 0 and span.start < max(blocks[index].span.end, blocks[index].span.start + 1)
        homes.setdefault(index if inside else -1, []).append(number)
    return homes


def to_text(block: Block, span: Span) -> Span:
    """Return the part of a block's text that a range of the source gave; empty where it gave none."""
    start = end = None
    for piece in block.pieces:
        if piece.source.end <= span.start or piece.source.start >= span.end:
            continue
        whole = not piece.verbatim
        first = piece.span.start if whole else piece.span.start + max(0, span.start - piece.source.start)
        last = piece.span.end if whole else piece.span.end - max(0, piece.source.end - span.end)
        start = first if start is None else start
        end = last
    if start is None or end is None:
        after = next((p.span.start for p in block.pieces if p.source.start >= span.start), len(block.text))
        return Span(after, after)
    return Span(start, end)


def _block(
    block: Block, source: Source, findings: list[tuple[int, Span]], claims: list[tuple[int, Span]]
) -> Row:
    places = [(number, to_text(block, span)) for number, span in findings]
    claimed = [(number, to_text(block, span)) for number, span in claims]
    ends = sentences(block.text)
    return Row(
        kind=block.kind.value,
        segments=tuple(_segments(block, places, claimed, ends)),
        line=source.place(block.span.start).line,
        level=block.level,
        quoted=block.quoted,
        depth=block.item.depth if block.item else 0,
        ordinal=block.item.start + block.item.item if block.item and block.item.start is not None else None,
        table=block.cell.table if block.cell else None,
        cell=(block.cell.row, block.cell.column, block.cell.header) if block.cell else None,
        findings=tuple(number for number, _ in findings),
        sentences=tuple(block.text[span.start : span.end] for span in ends),
    )


def _segments(
    block: Block, findings: list[tuple[int, Span]], claims: list[tuple[int, Span]], ends: Sequence[Span]
) -> Iterator[Segment]:
    marks = [mark for mark in block.marks if not mark.span.empty]
    points = {0, len(block.text)}
    for span in [*(s for _, s in findings), *(s for _, s in claims), *(m.span for m in marks), *ends]:
        points |= {span.start, span.end}
    empty = [(number, span.start) for number, span in findings if span.empty]
    starts = [span.start for span in ends]
    for begin, end in pairwise(sorted(points)):
        for number, at in empty:
            if at == begin:
                yield Segment("", (number,))
        here = [mark for mark in marks if mark.span.start <= begin and end <= mark.span.end]
        yield Segment(
            text=_shown(block.text[begin:end], here),
            findings=tuple(number for number, span in findings if span.start <= begin and end <= span.end),
            claims=tuple(number for number, span in claims if span.start <= begin and end <= span.end),
            tags=tuple(dict.fromkeys(_INLINE[mark.kind] for mark in here if mark.kind in _INLINE)),
            code=PLACEHOLDER in block.text[begin:end],
            sentence=max(0, bisect_right(starts, begin) - 1),
        )
    for number, at in empty:
        if at == len(block.text):
            yield Segment("", (number,))


def _shown(text: str, marks: Sequence[Mark]) -> str:
    """Return the text with what the placeholder stands for in its place."""
    if PLACEHOLDER not in text:
        return printable(text)
    stands = next((mark for mark in marks if mark.kind not in _INLINE), None)
    if stands is None:
        return printable(text.replace(PLACEHOLDER, "…"))
    shown = stands.detail or "image" if stands.kind is MarkKind.IMAGE else stands.value
    return printable(text.replace(PLACEHOLDER, shown or "…"))


def _between(source: Source, gap: Span, findings: Sequence[Finding], loose: Sequence[int]) -> Iterator[Row]:
    """Yield what stands between two blocks as it is in the source: code, and markup that a finding is about."""
    if gap.end <= gap.start:
        return
    mine = [n for n in loose if gap.start <= findings[n].span.start < gap.end]
    text = source.slice(gap)
    fenced = "<pre" in text or (
        source.format == "markdown" and any(sign in text for sign in ("```", "~~~", "\n    "))
    )
    if not mine and not fenced:
        return
    first, last = gap.start, gap.end
    while (
        first < last
        and text[first - gap.start].isspace()
        and not any(findings[n].span.start == first for n in mine)
    ):
        first += 1
    while (
        last > first
        and source.text[last - 1].isspace()
        and not any(findings[n].span.end == last for n in mine)
    ):
        last -= 1
    points = {first, last}
    for number in mine:
        span = findings[number].span
        points |= {max(first, span.start), min(last, max(span.end, span.start))}
    segments = [
        Segment(
            "".join(printable(c) if c not in "\r\n" else c for c in source.text[begin:end]),
            tuple(
                n for n in mine if findings[n].span.start <= begin and end <= max(findings[n].span.end, begin)
            ),
            code=True,
        )
        for begin, end in pairwise(sorted(points))
    ]
    if segments:
        yield Row("raw", tuple(segments), source.place(first).line, findings=tuple(mine))
