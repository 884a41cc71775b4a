"""Candidates for the correction of a misspelt word, most likely first."""

from functools import lru_cache
from math import log10
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from edlint.check.spelling.edits import cost
from edlint.check.spelling.lexicon import NOTHING, Entry, Lexicon
from edlint.language.classes import classes
from edlint.language.inflection import wrong_pasts

SLIP = 2.0
"""The weight of one unit of edit cost, in powers of ten of frequency."""
PAIRS = 0.15
"""The share of a word's likelihood that comes from its neighbour; the rest comes from its own frequency."""
JOINED = 1.2
"""The edit cost of a missing blank between two words."""
FORM = 0.5
"""The edit cost of an irregular verb's right form where the regular one is written, however far apart they are."""
LISTED = 2.0
"""How many powers of ten likelier a correction from a list of misspellings is; shared equally by several."""


class Candidate(NamedTuple):
    """A word that may be meant: its frequency (Zipf scale) and the edit cost of the slip (see `edits.cost`).

    `score` is the likelihood that it was meant here, in powers of ten: the higher, the likelier.
    """

    word: str
    zipf: float
    cost: float
    score: float


def ranked(
    lexicon: Lexicon, word: str, before: str = "", after: str = "", meant: tuple[str, ...] = ()
) -> tuple[Candidate, ...]:
    """Return the likely corrections of a lower-case word, best first: at most eight, and those in `meant`.

    `meant` are its corrections in a list of misspellings. `before` and `after` are the neighbouring words in lower
    case, empty where there is none: a candidate's frequency beside them in documentation counts together with its own
    frequency.
    """
    found = candidates(lexicon, word)
    if meant:
        forms = forms_meant(lexicon, word, before)
        found = tuple(one for one in found if one.word not in forms)
        missing = [one for one in meant if all(one != other.word for other in found)]
        listed = [
            _candidate(one, (lexicon.get(one) or NOTHING).weight, FORM if one in forms else cost(one, word))
            for one in missing
        ]
        found = tuple(
            one._replace(score=one.score + LISTED / len(meant)) if one.word in meant else one
            for one in (*found, *listed)
        )
    weighed = [one._replace(score=one.score + _context(lexicon, one, before, after)) for one in found]
    return tuple(sorted(weighed, key=lambda one: (-one.score, one.word)))


def forms_meant(lexicon: Lexicon, word: str, before: str) -> tuple[str, ...]:
    """Return the right form of an irregular verb in a regular past (“drived”): both, unless the word before decides."""
    forms = wrong_pasts().get(word, ()) if lexicon.language == "en" else ()
    if len(forms) == 1:
        return forms
    kinds = set(classes(before)) if forms and before else set()
    if kinds & {"B", "H"}:
        return forms[1:]
    return forms[:1] if "S" in kinds else forms


def _context(lexicon: Lexicon, candidate: Candidate, before: str, after: str) -> float:
    """Return by how many powers of ten the neighbours make a candidate likelier than its frequency alone."""
    total = 0.0
    first, _, last = candidate.word.partition(" ")
    chances = (
        (before, first, 10 ** (candidate.zipf - 9)),
        (last or first, after, 10 ** ((lexicon.get(after) or NOTHING).weight - 9)),
    )
    for left, right, alone in chances:
        uses = (lexicon.get(left) or NOTHING).uses if left and right else 0
        if uses:
            # The pairs of a rare word mean little, so at least fifty uses are assumed.
            together = lexicon.pair(left, right) / max(50, uses)
            total += log10((1 - PAIRS) * alone + PAIRS * together) - log10(alone)
    return total


@lru_cache(maxsize=16_384)
def candidates(lexicon: Lexicon, word: str) -> tuple[Candidate, ...]:
    """Return the likely corrections of a lower-case word regardless of context, best first, at most eight."""
    if not 2 <= len(word) <= 40:
        return ()
    allowed = 1 if len(word) <= 3 else 2 if len(word) <= 7 else 3
    near: dict[str, int] = {}
    for length in range(max(2, len(word) - allowed), len(word) + allowed + 1):
        group = lexicon.targets(word[0], length)
        close = process.extract(word, group, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        near.update((found, distance) for found, distance, _ in close)
    for first, rest in _other_beginnings(lexicon, word):
        if lexicon.is_target(first + rest):
            near[first + rest] = 1
    near.pop(word, None)
    # The closest forty are enough to find the likeliest: the others have a higher edit distance.
    shortlist = sorted(near, key=lambda found: (near[found], -(lexicon.get(found) or NOTHING).weight, found))[
        :40
    ]
    found = [_candidate(one, (lexicon.get(one) or NOTHING).weight, cost(one, word)) for one in shortlist]
    found.extend(_two_words(lexicon, word))
    found.sort(key=lambda one: (-one.score, one.word))
    return tuple(found[:8])


def _candidate(word: str, zipf: float, slip: float) -> Candidate:
    return Candidate(word, zipf, slip, zipf - SLIP * slip)


def _other_beginnings(lexicon: Lexicon, word: str) -> list[tuple[str, str]]:
    """Return the strings that become `word` by one slip at the first letter, each as first letter and rest."""
    rest = word[1:]
    found = [(rest[0], rest[1:])] if len(rest) > 1 else []
    if word[0] != word[1]:
        found.append((word[1], word[0] + word[2:]))
    for letter in lexicon.alphabet:
        if letter != word[0]:
            found.extend(((letter, word), (letter, rest)))
    return found


def _two_words(lexicon: Lexicon, word: str) -> list[Candidate]:
    """Return the common pairs of words that become `word` when the blank between them is missing."""
    found = []
    for cut in range(1, len(word)):
        first, second = word[:cut], word[cut:]
        uses = lexicon.pair(first, second)
        # One of the two must be short, such as a function word: “data type” and “datatype” are both written.
        if uses >= 100 and min(len(first), len(second)) <= 3:
            found.append(_candidate(f"{first} {second}", Entry(uses=uses).weight, JOINED))
    return found
