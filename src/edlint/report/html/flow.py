"""An article as rows for a page, in source order: blocks, code listings, and source lines around other findings."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from edlint.model.block import Block, BlockKind
from edlint.model.claim import Claim
from edlint.model.document import Document
from edlint.model.finding import Finding
from edlint.model.locate import to_text
from edlint.model.span import Span
from edlint.report.html.annotation import annotated
from edlint.report.html.words import Annotator, Images, Marked, block_words

# Code points of source on each side that are shown around a finding outside of the prose.
_AROUND = 160


@dataclass(frozen=True)
class PageRow:
    """One row of a page: its kind (a block's, “code” or “raw”), its words as HTML, and its findings by number."""

    kind: str
    body: Markup
    line: int
    findings: tuple[int, ...] = ()
    block: Block | None = None
    language: str = ""


@dataclass
class _Home:
    """A block or a code listing, with the findings and claims in it."""

    span: Span
    block: Block | None = None
    listing: tuple[Span, ...] = ()
    findings: list[int] = field(default_factory=list)
    claims: list[int] = field(default_factory=list)


def rows(
    document: Document, findings: Sequence[Finding], claims: Sequence[Claim], annotator: Annotator
) -> list[PageRow]:
    """Return the article's rows; every finding is marked in at least one of them."""
    homes, alts = _homes(document)
    starts = [home.span.start for home in homes]
    texts: dict[int, list[int]] = {}
    loose: list[int] = []
    for number, finding in enumerate(findings):
        alt = next((at for at, block in alts.items() if block.span.covers(finding.span)), None)
        if alt is not None and to_text(alts[alt], finding.span) is not None:
            texts.setdefault(alt, []).append(number)
            continue
        found = [home for home in _touched(homes, starts, finding.span) if _shows(home, finding.span)]
        for home in found:
            home.findings.append(number)
        if not found:
            loose.append(number)
    for number, claim in enumerate(claims):
        for home in _touched(homes, starts, claim.span):
            home.claims.append(number)
    made: list[tuple[int, PageRow]] = []
    for home in homes:
        row = _code(document, home, findings, annotator) if home.block is None else None
        if home.block is not None:
            mine, body = block_words(
                document.source,
                home.block,
                Marked(home.findings, home.claims),
                Images(alts, texts),
                annotator,
            )
            row = PageRow(home.block.kind.value, body, _line(document, home.span), mine, home.block)
        if row is not None:
            made.append((home.span.start, row))
    made += _raw(document, findings, loose, annotator)
    made.sort(key=lambda item: item[0])
    return [row for _, row in made]


def _homes(document: Document) -> tuple[list[_Home], dict[int, Block]]:
    """Return the blocks and listings in order, and the alternative texts of images inside blocks, by their start."""
    pictured = [
        mark.source for block in document.blocks for mark in block.marks if mark.kind.value == "image"
    ]
    starts = sorted(span.start for span in pictured)
    ends = {span.start: span.end for span in pictured}
    homes, alts = [], {}
    for block in document.blocks:
        if block.kind is BlockKind.ALT:
            index = bisect_right(starts, block.span.start) - 1
            if index >= 0 and block.span.end <= ends[starts[index]]:
                alts[block.span.start] = block
                continue
        homes.append(_Home(block.span, block))
    homes += [_Home(Span(runs[0].start, runs[-1].end), listing=runs) for runs in document.listings if runs]
    homes.sort(key=lambda home: (home.span, home.block is None))
    return homes, alts


def _touched(homes: Sequence[_Home], starts: Sequence[int], span: Span) -> Iterable[_Home]:
    first = max(0, bisect_right(starts, span.start) - 1)
    last = max(bisect_left(starts, span.end), first + 1)
    # Blocks can be nested (a footnote in a paragraph of HTML): a few before are tried as well.
    return [home for home in homes[max(0, first - 3) : last] if home.span.touches(span)] or [
        home for home in homes[first:last] if span.empty and home.span.end == span.start
    ]


def _shows(home: _Home, span: Span) -> bool:
    """Whether the page shows words of `span` in this block or listing."""
    if home.block is not None:
        return to_text(home.block, span) is not None
    return any(run.touches(span) for run in home.listing)


def _code(document: Document, home: _Home, findings: Sequence[Finding], annotator: Annotator) -> PageRow:
    """Return a row for a code listing, its lines without the indentation of the enclosing block."""
    text, annotations, length = "", [], 0
    for run in home.listing:
        for number in home.findings:
            span = findings[number].span
            if run.touches(span):
                begin = max(run.start, span.start) - run.start + length
                annotations.append(
                    annotator.finding(number, begin, min(run.end, span.end) - run.start + length)
                )
        text += document.source.slice(run)
        length = len(text)
    kept = len(text.rstrip("\r\n"))
    end = max([kept, *(annotation.end for annotation in annotations)])
    return PageRow(
        "code",
        annotated(text[:end], annotations),
        _line(document, home.span),
        tuple(home.findings),
        language=_language(document, home),
    )


def _language(document: Document, home: _Home) -> str:
    """Return the language name on a Markdown fence, for display; empty if there is none."""
    source = document.source
    line = source.place(home.span.start).line
    if source.format != "markdown" or line < 2:
        return ""
    fence = source.slice(source.line_span(line - 1)).lstrip(" >\t-*+0123456789.)")
    name = fence.lstrip("`~")
    return (
        name.strip().split(" ")[0].split("{")[0][:20] if fence[:3] in {"```", "~~~"} and name.strip() else ""
    )


def _raw(
    document: Document, findings: Sequence[Finding], loose: Sequence[int], annotator: Annotator
) -> Iterable[tuple[int, PageRow]]:
    """Yield the source lines around findings that are not about the text: in comments, front matter, markup."""
    source = document.source
    groups: list[tuple[Span, list[int]]] = []
    for number in sorted(loose, key=lambda n: findings[n].span):
        span = findings[number].span
        first, last = source.place(span.start).line, source.place(max(span.start, span.end - 1)).line
        begin = max(source.line_span(first).start, span.start - _AROUND)
        end = max(span.end, min(source.line_span(last).end, span.end + _AROUND))
        if groups and begin <= groups[-1][0].end:
            groups[-1] = (Span(groups[-1][0].start, max(end, groups[-1][0].end)), [*groups[-1][1], number])
        else:
            groups.append((Span(begin, end), [number]))
    for span, mine in groups:
        annotations = [
            annotator.finding(
                number, findings[number].span.start - span.start, findings[number].span.end - span.start
            )
            for number in mine
        ]
        body = annotated(source.slice(span), annotations)
        yield span.start, PageRow("raw", body, source.place(span.start).line, tuple(mine))


def _line(document: Document, span: Span) -> int:
    return document.source.place(span.start).line
