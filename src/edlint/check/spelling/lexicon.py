"""What all word lists together know of a word."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from edlint.check.spelling.table import Table

LOWER, CAPITAL, UPPER, CURATED, GATHERED = 1, 2, 4, 8, 16
"""How a word is written in the lists (several may hold), and whether a technical list has it."""

VARIANT_LETTERS = "ABZCD"


class Entry(NamedTuple):
    """One word, in small letters.

    `zipf` is wordfreq's: log10 of uses per thousand million words, 0 when it does not know the word. `listed` is
    log2 of pyspellchecker's count plus 1, 0 when unknown. `level` is the lowest SCOWL level that has it (10 common …
    80 rare), 0 when none. `forms` is a sum of the flags above. `variants` holds SCOWL's letters (see
    scripts/build_vocabulary.py); empty when the word is the same everywhere.
    """

    zipf: float
    listed: int
    level: int
    forms: int
    variants: str

    @property
    def technical(self) -> bool:
        """Whether a list of technical terms that people chose has it."""
        return bool(self.forms & CURATED)


def record(entry: Entry) -> str:
    """Return the entry as the table keeps it."""
    return f"{round(entry.zipf * 100)} {entry.listed} {entry.level} {entry.forms} {entry.variants}"


def entry(data: bytes) -> Entry:
    """Return the entry that `record` wrote."""
    zipf, listed, level, forms, variants = data.decode("ascii").split(" ")
    return Entry(int(zipf) / 100, int(listed), int(level), int(forms), variants)


class Lexicon:
    """Answers for single words in small letters, with straight apostrophes; and the words worth proposing."""

    def __init__(self, language: str, table: Table) -> None:
        """Take a table that `edlint.check.spelling.build` made."""
        self.language = language
        self._table = table
        self._buckets: dict[tuple[str, int], tuple[str, ...]] = {}
        self.get = lru_cache(maxsize=65_536)(self._get)

    def _get(self, word: str) -> Entry | None:
        found = self._table.get(word)
        return entry(found) if found is not None else None

    def targets(self, first: str, length: int) -> tuple[str, ...]:
        """Return the words worth proposing that begin with a letter and are so long, most frequent first."""
        key = (first, length)
        known = self._buckets.get(key)
        if known is None:
            known = self._buckets[key] = tuple(self._table.section(f"{first}{length}").decode().split())
        return known

    def all_targets(self, first: str, lengths: range) -> Iterator[tuple[str, ...]]:
        """Yield the non-empty groups of `targets` for several lengths."""
        for length in lengths:
            group = self.targets(first, length)
            if group:
                yield group
