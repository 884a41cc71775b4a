"""The words of one block as HTML: inline markup, code and images, sentences, and the marks of findings and claims."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from edlint.model.block import PLACEHOLDER, Block, BlockKind, Mark, MarkKind
from edlint.model.locate import to_text
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.report.html.annotation import Annotation, annotated
from edlint.report.safe import one_line, printable
from edlint.text.sentences import sentences

_TAGS = {
    MarkKind.EMPHASIS: "em",
    MarkKind.STRONG: "strong",
    MarkKind.STRIKE: "s",
    MarkKind.QUOTE: "q",
}
_FINDING, _CLAIM, _SENTENCE, _TAG = range(4)
_SHADED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}


@dataclass(frozen=True)
class Annotator:
    """Provides the tags for an article's findings, claims and sentences.

    `finding_tag` and `claim_tag` return the start tags of a finding or claim by number, of its first part and of
    further parts; `shaded` returns a sentence's shade (0: none) and its id as a link target, or ""; `finding_spans` and
    `claim_spans` are their ranges in the source.
    """

    finding_tag: Callable[[int, str], tuple[Markup, Markup]]
    claim_tag: Callable[[int], tuple[Markup, Markup]]
    shaded: Callable[[str], tuple[int, str]]
    finding_spans: Sequence[Span]
    claim_spans: Sequence[Span]

    def finding(self, number: int, start: int, end: int, shown: str = "") -> Annotation:
        """Return the mark of a finding around a range of a text; `shown` is the text in the range."""
        first, again = self.finding_tag(number, shown)
        return Annotation(start, end, _FINDING, first, Markup("</mark>"), again)


class Marked(NamedTuple):
    """The findings and claims, by number, that are in a block."""

    findings: Sequence[int]
    claims: Sequence[int] = ()


class Images(NamedTuple):
    """The alternative texts of an article's images by their start offset, and the findings in each."""

    alts: Mapping[int, Block]
    findings: Mapping[int, Sequence[int]]


def block_words(
    source: Source, block: Block, marked: Marked, images: Images, annotator: Annotator
) -> tuple[tuple[int, ...], Markup]:
    """Return the numbers of all findings marked in a block, in its images too, and its words as HTML."""
    annotations: list[Annotation] = []
    mine = list(marked.findings)
    for number in marked.findings:
        place = to_text(block, annotator.finding_spans[number])
        if place is not None:
            shown = block.text[place.start : place.end]
            annotations.append(annotator.finding(number, place.start, place.end, shown))
    for number in marked.claims:
        place = to_text(block, annotator.claim_spans[number])
        if place is not None and not place.empty:
            first, again = annotator.claim_tag(number)
            annotations.append(Annotation(place.start, place.end, _CLAIM, first, Markup("</span>"), again))
    annotations += _markup(block)
    if block.kind in _SHADED:
        annotations += _sentences(block, annotator)
    instead: dict[int, Markup] = {}
    for at in _placeholders(block.text):
        numbers, html = _instead(source, block, at, images, annotator)
        instead[at] = html
        mine += numbers
    return tuple(sorted(set(mine), key=lambda n: (annotator.finding_spans[n], n))), annotated(
        block.text, annotations, instead
    )


def _markup(block: Block) -> Iterator[Annotation]:
    for mark in block.marks:
        if mark.kind is MarkKind.FOOTNOTE:
            sign = Markup('<sup class="ref">{}</sup>').format(printable(mark.value))
            yield Annotation(mark.span.start, mark.span.start, _TAG, sign, Markup(""))
        elif mark.span.empty:
            continue
        elif mark.kind is MarkKind.LINK:
            yield _link(mark)
        elif mark.kind in _TAGS:
            tag = _TAGS[mark.kind]
            yield Annotation(mark.span.start, mark.span.end, _TAG, Markup(f"<{tag}>"), Markup(f"</{tag}>"))  # noqa: S704 - a tag of ours


def _link(mark: Mark) -> Annotation:
    """Return a web link as a link; any other is only underlined."""
    if web(mark.value):
        opened = Markup(f'<a href="{escape(mark.value)}" rel="noreferrer noopener">')  # noqa: S704 - escaped
        return Annotation(mark.span.start, mark.span.end, _TAG, opened, Markup("</a>"))
    return Annotation(mark.span.start, mark.span.end, _TAG, Markup('<span class="link">'), Markup("</span>"))


def web(address: str) -> bool:
    """Whether an address is a web address: no other can be followed from a page."""
    return address.startswith(("https://", "http://")) and address.isprintable()


def _sentences(block: Block, annotator: Annotator) -> Iterator[Annotation]:
    for span in sentences(block.text):
        dark, name = annotator.shaded(block.text[span.start : span.end])
        if not dark and not name:
            continue
        again = Markup(f'<span class="shade-{dark}">')  # noqa: S704 - both are ours
        opened = Markup(f'<span class="shade-{dark}" id="{name}">') if name else again  # noqa: S704 - an id of ours
        yield Annotation(span.start, span.end, _SENTENCE, opened, Markup("</span>"), again)


def _placeholders(text: str) -> Iterator[int]:
    at = text.find(PLACEHOLDER)
    while at >= 0:
        yield at
        at = text.find(PLACEHOLDER, at + 1)


def _instead(
    source: Source, block: Block, at: int, images: Images, annotator: Annotator
) -> tuple[Sequence[int], Markup]:
    """Return the findings in what a placeholder replaces, and the HTML for it."""
    covering = [mark for mark in block.marks if mark.span.start <= at < mark.span.end]
    stands = next((m for m in covering if m.kind in {MarkKind.CODE, MarkKind.MATH, MarkKind.IMAGE}), None)
    if any(mark.kind is MarkKind.HIDDEN for mark in covering):
        return (), Markup("")
    if stands is None:
        shown = one_line(source.slice(block.to_source(Span(at, at + 1))))
        return (), Markup('<span class="literal">{}</span>').format(shown)
    if stands.kind is not MarkKind.IMAGE:
        code = escape(printable(stands.value))
        return (), Markup(f'<code class="{stands.kind.value}">{code}</code>')  # noqa: S704 - escaped
    place = stands.source
    alt = next((images.alts[start] for start in images.alts if place.start <= start < place.end), None)
    numbers = images.findings.get(alt.span.start, ()) if alt is not None else ()
    words: Markup = escape(printable(stands.detail))
    if alt is not None:
        _, words = block_words(source, alt, Marked(numbers), Images({}, {}), annotator)
    file = printable(stands.value.rpartition("/")[2][:80])
    return numbers, Markup('<span class="image"><span class="file">{}</span>{}</span>').format(
        f"image {file}", words or Markup('<span class="none">no alternative text</span>')
    )
