"""Technical claims that are commonly printed and false: `claims.misconception.*`, one YAML file a claim.

A rule's `data` holds the wordings of one claim:

- `about`: words of which the sentence must hold at least one (compared in lower case): the cheap question that is
  asked first, so that a hundred rules cost little;
- `article` (optional): words of which the article must hold at least one, for claims that name their subject elsewhere;
- `prevents` (optional): pairs of `who` and `what`, for claims that something rules something out, in all the `shapes` of
  that file (“who prevents what”, “with who there is no what”, “what cannot happen in who”);
- `claims`: patterns over one sentence, RE2, case ignored, whole words, with a little notation: a space is any blank or
  hyphen, parentheses never capture, `…` is a gap of up to six words and `……` of up to fourteen, `{name}` is a phrase of the language’s `phrases.yaml` or of `where`;
- `where` (optional): phrases of the rule's own;
- `unless` (optional): a pattern of words or beginnings of words; a sentence that holds it says something else.

Who negates, asks, corrects, quotes, hedges or supposes a thing does not claim it: the vetoes for that are here, once,
for every rule (`earnest`).
"""

from collections.abc import Iterator

from edlint.check.base import Outcome, foreign_words, own_words
from edlint.check.misconceptions.earnest import asserted, bridges, debunks
from edlint.check.misconceptions.said import Said, say
from edlint.check.misconceptions.wording import Claim, ready
from edlint.check.words import Words, load
from edlint.config.profile import Profile
from edlint.config.schema import Settings
from edlint.model.document import Block, BlockKind, Document
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.text.ranges import Ranges
from edlint.text.sentences import sentences


class Misconceptions:
    """Looks for false claims, sentence by sentence."""

    name = "misconceptions"
    version = "1"

    def check(self, document: Document, profile: Profile) -> Outcome:
        """Return a hit on the words of each claim that the author makes in their own voice."""
        active = profile.active(self.name)
        known = load(self.name, profile.language)
        if not active or known is None:
            return Outcome()
        claims = [ready(each.rule, known) for each in active]
        hits: list[Hit] = []
        said = [(block, say(block)) for block in _judged(document, known)]
        whole = "\n".join(("", *(spoken.lower for _, spoken in said)))
        claims = [
            claim for claim in claims if _mentions(claim.about, whole) and _mentions(claim.article, whole)
        ]
        for block, spoken in said:
            near = [claim for claim in claims if _mentions(claim.about, spoken.lower)]
            if near:
                hits.extend(_block_hits(block, spoken, near, known))
        return Outcome(hits=tuple(hits))

    def close(self) -> None:
        """Nothing was started."""


def make(settings: Settings) -> Misconceptions:
    """Return the checker; it has no settings beside its rules."""
    del settings
    return Misconceptions()


def _mentions(words: tuple[str, ...], text: str) -> bool:
    return not words or any(word in text for word in words)


def _judged(document: Document, known: Words) -> Iterator[Block]:
    """Yield the blocks in the author's voice, leaving out sections that set out to correct."""
    correcting: int | None = None
    for block in document.blocks:
        heading = block.kind in {BlockKind.HEADING, BlockKind.TITLE}
        if heading:
            level = 0 if block.kind is BlockKind.TITLE else max(1, block.level)
            if correcting is not None and level <= correcting and correcting:
                correcting = None
            if correcting is None and debunks(block.text, known):
                correcting = level
        if correcting is None and own_words(block):
            yield block


def _block_hits(block: Block, spoken: Said, claims: list[Claim], known: Words) -> Iterator[Hit]:
    parts = sentences(spoken.text)
    foreign: Ranges | None = None
    for index, part in enumerate(parts):
        sentence = spoken.text[part.start : part.end]
        lower = sentence.lower()
        for claim in claims:
            if block.kind not in claim.rule.scope or not _mentions(claim.about, lower):
                continue
            following = parts[index + 1] if index + 1 < len(parts) else None
            after = spoken.text[following.start : following.end] if following else ""
            found = _first(claim, sentence, after, known)
            if found is None:
                continue
            span = spoken.place(found.shift(part.start))
            if foreign is None:
                foreign = foreign_words(block)
            if not foreign.touch(span):
                yield Hit(claim.rule.id, span, block)


def _first(claim: Claim, sentence: str, after: str, known: Words) -> Span | None:
    """Return the fewest words that make the claim in this sentence, if it is made in earnest."""
    found = [match for wording in claim.patterns() for match in wording.matches(sentence)]
    if not found or claim.excused(sentence):
        return None
    earnest = (
        match.span
        for match in found
        if all(bridges(gap, known) for gap in match.groups if gap)
        and asserted(sentence, match.span, after, known)
    )
    return min(earnest, key=lambda span: (span.end - span.start, span), default=None)
