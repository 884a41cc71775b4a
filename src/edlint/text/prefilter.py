"""Which of many patterns can fit a text at all, by strings that they cannot do without: one pass over the text for all."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

import ahocorasick_rs

_Item = TypeVar("_Item")
_STRETCH = 100_000


class Prefilter(Generic[_Item]):
    """Items, each with its needs: strings (folded, see `literals`) one of which a text must hold, or None for any text.

    Making one costs some three milliseconds for a thousand strings.
    """

    def __init__(self, items: Iterable[tuple[frozenset[str] | None, _Item]]) -> None:
        """Take the items with their needs; `fitting` keeps their order."""
        self._items: list[_Item] = []
        self._always: list[int] = []
        wanted_by: dict[str, list[int]] = {}
        for number, (needs, item) in enumerate(items):
            self._items.append(item)
            if needs is None:
                self._always.append(number)
            for string in needs or ():
                wanted_by.setdefault(string, []).append(number)
        self._wanted_by: Sequence[Sequence[int]] = list(wanted_by.values())
        self._longest = max(map(len, wanted_by), default=1)
        self._index = ahocorasick_rs.AhoCorasick(
            list(wanted_by), implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )

    def fitting(self, text: str) -> list[_Item]:
        """Return the items whose needs a folded text meets. Linear in the text and in how often it holds the strings."""
        strings: set[int] = set()
        # In stretches that overlap: of a long text the list of all places would take many times its own size.
        for start in range(0, len(text), _STRETCH):
            stretch = text[start : start + _STRETCH + self._longest - 1]
            strings.update(
                found[0] for found in self._index.find_matches_as_indexes(stretch, overlapping=True)
            )
        numbers = {number for string in strings for number in self._wanted_by[string]}
        return [self._items[number] for number in sorted(numbers.union(self._always))]
