r"""Vale's patterns, run by RE2, or with look-arounds and back-references by PCRE2 with a limit on its steps.

Vale's own engine backtracks. Its matches are the same, except for three differences that are handled here: `\b` is aware of
the letters of every script, `\uXXXX` is a character, and a match may be empty.
"""

import time
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from edlint.text.pattern import Pattern, PatternError, checked, pattern
from edlint.vale.subject import Subject

Groups = tuple[tuple[int, int], ...]
"""The spans of a match and its groups, in code points; (-1, -1) for a group that did not participate."""

_STEPS = 50_000_000
"""Steps of PCRE2 allowed in one text; they are divided by its length, as PCRE2's limit is per start position."""
_LEAST, _MOST = 1_000, 100_000
_SECONDS = 5.0
"""Processor time in seconds that all patterns of PCRE2 together may take in one file."""
_LONGEST = 200_000
_PARTS = r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?<[!=])?|\)|\*|\+|\{([0-9]{1,3}),\}"
"""The parts of a pattern needed to find unbounded repetitions in look-behinds."""
_BEHIND = (60, 20, 6)
"""Bounds to try for such repetitions, as PCRE2 limits the length of a look-behind."""
_WORD = r"[\p{L}\p{Mn}\p{Nd}\p{Pc}\x{200C}\x{200D}]"
_EDGE = rf"(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))"
_NO_EDGE = rf"(?:(?<={_WORD})(?={_WORD})|(?<!{_WORD})(?!{_WORD}))"
MISSING = "needs the package pcre2: pip install 'edlint[vale]'"


class RegexError(ValueError):
    """A pattern that cannot be run; the text has the reason."""


class BudgetError(Exception):
    """A pattern exceeded its limit of steps at one position, or of time in one file."""


class Budget:
    """The processor time (`left`, in seconds) that PCRE2's patterns may still take in one file."""

    def __init__(self) -> None:
        """Begin with the full time."""
        self.left = _SECONDS


