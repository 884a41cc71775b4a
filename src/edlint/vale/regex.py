r"""Vale's patterns: RE2 for all that it takes; for look-arounds and back-references PCRE2, with a limit on its steps.

Vale's own engine backtracks. What it finds is the same, with three differences that are minded here: `\b` knows the
letters of every script, `\uXXXX` is a character, and a match may be empty.
"""

import time
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from edlint.text.pattern import Pattern, PatternError, checked, pattern
from edlint.vale.subject import Subject

Groups = tuple[tuple[int, int], ...]
"""Where a match and its groups stand, in code points; (-1, -1) for a group that took no part."""

_STEPS = 50_000_000
"""What PCRE2 may do in one text; it counts anew at each place where a match may begin."""
_LEAST, _MOST = 1_000, 100_000
_SECONDS = 5.0
"""Processor time that all patterns of PCRE2 together may take in one file."""
_LONGEST = 200_000
_PARTS = r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?<[!=])?|\)|\*|\+|\{([0-9]{1,3}),\}"
"""What tells look-behinds, and the repetitions in them that have no end."""
_BEHIND = (60, 20, 6)
"""How often something may be repeated there, the most that PCRE2 takes."""
_WORD = r"[\p{L}\p{Mn}\p{Nd}\p{Pc}\x{200C}\x{200D}]"
_EDGE = rf"(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))"
_NO_EDGE = rf"(?:(?<={_WORD})(?={_WORD})|(?<!{_WORD})(?!{_WORD}))"
MISSING = "needs the package pcre2: pip install 'edlint[vale]'"


class RegexError(ValueError):
    """A pattern that cannot be run; the text says why."""


class BudgetError(Exception):
    """A pattern that wanted more than it may have: steps in one place, or time in one file."""


class Budget:
    """What the patterns of PCRE2 may still take in one file."""

    def __init__(self) -> None:
        """Begin with everything."""
        self.left = _SECONDS


class Regex:
    """A pattern of a rule.

    `linear` is true where RE2 runs it. `anchored` says that it asks where the text begins or ends, `edged` that it asks
    where words do.
    """

    def __init__(self, source: str) -> None:
        """Take a pattern as Vale has it. Raises RegexError when no engine takes it."""
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
        """Yield where the pattern fits, left to right, none overlapping. Raises BudgetError."""
        if self._re2 is not None and not (self.edged and subject.wide and _pcre2() is not None):
            for start, end in self._re2.places(subject.data):
                yield subject.point(start), subject.point(end)
            return
        for match in self._found(subject, budget):
            yield match.span()

    def matches(self, subject: Subject, budget: Budget) -> Iterator[Groups]:
        """Yield where the pattern and its groups fit. Raises BudgetError."""
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
        """Whether the pattern fits anywhere in a text. Raises BudgetError."""
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
    """Return the compiled pattern, the same one for the same source. Raises RegexError."""
    return Regex(source)


@lru_cache(maxsize=1)
def _pcre2() -> Any:
    try:
        return import_module("pcre2")
    except ImportError:
        return None


def _bounded(source: str, most: int) -> str:
    """Return a pattern in whose look-behinds nothing is repeated more than `most` times: PCRE2 takes no others."""
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
    r"""Return a pattern with `\uXXXX` as its engine writes it, and other escapes as they are given.

    To PCRE2 `\b` is given with the letters of every script, and `$` at the very end of a text.
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
                char = r"\["  # PCRE2 and Python would read more into it
            elif char == "[":
                end = source.find(":]", at)
                char, at = (source[at - 1 : end + 2], end + 2) if end > 0 else (r"\[", at)
            inside = char != "]"
        elif char == "[":
            inside = True
            for first in "^]":
                # A bracket right behind the one that opens stands for itself.
                if source.startswith(first, at):
                    char += first if first == "^" else r"\]"
                    at += 1
        out.append(char)
    return "".join(out)


def _escape(source: str, at: int, escapes: dict[str, str]) -> tuple[str, int]:
    """Return how the escape at `at` is written, and where it ends."""
    sign, code = source[at + 1], source[at + 2 : at + 6]
    if sign == "u" and len(code) == 4 and all(c in "0123456789abcdefABCDEF" for c in code):
        return rf"\x{{{code}}}", at + 6
    return escapes.get(sign, "\\" + sign), at + 2
