"""An in-memory result cache for one process, for results that are too many and too short-lived for the disk."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence

MOST = 16_000_000
"""Characters; above this, the least recently used results are dropped."""


class MemoryCache:
    """Results by key, the most recently used last."""

    def __init__(self, most: int = MOST) -> None:
        """Start empty, with room for `most` characters."""
        self._most = most
        self._size = 0
        self._results: OrderedDict[str, str] = OrderedDict()

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the results that are stored under these keys, by key."""
        found = {}
        for key in keys:
            if key in self._results:
                self._results.move_to_end(key)
                found[key] = self._results[key]
        return found

    def put(self, results: Mapping[str, str]) -> None:
        """Store results, and drop the least recently used ones if there are too many characters."""
        for key, value in results.items():
            self._size += len(value) - len(self._results.pop(key, ""))
            self._results[key] = value
        while self._size > self._most:
            _, gone = self._results.popitem(last=False)
            self._size -= len(gone)
