"""Count the words, sentences and syllables of a text as Vale's readability formulas need them."""

import math
from dataclasses import dataclass

from edlint.check.readability.syllables import syllables
from edlint.text.pattern import pattern
from edlint.vale.text import sentence_spans

_WORD = r"(?:[A-Z]\.){2,}|[\p{N}\p{L}']+"
_LONG = 6
_MANY = 2
_ENDINGS = ("es", "ed", "ing")


@dataclass(frozen=True)
class Measures:
    """The counts of a text.

    `polysyllabic` words have three syllables or more, `complex` ones too without an ending -es, -ed or -ing, and `long`
    words have seven bytes or more in UTF-8.
    """

    words: int
    sentences: int
    characters: int
    syllables: int
    polysyllabic: int
    complex: int
    long: int

    def values(self) -> dict[str, float]:
        """Return the counts by their names in formulas."""
        return {
            "words": float(self.words),
            "sentences": float(self.sentences),
            "characters": float(self.characters),
            "syllables": float(self.syllables),
            "polysyllabic_words": float(self.polysyllabic),
            "complex_words": float(self.complex),
            "long_words": float(self.long),
        }

    def grade(self, metric: str) -> float:
        """Return a grade by its name. The sources of the formulas are in docs/readability.md."""
        per_sentence = self.words / max(self.sentences, 1)
        words = max(self.words, 1)
        match metric:
            case "SMOG":
                return 1.0430 * math.sqrt(self.polysyllabic * 30 / max(self.sentences, 1)) + 3.1291
            case "Gunning Fog":
                return 0.4 * (per_sentence + 100 * self.complex / words)
            case "Coleman-Liau":
                return 5.88 * self.characters / words - 29.6 * self.sentences / words - 15.8
            case "Flesch-Kincaid":
                return 0.39 * per_sentence + 11.8 * self.syllables / words - 15.59
            case _:
                return 4.71 * self.characters / words + 0.5 * per_sentence - 21.43


GRADES = ("Gunning Fog", "Coleman-Liau", "Flesch-Kincaid", "SMOG", "Automated Readability")
"""The names of grades in `readability` rules."""


def measures(text: str) -> Measures:
    """Count a text."""
    known = syllables()
    counts = [0, 0, 0, 0, 0, 0]
    number = 0
    for part in text.split("\n\n"):
        if part.strip():
            number += len(sentence_spans(part))
    for span in pattern(_WORD).spans(text):
        word = text[span.start : span.end]
        count = known[word.lower().strip("'.")][0]
        counts[0] += 1
        counts[1] += sum(char.isalpha() or char.isnumeric() for char in word)
        counts[2] += count
        counts[3] += count > _MANY
        counts[4] += count - word.endswith(_ENDINGS) > _MANY
        counts[5] += len(word.encode()) > _LONG
    words, characters, said, many, hard, long = counts
    return Measures(words, number, characters, said, many, hard, long)
