"""Literal strings that a pattern requires: every text that the pattern matches contains at least one of them.

A few strings per pattern, searched for all at once, tell which of a thousand patterns can match a document at all; only
those are compiled and run. The strings are derived from the parse tree of Python's own regular expression
parser, after syntax that only RE2 has is replaced; Python's engine never runs the pattern.
"""

import re._constants as sre  # type: ignore[import-not-found] # noqa: TID251 - only its parser, which runs nothing
import re._parser as parser  # type: ignore[import-not-found] # noqa: TID251 - as above
import warnings
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

SHORTEST = 3
"""Fewest characters of a string that is worth searching for."""
_MOST = 600  # strings in a set; a larger set filters little and takes memory
_PRODUCT = 64  # strings that two adjacent sets may make together, before the run of literals is cut
_LIST = 400  # the same where one of the two sets is a single string, such as a word before a list of words
_SIGNS = frozenset("$€£¥₹%×±°§©®™")  # rare enough to be searched for whatever the length of the string
_SMALL_CLASS = 6
_LONG = 10  # characters; a string longer than this does not count as rarer
_BLANKS = "\t\xa0\u202f-‐‑"
_BLANK = frozenset([" "])
_RE2_ONLY = tuple(
    (rf"\{p}{{{name}}}", r"\w") for p in "pP" for name in ("L", "Lu", "Ll", "M", "N", "P", "S")
) + tuple((rf"\{p}{name}", r"\w") for p in "pP" for name in "LMNPS")

_Set = frozenset[str]


def folded(text: str) -> str:
    """Return a text in lower case, with straight apostrophes.

    Offsets do not change: the few capitals whose lower-case form is longer than one code point are kept.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join([low if len(low := char.lower()) == 1 else char for char in text])
    return lower.replace("’", "'")


def loose(text: str) -> str:
    """Return the text form that `needed` strings are searched in: folded, each run of blanks and hyphens one blank."""
    text = folded(text)
    for sign in _BLANKS:
        text = text.replace(sign, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


_known: dict[bytes, tuple[str, ...] | None] = {}


def remember(strings: Mapping[bytes, tuple[str, ...] | None]) -> None:
    """Preload the strings of patterns that an earlier process derived, by `key`."""
    _known.update(strings)


def key(source: str) -> bytes:
    """Return the key of a pattern's strings: an 8-byte BLAKE2b digest of its source."""
    return blake2b(source.encode("utf-8", "replace"), digest_size=8).digest()


def may_fit(needs: frozenset[str] | None, text: str) -> bool:
    """Whether a pattern that requires one of these strings (None: no such set) can match a text in `loose` form."""
    if needs is None:
        return True
    for string in needs:  # noqa: SIM110 - twice as fast as a generator, and asked of every sentence
        if string in text:
            return True
    return False


class Strings(NamedTuple):
    """Strings derived from a pattern, in `loose` form; None where they are not known.

    `exact` are all the texts that the pattern matches; of `held`, each text that it matches contains at least one.
    """

    exact: frozenset[str] | None
    held: frozenset[str] | None


NOTHING = Strings(None, None)


def needed(source: str, part: Callable[[], Strings] | None = None) -> frozenset[str] | None:
    """Return strings, in `loose` form, of which every text that the RE2 pattern `source` matches contains at least one.

    None where some would be shorter than `SHORTEST`, where there are too many, or where the pattern cannot be parsed.
    Deriving them takes a millisecond or more; `part` is called instead where the caller has a faster way.
    """
    name = key(source)
    if name not in _known:
        exact, held = part() if part is not None else strings_of(source, {})
        found = _better(held, _worth(exact))
        _known[name] = tuple(sorted(_shortest(found))) if found is not None else None
    strings_known = _known[name]
    return None if strings_known is None else frozenset(strings_known)


def strings_of(source: str, parts: Mapping[str, Strings]) -> Strings:
    """Return the strings of a pattern; each key of `parts` is a placeholder in it for a sub-pattern."""
    for own, known in _RE2_ONLY:
        source = source.replace(own, known)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = parser.parse(_plain_codes(source))
    except (sre.error, OverflowError, RecursionError, ValueError):
        return NOTHING
    return _Tree(parts).row(tree)


