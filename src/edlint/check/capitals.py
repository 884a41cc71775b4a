"""Capitals that differ inside one article: of names (“PlushCare”, “Plushcare”) and of headings."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from edlint.config.profile import ActiveRule
from edlint.language.data import english
from edlint.model.block import Block, BlockKind
from edlint.model.document import Document
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.voice import is_reference, others_words, own_words
from edlint.rules.catalogue import all_rules
from edlint.text.pattern import pattern

# A name with a capital inside, or a single letter and a word: “PlushCare”, “R-Core”.
_NAME = r"\b(?:[A-Z][a-z]+[A-Z][A-Za-z]*|[A-Z]-[A-Z][a-z]+)\b"
_FLAT = r"\b(?:[A-Z][a-z]{2,}|[A-Z]-[a-z]+)\b"
_PART = frozenset("./_@#\\:")
# A heading's first word.
_FIRST = r"^(?:[0-9]{1,2}[.)] )?([A-Za-z][A-Za-z’'-]*)(?: [^|=]*)?$"
# Nouns by their ending: “troubleshooting”, “configuration”, “deployments” are no commands.
_MADE = r"[a-z]{4,}(?:ing|[st]ions?|ments?)"
_LOUD = r"^[0-9.) ]*((?:[A-Z][A-Z’'-]+[:,&]? )+[A-Z][A-Z’'-]{3,}[?!:]?)$"
# “USB HDMI” is of acronyms alone.
_WORDY = r"[A-Z]{6,}|\b(?:A|AND|FOR|FROM|HOW|IN|IS|OF|ON|OR|THE|TO|WHAT|WHY|WITH|YOUR)\b"
_Place = tuple[Block, Span]


def name_cases(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag, once a name, the first use of the way that is rarer in this article; of equals the one that comes later."""
    blocks = [block for block in document.blocks if block.kind in active.rule.scope and own_words(block)]
    uses: dict[str, dict[str, list[_Place]]] = defaultdict(lambda: defaultdict(list))
    for block, span in _found(_NAME, blocks):
        said = block.text[span.start : span.end]
        uses[said.lower()][said].append((block, span))
    if not uses:
        return
    for block, span in _found(_FLAT, blocks):
        said = block.text[span.start : span.end]
        if said.lower() in uses:
            uses[said.lower()][said].append((block, span))
    for ways in uses.values():
        if len(ways) > 1:
            # The ways stand in the order in which they are first used; how a known product is written decides.
            right = [way for way in ways if way in _product_names()]
            common = right[0] if len(right) == 1 else max(ways, key=lambda way: len(ways[way]))
            rare = next(way for way in reversed(ways) if way != common)
            block, span = ways[rare][0]
            if not others_words(block).touch(span) and not is_reference(block.text):
                values = {
                    "other": common,
                    "count": str(len(ways[rare])),
                    "other_count": str(len(ways[common])),
                }
                yield Hit(active.rule.id, span, block, replacements=(common,), values=values)


@cache
def _product_names() -> frozenset[str]:
    """Return the names that a rule says how to write, as they are written rightly."""
    swap = getattr(all_rules().get("terms.product-names"), "swap", {})
    return frozenset(swap.values())


def _found(form: str, blocks: list[Block]) -> Iterator[_Place]:
    for block in blocks:
        for span in pattern(form).spans(block.text):
            around = {block.text[max(0, span.start - 1) : span.start], block.text[span.end : span.end + 1]}
            behind = block.text[span.end : span.end + 2]
            glued = around & _PART and not (behind[:1] in {".", ":"} and not behind[1:].isalnum())
            if not glued and behind[:1] != "(":
                yield block, span


def small_headings(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag a heading that begins with an ordinary word in small letters where the others begin with a capital."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING and own_words(block)]
    first = [(block, next(pattern(_FIRST).matches(block.text), None)) for block in headings]
    small = [(block, match) for block, match in first if match and (match.groups[0] or "")[0].islower()]
    if not small or len(headings) < 3 or len(small) * 4 > len(headings):
        return
    for block, match in small:
        word = match.groups[0] or ""
        if word in english("markup/words", "plain") or pattern(_MADE).whole(word):
            start = block.text.index(word)
            span = Span(start, start + len(word))
            yield Hit(active.rule.id, span, block, replacements=(word.capitalize(),))


def loud_headings(document: Document, active: ActiveRule) -> Iterator[Hit]:
    """Flag headings of several words in capitals where most of the others are not set so, or the only other of its level."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING and own_words(block)]
    loud = [
        (block, span)
        for block in headings
        for span in pattern(_LOUD).spans(block.text)
        if pattern(_WORDY).found(block.text)
    ]
    level = [block for block in headings if loud and block.level == loud[0][0].level]
    if len(loud) * 2 < len(headings) or (len(loud) == 1 and len(level) == len(loud) + 1):
        for block, span in loud:
            yield Hit(active.rule.id, span, block)
