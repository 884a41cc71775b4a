"""Many rows (see `rows`) as one bit-parallel automaton: one pass over a text's tokens finds the rows that match.

Each item of each row is one bit of a large integer, and each token has a mask of the items that it matches. A step
shifts the items that matched the previous token by one and keeps those that match this one (Baeza-Yates and Gonnet, A
New Approach to Text Searching, 1992; Navarro and Raffinot, Flexible Pattern Matching in Strings, 2002, 4.2, for items
that may be missing).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from edlint.language.rows import Choice, Item, items

_MOST = 50_000
_BEGINNERS = frozenset(".:;!?…")


class RowSet(msgspec.Struct, frozen=True, array_like=True, dict=True, eq=False):
    """The rows as written and the meaning of each bit.

    `ends` are the last bits of the rows, `words` the bits by word, `classes` the bits by wanted and unwanted letters,
    `missing` the bits of items that may be missing, `opening` and `closing` those of `^` and `$`.
    """

    sources: tuple[str, ...]
    ends: tuple[int, ...]
    words: dict[str, tuple[int, ...]]
    classes: tuple[tuple[str, str, tuple[int, ...]], ...]
    missing: tuple[int, ...]
    opening: tuple[int, ...]
    closing: tuple[int, ...]

    def fitting(self, line: str) -> list[str]:
        """Return the rows that match somewhere in a line of `edlint.prose.tagged`. Linear in the line's length."""
        begin, missing, masks = self._begin, self._missing, self._masks
        state = seen = masks.opening & begin
        for mask in map(masks.__getitem__, line.split()):
            ready = state << 1 | begin
            # The addition carries a bit past items that may be missing, up to the first that may not.
            ready |= (ready & missing) + missing ^ missing
            state = ready & mask
            seen |= state
        ready = state << 1 | begin
        ready |= (ready & missing) + missing ^ missing
        seen = (seen | ready & masks.closing) & self._last
        return [self._by_end[bit] for bit in _set(seen)]

    @cached_property
    def _begin(self) -> int:
        return _bits((0, *(end + 1 for end in self.ends[:-1])))

    @cached_property
    def _missing(self) -> int:
        return _bits(self.missing)

    @cached_property
    def _last(self) -> int:
        return _bits(self.ends)

    @cached_property
    def _by_end(self) -> dict[int, str]:
        return dict(zip(self.ends, self.sources, strict=True))

    @cached_property
    def _masks(self) -> "_Masks":
        return _Masks(self)


class _Masks(dict[str, int]):
    """Token → mask of the bits that it matches, computed on first use."""

    def __init__(self, rows: RowSet) -> None:
        super().__init__()
        self._words = rows.words
        self._classes = [
            (frozenset(wanted), frozenset(unwanted).difference(wanted), _bits(bits))
            for wanted, unwanted, bits in rows.classes
        ]
        self._of_letters: dict[str, int] = {}
        self.opening = _bits(rows.opening)
        self.closing = _bits(rows.closing)

    def __missing__(self, token: str) -> int:
        if len(self) > _MOST:
            self.clear()
        word, _, rest = token.partition("/")
        letters = rest[:-1]
        mask = self._letters(letters)
        if word in self._words:
            mask |= _bits(self._words[word])
        if letters == "T":
            mask |= self.closing | (self.opening if word in _BEGINNERS else 0)
        self[token] = mask
        return mask

    def _letters(self, letters: str) -> int:
        known = self._of_letters.get(letters)
        if known is None:
            known = 0
            for wanted, unwanted, bits in self._classes:
                if wanted.issubset(letters) and unwanted.isdisjoint(letters):
                    known |= bits
            self._of_letters[letters] = known
        return known


def rowset(sources: Iterable[str]) -> RowSet:
    """Build the automaton of some rows. Raises NotationError for an invalid one."""
    written = tuple(dict.fromkeys(sources))
    ends: list[int] = []
    missing: list[int] = []
    edges: dict[str, list[int]] = {"^": [], "$": []}
    words: defaultdict[str, list[int]] = defaultdict(list)
    classes: defaultdict[Choice, list[int]] = defaultdict(list)
    bit = 0
    for source in written:
        for item in _asked(tuple(items(source))):
            for _ in range(item.most or 1):
                if item.most:
                    missing.append(bit)
                if item.edge:
                    edges[item.edge].append(bit)
                for choice in item.choices:
                    (words[choice.word] if choice.word else classes[choice]).append(bit)
                bit += 1
        ends.append(bit - 1)
    return RowSet(
        written,
        tuple(ends),
        {word: tuple(bits) for word, bits in words.items()},
        tuple((choice.wanted, choice.unwanted, tuple(bits)) for choice, bits in classes.items()),
        tuple(missing),
        tuple(edges["^"]),
        tuple(edges["$"]),
    )


def _asked(row: Sequence[Item]) -> Sequence[Item]:
    """Return a row without the items at its ends that may be missing, as they do not change whether it matches.

    If no other item is left, any token matches.
    """
    if all(item.most or item.edge for item in row):
        return (Item((Choice(""),)),)
    there = [number for number, item in enumerate(row) if not item.most]
    return row[there[0] : there[-1] + 1]


def _bits(numbers: Iterable[int]) -> int:
    """Return the integer in which these bits are set."""
    return sum(1 << number for number in set(numbers))


def _set(number: int) -> Iterable[int]:
    """Yield the numbers of the set bits, ascending."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
