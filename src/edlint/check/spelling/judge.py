"""Is it a misspelling, and how sure is that? One score from all the evidence, and what may be done about it."""

from collections.abc import Mapping
from enum import StrEnum
from math import log
from typing import NamedTuple

from edlint.check.spelling.candidates import Candidate, ranked
from edlint.check.spelling.evidence import WEIGHTS, Occurrence, weigh
from edlint.check.spelling.known import known, plain
from edlint.check.spelling.lexicon import NOTHING, Lexicon
from edlint.check.spelling.morphology import Made, made, same_stem
from edlint.language.classes import classes

THRESHOLD = -0.6
"""A word whose score is above it is probably misspelt."""
THRESHOLD_ELSEWHERE = 2.0
"""The same for a language for which there is one word list and no technical layer."""
SURE = 2.3
"""The score from which on a misspelling that no list has may be certain."""
SURE_LISTED = 2.0
"""The same for a misspelling that a list has, with this correction."""
CLEAR = 1.0
"""How many powers of ten the first suggestion must be likelier than the second for a fix to be safe."""
HABIT = 1.6
"""How much the share of certain misspellings among an article's unknown words weighs for those that are only likely."""
_PLURALS = frozenset("aspmbr")
"""Classes of words; one that is an adjective and nothing else may be a noun with an s in some trade."""
_ONE_MORE = 0.5
_HAND = 1.2
"""The cost of a slip above which it is none of the hand: more than a letter doubled, dropped or out of its place."""
_RARE = 3.0
"""The Zipf value under which a word is so rare that lists lack some of its forms."""
_SLIGHT, _LONG = 1.6, 6
"""The cost of a slip above which, and the letters under which, no fix is safe; for words that no list of misspellings has."""


class Grade(StrEnum):
    """How sure it is that a word is misspelt."""

    CERTAIN = "certain"
    """The word is wrong, the first suggestion is what was meant, and nothing says that it is a name or a term."""
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Verdict(NamedTuple):
    """What we think of a word: its grade, the likely corrections, best first, and the evidence that made `score`."""

    grade: Grade
    score: float
    candidates: tuple[Candidate, ...]
    evidence: Mapping[str, float]

    @property
    def familiar(self) -> bool:
        """Whether a list has the word, or it is made of known words: right, though no dictionary has it."""
        return not _FAMILIAR.isdisjoint(self.evidence) or self.evidence.get("used elsewhere", 0) > 1.5

    @property
    def unclear(self) -> bool:
        """Whether the word is plainly wrong, and two words are as likely to have been meant."""
        return self.score >= SURE and not clear(self.candidates)


_FAMILIAR = frozenset({"term", "documented", "person", "inflected", "derived", "prefixed", "in code"})
_LISTED = frozenset({"known misspelling", "misspelling of several"})
_NEVER_CERTAIN = frozenset(
    {
        "capital",
        "name's",
        "joined to a name",
        "linked",
        "alone",
        "in code",
        "mentioned",
        "alone in quotation marks",
        "with a name",
        "term",
        "documented",
        "identifier",
        "listed several times",
        "person",
        "mere s",
        "repeated",
        "beside an unknown word",
        "beside a foreign word",
    }
)
"""What says name, term, code or another language: then nothing is written over a word unasked."""
_NEVER_CERTAIN_UNLISTED = frozenset(
    {
        "rare word",
        "rare name",
        "compound",
        "prefixed",
        "suffixed",
        "derived",
        "inflected",
        "joined",
        "possessive",
        "plural",
        "word of another language",
        "used elsewhere",
    }
)
"""What says that a word which no list of misspellings has may be a word."""


