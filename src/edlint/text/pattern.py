"""Patterns over article text, in linear time.

Article text is hostile input and a user's rule may hold any pattern, so everything runs on RE2: no backtracking, no
look-around, no back-references. RE2's `\\b` and `\\w` know ASCII only; `whole_words` checks the neighbours in Unicode.
"""

from array import array
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import re2

from edlint.model.span import Span

# RE2 remembers the states that it has been in, in 8 MB for a pattern unless told; a pattern of many alternatives throws
# them away again and again there, and takes two to three times as long.
_LONG = 4_000
_MEMORY = 32 << 20
_MANY = 4_000  # code points from which on it is worth while to count them once
_LEAD = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))


class PatternError(ValueError):
    """The pattern is not one that RE2 takes; the text says why."""


class Match(NamedTuple):
    """A match: its span, its groups' texts (None where a group took no part) and the named ones."""

    span: Span
    groups: tuple[str | None, ...]
    names: dict[str, str | None]


class ByteMatch(NamedTuple):
    """A match in UTF-8 bytes: the byte ranges of the whole and of its groups ((-1, -1): took no part)."""

    ranges: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Return where the match begins."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """Return where the match ends."""
        return self.ranges[0][1]


class Pattern:
    """A pattern, compiled when it is first used. Multi-line `^` and `$` hold at the ends of the text and of its lines."""

    __slots__ = ("_compiled", "ignore_case", "source", "whole_words")

    def __init__(self, source: str, *, ignore_case: bool = False, whole_words: bool = False) -> None:
        """Take the pattern as it is written; see `compile`."""
        self.source = source
        self.ignore_case = ignore_case
        self.whole_words = whole_words
        self._compiled: Any = None

    @property
    def compiled(self) -> Any:
        """Return RE2's own pattern. Raises PatternError."""
        if self._compiled is None:
            options = re2.Options()
            options.case_sensitive = not self.ignore_case
            options.log_errors = False
            options.never_nl = False
            if len(self.source) > _LONG:
                options.max_mem = _MEMORY
            try:
                self._compiled = re2.compile(f"(?m){self.source}", options)
            except re2.error as error:
                detail = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
                raise PatternError(
                    f"“{self.source}”: {detail} (patterns are RE2: no look-around, no back-references)"
                ) from None
        return self._compiled

    @property
    def groups(self) -> int:
        """Return how many groups it has. Raises PatternError for what is no pattern, as all that uses it does."""
        return int(self.compiled.groups)

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where the pattern matches, left to right, none overlapping, none empty."""
        # On bytes RE2 is three times as fast; there bytes are code points, or are counted once for all matches.
        if text.isascii():
            found: Iterator[tuple[int, int]] = (m.span() for m in self.compiled.finditer(text.encode()))
        elif len(text) >= _MANY:
            found = self._counted(text)
        else:
            found = (match.span() for match in self.compiled.finditer(text))
        for start, end in found:
            if end > start and (not self.whole_words or stands_alone(text, start, end)):
                yield Span(start, end)

    def _counted(self, text: str) -> Iterator[tuple[int, int]]:
        data = text.encode("utf-8", "surrogatepass")
        # Every byte adds 1 to the count of code points where one begins; before the first there are none.
        counts = array("I", accumulate(data.translate(_LEAD), initial=0))
        for match in self.compiled.finditer(data):
            start, end = match.span()
            yield counts[start], counts[end]

    def matches(self, text: str) -> Iterator[Match]:
        """Yield the matches with their groups."""
        for match in self.compiled.finditer(text):
            start, end = match.span()
            if end > start and (not self.whole_words or stands_alone(text, start, end)):
                yield Match(Span(start, end), match.groups(), match.groupdict())

    def scan(self, data: bytes, start: int = 0, *, empty: bool = False) -> Iterator[ByteMatch]:
        """Yield the matches in UTF-8 `data` from byte `start` on; `whole_words` is not looked at.

        None is empty, unless `empty`. Several times faster than `matches` on long texts: RE2 works on bytes, and nothing
        is counted in code points.
        """
        groups = range(self.groups + 1)
        for match in self.compiled.finditer(data, start):
            ranges = tuple([match.span(group) for group in groups])
            if ranges[0][1] > ranges[0][0] or (empty and _begins(data, ranges[0][0])):
                yield ByteMatch(ranges)

    def places(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield where the pattern matches in UTF-8 `data`, in bytes, empty matches too; `whole_words` is not looked at."""
        for match in self.compiled.finditer(data):
            start, end = match.span()
            if end > start or _begins(data, start):
                yield start, end

    def first(self, text: str) -> Span | None:
        """Return the first match, or None."""
        return next(self.spans(text), None)

    def found(self, text: str) -> bool:
        """Whether it matches anywhere."""
        if self.whole_words:
            return self.first(text) is not None
        return self.compiled.search(text) is not None

    def whole(self, text: str) -> bool:
        """Whether it matches the whole text."""
        return self.compiled.fullmatch(text) is not None


def _begins(data: bytes, at: int) -> bool:
    """Whether a code point begins at a byte, or the text ends there."""
    return at >= len(data) or not 0x80 <= data[at] < 0xC0


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches the match from outside where it begins or ends with one."""
    before_ok = start == 0 or not (
        text[start].isalnum() and (text[start - 1].isalnum() or text[start - 1] == "_")
    )
    return before_ok and (
        end == len(text) or not (text[end - 1].isalnum() and (text[end].isalnum() or text[end] == "_"))
    )


@lru_cache(maxsize=4096)
def pattern(source: str, *, ignore_case: bool = False, whole_words: bool = False) -> Pattern:
    """Return the pattern, the same one for the same arguments; nothing is compiled yet, and no fault is seen."""
    return Pattern(source, ignore_case=ignore_case, whole_words=whole_words)


def checked(source: str, *, ignore_case: bool = False, whole_words: bool = False) -> Pattern:
    """Return the compiled pattern. Raises PatternError for what is none."""
    made = pattern(source, ignore_case=ignore_case, whole_words=whole_words)
    _ = made.compiled
    return made
