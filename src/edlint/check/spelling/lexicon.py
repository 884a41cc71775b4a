"""The compiled lexicon: the data of all word lists on each word."""

from bisect import bisect_left
from functools import cached_property, lru_cache
from math import log10
from typing import NamedTuple

from edlint.cache.table import Table

LOWER, CAPITAL, UPPER, CURATED, GATHERED, SEVERAL, PERSON, RARE, RARE_NAME = 1, 2, 4, 8, 16, 32, 64, 128, 256
"""Flags: how the lists write a word (several may be set), and which kinds of technical list have it.

RARE and RARE_NAME: the largest word lists have it, as a word or as a name; these contain slips of common words, too.
"""

MISSPELT = " "
"""Prefix of the key of a known misspelling; words have no blanks."""

DOCUMENTATION_SIZE = 9_000_000
"""Words of running text behind the counts of words.txt.gz, rounded."""


class Entry(NamedTuple):
    """The data on one lower-case word with straight apostrophes.

    `zipf` is wordfreq's: log10 of uses per thousand million words, 0 when it does not know the word. `listed` is
    log2 of pyspellchecker's count plus 1, 0 when unknown. `level` is the lowest SCOWL level that has it (10 common …
    80 rare), 0 when none. `forms` is a sum of the flags above. `uses`, `small` and `spread` are the counts of
    words.txt.gz: all uses, those in lower case, and packages. `variants` are SCOWL's letters for a spelling that
    differs between variants of English (see scripts/build_vocabulary.py). `written` is the usual form when that has
    capitals.
    """

    zipf: float = 0.0
    listed: int = 0
    level: int = 0
    forms: int = 0
    uses: int = 0
    small: int = 0
    spread: int = 0
    variants: str = ""
    written: str = ""

    @property
    def technical(self) -> bool:
        """Whether a curated list of terms has it."""
        return bool(self.forms & CURATED)

    @property
    def documented(self) -> float:
        """Return how common the word is in technical documentation, on the Zipf scale; 0 when it is not used."""
        return log10(self.uses * 1e9 / DOCUMENTATION_SIZE) if self.uses else 0.0

    @property
    def weight(self) -> float:
        """Return how common the word is in general and technical prose, in equal parts, on the Zipf scale."""
        general = 10 ** (self.zipf or max(0.0, self.listed / 8))
        return log10(0.5 * general + 0.5 * self.uses * 1e9 / DOCUMENTATION_SIZE + 0.1)


NOTHING = Entry()


def entry(data: bytes) -> Entry:
    """Decode an entry that `build` wrote: `zipf` in hundredths, then the columns of words.txt.gz."""
    zipf, listed, _, level, forms, uses, small, spread, variants, written = data.decode().split("\t")
    return Entry(
        int(zipf) / 100,
        int(listed),
        int(level),
        int(forms),
        int(uses),
        int(small),
        int(spread),
        variants,
        written,
    )


class Lexicon:
    """Lookup of single lower-case words with straight apostrophes, and of the words that may be proposed."""

    def __init__(self, language: str, table: Table, beside: "Lexicon | None" = None) -> None:
        """Take a table from `edlint.check.spelling.build`; for another language, `beside` is the English lexicon."""
        self.language = language
        self.beside = beside
        self._table = table
        self._groups: dict[tuple[str, int], list[str]] = {}
        self.get = lru_cache(maxsize=65_536)(self._get)

    def _get(self, word: str) -> Entry | None:
        # A key with a blank is a pair's: see `pair`.
        found = self._table.get(word) if " " not in word else None
        return entry(found) if found is not None else None

    def pair(self, first: str, second: str) -> int:
        """Return how often `second` follows `first` in technical documentation; 0 for a rare pair."""
        found = self._table.get(f"{first} {second}")
        return int(found) if found is not None else 0

    def meant(self, word: str) -> tuple[str, ...]:
        """Return the corrections of a known misspelling, likeliest first; () for any other word."""
        found = self._table.get(MISSPELT + word)
        return tuple(found.decode().split("\t")) if found is not None else ()

    def targets(self, first: str, length: int) -> list[str]:
        """Return the words that may be proposed with this first letter and this length, sorted."""
        key = (first, length)
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = self._table.section(f"{first}{length}").decode().split()
        return group

    def is_target(self, word: str) -> bool:
        """Whether a word may be proposed."""
        group = self.targets(word[0], len(word))
        at = bisect_left(group, word)
        return at < len(group) and group[at] == word

    @cached_property
    def alphabet(self) -> str:
        """Return the first letters of the words that may be proposed."""
        return self._table.section("alphabet").decode()
