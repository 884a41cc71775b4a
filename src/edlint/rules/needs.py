"""What a text must hold for a rule to find anything in it."""

from collections.abc import Iterable

from edlint.model.rule import Rule
from edlint.rules import schema
from edlint.rules.wording import forms, phrases
from edlint.text.literals import SHORTEST, loose, needed

Needs = frozenset[str] | None
"""Strings, as `loose` has them, one of which the text must hold; None where any text may do."""


def needs(rule: Rule) -> Needs:
    """Return what a rule's patterns cannot do without. Costs milliseconds: worked out once and kept."""
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
    # A single word is its own need; the patterns of others say what theirs are.
    return _any(
        *(
            frozenset([loose(word)])
            if word.isalpha() and len(word) >= SHORTEST
            else needed(phrases([word], ignore_case=False).source)
            for word in words
        )
    )


def _any(*each: Needs) -> Needs:
    """Return the needs of what fits where one of several does."""
    together: set[str] = set()
    for one in each:
        if one is None:
            return None
        together |= one
    return frozenset(together)
