"""Which of many patterns can fit a text, and in which of its lines: one pass over the text for all of them."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

import ahocorasick_rs

_Item = TypeVar("_Item")
_STRETCH = 100_000
_MANY = 1_000


class Prefilter(Generic[_Item]):
    """Items, each with its needs: strings (see `literals`) one of which a line must hold, or None for any line.

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

    def fitting(self, lines: Sequence[str]) -> list[tuple[_Item, Sequence[int] | None]]:
        """Return the items that can fit lines, as `literals.loose` has them, with the numbers of those lines, rising; None: any of them.

        Linear in the text and in how often it holds the strings.
        """
        found: dict[int, set[int] | None] = dict.fromkeys(self._always)
        # Of a long text, what may fit a good part of the lines is looked for in all: their numbers would take much room.
        most = len(lines) // 4 if len(lines) > _MANY else len(lines)
        for string, numbers in self._strings(lines).items():
            for item in self._wanted_by[string]:
                known = found.setdefault(item, set())
                if known is not None:
                    known.update(numbers if len(numbers) <= most else ())
                    if max(len(numbers), len(known)) > most:
                        found[item] = None
        return [
            (self._items[item], None if numbers is None else sorted(numbers))
            for item, numbers in sorted(found.items())
        ]

    def _strings(self, lines: Sequence[str]) -> dict[int, "array[int]"]:
        """Return the strings that stand somewhere, by their numbers, and the numbers of the lines that hold them, rising."""
        text = "\n".join(lines)
        starts = array("I", accumulate([len(line) + 1 for line in lines], initial=0))
        found: dict[int, array[int]] = {}
        # In stretches that overlap: of a long text the list of all places would take many times its own size.
        for start in range(0, len(text), _STRETCH):
            stretch = text[start : start + _STRETCH + self._longest - 1]
            for string, at, _ in self._index.find_matches_as_indexes(stretch, overlapping=True):
                known = found.get(string)
                line = bisect_right(starts, start + at) - 1
                if known is None:
                    found[string] = array("I", [line])
                elif known[-1] != line:
                    known.append(line)
        return found
