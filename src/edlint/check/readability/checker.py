"""Readability: textstat's figures over the author's running prose, and rules on sentences that are too long or hard."""

from collections.abc import Iterator, Mapping
from functools import partial

from edlint.check.readability.figures import counted, figures, grade
from edlint.check.readability.syllables import syllables
from edlint.config.profile import ActiveRule, Profile
from edlint.model.block import PLACEHOLDER, Block, BlockKind
from edlint.model.document import Document
from edlint.model.finding import Hit
from edlint.model.outcome import Outcome
from edlint.model.span import Span
from edlint.prose.blocks import by_block
from edlint.prose.prose import Prose
from edlint.prose.voice import own_words
from edlint.rules.base import Checker
from edlint.text.pattern import pattern
from edlint.text.sentences import sentences
from edlint.text.words import words

_HEADINGS = {BlockKind.TITLE, BlockKind.HEADING}
# A template’s parameters (`q2="…"`), the cells of a broken table, JSON: no sentence runs over them.
_DATA = r"""[\pL\d_]=["“”]|\|[^|]*\||"[^"]*"\s*:\s"""
# Six or more short items in a row, such as names: readers skim such a list and need not remember it.
_ROW = r"(?:[^\s,;]+(?:\s[^\s,;]+){0,3}[,;]\s+){6,}"
_FULL_STOPS = (".", "!", "?", "…", ".)", "!”", "?”", ".”", '."')


class ReadabilityChecker(Checker):
    """Runs the rules `readability.*`, and computes the figures of every English file."""

    name = "readability"
    version = "textstat 0.7.8"

    def prepare(self, profile: Profile) -> None:
        """Open the table of syllables; the first run of this version builds it."""
        if profile.english:
            syllables()

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return the figures, and hits on sentences and documents beyond the limits."""
        document = prose.document
        if not profile.english:
            return Outcome()
        blocks = [block for block in document.blocks if counts(block)]
        found = figures("\n\n".join(_plain(block.text) for block in blocks))
        hits: list[Hit] = []
        for active in profile.active("readability"):
            kind = getattr(active.rule, "part", "")
            if kind == "document":
                hits += _document(active, document, blocks, found)
            else:
                look = partial(_in_blocks, active=active, kind=kind)
                hits += (hit for _, hit in by_block(prose, active.rule.id, look))
        return Outcome(tuple(hits), figures=found)


make = ReadabilityChecker


def counts(block: Block) -> bool:
    """Whether a block is running prose of the author: a paragraph, or a list item that is a sentence."""
    if not own_words(block):
        return False
    return block.kind is BlockKind.PARAGRAPH or (
        block.kind is BlockKind.LIST_ITEM and block.text.rstrip().endswith(_FULL_STOPS)
    )


def _plain(text: str) -> str:
    return text.replace(PLACEHOLDER, "")


def _document(
    active: ActiveRule, document: Document, blocks: list[Block], found: Mapping[str, float]
) -> Iterator[Hit]:
    """Yield a hit on the title, the first heading or the first sentence when a figure exceeds the limit."""
    figure = str(active.options["figure"])
    limit = float(active.options["max"])
    enough = int(active.options["min-words"])
    if found.get(figure, 0.0) <= limit or sum(len(words(block.text)) for block in blocks) < enough:
        return
    place = next((b for b in document.blocks if b.kind in _HEADINGS), blocks[0])
    span = Span(0, len(place.text)) if place.kind in _HEADINGS else sentences(place.text)[0]
    yield Hit(
        active.rule.id, span, place, values={"value": f"{found[figure]:.1f}", "max": f"{limit:g}"}, whole=True
    )


def _in_blocks(prose: Prose, active: ActiveRule, kind: str) -> Iterator[Hit]:
    return (hit for block in prose.blocks if counts(block) for hit in _sentences(active, block, kind))


def _sentences(active: ActiveRule, block: Block, kind: str | None) -> Iterator[Hit]:
    """Yield hits on the sentences of a block beyond the limit: in words, or in grade if they have `min-words`."""
    if active.rule.scope and block.kind not in active.rule.scope:
        return
    limit = float(active.options["max"])
    for span in sentences(block.text):
        sentence = _plain(block.text[span.start : span.end])
        length = len(sentence.split())
        if (
            kind == "sentence-words"
            and length > limit
            and _held(sentence) > limit
            and not pattern(_DATA).found(sentence)
        ):
            yield Hit(active.rule.id, span, block, values={"words": str(length), "max": f"{limit:g}"})
        elif kind == "sentence-grade" and length >= int(active.options["min-words"]):
            found = grade(counted(sentence))
            if found > limit and not pattern(_DATA).found(sentence):
                yield Hit(active.rule.id, span, block, values={"grade": f"{found:.0f}", "words": str(length)})


def _held(sentence: str) -> int:
    """Return the number of words of a sentence; each item of a long row of short ones counts as one word."""
    rows = [sentence[span.start : span.end] for span in pattern(_ROW).spans(sentence)]
    return len(sentence.split()) - sum(
        len(row.split()) - len(row.replace(";", ",").split(",")) + 1 for row in rows
    )
