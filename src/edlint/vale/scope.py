"""Scopes: which blocks a rule looks at."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from edlint.vale.selection import name, selector, split

_SIZED = frozenset(["raw", "summary", "doc"])


class Part(NamedTuple):
    """One of the conditions that `&` joins: sections that a block's scope must have, or with `~` may not."""

    sections: frozenset[str]
    negated: bool


class Scope:
    """A rule's scope: a block fits where all parts of one of its selectors do."""

    def __init__(self, scopes: Iterable[str]) -> None:
        """Take scopes as rules write them, such as `heading.h2` or `sentence & ~blockquote`."""
        self._selectors: list[list[Part]] = []
        for scope in scopes:
            terms = split(scope, "&")
            self._selectors.append([_part(term.strip(), alone=len(terms) == 1) for term in terms])

    @property
    def bases(self) -> frozenset[str]:
        """Return the kinds of block that are asked for, such as `sentence`: they are made only where a rule asks."""
        return frozenset(
            base for parts in self._selectors for part in parts if not part.negated for base in part.sections
        )

    def fits(self, scope: str) -> bool:
        """Whether a rule looks at a block of a scope."""
        own = _sections(scope)
        # A sentence is seen by the rules that ask for sentences; the others see what it is a part of.
        fragment = scope.startswith("sentence.")
        return any(
            (not fragment or any(not part.negated and "sentence" in part.sections for part in parts))
            and all(_holds(part, own) for part in parts)
            for parts in self._selectors
        )


def _part(term: str, *, alone: bool) -> Part:
    negated = term.startswith("~")
    css = selector(term.removeprefix("~"))
    if css is not None:
        # By itself the element as a whole, else what lies in it.
        return Part(frozenset(["doc" if alone and not negated else "in", name(css)]), negated)
    sections = frozenset(section.strip() for section in term.removeprefix("~").split("."))
    return Part(sections, negated)


def _holds(part: Part, own: frozenset[str]) -> bool:
    if part.negated:
        return not part.sections <= own and not own & _SIZED
    return part.sections <= own


@lru_cache(maxsize=4096)
def _sections(scope: str) -> frozenset[str]:
    return frozenset(scope.split("."))
