"""How hard single sentences are, for the shading and the list of the hardest."""

from functools import lru_cache

import textstat

from edlint.check.syllables import lend_to_textstat
from edlint.text.words import words

SHADES = (10.0, 14.0, 18.0, 24.0)
"""The grades from which each darker shade begins."""

_FEWEST_WORDS = 8  # the grade of a short sentence says more about one long word than about the sentence


@lru_cache(maxsize=100_000)
def _syllables(word: str) -> int:
    return int(textstat.syllable_count(word))


def grade(sentence: str) -> float:
    """Return the Flesch-Kincaid grade of one sentence (Kincaid et al. 1975), 0 for fewer than eight words."""
    lend_to_textstat()
    found = [sentence[span.start : span.end] for span in words(sentence)]
    if len(found) < _FEWEST_WORDS:
        return 0.0
    return 0.39 * len(found) + 11.8 * sum(_syllables(word.lower()) for word in found) / len(found) - 15.59


def shade(of: float) -> int:
    """Return how dark a sentence of this grade is shaded: 0 (not at all) to 4."""
    return sum(of >= limit for limit in SHADES)
