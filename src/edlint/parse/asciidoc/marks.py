"""Finds where the inline markup of an AsciiDoc text may be."""

from bisect import bisect_left

from edlint.text.pattern import pattern

_MARKUP = (
    r"[\"']`|`[\"']|\\|[*_`#^~]|\+{1,3}|\$\$|\{|<<|\[\[|\(\(|&(?:[A-Za-z][A-Za-z0-9]+|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});"
    r"|\[[^\[\]\n]*\][*_`#]|[A-Za-z][A-Za-z0-9_\-+.]{0,40}:[^\s\[\]]{0,500}\[| \+$"
)


class Marks:
    """The possible markup of one text, found once, however often its parts are read."""

    def __init__(self, value: str) -> None:
        """Find the possible markup of a text."""
        self.value = value
        self.tokens = list(pattern(_MARKUP).spans(value))
        self.starts = [token.start for token in self.tokens]
        self._ends: dict[str, list[int]] = {}
        self._missing: set[str] = set()
        self._brackets: dict[int, int] | None = None
        self._closings: list[int] = []

    def find(self, mark: str, start: int, end: int) -> int:
        """Return the offset of the next `mark` in `start`…`end`, or -1; a missing mark is searched for only once."""
        if mark in self._missing:
            return -1
        at = self.value.find(mark, start)
        if at < 0:
            self._missing.add(mark)
        return at if 0 <= at <= end - len(mark) else -1

    def closing(self, mark: str, start: int, end: int) -> int:
        """Return the offset of the mark that closes a constrained one, or -1.

        The opening mark is before `start`; the closing one has no blank before it and no letter after it.
        """
        ends = self._ends.get(mark)
        if ends is None:
            ends = self._ends[mark] = []
            at = self.value.find(mark)
            while at >= 0:
                after = self.value[at + 1 : at + 2]
                apart = not (after.isalnum() or after == "_" or (mark == "`" and after in {'"', "'"}))
                if at and not self.value[at - 1].isspace() and apart:
                    ends.append(at)
                at = self.value.find(mark, at + 1)
        index = bisect_left(ends, start + 1)
        return ends[index] if index < len(ends) and ends[index] < end else -1

    def bracket(self, start: int, end: int) -> int:
        """Return the offset where the bracket opened just before `start` closes, or -1; brackets may nest."""
        if self._brackets is None:
            self._brackets = {}
            opened: list[int] = []
            for place in pattern(r"[\[\]]").spans(self.value):
                if self.value[place.start - 1 : place.start] == "\\":
                    continue
                if self.value[place.start] == "[":
                    opened.append(place.end)
                    continue
                self._closings.append(place.start)
                if opened:
                    self._brackets[opened.pop()] = place.start
        close = self._brackets.get(start, end)
        if close >= end:
            index = bisect_left(self._closings, start)
            close = self._closings[index] if index < len(self._closings) else end
        return close if close < end else -1
