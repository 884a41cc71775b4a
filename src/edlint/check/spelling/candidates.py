"""Which words somebody may have meant, most likely first."""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from edlint.check.spelling.build import weight, worth_proposing
from edlint.check.spelling.edits import cost
from edlint.check.spelling.lexicon import Lexicon

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Candidate(NamedTuple):
    """A word that may be meant: how common it is (Zipf scale), how costly the slip is (see `edits.cost`)."""

    word: str
    zipf: float
    cost: float

    @property
    def score(self) -> float:
        """Return the likelihood that it was meant, in powers of ten: the higher, the likelier."""
        return self.zipf - 2 * self.cost


def candidates(lexicon: Lexicon, word: str) -> tuple[Candidate, ...]:
    """Return the likely corrections of a word in small letters, best first, at most eight."""
    return _candidates(lexicon, word)


@lru_cache(maxsize=16_384)
def _candidates(lexicon: Lexicon, word: str) -> tuple[Candidate, ...]:
    if not 2 <= len(word) <= 40:
        return ()
    allowed = 1 if len(word) <= 3 else 2 if len(word) <= 8 else 3
    near: dict[str, int] = {}
    for group in lexicon.all_targets(word[0], range(max(2, len(word) - allowed), len(word) + allowed + 1)):
        close = process.extract(word, group, scorer=OSA.distance, score_cutoff=allowed, limit=25)
        near.update((found, distance) for found, distance, _ in close)
    for found in _other_first_letter(word):
        known = lexicon.get(found)
        if known is not None and worth_proposing(found, known):
            near[found] = 1
    # A handful of the closest is enough to find the likeliest: the others cost a distance more.
    shortlist = sorted(near.items(), key=lambda item: item[1])[:40]
    ranked = []
    for found, _ in shortlist:
        known = lexicon.get(found)
        if known is not None:
            ranked.append(Candidate(found, weight(known), cost(found, word)))
    ranked.sort(key=lambda candidate: (-candidate.score, candidate.word))
    return tuple(ranked[:8])


def _other_first_letter(word: str) -> list[str]:
    """Return the strings from which `word` comes by one slip at its first letter."""
    rest = word[1:]
    found = [rest] if len(rest) > 1 else []
    if len(word) > 1 and word[0] != word[1]:
        found.append(word[1] + word[0] + word[2:])
    found.extend(letter + word for letter in LETTERS if letter != word[0])
    found.extend(letter + rest for letter in LETTERS if letter != word[0])
    return found
