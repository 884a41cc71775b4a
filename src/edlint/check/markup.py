"""Markup that readers see or hear: headings, links, images, footnotes, lists, and marks that are never closed.

Each rule's `data.look` names the function here that carries it out.
"""

from collections.abc import Callable, Iterator, Mapping

from edlint.check.capitals import loud_headings, name_cases, small_headings
from edlint.check.endings import list_ends, paragraph_ends
from edlint.check.links import dead_anchors, missing_files, schemeless_addresses, undefined_references
from edlint.check.pairs import cut_off, unclosed_brackets, unclosed_quotes
from edlint.config.profile import ActiveRule, Profile
from edlint.model.block import PLACEHOLDER, Block, BlockKind, Mark, MarkKind
from edlint.model.document import Document
from edlint.model.errors import EngineError
from edlint.model.finding import Hit
from edlint.model.outcome import Outcome
from edlint.model.span import Span
from edlint.prose.prose import Prose
from edlint.prose.voice import own_words
from edlint.rules.base import Checker
from edlint.text.pattern import pattern

_FILE_NAME = r"(?i)[\w\-. ()@%/]*\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?)|(?:img|dsc|image|screenshot|picture|photo)[-_ ]?[\d\-_. ]*"
_EMPTY_LINK = r"(?i)^\[\s*\]|^<a\b[^>]*>\s*</a\s*>$"
# An aside in brackets may run over this many blocks.
_ASIDE = 4
_SAME = "\"'“”‘’ .:!?"


def _headings(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind is BlockKind.HEADING and not block.quoted]


def _whole(block: Block) -> Span:
    start = len(block.text) - len(block.text.lstrip())
    return Span(start, len(block.text.rstrip()))


