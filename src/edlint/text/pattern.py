"""Patterns over article text, in linear time.

Article text is hostile input and a user's rule may be any pattern, so everything runs on RE2: no backtracking, no
look-around, no back-references. RE2's `\\b` and `\\w` are ASCII only; `whole_words` checks the neighbours in Unicode.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import re2
from re2 import _re2

from edlint.model.span import Span

# RE2 caches automaton states, by default in 8 MB per pattern. A pattern of many alternatives overflows that cache again
# and again and then takes two to three times as long, so a long pattern gets more.
_LONG = 4_000
_MEMORY = 32 << 20
_SHOWN = 200  # of a wrong pattern in a message
_LETTERS = (
    r"A-Za-z\x{aa}\x{b5}\x{ba}\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{2ff}\x{370}-\x{37d}\x{37f}-\x{386}\x{388}-\x{559}"
    r"\x{560}-\x{588}\x{5d0}-\x{60b}\x{620}-\x{669}\x{66e}-\x{6d3}\x{6d5}-\x{963}\x{966}-\x{e4e}\x{e50}-\x{1fff}"
    r"\x{2c00}-\x{2dff}\x{3005}-\x{3007}\x{3041}-\x{d7ff}\x{f900}-\x{fdff}\x{fe70}-\x{fefe}\x{ff21}-\x{ff3a}"
    r"\x{ff41}-\x{ff5a}\x{ff66}-\x{ffdc}\x{10000}-\x{1efff}\x{20000}-\x{3ffff}"
)
"""Ranges compiled in place of `\\pL`: Unicode's 650 ranges of letters take twenty times as long, 0.5 ms per pattern.

