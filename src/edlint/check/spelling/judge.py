"""The verdict on an unknown word: one score from all the evidence, and a grade of how sure a misspelling is."""

from collections.abc import Mapping
from enum import StrEnum
from math import log
from typing import NamedTuple

from edlint.check.spelling.candidates import Candidate, forms_meant, ranked
from edlint.check.spelling.evidence import WEIGHTS, Occurrence, collect_evidence
from edlint.check.spelling.known import known, plain
from edlint.check.spelling.lexicon import NOTHING, Lexicon
from edlint.check.spelling.morphology import Derivation, derivation_of, same_stem
from edlint.language.classes import classes

THRESHOLD = -0.6
"""The score above which a word is probably misspelt."""
THRESHOLD_ELSEWHERE = 2.0
"""The same for a language with only one word list and no technical lists."""
SURE = 2.3
"""The score from which on a misspelling that is in no list of misspellings may be certain."""
SURE_LISTED = 2.0
"""The same for a misspelling that is in a list with this correction."""
CLEAR = 1.0
"""How many powers of ten the first suggestion must be likelier than the second for a fix to be safe."""
HABIT = 1.6
"""The weight of the share of certain misspellings among an article's unknown words for one that is only likely."""
_PLURALS = frozenset("aspmbr")
"""Word classes: a word that is only an adjective may be a noun, with a plural in s, in some trade."""
_ONE_MORE = 0.5
_HAND = 1.2
"""The edit cost above which a slip is no typing error: more than a letter doubled, dropped or swapped."""
_RARE = 3.0
"""The Zipf value under which a word is so rare that lists lack some of its forms."""
_SLIGHT, _LONG = 1.6, 6
"""The highest edit cost and the fewest letters with which the fix of a misspelling in no list is safe."""


class Grade(StrEnum):
    """How sure it is that a word is misspelt."""

    CERTAIN = "certain"
    """The word is wrong, the first suggestion is what was meant, and nothing indicates a name or a term."""
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Verdict(NamedTuple):
    """The verdict on a word: its grade, its likely corrections, best first, and the evidence that `score` sums up."""

    grade: Grade
    score: float
    candidates: tuple[Candidate, ...]
    evidence: Mapping[str, float]

    @property
    def familiar(self) -> bool:
        """Whether a list has the word, or it is formed from known words: it is right though no dictionary has it."""
        return not _FAMILIAR.isdisjoint(self.evidence) or self.evidence.get("used elsewhere", 0) > 1.5

    @property
    def unclear(self) -> bool:
        """Whether the word is plainly wrong, and two words are as likely to have been meant."""
        return self.score >= SURE and not is_unambiguous(self.candidates)


_SEVERAL = 2  # forms of a verb between which nothing decides
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
"""Evidence of a name, a term, code or another language: such a word is never replaced automatically."""
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
"""Evidence that a word in no list of misspellings may be right."""


def judge(lexicon: Lexicon, occurrence: Occurrence) -> Verdict:
    """Return the verdict on an unknown word."""
    word = plain(occurrence.word)
    stem = word.removesuffix("'s") or word
    meant = lexicon.meant(stem)
    found = ranked(lexicon, stem, occurrence.before, occurrence.after, meant)
    if meant and found and _well_made(lexicon, stem, found[0]):
        meant = ()
    if stem != word:
        # “potatoe's” is no misspelt plural.
        found = tuple(one for one in found if not one.word.endswith("s") or one.word.endswith("ss"))
    if not found or occurrence.surname:
        return Verdict(Grade.DOUBTFUL, -9.0, found if occurrence.surname else (), {})
    evidence = collect_evidence(lexicon, occurrence, stem, found, meant)
    score = sum(WEIGHTS.get(name, 0.0) * value for name, value in evidence.items())
    threshold = THRESHOLD if lexicon.language == "en" else THRESHOLD_ELSEWHERE
    if score <= threshold or (not meant and _no_slip(stem, found[0], evidence)):
        grade = Grade.DOUBTFUL
    elif len(forms_meant(lexicon, stem, occurrence.before)) < _SEVERAL and _certain(
        lexicon, stem, found, evidence, score, meant=meant
    ):
        grade = Grade.CERTAIN
    else:
        grade = Grade.LIKELY
    return Verdict(grade, score, found, evidence)


def _well_made(lexicon: Lexicon, word: str, first: Candidate) -> bool:
    """Whether a listed misspelling is a regular derivation and not close to its correction: “premines”, “premises”."""
    return (
        first.cost > _HAND
        and len(word) == len(first.word)
        and derivation_of(lexicon, word) is Derivation.DERIVED
    )


def _no_slip(word: str, first: Candidate, evidence: Mapping[str, float]) -> bool:
    """Whether a word in no list of misspellings is right, however near a candidate is.

    It may be a term (“templated”), a name (“Xception”, which lacks no letter, and “Makie”), a form of a rare word
    (“transclude”, “geocachers”), or the plural of an adjective (“implicits”, “printables”).
    """
    return (
        ("term" in evidence and "apostrophe" not in evidence)
        or ("capital" in evidence and (word[0] != first.word[0] or (len(word) < _LONG and first.cost > 1)))
        or (first.zipf < _RARE and same_stem(word, first.word))
        or (word == first.word + "s" and _PLURALS & set(classes(first.word)) == {"a"})
    )


def adjust_to_article(verdict: Verdict, unknown: int, certain: int, threshold: float = THRESHOLD) -> Verdict:
    """Return a verdict adjusted for the article's other words.

    `unknown` is the number of different unknown words, this one included, `certain` that of certainly misspelt ones. If
    there are many of the former and few of the latter, a word that is only likely to be misspelt is taken for a term,
    too. A listed misspelling keeps its verdict.
    """
    if verdict.grade is not Grade.LIKELY or not _LISTED.isdisjoint(verdict.evidence):
        return verdict
    odds = log((certain + 1) / (max(unknown, 1) + _ONE_MORE)) - log(1 / (1 + _ONE_MORE))
    if verdict.score + HABIT * min(odds, 0.0) > threshold:
        return verdict
    return verdict._replace(grade=Grade.DOUBTFUL)


def is_unambiguous(found: tuple[Candidate, ...]) -> bool:
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
    if not _NEVER_CERTAIN.isdisjoint(evidence) or not is_unambiguous(found):
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
