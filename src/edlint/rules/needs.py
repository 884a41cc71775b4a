"""Strings that a text must contain for a rule to match in it."""

from collections.abc import Iterable

from edlint.model.rule import Rule
from edlint.rules import schema
from edlint.rules.wording import forms, phrases
from edlint.text.literals import SHORTEST, loose, needed

Needs = frozenset[str] | None
"""Strings in `loose` form of which the text must contain at least one; None: any text may match."""


def needs(rule: Rule) -> Needs:
    """Return the strings that a rule's patterns require. Takes milliseconds, so callers cache the result."""
    match rule:
        case schema.Existence():
            return _any(_phrases(rule.phrases), *map(needed, rule.patterns))
        case schema.Substitution():
            return _any(_phrases(rule.swap), *map(needed, rule.swap_patterns))
        case schema.PatternCheck():
            return _any(*(needed(part.pattern) for part in rule.parts))
        case schema.Consistency():
            words = [form for variants in rule.variants for variant in forms(variants) for form in variant]
            return _any(_phrases(words), *map(needed, rule.patterns.values()))
        case schema.Occurrence():
            return _any(_phrases(rule.phrases), needed(rule.pattern) if rule.pattern else frozenset())
        case schema.Statement():
            return frozenset(map(loose, rule.about))
        case _:
            return None


def _phrases(words: Iterable[str]) -> Needs:
    # A single word is itself the required string; for other phrases the strings are derived from their pattern.
    return _any(
        *(
            frozenset([loose(word)])
            if word.isalpha() and len(word) >= SHORTEST
            else needed(phrases([word], ignore_case=False).source)
            for word in words
        )
    )


def _any(*each: Needs) -> Needs:
    """Return the required strings of an alternation; None if one of the alternatives has none."""
    together: set[str] = set()
    for one in each:
        if one is None:
            return None
        together |= one
    return frozenset(together)
