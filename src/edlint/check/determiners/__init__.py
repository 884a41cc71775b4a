"""Singular countable nouns without an article: `grammar.missing-determiner`.

Whether a noun needs one depends on the noun and on all the words around it, so a linear model decides: see `nouns`. In
edited text the rule is wrong too often, so it is off; it is run where errors are dense (`edlint.lint.sensitivity`).
There it is right about writers who leave articles out again and again, and hardly about others, however many slips
they make. So it reports nothing where it finds little, and the more it finds, the less weight each finding needs.
"""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from edlint.config.profile import Profile
from edlint.model.finding import Hit, Severity
from edlint.model.outcome import Outcome
from edlint.prose.prose import Prose
from edlint.rules.base import Checker

if TYPE_CHECKING:
    from edlint.check.determiners.nouns import Lacking

HABIT = 1.3
"""Different nouns without an article in 1,000 words, from which on a writer leaves articles out by habit."""
USUAL = 0.6
"""Such nouns in 1,000 words of any text: the prior of the density, which matters in a short article."""
FEWEST = 2
STEP = 12.5
"""By how much e times the density lowers the weight that a finding needs, in tenths of a logarithm of odds."""
UNHEARD = 10.0
"""A density of certain errors that hardly any article has: beside a baseline, hits of this rule stay suggestions (`Hit.raised`)."""


class Determiners(Checker):
    """Finds nouns that lack their article."""

    name = "determiners"
    version = "2"

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return a hit for each such noun, if the rule is on."""
        rules = {each.rule.id: each.severity for each in profile.active(self.name)}
        if not rules or not profile.english:
            return Outcome()
        from edlint.check.determiners.nouns import SURE, lacking  # noqa: PLC0415 - most articles are never asked

        return _outcome(rules, [each for each in lacking(prose) if each.weight >= SURE])

    def check_rules(self, prose: Prose, profile: Profile, rules: Mapping[str, Severity]) -> Outcome:
        """Return the hits of the given rules, if the writer of the document leaves articles out by habit; else none."""
        if not rules or not profile.english:
            return Outcome()
        from edlint.check.determiners.nouns import SURE, lacking  # noqa: PLC0415 - as above

        found = list(lacking(prose))
        dense = density(found, prose.document.words)
        least = SURE - STEP * math.log(dense / HABIT)
        return _outcome(
            rules, [each for each in found if dense >= HABIT and each.weight >= least], raised=UNHEARD
        )


def density(found: Sequence["Lacking"], words: int) -> float:
    """Return the estimated number of different nouns without an article in 1,000 words, for a text of `words` words.

    A single one does not count: it may be a slip, or no error.
    """
    different = len({each.block.text[each.span.start : each.span.end].lower().split()[-1] for each in found})
    return (USUAL + different * (different >= FEWEST)) / (1 + words / 1000)


def _outcome(rules: Mapping[str, Severity], found: Sequence["Lacking"], raised: float = 0.0) -> Outcome:
    return Outcome(
        tuple(
            Hit(rule, each.span, each.block, severity=severity, raised=raised)
            for rule, severity in rules.items()
            for each in found
        )
    )


make = Determiners