def _shortest(strings: _Set) -> _Set:
    """Return the set without strings that contain another string of it: a text with the longer also has the shorter."""
    kept: list[str] = []
    for each in sorted(strings, key=len):
        if not any(short in each for short in kept):
            kept.append(each)
    return frozenset(kept)


def _plain_codes(source: str) -> str:
    """Return the pattern with RE2's `\\x{2014}` as the character itself, escaped if it is an ASCII sign."""
    head, *rest = source.split(r"\x{")
    parts = [head]
    for part in rest:
        code, _, after = part.partition("}")
        char = chr(int(code, 16))
        parts.append((char if char.isalnum() or ord(char) > 127 else "\\" + char) + after)
    return "".join(parts)


def _worth(strings: _Set | None) -> _Set | None:
    """Return the set if all its strings have at least `SHORTEST` characters or one of `_SIGNS`; else None."""
    if not strings or any(len(each) < SHORTEST and _SIGNS.isdisjoint(each) for each in strings):
        return None
    return strings


def _better(one: _Set | None, two: _Set | None) -> _Set | None:
    """Return the set that filters better: the one whose shortest string is longer, then the one with fewer strings."""
    if one is None or two is None:
        return one or two
    return max(one, two, key=lambda strings: (min(*map(len, strings), _LONG), -len(strings)))


class _Tree:
    """Walks the parse tree of a pattern in which some characters are placeholders for sub-patterns."""

    def __init__(self, parts: Mapping[str, Strings]) -> None:
        self._parts = parts

    def row(self, items: Sequence[Any]) -> Strings:
        """Return the strings of a sequence of nodes."""
        run: _Set = frozenset([""])
        whole: bool = True
        best: _Set | None = None
        for operator, argument in items:
            exact, needs = self._node(operator, argument)
            best = _better(best, needs)
            if exact is not None and _few(exact, run):
                run = frozenset((left + right).replace("  ", " ") for left in run for right in exact)
                continue
            best = _better(best, _worth(run))
            whole = False
            run = exact if exact is not None else frozenset([""])
        if whole:
            return Strings(run, best)
        return Strings(None, _better(best, _worth(run)))

    def _node(self, operator: Any, argument: Any) -> Strings:
        if operator is sre.LITERAL:
            char = chr(argument)
            return self._parts.get(char) or Strings(frozenset([loose(char)]), None)
        if operator is sre.AT:
            return Strings(frozenset([""]), None)
        if operator is sre.IN and len(argument) <= _SMALL_CLASS:
            # The parser turns branches of one character each into a class, and a character may be a placeholder.
            return _branches([self._node(*each) for each in argument])
        if operator is sre.SUBPATTERN:
            return self.row(argument[3])
        if operator is sre.BRANCH:
            return _branches([self.row(branch) for branch in argument[1]])
        if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            least, most, inner = argument
            exact, needs = self.row(inner)
            if exact == _BLANK:
                return Strings(_BLANK if least else _BLANK | {""}, None)
            if least == 0:
                return Strings(exact | {""} if exact is not None and most == 1 else None, None)
            return Strings(exact if most == 1 else None, _better(needs, _worth(exact)))
        return NOTHING


def _few(left: _Set, right: _Set) -> bool:
    """Whether joining each string of one set to each of the other gives few enough strings."""
    return len(left) * len(right) <= (_LIST if min(len(left), len(right)) == 1 else _PRODUCT)


def _branches(branches: Sequence[Strings]) -> Strings:
    exacts = [exact for exact, _ in branches]
    if all(exact is not None for exact in exacts):
        together = frozenset().union(*(exact for exact in exacts if exact is not None))
        if len(together) <= _LIST:
            return Strings(together, None)
    needs: set[str] = set()
    for exact, need in branches:
        best = _better(need, _worth(exact))
        if best is None:
            return NOTHING
        needs |= best
    return Strings(None, frozenset(needs) if len(needs) <= _MOST else None)
