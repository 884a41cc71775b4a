"""Scopes, which select the blocks to which a rule applies."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from edlint.vale.selection import name, selector, split

_SIZED = frozenset(["raw", "summary", "doc"])


class Part(NamedTuple):
    """One of the conditions joined by `&`: sections that a block's scope must have, or with `~` must not have."""

    sections: frozenset[str]
    negated: bool


class Scope:
    """A rule's scope: a block fits if it meets all parts of any of the selectors."""

    def __init__(self, scopes: Iterable[str]) -> None:
        """Take scopes as rules write them, such as `heading.h2` or `sentence & ~blockquote`."""
        self._selectors: list[list[Part]] = []
        for scope in scopes:
            terms = split(scope, "&")
            self._selectors.append([_part(term.strip(), alone=len(terms) == 1) for term in terms])

    @property
    def bases(self) -> frozenset[str]:
        """Return the sections named without `~`, such as `sentence`; optional blocks are made only if named."""
        return frozenset(
            base for parts in self._selectors for part in parts if not part.negated for base in part.sections
        )

    def fits(self, scope: str) -> bool:
        """Whether the rule applies to a block with this scope."""
        own = _sections(scope)
        # Only rules whose scope names sentences apply to sentences; others apply to the blocks that contain them.
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
        # By itself, it means the element as a whole; joined or negated, the blocks in it.
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
