"""The noise of a text, searchable by start offset."""

import sys
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from edlint.parse.noise import Noise


@dataclass
class NoiseMap:
    """Noise sorted by start offset."""

    items: list[Noise]

    def __post_init__(self) -> None:
        """Collect the start offsets for bisection."""
        self._starts = [item.start for item in self.items]

    def within(self, start: int, end: int) -> Iterable[Noise]:
        """Yield the noise that starts in `start`…`end`, the end excluded."""
        index = bisect_left(self._starts, start)
        while index < len(self.items) and self._starts[index] < end:
            yield self.items[index]
            index += 1

    def following(self, start: int) -> int:
        """Return the start of the next noise at or after `start`; `sys.maxsize` if there is none."""
        index = bisect_left(self._starts, start)
        return self._starts[index] if index < len(self._starts) else sys.maxsize
