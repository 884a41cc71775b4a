"""Whether figures are the writers' own: what they measured themselves needs no other source."""

from functools import lru_cache

from edlint.check.claims.language import Language
from edlint.language.classes import classes
from edlint.language.notation import WordPattern
from edlint.model.block import Block
from edlint.model.claim import Evidence, EvidenceKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.text.sentences import sentence_at

_NAMED = ("named", "named2", "named3", "named4")
REPORT = 3
"""Fewest blocks with a cue for the article to count as a report on its subject."""


def reports(document: Document, language: Language, cue: str, least: int = REPORT) -> Evidence | None:
    """Return the first words that show an article to report its writers' own findings, or None.

    `cue` names the kind of work: `own.survey`, `own.benchmark`, `own.model`, `own.trade`. At least `least` blocks must
    match it.
    """
    said = [
        block.text[span.start : span.end]
        for block in document.blocks
        if (span := language.cues[cue].first(block.text))
    ]
    return Evidence(EvidenceKind.OWN_DATA, said[0]) if len(said) >= least else None


def own_names(document: Document, language: Language) -> frozenset[str]:
    """Return the names of products, projects, organisations that the writers call their own, without common words."""
    return frozenset(
        name
        for block in document.blocks
        for match in language.cues["own.named"].matches(block.text)
        for group in _NAMED
        if (name := match.names.get(group)) and (not name.islower() or not classes(name))
    )


def own_data(block: Block, sentence: Span, claim: Span, language: Language) -> Evidence | None:
    """Return the words that show the writers (or their survey, their release) to be the source, or None.

    The clause of the claim and those before it are searched; a later clause (“…, so we switched”) only tells what the
    writers concluded. A description of a survey or a measurement counts for the rest of its sentence and of the
    paragraph, as figures come after the method by which they were found. A sentence that turns to others (“Elsewhere,
    …”) does not count.
    """
    cues = language.cues
    said = block.text[sentence.start : sentence.end]
    reach = _reach(said, claim.end - sentence.start, cues["own.turn"])
    generic = list(cues["own.generic"].spans(said))
    if cues["own.rival"].found(said[claim.start - sentence.start :]) and not cues["own.measured"].found(
        block.text
    ):
        # “Our index is five times faster than Solr” is no measurement unless the text says so.
        generic += cues["own.boast"].spans(said)
    for span in cues["own.sentence"].spans(said[:reach]):
        if not any(other.touches(span) for other in generic):
            return Evidence(EvidenceKind.OWN_DATA, said[span.start : span.end])
    detail = cues["own.detail"].first(said)
    if detail is not None:
        return Evidence(EvidenceKind.OWN_DATA, said[detail.start : detail.end])
    if cues["own.elsewhere"].found(said):
        return None
    return (
        _method(block.text[: sentence.end], cues["own.paragraph"])
        or _method(block.text, cues["own.respondents"])
        or _method(block.text, cues["own.business"])
    )


def _reach(said: str, end: int, turn: WordPattern) -> int:
    """Return the offset in the sentence of the first `turn` cue after the figure, or the sentence's length."""
    after = turn.first(said[end:])
    return len(said) if after is None else end + after.start


@lru_cache(maxsize=256)
def _method(text: str, cue: WordPattern) -> Evidence | None:
    """Return the sentence of a paragraph that describes how the writers measured, or None."""
    found = cue.first(text)
    if found is None:
        return None
    part = sentence_at(text, found.start)
    return Evidence(EvidenceKind.OWN_DATA, text[part.start : part.end][:200])
