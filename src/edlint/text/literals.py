"""What a pattern cannot do without: the strings of which every text that it fits holds one.

A few strings for each pattern, looked for all at once, tell which of a thousand patterns can fit a document at all; only
those are compiled and run. The strings are worked out from the pattern by Python's own parser of regular expressions,
after RE2's few signs of its own are put into signs that it knows; the pattern is never run by it.
"""

import re._constants as sre  # type: ignore[import-not-found] # noqa: TID251 - only its parser, which runs nothing
import re._parser as parser  # type: ignore[import-not-found] # noqa: TID251 - as above
import warnings
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

_SHORTEST = 3
_MOST = 600  # strings; more say little, and cost room
_PRODUCT = 64  # strings that one run of literals may stand for, before it is cut
_SMALL_CLASS = 6
_RE2_ONLY = tuple(
    (rf"\{p}{{{name}}}", r"\w") for p in "pP" for name in ("L", "Lu", "Ll", "M", "N", "P", "S")
) + tuple((rf"\{p}{name}", r"\w") for p in "pP" for name in "LMNPS")

_Strings = frozenset[str]


def folded(text: str) -> str:
    """Return a text as the strings of `needed` are compared with it: small letters, straight apostrophes.

    Every sign keeps its place: the few capitals whose small form is longer stay as they are.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join([low if len(low := char.lower()) == 1 else char for char in text])
    return lower.replace("’", "'")


_known: dict[bytes, tuple[str, ...] | None] = {}


def remember(strings: Mapping[bytes, tuple[str, ...] | None]) -> None:
    """Take what was worked out in an earlier process: the strings of patterns, by `key`."""
    _known.update(strings)


def key(source: str) -> bytes:
    """Return what a pattern is known by."""
    return blake2b(source.encode("utf-8", "replace"), digest_size=8).digest()


def needed(source: str) -> frozenset[str] | None:
    """Return strings, folded, of which every text that the RE2 pattern `source` fits holds at least one.

    None where there are none of three letters or more, where there are too many, or where the pattern cannot be read.
    Working them out takes a millisecond or several.
    """
    name = key(source)
    if name not in _known:
        strings = _worked_out(source)
        _known[name] = None if strings is None else tuple(sorted(strings))
    strings_known = _known[name]
    return None if strings_known is None else frozenset(strings_known)


def _worked_out(source: str) -> frozenset[str] | None:
    for own, known in _RE2_ONLY:
        source = source.replace(own, known)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = parser.parse(_plain_codes(source))
    except (sre.error, OverflowError, RecursionError, ValueError):
        return None
    exact, best = _sequence(tree)
    found = _better(best, _worth(exact))
    return _shortest(found) if found is not None and len(found) <= _MOST else None


def _shortest(strings: _Strings) -> _Strings:
    """Return the set without what another string of it is a part of: where the long one stands the short one does."""
    kept: list[str] = []
    for each in sorted(strings, key=len):
        if not any(short in each for short in kept):
            kept.append(each)
    return frozenset(kept)


def _plain_codes(source: str) -> str:
    """Return the pattern with RE2's `\\x{2014}` as the character itself, escaped where it means something."""
    head, *rest = source.split(r"\x{")
    parts = [head]
    for part in rest:
        code, _, after = part.partition("}")
        char = chr(int(code, 16))
        parts.append((char if char.isalnum() or ord(char) > 127 else "\\" + char) + after)
    return "".join(parts)


def _worth(strings: _Strings | None) -> _Strings | None:
    """Return a set of strings where it can tell texts apart: none of them shorter than three letters."""
    if not strings or min(map(len, strings)) < _SHORTEST:
        return None
    return strings


def _better(one: _Strings | None, two: _Strings | None) -> _Strings | None:
    """Return the set that fewer texts hold a string of, as far as numbers and lengths show it."""
    if one is None or two is None:
        return one or two
    return max(one, two, key=lambda strings: (min(*map(len, strings), 6), -len(strings)))


def _sequence(items: Sequence[Any]) -> tuple[_Strings | None, _Strings | None]:
    """Return the strings that a row of nodes is exactly one of (None: not known), and those it cannot do without."""
    run: _Strings | None = frozenset([""])
    whole: bool = True
    best: _Strings | None = None
    for operator, argument in items:
        exact, needs = _node(operator, argument)
        best = _better(best, needs)
        if exact is not None and run is not None and len(exact) * len(run) <= _PRODUCT:
            run = frozenset(left + right for left in run for right in exact)
            continue
        best = _better(best, _worth(run))
        whole = False
        run = exact if exact is not None else frozenset([""])
    if whole:
        return run, best
    return None, _better(best, _worth(run))


def _node(operator: Any, argument: Any) -> tuple[_Strings | None, _Strings | None]:
    if operator is sre.LITERAL:
        return frozenset([folded(chr(argument))]), None
    if operator is sre.AT:
        return frozenset([""]), None
    if operator is sre.IN:
        return _class(argument), None
    if operator is sre.SUBPATTERN:
        return _sequence(argument[3])
    if operator is sre.BRANCH:
        return _branches([_sequence(branch) for branch in argument[1]])
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, most, inner = argument
        exact, needs = _sequence(inner)
        if least == 0:
            return (exact | {""} if exact is not None and most == 1 else None), None
        return (exact if most == 1 else None), _better(needs, _worth(exact))
    return None, None


def _class(items: Sequence[Any]) -> _Strings | None:
    if all(operator is sre.LITERAL for operator, _ in items) and len(items) <= _SMALL_CLASS:
        return frozenset(folded(chr(argument)) for _, argument in items)
    return None


def _branches(
    branches: Sequence[tuple[_Strings | None, _Strings | None]],
) -> tuple[_Strings | None, _Strings | None]:
    exacts = [exact for exact, _ in branches]
    if all(exact is not None for exact in exacts):
        together = frozenset().union(*(exact for exact in exacts if exact is not None))
        if len(together) <= _PRODUCT:
            return together, None
    needs: set[str] = set()
    for exact, need in branches:
        best = _better(need, _worth(exact))
        if best is None:
            return None, None
        needs |= best
    return None, frozenset(needs) if len(needs) <= _MOST else None
