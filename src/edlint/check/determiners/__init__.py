"""Singular nouns that can be counted and stand without an article: `grammar.missing-determiner`.

Whether a noun wants one is a matter of the noun and of all that stands around it, and so it is weighed: see `nouns`. In edited
text the rule is wrong too often, so it is off; where errors are dense it is asked (`edlint.lint.sensitivity`). There it is right
of writers who leave articles out again and again, and hardly of others, however many slips they make: so it says nothing where
it would say little, and the more it finds, the less each must weigh.
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
"""How many different phrases without an article there are in 1,000 words of a writer who is in the habit of leaving it out."""
USUAL = 0.6
"""How many there are in any 1,000 words: what an article of which little was read begins with."""
FEWEST = 2
STEP = 12.5
"""What a text with e times as many phrases adds to the weight of each, in tenths of a logarithm of odds."""
UNHEARD = 10.0
"""A density of certain errors that hardly any article has. It is not they that make a hit of this rule a warning (`Hit.raised`)."""


class Determiners(Checker):
    """Looks for nouns that lack their article."""

    name = "determiners"
    version = "2"

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return a hit for each such noun where the rule is on."""
        rules = {each.rule.id: each.severity for each in profile.active(self.name)}
        if not rules or not profile.english:
            return Outcome()
        from edlint.check.determiners.nouns import SURE, lacking  # noqa: PLC0415 - most articles are never asked

        return _outcome(rules, [each for each in lacking(prose) if each.weight >= SURE])

    def look(self, prose: Prose, profile: Profile, rules: Mapping[str, Severity]) -> Outcome:
        """Return the hits of the rule, if it is among these, in the text of a writer who leaves articles out by habit."""
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
    """Return how many phrases without an article there are in 1,000 words of a writer, of whom so many words were read.

    One alone says nothing: it may be a slip, or none.
    """
    different = len({each.block.text[each.span.start : each.span.end].lower() for each in found})
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
