"""The spelling checker: a document's words, judged one by one."""

from collections.abc import Iterator
from typing import NamedTuple

from edlint.cache.versions import version
from edlint.check.spelling.build import languages, lexicon
from edlint.check.spelling.context import stem
from edlint.check.spelling.evidence import Occurrence
from edlint.check.spelling.judge import Grade, Verdict, adjust_to_article, judge
from edlint.check.spelling.known import plain
from edlint.check.spelling.lexicon import LOWER, Lexicon
from edlint.check.spelling.project import project_words
from edlint.check.spelling.suspects import SuspectFinder
from edlint.check.spelling.tokens import Token
from edlint.check.spelling.variants import (
    ACCEPTED,
    NAMES,
    Spelling,
    belongs,
    counterpart,
    sides,
    spellings,
)
from edlint.config.profile import Profile
from edlint.language.data import english
from edlint.model.block import Block
from edlint.model.finding import Hit, Safety, Severity
from edlint.model.outcome import Outcome
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.prose.prose import Prose
from edlint.rules.base import Checker
from edlint.text.case import match_case
from edlint.text.pattern import pattern

MISSPELLING = "spelling.misspelling"
UNKNOWN = "spelling.unknown-word"
VARIANT = "spelling.variant"
MIXED = "consistency.spelling-variant"
_NEAR = 60
"""Code points on each side of a word that are searched for signs that it is an example."""


