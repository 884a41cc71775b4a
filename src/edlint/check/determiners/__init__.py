"""Singular nouns that can be counted and stand without an article: `grammar.missing-determiner`.

Whether a noun wants one is a matter of the noun and of all that stands around it, and so it is weighed: see `nouns`. In edited
text the rule is wrong too often, so it is off; where errors are dense it is asked (`edlint.lint.sensitivity`).
"""

from collections.abc import Mapping

from edlint.config.profile import Profile
from edlint.config.schema import Settings
from edlint.model.finding import Hit, Severity
from edlint.model.outcome import Outcome
from edlint.prose.prose import Prose
from edlint.rules.base import Checker


class Determiners(Checker):
    """Looks for nouns that lack their article."""

    name = "determiners"
    version = "1"

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return a hit for each such noun where the rule is on."""
        return self.look(prose, profile, {each.rule.id: each.severity for each in profile.active(self.name)})

    def look(self, prose: Prose, profile: Profile, rules: Mapping[str, Severity]) -> Outcome:
        """Return the hits of the rule, if it is among these."""
        if not rules or not profile.english:
            return Outcome()
        from edlint.check.determiners.nouns import lacking  # noqa: PLC0415 - most articles are never asked

        places = list(lacking(prose))
        return Outcome(
            tuple(
                Hit(rule, span, block, severity=severity)
                for rule, severity in rules.items()
                for block, span in places
            )
        )


def make(settings: Settings) -> Determiners:
    """Return the checker; it has no settings beside its rules."""
    del settings
    return Determiners()
