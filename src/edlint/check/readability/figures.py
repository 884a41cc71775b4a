"""Readability figures, equal to textstat 0.7.8's: the words and each word's syllables are counted only once.

textstat splits and counts the whole text again for every figure, which took a fifth of edlint's time. Its definitions
of a word, a sentence and a letter are kept exactly: the tests compare these figures with textstat's own.
"""

import re  # noqa: TID251 - a fixed pattern that looks one sign ahead, which RE2 cannot: linear
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from edlint.check.readability.syllables import syllables

_LONE_APOSTROPHE = re.compile(r"'(?!(?:[tsd]|ve|ll|re))")
_ENDS = str.maketrans("!?", "..")
_READING_MS = 14.69  # milliseconds per character (Demberg and Keller 2008)


class Counts(NamedTuple):
    """The counts from which all figures are computed.

    `tokens` are stretches without blanks, `characters` their total length, `letters` that without punctuation. `long`
    words have three syllables or more, `unfamiliar` ones are not in the list of easy words, `hard` ones are both.
    """

    words: int
    sentences: int
    syllables: int
    tokens: int
    characters: int
    letters: int
    hard: int
    unfamiliar: int
    long: int


class _WithoutMarks(dict[int, int | None]):
    """A table for `str.translate` that deletes all but letters, digits, white space and the characters in `kept`."""

    def __init__(self, kept: str) -> None:
        super().__init__()
        self._kept = kept

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        stays = char.isalnum() or char.isspace() or char in self._kept
        self[code] = code if stays else None
        return self[code]


_WORDS, _LETTERS = _WithoutMarks("_'"), _WithoutMarks("_")


def words_of(text: str) -> list[str]:
    """Return the words of a text as textstat splits it: at blanks, punctuation removed, “don't” kept whole."""
    if "'" in text:
        text = _LONE_APOSTROPHE.sub("", text)
    return text.translate(_WORDS).split()


def counted(text: str) -> Counts:
    """Return the counts of a text."""
    known = syllables()
    total = hard = unfamiliar = long = 0
    tokens = characters = letters = 0
    uses: Counter[str] = Counter()
    # Line by line: no word crosses a line end, and the words of a whole book at once would take a hundred megabytes.
    for line in text.split("\n"):
        uses.update(map(str.lower, words_of(line)))
        stretches = line.split()
        tokens += len(stretches)
        together = "".join(stretches)
        characters += len(together)
        letters += len(together.translate(_LETTERS))
    for word, times in uses.items():
        count, easy = known[word]
        total += count * times
        long += times * (count >= 3)
        if not easy:
            unfamiliar += times
            hard += times * (count >= 3)
    return Counts(
        words=uses.total(),
        sentences=_sentences(text),
        syllables=total,
        tokens=tokens,
        characters=characters,
        letters=letters,
        hard=hard,
        unfamiliar=unfamiliar,
        long=long,
    )


def _sentences(text: str) -> int:
    """Return the number of stretches up to a full stop that have more than two words; at least 1."""
    return max(1, sum(len(words_of(part)) > 2 for part in text.translate(_ENDS).split(".")))


def grade(counts: Counts) -> float:
    """Return the Flesch-Kincaid grade (Kincaid 1975), 0 for a text without words."""
    if not counts.words or not counts.syllables:
        return 0.0
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def figures(text: str) -> Mapping[str, float]:
    """Return the figures of a text, rounded to two decimals; empty for a text without words.

    Formulas: Flesch 1948, Kincaid 1975, Gunning 1952, McLaughlin 1969 (SMOG), Coleman and Liau 1975, Senter and Smith
    1967 (ARI), Dale and Chall 1948, with textstat 0.7.8's constants. `reading_time_seconds` is at 14.69 ms a character.
    """
    c = counted(text)
    if not c.words:
        return {}
    length, syllables_a_word = c.words / c.sentences, c.syllables / c.words
    unfamiliar = 100 * c.unfamiliar / c.words
    spoken = c.syllables > 0
    values = {
        "flesch_reading_ease": 206.835 - 1.015 * length - 84.6 * syllables_a_word if spoken else 0.0,
        "flesch_kincaid_grade": grade(c),
        "gunning_fog": 0.4 * (length + 100 * c.hard / c.words),
        "smog_index": 1.043 * (30 * c.long / c.sentences) ** 0.5 + 3.1291,
        "coleman_liau_index": (0.058 * 100 * c.letters / c.words - 0.296 * 100 * c.sentences / c.words - 15.8)
        if c.letters
        else 0.0,
        "automated_readability_index": 4.71 * c.characters / c.tokens + 0.5 * length - 21.43,
        "dale_chall_score": 0.1579 * unfamiliar + 0.0496 * length + (3.6365 if unfamiliar > 5 else 0.0),
        "reading_time_seconds": _READING_MS * c.characters / 1000,
    }
    return {name: round(value, 2) for name, value in values.items()}
