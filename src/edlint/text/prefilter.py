"""Prefilter for patterns: one pass over a text finds which of many patterns can match it, and in which of its lines."""

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
    """Items (such as patterns), each with strings (see `literals`) of which a line must contain one; None: any line.

    Building the Aho-Corasick automaton takes about three milliseconds for a thousand strings.
    """

    def __init__(self, items: Iterable[tuple[frozenset[str] | None, _Item]]) -> None:
        """Build the automaton from pairs of required strings and item; `fitting` keeps the items' order."""
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
        """Return the items that can match, each with the indexes of the lines concerned, ascending; None: any line.

        The lines must be in `literals.loose` form. Linear in their length and the number of occurrences of the strings.
        """
        found: dict[int, set[int] | None] = dict.fromkeys(self._always)
        # In a long text, an item for over a quarter of the lines gets None: the indexes would take much memory.
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
        """Return the numbers of the strings that occur, each with the indexes of its lines, ascending."""
        text = "\n".join(lines)
        starts = array("I", accumulate([len(line) + 1 for line in lines], initial=0))
        found: dict[int, array[int]] = {}
        # In overlapping stretches: the list of all matches in a long text would take many times the text's size.
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
