"""Readability: textstat's figures over the author's running prose, and rules on sentences that are too long or hard."""

from collections.abc import Iterator

import textstat

from edlint.check.base import Outcome, own_words
from edlint.check.syllables import lend_to_textstat
from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.model.document import PLACEHOLDER, Block, BlockKind, Document
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.text.sentences import sentences
from edlint.text.words import words

_HEADINGS = {BlockKind.TITLE, BlockKind.HEADING}
_FULL_STOPS = (".", "!", "?", "…", ".)", "!”", "?”", ".”", '."')


class ReadabilityChecker:
    """Carries out `readability.*`; gives the figures for every English file."""

    name = "readability"
    version = "textstat 0.7.8"

    def __init__(self) -> None:
        """Have textstat look words up quickly."""
        lend_to_textstat()
        textstat.set_lang("en_US")

    def check(self, document: Document, profile: Profile) -> Outcome:
        """Return the figures, and the sentences and documents beyond the limits."""
        if not profile.english:
            return Outcome()
        blocks = [block for block in document.blocks if counts(block)]
        found = figures("\n\n".join(_plain(block.text) for block in blocks))
        hits: list[Hit] = []
        for active in profile.active("readability"):
            kind = (active.rule.spec or {}).get("measure")
            if kind == "document":
                hits += _document(active, document, blocks, found)
            else:
                hits += (hit for block in blocks for hit in _sentences(active, block, kind))
        return Outcome(tuple(hits), figures=found)

    def close(self) -> None:
        """Nothing was started."""


def make(settings: Settings) -> ReadabilityChecker:  # noqa: ARG001 - every checker is made alike
    """Return the checker."""
    return ReadabilityChecker()


def counts(block: Block) -> bool:
    """Whether a block is running prose of the author: a paragraph, or a list item that is a sentence."""
    if not own_words(block):
        return False
    return block.kind is BlockKind.PARAGRAPH or (
        block.kind is BlockKind.LIST_ITEM and block.text.rstrip().endswith(_FULL_STOPS)
    )


def figures(prose: str) -> dict[str, float]:
    """Return textstat's figures for a text, rounded to two decimals; empty for a text without words.

    Formulas: Flesch 1948, Kincaid 1975, Gunning 1952, McLaughlin 1969 (SMOG), Coleman and Liau 1975, Senter and Smith
    1967 (ARI), Dale and Chall 1948, as textstat 0.7.8 computes them. `reading_time_seconds` is textstat's, at 14.69 ms
    a character (Demberg and Keller 2008).
    """
    if not textstat.lexicon_count(prose):
        return {}
    values = {
        "flesch_reading_ease": textstat.flesch_reading_ease(prose),
        "flesch_kincaid_grade": textstat.flesch_kincaid_grade(prose),
        "gunning_fog": textstat.gunning_fog(prose),
        "smog_index": textstat.smog_index(prose),
        "coleman_liau_index": textstat.coleman_liau_index(prose),
        "automated_readability_index": textstat.automated_readability_index(prose),
        "dale_chall_score": textstat.dale_chall_readability_score(prose),
        "reading_time_seconds": textstat.reading_time(prose),
    }
    return {name: round(float(value), 2) for name, value in values.items()}


def _plain(text: str) -> str:
    return text.replace(PLACEHOLDER, "")


def _document(
    active: ActiveRule, document: Document, blocks: list[Block], found: dict[str, float]
) -> Iterator[Hit]:
    """Yield a hit on the title, the first heading or the first paragraph when a figure passes the limit."""
    figure = str(active.rule.spec["figure"])
    limit = float(active.options["max"])
    enough = int(active.options["min-words"])
    if sum(len(words(block.text)) for block in blocks) < enough or found.get(figure, 0.0) <= limit:
        return
    place = next((b for b in document.blocks if b.kind in _HEADINGS), blocks[0])
    span = Span(0, len(place.text)) if place.kind in _HEADINGS else sentences(place.text)[0]
    yield Hit(
        active.rule.id, span, place, values={"value": f"{found[figure]:.1f}", "max": f"{limit:g}"}, whole=True
    )


def _sentences(active: ActiveRule, block: Block, kind: str | None) -> Iterator[Hit]:
    """Yield the sentences of a block beyond the limit: in words, or in grade for those of some length."""
    if active.rule.scope and block.kind not in active.rule.scope:
        return
    limit = float(active.options["max"])
    for span in sentences(block.text):
        sentence = _plain(block.text[span.start : span.end])
        length = len(sentence.split())
        if kind == "sentence-words" and length > limit:
            yield Hit(active.rule.id, span, block, values={"words": str(length), "max": f"{limit:g}"})
        elif kind == "sentence-grade" and length >= int(active.options["min-words"]):
            grade = textstat.flesch_kincaid_grade(sentence)
            if grade > limit:
                yield Hit(active.rule.id, span, block, values={"grade": f"{grade:.0f}", "words": str(length)})