class SpellingChecker(Checker):
    """See `edlint.rules.base.Checker`."""

    name = "spelling"
    version = version("pyspellchecker")

    def prepare(self, profile: Profile) -> None:
        """Open the lexicon of the profile's language; the first run of this version builds it."""
        language = profile.language.partition("-")[0]
        if language in languages() and profile.active(self.name):
            lexicon(language)

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return misspellings, each unknown word once, and spellings of another variant of English."""
        rules = {active.rule.id: active.rule for active in profile.active(self.name)}
        language = profile.language.partition("-")[0]
        # A language without a lexicon is no error: the article is not to blame.
        if not rules or language not in languages():
            return Outcome()
        words = lexicon(language)
        reading = SuspectFinder(prose, words, project_words(profile.words))
        hits = [*_misspellings(reading, words)]
        if language == "en" and (VARIANT in rules or MIXED in rules):
            found = list(spellings(reading, words))
            hits.extend(_variants(found, words, profile.language))
            hits.extend(_mixed(found, words, profile.language))
        return Outcome(tuple(hit for hit in hits if hit.rule in rules and _in_scope(hit, rules[hit.rule])))


def _in_scope(hit: Hit, rule: Rule) -> bool:
    return hit.block is None or hit.block.kind in rule.scope


class _Judged(NamedTuple):
    """A word in its context, the verdict on it, and its replacements, best first."""

    occurrence: Occurrence
    verdict: Verdict
    right: tuple[str, ...]


class _Verdicts(dict[Occurrence, _Judged]):
    """Word in context → its verdict, computed on first use: a hostile text may repeat one a hundred thousand times."""

    def __init__(self, words: Lexicon) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, occurrence: Occurrence) -> _Judged:
        verdict = judge(self._words, occurrence)
        judged = self[occurrence] = _Judged(
            occurrence, verdict, replacements(occurrence.word, self._words, verdict)
        )
        return judged


def _misspellings(reading: SuspectFinder, words: Lexicon) -> Iterator[Hit]:
    verdicts = _Verdicts(words)
    judged = [
        (suspect.block, suspect.token, None if suspect.rejected else verdicts[suspect.occurrence])
        for suspect in reading.suspects()
    ]
    certain: set[str] = set()
    unknown: set[str] = set()
    for occurrence, verdict, _ in verdicts.values():
        if verdict.grade is Grade.CERTAIN or not verdict.familiar:
            (certain if verdict.grade is Grade.CERTAIN else unknown).add(stem(occurrence.word))
    said: set[str] = set()
    for block, token, one in judged:
        if one is None:
            yield _rejected(block, token)
        elif adjust_to_article(one.verdict, len(unknown), len(certain)).grade is not Grade.DOUBTFUL:
            yield _misspelling(block, token, one)
        elif not one.verdict.familiar and plain(token.text) not in said:
            said.add(plain(token.text))
            yield Hit(UNKNOWN, token.span, block, replacements=one.right[:3], safety=Safety.SHOW)


def _variants(found: list[Spelling], words: Lexicon, language: str) -> Iterator[Hit]:
    """Yield hits on the words that are not spelt as in the configured variant."""
    if language not in ACCEPTED:
        return
    for block, token, letters in found:
        if belongs(letters, language):
            continue
        other = counterpart(words, plain(token.text), language)
        yield Hit(
            VARIANT,
            token.span,
            block,
            values={"variant": NAMES[language]},
            replacements=(match_case(token.text, other),) if other else (),
        )


def _mixed(found: list[Spelling], words: Lexicon, language: str) -> Iterator[Hit]:
    """Yield one hit if the article has both American and British spellings, on the first word of the rarer kind."""
    american, british = sides(found, words)
    if language in ACCEPTED or not american or not british:
        return
    few, many, name = (
        (american, british, "en-US") if len(american) <= len(british) else (british, american, "en-GB")
    )
    first = few[0]
    other = counterpart(words, plain(first.token.text), "en-GB" if name == "en-US" else "en-US")
    yield Hit(
        MIXED,
        first.token.span,
        first.block,
        values={"variant": NAMES[name], "other": many[0].token.text},
        replacements=(match_case(first.token.text, other),) if other else (),
    )


def _rejected(block: Block, token: Token) -> Hit:
    message = f"“{token.text}” is a word that this project rejects."
    return Hit(MISSPELLING, token.span, block, message=message, safety=Safety.SHOW)


def _misspelling(block: Block, token: Token, judged: _Judged) -> Hit:
    right = judged.right[:5]
    certain = (
        judged.verdict.grade is Grade.CERTAIN
        and not judged.occurrence.quoted
        and not _spoken_of(block.text, token.span, right[0])
        and block.edit(token.span, right[0]) is not None
    )
    return Hit(
        MISSPELLING,
        token.span,
        block,
        message=None if certain else _question(token.text, right, judged.verdict),
        severity=Severity.ERROR if certain else Severity.WARNING,
        replacements=right,
        safety=Safety.SAFE if certain else Safety.REVIEW,
    )


def _spoken_of(text: str, span: Span, right: str) -> bool:
    """Whether a misspelling may be an example: its correction, or a word about spelling, is near it.

    “People write *recieve* for *receive*”, “a common typo is seperate”.
    """
    near = (
        text[max(0, span.start - _NEAR) : span.start].rsplit(". ", 1)[-1]
        + " "
        + text[span.end : span.end + _NEAR].split(". ", 1)[0]
    )
    words = {near[word.start : word.end].lower() for word in pattern(r"[\pL'’]+").spans(near)}
    return right.lower() in words or not words.isdisjoint(english("spelling/words", "spelt"))


def _question(word: str, right: tuple[str, ...], verdict: Verdict) -> str:
    if verdict.unclear and len(right) > 1:
        return f"“{word}” is misspelt: is “{right[0]}” or “{right[1]}” meant?"
    return misspelling_message(word, right[0])


def misspelling_message(word: str, right: str) -> str:
    """Return the message about a word that is probably misspelt."""
    return f"“{word}” looks misspelt: is “{right}” meant?"


def replacements(text: str, words: Lexicon, verdict: Verdict) -> tuple[str, ...]:
    """Return the suggestions for a word as written, in its case (or a name's own), with its possessive ending."""
    apostrophe = "’" if "’" in text else "'"
    ending = text[-2:] if plain(text).endswith("'s") else ""
    found = []
    for candidate in verdict.candidates:
        entry = words.get(candidate.word)
        # A list has “ROSEMARY” in capitals, but the word is also written in lower case.
        cased = entry is not None and not (entry.forms & LOWER and entry.written.isupper())
        usual = (entry.written if entry and cased else "") or candidate.word
        found.append(match_case(text, usual).replace("'", apostrophe) + ending)
    return tuple(dict.fromkeys(found))