Exact for Latin, Greek and Cyrillic; for later scripts their marks, digits and rare punctuation are included.
"""
_CAPITALS = (
    r"A-Z\x{c0}-\x{d6}\x{d8}-\x{de}"
    + "".join(f"\\x{{{sign:x}}}" for sign in range(0x100, 0x180) if chr(sign).isupper())
    + r"\x{180}-\x{24f}\x{386}-\x{38f}\x{391}-\x{3ab}\x{400}-\x{42f}\x{531}-\x{556}\x{1e00}-\x{1eff}\x{ff21}-\x{ff3a}"
)
"""Ranges compiled in place of `\\p{Lu}`, for the same reason. Exact but for Latin letters of Vietnamese and rarer
languages, where lower-case letters between the capitals are included, and for scripts that edlint's own rules ignore.
"""
_NUMBERS = (
    r"0-9\x{b2}\x{b3}\x{b9}\x{bc}-\x{be}\x{660}-\x{669}\x{6f0}-\x{6f9}\x{966}-\x{96f}\x{2070}\x{2074}-\x{2079}"
    r"\x{2080}-\x{2089}\x{2150}-\x{2182}\x{2185}-\x{2189}\x{2460}-\x{249b}\x{24ea}-\x{24ff}\x{2776}-\x{2793}"
    r"\x{3007}\x{ff10}-\x{ff19}"
)
"""Ranges compiled in place of `\\pN`: digits, fractions, superscript, subscript, Roman and circled numbers."""
_RANGES = {"L": _LETTERS, "{L}": _LETTERS, "{Lu}": _CAPITALS, "N": _NUMBERS, "{N}": _NUMBERS}
_ANY_CASE = "(?i)"
_BOTH_CASES = (
    *(r"\pL", r"\pN", "A-Za-z", "À-ÖØ-öø-ɏ", "(?P<", r"\W", r"\S", r"\D", r"\B", r"\A"),
    *(r"\x{FFFC}", r"\x{a0}", r"\x{00a0}", r"\x{202f}"),
)
"""Parts with capitals or character codes that do not make a pattern depend on case."""
_CASED = (r"\x", r"\0", r"\1", "(?-", "[:", "-[", "-\\", "-_", "-^", "-`")
"""Parts that may match a capital though none is written: codes, flags, class names, ranges that span A to Z."""
_UNCLEAR = (r"\\p", r"\Q", "[[", "[]", "[^]", "[:")
"""Parts that make it ambiguous whether a bracket begins or ends a class."""
# The `re2` module's wrapper takes longer than most matches do, so its native patterns are called directly.
_ANYWHERE, _WHOLE = _re2.RE2.Anchor.UNANCHORED, _re2.RE2.Anchor.ANCHOR_BOTH


class PatternError(ValueError):
    """A pattern that RE2 rejects; the message says why."""


class Match(NamedTuple):
    """A match: its span in code points, the texts of its groups (None for an unmatched one) and of named groups."""

    span: Span
    groups: tuple[str | None, ...]
    names: dict[str, str | None]


class ByteMatch(NamedTuple):
    """A match in UTF-8: the byte ranges of the whole match and of its groups ((-1, -1) for an unmatched group)."""

    ranges: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Return the byte offset where the match begins."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """Return the byte offset where the match ends."""
        return self.ranges[0][1]


class Pattern:
    """A pattern, compiled on first use. `^` and `$` match at the ends of the text and of each of its lines."""

    __slots__ = ("_compiled", "_lowered", "_names", "ignore_case", "source", "whole_words")

    def __init__(self, source: str, *, ignore_case: bool = False, whole_words: bool = False) -> None:
        """Store the pattern as written; with `whole_words`, only matches for which `stands_alone` is true count."""
        self.source = source
        self.ignore_case = ignore_case
        self.whole_words = whole_words
        self._compiled: Any = None
        self._lowered = (ignore_case or source.startswith(_ANY_CASE)) and _in_small_letters(source)
        self._names: dict[str, int] | None = None

    @property
    def compiled(self) -> Any:
        """Return the native RE2 pattern, which runs on UTF-8 bytes. Raises PatternError."""
        if self._compiled is None:
            options = re2.Options()
            options.case_sensitive = self._lowered or not self.ignore_case
            options.log_errors = False
            options.never_nl = False
            if len(self.source) > _LONG:
                options.max_mem = _MEMORY
            source = self.source.removeprefix(_ANY_CASE) if self._lowered else self.source
            made = _re2.RE2(f"(?m){_with_ranges(source)}".encode("utf-8", "replace"), options)
            if not made.ok():
                why = made.error()
                detail = (why.decode("utf-8", "replace") if isinstance(why, bytes) else why).partition(
                    ": (?m)"
                )[0]
                shown = self.source if len(self.source) <= _SHOWN else f"{self.source[:_SHOWN]}…"
                raise PatternError(
                    f"“{shown}”: {detail[:_SHOWN]} (patterns are RE2: no look-around, no back-references)"
                )
            self._compiled = made
        return self._compiled

    @property
    def groups(self) -> int:
        """Return the number of capturing groups. Raises PatternError for an invalid pattern, as all matching does."""
        return int(self.compiled.NumberOfCapturingGroups())

    def spans(self, text: str) -> Iterator[Span]:
        """Yield the spans of the non-empty matches in code points, left to right, without overlaps."""
        for span, _ in self._placed(text, text.encode("utf-8", "surrogatepass")):
            yield span

    def matches(self, text: str) -> Iterator[Match]:
        """Yield the same matches with their groups."""
        data = text.encode("utf-8", "surrogatepass")
        for span, ranges in self._placed(text, data):
            groups = tuple(
                [
                    data[start:end].decode("utf-8", "surrogatepass") if start >= 0 else None
                    for start, end in ranges[1:]
                ]
            )
            names = {name: groups[number - 1] for name, number in self._group_names().items()}
            yield Match(span, groups, names)

    def scan(self, data: bytes, start: int = 0, *, empty: bool = False) -> Iterator[ByteMatch]:
        """Yield the matches in UTF-8 `data` from byte `start` on, with byte offsets; `whole_words` is ignored.

        Empty matches are left out unless `empty` is true.
        """
        for ranges in self._each(data, start):
            first, after = ranges[0]
            if after > first or (empty and _begins(data, first)):
                yield ByteMatch(tuple(ranges))

    def places(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield the byte ranges of the matches in UTF-8 `data`, empty ones included; `whole_words` is ignored."""
        for ranges in self._each(data, 0):
            start, end = ranges[0]
            if end > start or _begins(data, start):
                yield start, end

    def first(self, text: str) -> Span | None:
        """Return the first match, or None."""
        return next(self.spans(text), None)

    def found(self, text: str) -> bool:
        """Whether it matches anywhere."""
        if self.whole_words:
            return self.first(text) is not None
        return self._held(text, _ANYWHERE)

    def whole(self, text: str) -> bool:
        """Whether it matches the whole text."""
        return self._held(text, _WHOLE)

    def _held(self, text: str, anchor: Any) -> bool:
        data = text.encode("utf-8", "surrogatepass")
        if self._lowered:
            data = data.lower()
        return bool(self.compiled.Match(anchor, data, 0, len(data))[0][0] >= 0)

    def _each(self, data: bytes, start: int) -> Iterator[list[tuple[int, int]]]:
        """Yield the byte ranges of each match, empty ones included, and of its groups ((-1, -1) if unmatched)."""
        match, end = self.compiled.Match, len(data)
        if self._lowered:
            data = _small(data)
        while start <= end:
            ranges = match(_ANYWHERE, data, start, end)
            first, after = ranges[0]
            if first < 0:
                return
            yield ranges
            start = after if after > start else start + 1

    def _placed(self, text: str, data: bytes) -> Iterator[tuple[Span, list[tuple[int, int]]]]:
        """Yield the span of each non-empty match in code points, and its byte ranges in `data`, the text as UTF-8."""
        plain = len(data) == len(text)
        byte = point = 0
        for ranges in self._each(data, 0):
            start, end = first, after = ranges[0]
            if end == start:
                continue
            if not plain:
                start = point + _points(data, byte, first)
                end = start + _points(data, first, after)
                byte, point = after, end
            if not self.whole_words or stands_alone(text, start, end):
                yield Span(start, end), ranges

    def _group_names(self) -> dict[str, int]:
        if self._names is None:
            self._names = {name.decode(): number for name, number in self.compiled.NamedCapturingGroups()}
        return self._names


