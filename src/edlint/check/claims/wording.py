"""Claims that are known by their wording (rules of the kind `cues`): overclaims, unnamed authorities, predictions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from edlint.check.claims.found import Found
from edlint.check.claims.language import Language, compile_cue
from edlint.check.claims.stance import Stance, holds, known
from edlint.model.claim import ClaimKind
from edlint.model.document import Block
from edlint.model.errors import RuleError
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.rules.schema import Cues
from edlint.text.pattern import Match, Pattern


@dataclass(frozen=True)
class Wording:
    """A rule's cues, ready to be looked for."""

    rule: str
    kind: ClaimKind
    any: Pattern
    unless: tuple[Pattern, ...]
    silent: tuple[Pattern, ...]
    stances: tuple[Stance, ...]


def wording(rule: Rule, language: Language) -> Wording | None:
    """Return the cues of a rule, or None when its claims are not known by their wording. Raises RuleError."""
    if not isinstance(rule, Cues):
        return None
    phrases = {**language.phrases, **rule.phrases}
    return Wording(
        rule=rule.id,
        kind=ClaimKind(rule.kind),
        any=_all(rule, rule.cues, phrases),
        unless=tuple(_one(rule, source, phrases) for source in rule.unless),
        silent=tuple(_one(rule, source, phrases) for source in rule.silent),
        stances=known(rule.stances, language),
    )


def claims(words: Wording, block: Block, index: int, sentence: Span) -> Iterator[Found]:
    """Yield the claims of a sentence that these cues know."""
    text = block.text
    said = text[sentence.start : sentence.end]
    for match in words.any.matches(said):
        span = _narrowed(said, match)
        if any(other.touches(span) for veto in words.unless for other in veto.spans(said)):
            continue
        place = span.shift(sentence.start)
        if any(veto.found(said) for veto in words.silent):
            return
        if any(holds(stance, text, sentence, place) for stance in words.stances):
            continue
        yield Found(words.kind, words.rule, block, index, place, sentence)


def _all(rule: Rule, cues: Sequence[str], phrases: Mapping[str, str]) -> Pattern:
    """Return one pattern for all cues; of cues that cannot be read, the error names the first."""
    try:
        return compile_cue(_joined(cues), phrases)
    except RuleError:
        for cue in cues:
            _one(rule, cue, phrases)
        raise


def _joined(cues: Sequence[str]) -> str:
    """Return one pattern for all: a group that several cues have gets a name of its own in each."""
    return "|".join(cue.replace("(!", f"(?P<claim{number}>") for number, cue in enumerate(cues))


def _narrowed(said: str, match: Match) -> Span:
    """Return where the group `claim` of a match stands, or the whole match when the cue has no such group."""
    inner = next((text for name, text in match.names.items() if text and name.startswith("claim")), None)
    if inner is None:
        return match.span
    start = said.rindex(inner, match.span.start, match.span.end)
    return Span(start, start + len(inner))


def _one(rule: Rule, source: str, phrases: Mapping[str, str]) -> Pattern:
    try:
        return compile_cue(source, phrases)
    except RuleError as error:
        raise RuleError(f"{rule.id}: {error}") from None
