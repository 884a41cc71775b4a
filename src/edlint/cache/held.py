"""Results that a process holds for itself, where they are too many and too short-lived to be kept on the disk."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence

MOST = 16_000_000
"""Characters held; above it the results that were not used for longest go."""


class Held:
    """Results by key, the last used at the end."""

    def __init__(self, most: int = MOST) -> None:
        """Hold nothing yet, and never more than `most` characters."""
        self._most = most
        self._size = 0
        self._results: OrderedDict[str, str] = OrderedDict()

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the results there are, by key."""
        found = {}
        for key in keys:
            if key in self._results:
                self._results.move_to_end(key)
                found[key] = self._results[key]
        return found

    def put(self, results: Mapping[str, str]) -> None:
        """Hold results."""
        for key, value in results.items():
            self._size += len(value) - len(self._results.pop(key, ""))
            self._results[key] = value
        while self._size > self._most:
            _, gone = self._results.popitem(last=False)
            self._size -= len(gone)