class Regex:
    """A compiled pattern of a rule.

    `linear`: RE2 can run it. `anchored`: it has anchors to the text's beginning or end. `edged`: it has word boundaries.
    """

    def __init__(self, source: str) -> None:
        """Compile a pattern in Vale's syntax. Raises RegexError when no engine supports it."""
        if len(source) > _LONGEST:
            raise RegexError(f"a pattern of more than {_LONGEST:,} characters")
        self.source = source
        plain = _rewritten(source, {"Z": r"\z"})
        self.edged = r"\b" in plain or r"\B" in plain
        many_lines = plain.startswith(("(?m)", "(?i)(?m)"))
        signs = (r"\A", r"\z") if many_lines else (r"\A", r"\z", "^", "$")
        self.anchored = any(sign in plain for sign in signs)
        self._re2: Pattern | None = None
        self._pcre2: dict[int, Any] = {}
        self.groups = 0
        try:
            self._re2 = checked("(?-m)" + plain)
            self.groups = self._re2.groups
        except PatternError as error:
            self._reason = str(error)
            try:
                self.groups = int(self._backtracking(_LEAST).groups)
            except ImportError:
                raise RegexError(MISSING) from None
        self.linear = self._re2 is not None

    def spans(self, subject: Subject, budget: Budget) -> Iterator[tuple[int, int]]:
        """Yield the spans of the matches, left to right, without overlaps. Raises BudgetError."""
        if self._re2 is not None and not (self.edged and subject.wide and _pcre2() is not None):
            for start, end in self._re2.places(subject.data):
                yield subject.point(start), subject.point(end)
            return
        for match in self._found(subject, budget):
            yield match.span()

    def matches(self, subject: Subject, budget: Budget) -> Iterator[Groups]:
        """Yield the spans of each match and its groups. Raises BudgetError."""
        if self._re2 is not None and not (self.edged and subject.wide and _pcre2() is not None):
            for found in self._re2.scan(subject.data, empty=True):
                yield tuple(
                    (subject.point(start), subject.point(end)) if start >= 0 else (-1, -1)
                    for start, end in found.ranges
                )
            return
        for match in self._found(subject, budget):
            yield tuple(match.span(number) for number in range(self.groups + 1))

    def found(self, text: str, budget: Budget) -> bool:
        """Whether the pattern matches anywhere in a text. Raises BudgetError."""
        return next(self.spans(Subject(text), budget), None) is not None

    def _found(self, subject: Subject, budget: Budget) -> Iterator[Any]:
        steps = min(max(_STEPS // max(len(subject.text), 1), _LEAST), _MOST)
        # Powers of two, so that a pattern is compiled a few times at most.
        compiled = self._backtracking(1 << (steps.bit_length() - 1))
        matches = compiled.finditer(subject.text)
        while True:
            began = time.thread_time()
            try:
                match = next(matches, None)
            except _pcre2().LibraryError as error:
                raise BudgetError(f"it wants more steps than a pattern may take ({error})") from None
            budget.left -= time.thread_time() - began
            if match is None:
                return
            if budget.left < 0:
                raise BudgetError(
                    f"patterns that only PCRE2 can run took more than {_SECONDS:g} s in one file"
                )
            yield match

    def _backtracking(self, steps: int) -> Any:
        compiled = self._pcre2.get(steps)
        if compiled is None:
            engine = _pcre2()
            if engine is None:
                raise ImportError
            own = _rewritten(self.source, {"b": _EDGE, "B": _NO_EDGE, "z": r"\z", "Z": r"\z"})
            for source in dict.fromkeys([own, *(_bounded(own, most) for most in _BEHIND)]):
                try:
                    compiled = engine.compile(
                        f"(*LIMIT_MATCH={steps})(*LIMIT_DEPTH={steps}){source}", flags=engine.ASCII, jit=False
                    )
                    break
                except (engine.PatternError, engine.LibraryError) as error:
                    why = str(error)
            else:
                raise RegexError(f"no engine takes its pattern: {why}")
            self._pcre2[steps] = compiled
        return compiled


@lru_cache(maxsize=8192)
def regex(source: str) -> Regex:
    """Return a compiled pattern, cached. Raises RegexError."""
    return Regex(source)


@lru_cache(maxsize=1)
def _pcre2() -> Any:
    try:
        return import_module("pcre2")
    except ImportError:
        return None


def _bounded(source: str, most: int) -> str:
    """Return a pattern with the unbounded repetitions in look-behinds limited to `most` more than their minimum."""
    out: list[str] = []
    depth: list[bool] = []
    position = 0
    for match in pattern(_PARTS).matches(source):
        part = source[match.span.start : match.span.end]
        out.append(source[position : match.span.start])
        position = match.span.end
        if part[0] == "(":
            depth.append(part in {"(?<!", "(?<="} or any(depth[-1:]))
        elif part == ")":
            del depth[-1:]
        elif any(depth[-1:]) and part[0] in "*+{":
            least = match.groups[0] or ("1" if part[0] == "+" else "0")
            part = f"{{{least},{int(least) + most}}}"
        out.append(part)
    return "".join([*out, source[position:]])


def _rewritten(source: str, escapes: dict[str, str]) -> str:
    r"""Return a pattern with `\uXXXX` as `\x{XXXX}`, and with each escape in `escapes` replaced by its value.

    Inside character classes, `\b` becomes a backspace, and brackets are escaped. Callers replace `\b` for PCRE2 by
    boundaries that are aware of the letters of every script.
    """
    out: list[str] = []
    at, inside = 0, False
    while at < len(source):
        char = source[at]
        if char == "\\" and at + 1 < len(source):
            written, at = _escape(source, at, {"b": r"\x08"} if inside else escapes)
            out.append(written)
            continue
        at += 1
        if inside:
            if char == "[" and not source.startswith(":", at):
                char = r"\["  # PCRE2 and Python would give it another meaning
            elif char == "[":
                end = source.find(":]", at)
                char, at = (source[at - 1 : end + 2], end + 2) if end > 0 else (r"\[", at)
            inside = char != "]"
        elif char == "[":
            inside = True
            for first in "^]":
                # A `]` directly after the opening bracket is literal.
                if source.startswith(first, at):
                    char += first if first == "^" else r"\]"
                    at += 1
        out.append(char)
    return "".join(out)


def _escape(source: str, at: int, escapes: dict[str, str]) -> tuple[str, int]:
    """Return the replacement for the escape at `at`, and the offset of its end."""
    sign, code = source[at + 1], source[at + 2 : at + 6]
    if sign == "u" and len(code) == 4 and all(c in "0123456789abcdefABCDEF" for c in code):
        return rf"\x{{{code}}}", at + 6
    return escapes.get(sign, "\\" + sign), at + 2
