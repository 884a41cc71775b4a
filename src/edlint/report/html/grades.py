"""The grade of single sentences, for the shading and the list of the hardest."""

from edlint.check.readability.figures import counted
from edlint.check.readability.figures import grade as kincaid

SHADES = (10.0, 14.0, 18.0, 24.0)
"""The grades at which the shades begin, the lightest first."""

_FEWEST_WORDS = 8  # the grade of a short sentence depends mostly on whether it has one long word


def grade(sentence: str) -> float:
    """Return the Flesch-Kincaid grade of one sentence (Kincaid et al. 1975), 0 for fewer than eight words."""
    found = counted(sentence)
    return kincaid(found._replace(sentences=1)) if found.words >= _FEWEST_WORDS else 0.0


def shade(of: float) -> int:
    """Return the shade for a grade: 0 (none) to 4 (darkest)."""
    return sum(of >= limit for limit in SHADES)