def _in_small_letters(source: str) -> bool:
    """Whether a case-insensitive pattern can be run case-sensitively on a text with A to Z in lower case instead.

    RE2 compiles that in two thirds of the time and runs it faster: a case-insensitive s or k also matches “ſ” or the
    Kelvin sign, which are taken not to occur in articles.
    """
    for part in _BOTH_CASES:
        source = source.replace(part, "")
    if source != source.lower() or any(sign in source for sign in _CASED):
        return False
    return source.isascii() or not any(sign.isalpha() for sign in set(source) if not sign.isascii())


@lru_cache(maxsize=8)
def _small(data: bytes) -> bytes:
    """Return UTF-8 with A to Z in lower case, byte for byte; cached for all the patterns that run on the same data."""
    return data.lower()


def _with_ranges(source: str) -> str:
    """Return a pattern with short ranges in place of `\\pL`, `\\p{Lu}` and `\\pN`, inside and outside classes."""
    head, *rest = source.split(r"\p")
    if not rest or any(sign in source for sign in _UNCLEAR):
        return source
    parts, inside = [head], False
    for before, after in pairwise([head, *rest]):
        bare = before.replace(r"\\", "").replace(r"\[", "").replace(r"\]", "")
        opened, closed = bare.rfind("["), bare.rfind("]")
        inside = opened > closed or (inside and closed < 0)
        name = after[: after.find("}") + 1] if after.startswith("{") else after[:1]
        ranges = _RANGES.get(name)
        if ranges is None:
            parts += [r"\p", after]
        else:
            parts += [ranges if inside else f"[{ranges}]", after[len(name) :]]
    return "".join(parts)


def _points(data: bytes, start: int, end: int) -> int:
    """Return the number of code points between two byte offsets."""
    return len(data[start:end].decode("utf-8", "surrogatepass"))


def _begins(data: bytes, at: int) -> bool:
    """Whether a code point begins at a byte offset, or the data ends there."""
    return at >= len(data) or not 0x80 <= data[at] < 0xC0


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter, digit or underscore is next to the range at an end where it has a letter or digit itself."""
    before_ok = start == 0 or not (
        text[start].isalnum() and (text[start - 1].isalnum() or text[start - 1] == "_")
    )
    return before_ok and (
        end == len(text) or not (text[end - 1].isalnum() and (text[end].isalnum() or text[end] == "_"))
    )


@lru_cache(maxsize=4096)
def pattern(source: str, *, ignore_case: bool = False, whole_words: bool = False) -> Pattern:
    """Return the pattern, cached by its arguments; it is not compiled yet, so an invalid one raises nothing here."""
    return Pattern(source, ignore_case=ignore_case, whole_words=whole_words)


def checked(source: str, *, ignore_case: bool = False, whole_words: bool = False) -> Pattern:
    """Return the pattern, compiled. Raises PatternError for an invalid one."""
    made = pattern(source, ignore_case=ignore_case, whole_words=whole_words)
    _ = made.compiled
    return made
