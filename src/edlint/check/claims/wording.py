"""Claims that are found by their wording (rules of the kind `cues`): overclaims, unnamed authorities, predictions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from edlint.check.claims.found import Found
from edlint.check.claims.language import Language, Stance
from edlint.check.claims.stance import holds, known
from edlint.language.notation import NotationError, PhraseSets, WordPattern, word_pattern
from edlint.model.block import BlockKind
from edlint.model.claim import ClaimKind
from edlint.model.errors import RuleError
from edlint.model.span import Span
from edlint.prose.prose import Prose
from edlint.rules.schema import Cues
from edlint.text.pattern import stands_alone
from edlint.text.prefilter import Prefilter

_HEADS = frozenset([BlockKind.HEADING, BlockKind.TITLE])
_LONG, _TITLE = 4, 3  # fewest letters of a word that titles capitalise, and fewest such words of a title


class Wording(msgspec.Struct, frozen=True):
    """A rule's cues, and the patterns and stances that exclude a match.

    A match that overlaps one of `unless` is no claim; a sentence that one of `silent` matches has none.
    """

    rule: Cues
    kind: ClaimKind
    cues: tuple[WordPattern, ...]
    unless: tuple[WordPattern, ...]
    silent: tuple[WordPattern, ...]
    stances: tuple[Stance, ...]


def wording(rule: Cues, language: Language) -> Wording:
    """Translate the cues of a rule. Raises RuleError, with the rule's id, for an invalid one."""
    phrases = PhraseSets(rule.phrases, language.phrases)
    try:
        cues, unless, silent = (
            tuple(word_pattern(source, phrases) for source in sources)
            for sources in (rule.cues, rule.unless, rule.silent)
        )
    except NotationError as error:
        raise RuleError(f"{rule.id}: {error}") from None
    return Wording(rule, ClaimKind(rule.kind), cues, unless, silent, known(rule.stances, language))


class _Place(NamedTuple):
    """A match of a cue, sorted by block, start, and the cue's number in its rule, so that the first one counts."""

    block: int
    start: int
    order: int
    end: int
    flagged: Span


class Wordings:
    """The cues of several rules, with a prefilter for those that can match a document."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        """Index the rules' cues. The rules' order is that in which claims are yielded."""
        self._wordings = wordings
        self._index = Prefilter(
            (cue.needs, (number, order, cue))
            for number, each in enumerate(wordings)
            for order, cue in enumerate(each.cues)
        )

    def claims(self, prose: Prose) -> Iterator[Found]:
        """Yield the claims that the cues match, rule by rule. Raises RuleError for a cue that RE2 rejects."""
        places: dict[int, list[_Place]] = defaultdict(list)
        for (number, order, cue), numbers in self._index.fitting(prose.loose):
            for block, whole, flagged in _matches(prose, self._wordings[number], cue, numbers):
                places[number].append(_Place(block, whole.start, order, whole.end, flagged))
        for number in sorted(places):
            yield from _counting(self._wordings[number], prose, sorted(places[number]))


def _matches(
    prose: Prose, words: Wording, cue: WordPattern, numbers: Sequence[int] | None
) -> Iterator[tuple[int, Span, Span]]:
    """Yield the matches of a cue: the block, the span of the match, and the span that is flagged."""
    lines = prose.asserted if numbers is None else prose.asserted.only(numbers)
    try:
        searched = cue.compiled
    except NotationError as error:
        raise RuleError(f"{words.rule.id}: {error}") from None
    for match in lines.scan(searched):
        if not stands_alone(prose.blocks[match.block].text, *match.span):
            continue
        inner = next((group for group in match.groups[1:] if group is not None), match.span)
        yield match.block, match.span, inner


def _counting(words: Wording, prose: Prose, places: Sequence[_Place]) -> Iterator[Found]:
    """Yield the claims among the sorted matches of a rule's cues; of matches that overlap, the first counts."""
    done = (-1, 0)
    for block, start, _, end, flagged in places:
        if (block, start) < done or prose.blocks[block].kind not in words.rule.scope:
            continue
        done = block, end
        sentence = prose.sentence_at(block, start)
        text = prose.blocks[block].text
        said = text[sentence.start : sentence.end]
        inside = flagged.shift(-sentence.start)
        if any(other.touches(inside) for veto in words.unless for other in veto.spans(said)):
            continue
        if any(veto.found(said) for veto in words.silent):
            continue
        if any(holds(stance, text, sentence, flagged) for stance in words.stances):
            continue
        if prose.blocks[block].kind not in _HEADS and _is_title(text[flagged.start : flagged.end]):
            continue
        yield Found(words.kind, words.rule.id, prose.blocks[block], block, flagged, sentence)


def _is_title(words: str) -> bool:
    """Whether words are capitalised like the title of a work: “The Worst Journey in the World”."""
    long = [word for word in words.split() if len(word) >= _LONG]
    capitals = sum(word[0].isupper() and not word.isupper() for word in long)
    return capitals == len(long) and capitals >= _TITLE
