"""What a pattern cannot do without: the strings of which every text that it fits holds one.

A few strings for each pattern, looked for all at once, tell which of a thousand patterns can fit a document at all; only
those are compiled and run. The strings are worked out from the pattern by Python's own parser of regular expressions,
after RE2's few signs of its own are put into signs that it knows; the pattern is never run by it.
"""

import re._constants as sre  # type: ignore[import-not-found] # noqa: TID251 - only its parser, which runs nothing
import re._parser as parser  # type: ignore[import-not-found] # noqa: TID251 - as above
import warnings
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

SHORTEST = 3
"""The fewest letters of a string that tells texts apart."""
_MOST = 600  # strings; more say little, and cost room
_PRODUCT = 64  # strings that one run of literals may stand for, before it is cut
_LIST = 400  # strings that a list of words may have, before or behind which one string stands
_SIGNS = frozenset("$€£¥₹%×±°§©®™")  # which alone tell texts apart
_SMALL_CLASS = 6
_LONG = 10  # letters; of strings this long none is rarer than others
_BLANKS = "\t\xa0\u202f-‐‑"
_BLANK = frozenset([" "])
_RE2_ONLY = tuple(
    (rf"\{p}{{{name}}}", r"\w") for p in "pP" for name in ("L", "Lu", "Ll", "M", "N", "P", "S")
) + tuple((rf"\{p}{name}", r"\w") for p in "pP" for name in "LMNPS")

_Set = frozenset[str]


def folded(text: str) -> str:
    """Return a text in small letters, with straight apostrophes.

    Every sign keeps its place: the few capitals whose small form is longer stay as they are.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join([low if len(low := char.lower()) == 1 else char for char in text])
    return lower.replace("’", "'")


def loose(text: str) -> str:
    """Return a text as the strings of `needed` are looked for in it: folded, and each run of blanks and hyphens one blank."""
    text = folded(text)
    for sign in _BLANKS:
        text = text.replace(sign, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


_known: dict[bytes, tuple[str, ...] | None] = {}


def remember(strings: Mapping[bytes, tuple[str, ...] | None]) -> None:
    """Take what was worked out in an earlier process: the strings of patterns, by `key`."""
    _known.update(strings)


def key(source: str) -> bytes:
    """Return what a pattern is known by."""
    return blake2b(source.encode("utf-8", "replace"), digest_size=8).digest()


def may_fit(needs: frozenset[str] | None, text: str) -> bool:
    """Whether a pattern with these needs may fit a text, given as `loose` has it."""
    if needs is None:
        return True
    for string in needs:  # noqa: SIM110 - twice as fast as a generator, and asked of every sentence
        if string in text:
            return True
    return False


class Strings(NamedTuple):
    """What is known of the texts that a pattern fits: what they are exactly one of, what they hold one of; None: not known."""

    exact: frozenset[str] | None
    held: frozenset[str] | None


NOTHING = Strings(None, None)


def needed(source: str, part: Callable[[], Strings] | None = None) -> frozenset[str] | None:
    """Return strings, as `loose` has them, of which every text that the RE2 pattern `source` fits holds at least one.

    None where there are none of three letters or more, where there are too many, or where the pattern cannot be read.
    Working them out takes a millisecond or several; `part` does it where there is a shorter way (`strings_of`).
    """
    name = key(source)
    if name not in _known:
        exact, held = part() if part is not None else strings_of(source, {})
        found = _better(held, _worth(exact))
        _known[name] = tuple(sorted(_shortest(found))) if found is not None else None
    strings_known = _known[name]
    return None if strings_known is None else frozenset(strings_known)


def strings_of(source: str, parts: Mapping[str, Strings]) -> Strings:
    """Return what is known of the texts that a pattern fits; in it a sign of `parts` stands for what is known of a part."""
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


def _worth(strings: _Set | None) -> _Set | None:
    """Return a set of strings where it can tell texts apart: none of them shorter than three letters, but for signs."""
    if not strings or any(len(each) < SHORTEST and _SIGNS.isdisjoint(each) for each in strings):
        return None
    return strings


def _better(one: _Set | None, two: _Set | None) -> _Set | None:
    """Return the set that fewer texts hold a string of, as far as numbers and lengths show it."""
    if one is None or two is None:
        return one or two
    return max(one, two, key=lambda strings: (min(*map(len, strings), _LONG), -len(strings)))


class _Tree:
    """Reads a parsed pattern in which some signs stand for parts."""

    def __init__(self, parts: Mapping[str, Strings]) -> None:
        self._parts = parts

    def row(self, items: Sequence[Any]) -> Strings:
        """Return what is known of a row of nodes."""
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
            # The parser makes a class of branches of one sign each, and a sign may stand for a part.
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
    """Whether the strings that two sets make together are few enough."""
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