def skipped_levels(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag a heading more than one level below the one before it."""
    before = 0
    for block in _headings(document):
        if before and block.level > before + 1:
            values = {"level": str(block.level), "before": str(before), "want": str(before + 1)}
            yield Hit(active.rule.id, _whole(block), block, values=values)
        before = block.level


def several_titles(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag the second heading of level 1, once."""
    titles = [block for block in _headings(document) if block.level == 1]
    if len(titles) > 1:
        values = {"first": " ".join(titles[0].text.split()), "count": str(len(titles))}
        yield Hit(active.rule.id, _whole(titles[1]), titles[1], values=values)


def same_headings(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag a heading that says what an earlier one under the same parent says."""
    seen: list[tuple[int, set[str]]] = [(0, set())]
    for block in _headings(document):
        while seen[-1][0] > block.level:
            seen.pop()
        if seen[-1][0] < block.level:
            seen.append((block.level, set()))
        text = " ".join(block.text.casefold().split()).strip(_SAME)
        if text in seen[-1][1] and PLACEHOLDER not in text:
            yield Hit(active.rule.id, _whole(block), block)
        seen[-1][1].add(text)


def link_texts(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag links whose words, alone, do not say where they lead (option `texts`)."""
    vague = {" ".join(str(text).casefold().split()) for text in active.options["texts"]}
    for block, mark in _marks(document, active, MarkKind.LINK):
        text = block.text[mark.span.start : mark.span.end]
        if " ".join(text.casefold().split()).strip("\"'“”‘’ .:!?→»>…") in vague:
            yield Hit(active.rule.id, _trim(block, mark.span), block, values={"address": mark.value})


def heading_links(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag the words of links in headings; one to a place on the page is the heading's own anchor."""
    for block, mark in _marks(document, active, MarkKind.LINK):
        span = _trim(block, mark.span)
        if block.kind is BlockKind.HEADING and not span.empty and not mark.value.startswith("#"):
            yield Hit(active.rule.id, span, block, values={"address": mark.value})


def empty_links(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag links to somewhere that hold neither words nor an image with words."""
    for block, mark in _marks(document, active, MarkKind.LINK):
        source = document.source.slice(mark.source)
        # `<a name>` is a place to link to, no link; and code between `<code>` tags is no text here, but it is there.
        if (
            mark.value
            and not block.text[mark.span.start : mark.span.end].strip(f" {PLACEHOLDER}")
            and pattern(_EMPTY_LINK).found(source)
            and not pattern(r"aria-label|title=").found(source)
        ):
            yield Hit(active.rule.id, mark.source, values={"address": mark.value})


def missing_alts(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag images without alternative text; an empty one written out in HTML says that the image is decoration."""
    for _, mark in _marks(document, active, MarkKind.IMAGE):
        source = document.source.slice(mark.source)
        if mark.detail.strip() or pattern(r"\b(alt|aria-label|aria-hidden|role)\b", ignore_case=True).found(
            source[2:]
        ):
            continue
        if source.startswith("<") or pattern(r"^!\[\s*\]").found(source):
            yield Hit(active.rule.id, mark.source, values={"address": mark.value})


def file_name_alts(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag alternative text that is a file's name."""
    for block in document.blocks:
        if block.kind is BlockKind.ALT:
            source = document.source.slice(block.span)
            if pattern(_FILE_NAME).whole(source.strip()):
                yield Hit(active.rule.id, block.span)


def bare_addresses(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag addresses that stand in the text as they are."""
    for _, mark in _marks(document, active, MarkKind.LINK):
        source = document.source.slice(mark.source)
        before = document.source.text[max(0, mark.source.start - 2) : mark.source.start]
        if source.startswith(("http://", "https://", "www.")) and before not in {"](", "[["}:
            yield Hit(active.rule.id, mark.source)


def undefined_notes(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag references to footnotes that nothing defines."""
    for _, mark in _marks(document, active, MarkKind.FOOTNOTE):
        if mark.value not in document.footnotes:
            yield Hit(active.rule.id, mark.source, values={"label": mark.value})


def unused_notes(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag footnotes that nothing refers to."""
    used = {mark.value for block in document.blocks for mark in block.marks if mark.kind is MarkKind.FOOTNOTE}
    # A citation of several works names them with commas.
    cited = (m.value for block in document.blocks for m in block.marks if m.kind is MarkKind.CITATION)
    used |= {key.strip() for keys in cited for key in keys.split(",")}
    for block in document.blocks:
        if block.kind is BlockKind.FOOTNOTE and block.label and block.label not in used:
            used.add(block.label)
            yield Hit(active.rule.id, _whole(block), block, values={"label": block.label})


def brackets(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag round and square brackets without the other half, here or a few paragraphs on."""
    opened: list[tuple[int, Hit]] = []
    hits: list[Hit] = []
    paired: list[Hit] = []
    for number, block in enumerate(document.blocks):
        if block.kind not in active.rule.scope or not own_words(block):
            continue
        paragraph = block.kind is BlockKind.PARAGRAPH
        for span in unclosed_brackets(block.text):
            hit = Hit(active.rule.id, span, block)
            hits += [] if paragraph and cut_off(block.text, span) else [hit]
            if block.text[span.start] in "([":
                opened.append((number, hit))
            elif opened and number - opened[-1][0] <= _ASIDE:
                paired += [hit, opened.pop()[1]]
    asides = {id(hit) for hit in paired}
    yield from (hit for hit in hits if id(hit) not in asides)


def quotes(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag double quotation marks without the other half; a quotation may run over several paragraphs."""
    blocks = list(document.blocks)
    for number, block in enumerate(blocks):
        if block.kind not in active.rule.scope or not own_words(block):
            continue
        following = blocks[number + 1].text.lstrip()[:1] if number + 1 < len(blocks) else ""
        for span in unclosed_quotes(block.text):
            if following != block.text[span.start]:
                yield Hit(active.rule.id, span, block)


Look = Callable[[Document, ActiveRule], Iterator[Hit]]
LOOKS: Mapping[str, Look] = {
    "skipped-levels": skipped_levels,
    "several-titles": several_titles,
    "same-headings": same_headings,
    "link-texts": link_texts,
    "heading-links": heading_links,
    "empty-links": empty_links,
    "missing-alts": missing_alts,
    "file-name-alts": file_name_alts,
    "bare-addresses": bare_addresses,
    "undefined-notes": undefined_notes,
    "unused-notes": unused_notes,
    "list-ends": list_ends,
    "brackets": brackets,
    "quotes": quotes,
    "name-cases": name_cases,
    "small-headings": small_headings,
    "loud-headings": loud_headings,
    "paragraph-ends": paragraph_ends,
    "dead-anchors": dead_anchors,
    "undefined-references": undefined_references,
    "missing-files": missing_files,
    "schemeless-addresses": schemeless_addresses,
}
"""What a rule may name in `data.look`."""


class MarkupChecker(Checker):
    """Carries out the rules about markup."""

    name = "markup"
    version = ""

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return what the rules in force see. Raises EngineError for a rule that names no function here."""
        document = prose.document
        hits: list[Hit] = []
        for active in profile.active(self.name):
            part = getattr(active.rule, "part", "")
            look = LOOKS.get(part)
            if look is None:
                raise EngineError(f"{active.rule.id}: by: markup.{part}: the parts are {', '.join(LOOKS)}")
            hits.extend(look(document, active))
        return Outcome(tuple(hits))


make = MarkupChecker


def _blocks(document: Document, active: ActiveRule) -> Iterator[Block]:
    for block in document.blocks:
        if block.kind in active.rule.scope and own_words(block):
            yield block


def _marks(document: Document, active: ActiveRule, kind: MarkKind) -> Iterator[tuple[Block, Mark]]:
    for block in _blocks(document, active):
        for mark in block.marks:
            if mark.kind is kind:
                yield block, mark


def _trim(block: Block, span: Span) -> Span:
    text = block.text[span.start : span.end]
    return Span(span.start + len(text) - len(text.lstrip()), span.end - (len(text) - len(text.rstrip())))