def judge(lexicon: Lexicon, occurrence: Occurrence) -> Verdict:
    """Return the verdict on a word that is not known."""
    word = plain(occurrence.word)
    stem = word.removesuffix("'s") or word
    meant = lexicon.meant(stem)
    found = ranked(lexicon, stem, occurrence.before, occurrence.after, meant)
    if meant and found and _well_made(lexicon, stem, found[0]):
        meant = ()
    if stem != word:
        # “potatoe's” is no slip of a plural.
        found = tuple(one for one in found if not one.word.endswith("s") or one.word.endswith("ss"))
    if not found or occurrence.surname:
        return Verdict(Grade.DOUBTFUL, -9.0, found if occurrence.surname else (), {})
    evidence = weigh(lexicon, occurrence, stem, found, meant)
    score = sum(WEIGHTS.get(name, 0.0) * value for name, value in evidence.items())
    threshold = THRESHOLD if lexicon.language == "en" else THRESHOLD_ELSEWHERE
    if score <= threshold or (not meant and _no_slip(stem, found[0], evidence)):
        grade = Grade.DOUBTFUL
    elif _certain(lexicon, stem, found, evidence, score, meant=meant):
        grade = Grade.CERTAIN
    else:
        grade = Grade.LIKELY
    return Verdict(grade, score, found, evidence)


def _well_made(lexicon: Lexicon, word: str, first: Candidate) -> bool:
    """Whether a word that a list of misspellings has is made as words are, and another is not near: “premines”, “premises”."""
    return first.cost > _HAND and len(word) == len(first.word) and made(lexicon, word) is Made.DERIVED


def _no_slip(word: str, first: Candidate, evidence: Mapping[str, float]) -> bool:
    """Whether a word that no list of misspellings has is a term, a name or a form of a rare word, however near another.

    “templated”; “Xception”, which lacks no letter, and “Makie”; “transclude”, “geocachers”; “implicits”, “printables”.
    """
    return (
        ("term" in evidence and "apostrophe" not in evidence)
        or ("capital" in evidence and (word[0] != first.word[0] or (len(word) < _LONG and first.cost > 1)))
        or (first.zipf < _RARE and same_stem(word, first.word))
        or (word == first.word + "s" and _PLURALS & set(classes(first.word)) == {"a"})
    )


def in_company(verdict: Verdict, unknown: int, certain: int, threshold: float = THRESHOLD) -> Verdict:
    """Return a verdict in the light of the article's other words.

    Among many words that no list has (`unknown`, different ones, this one among them) and few that are certainly
    misspelt (`certain`), a word that is no more than likely to be is a term as they are. A listed misspelling stays one.
    """
    if verdict.grade is not Grade.LIKELY or not _LISTED.isdisjoint(verdict.evidence):
        return verdict
    odds = log((certain + 1) / (max(unknown, 1) + _ONE_MORE)) - log(1 / (1 + _ONE_MORE))
    if verdict.score + HABIT * min(odds, 0.0) > threshold:
        return verdict
    return verdict._replace(grade=Grade.DOUBTFUL)


def clear(found: tuple[Candidate, ...]) -> bool:
    """Whether the first suggestion is so much likelier than the second that it is the only one."""
    return len(found) == 1 or found[0].score - found[1].score >= CLEAR


def _certain(
    lexicon: Lexicon,
    word: str,
    found: tuple[Candidate, ...],
    evidence: Mapping[str, float],
    score: float,
    *,
    meant: tuple[str, ...],
) -> bool:
    first = found[0]
    if not _NEVER_CERTAIN.isdisjoint(evidence) or not clear(found):
        return False
    entry = lexicon.get(first.word) or NOTHING
    if not (known(lexicon, first.word) or entry.technical or " " in first.word):
        return False
    if entry.written[:1].isupper() and "word of another language" in evidence:
        return False  # “dezember” is German
    if meant:
        return first.word in meant and score >= SURE_LISTED
    return (
        score >= SURE
        and first.cost <= _SLIGHT
        and len(word) >= _LONG
        and word[0] == first.word[0]
        and _NEVER_CERTAIN_UNLISTED.isdisjoint(evidence)
    )
