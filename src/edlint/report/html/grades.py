"""How hard single sentences are, for the shading and the list of the hardest."""

from edlint.check.readability.figures import counted
from edlint.check.readability.figures import grade as kincaid

SHADES = (10.0, 14.0, 18.0, 24.0)
"""The grades from which each darker shade begins."""

_FEWEST_WORDS = 8  # the grade of a short sentence says more about one long word than about the sentence


def grade(sentence: str) -> float:
    """Return the Flesch-Kincaid grade of one sentence (Kincaid et al. 1975), 0 for fewer than eight words."""
    found = counted(sentence)
    return kincaid(found._replace(sentences=1)) if found.words >= _FEWEST_WORDS else 0.0


def shade(of: float) -> int:
    """Return how dark a sentence of this grade is shaded: 0 (not at all) to 4."""
    return sum(of >= limit for limit in SHADES)
