"""Quotations, and whether their speaker is named.

A quotation is distinguished from a title, a term or a message by its length and by beginning like a sentence.
"""

from collections.abc import Iterator, Sequence

from edlint.check.claims.evidence import Sources
from edlint.check.claims.found import Found
from edlint.check.claims.language import Language
from edlint.model.block import Block, BlockKind, MarkKind
from edlint.model.claim import ClaimKind, Evidence, EvidenceKind
from edlint.model.span import Span
from edlint.text.pattern import pattern
from edlint.text.quotes import quotations
from edlint.text.sentences import sentence_at, sentences
from edlint.text.words import words

RULE = "claims.quotation"
_RUNNING = frozenset([BlockKind.PARAGRAPH, BlockKind.LIST_ITEM])
# “— Ada Lovelace” below a quotation, or after it.
_SIGNED = pattern(r"(?:^|\s)[—–―~-]{1,2}\s?\p{Lu}[\pL.’'-]+")


def found(blocks: Sequence[Block], least: int, language: Language) -> Iterator[Found]:
    """Yield the quotations of at least `least` words, in quotation marks or set as blocks."""
    for index, block in enumerate(blocks):
        if block.kind not in _RUNNING or block.language is not None:
            continue
        if block.quoted:
            first = index == 0 or not blocks[index - 1].quoted
            if (
                first
                and _long(block.text, least)
                and block.text[:1].isupper()
                and not is_aside(block, language)
            ):
                yield Found(
                    ClaimKind.QUOTATION,
                    RULE,
                    block,
                    index,
                    sentences(block.text)[0],
                    Span(0, len(block.text)),
                )
            continue
        for span in quotations(block.text):
            inner = block.text[span.start + 1 : span.end - 1]
            if _long(inner, least) and inner[:1].isupper():
                yield Found(
                    ClaimKind.QUOTATION, RULE, block, index, span, sentence_at(block.text, span.start)
                )


def speaker(
    claim: Found, blocks: Sequence[Block], sources: Sources, language: Language
) -> tuple[Evidence, ...]:
    """Return the evidence of a quotation's speaker: an attribution, a signature, a source or a link; () if none."""
    near = [claim.index]
    if claim.block.quoted:
        last = claim.index
        while last + 1 < len(blocks) and blocks[last + 1].quoted:
            last += 1
        near = [index for index in range(claim.index - 1, last + 2) if 0 <= index < len(blocks)]
    elif claim.index > 0:
        near.append(claim.index - 1)
    for index in near:
        text = blocks[index].text
        # The words in quotation marks are left out: only those around them can name the speaker.
        for cue in (language.cues["speech"], _SIGNED):
            said = cue.first(_outside(blocks[index]))
            if said is not None:
                return (
                    Evidence(
                        EvidenceKind.ATTRIBUTION, _outside(blocks[index])[said.start : said.end].strip()
                    ),
                )
        given = [source.evidence for source in sources.of(index)]
        if given:
            return tuple(given[:1])
        if any(mark.kind is MarkKind.LINK for mark in blocks[index].marks):
            link = next(mark for mark in blocks[index].marks if mark.kind is MarkKind.LINK)
            return (Evidence(EvidenceKind.LINK, text[link.span.start : link.span.end], link.value),)
    return ()


def is_aside(block: Block, language: Language) -> bool:
    """Whether a block quotation is really a note, a tip or another box."""
    aside = language.cues["aside"].first(block.text[:60])
    return aside is not None and aside.start < 4


def _outside(block: Block) -> str:
    """Return a block's text without the words in quotation marks; for a block quotation, the whole text."""
    if block.quoted:
        return block.text
    text, out, position = block.text, [], 0
    for span in quotations(text):
        out.append(text[position : span.start])
        position = span.end
    return " ".join([*out, text[position:]])


def _long(text: str, least: int) -> bool:
    return len(words(text)) >= least
