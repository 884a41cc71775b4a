"""The rule engine: rules that are data."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from edlint.check.base import Outcome
from edlint.check.rules import across, kinds
from edlint.check.rules.capitals import capitalization
from edlint.check.rules.kinds import Look
from edlint.check.rules.prose import Prose
from edlint.check.rules.schema import ADAPTER, TRUSTED
from edlint.config.profile import Profile
from edlint.config.schema import Settings
from edlint.model.document import Document
from edlint.model.finding import Hit
from edlint.model.rule import Rule

KINDS: dict[str, Callable[[Rule], Look]] = {
    "existence": kinds.existence,
    "substitution": kinds.substitution,
    "pattern": kinds.pattern_check,
    "occurrence": kinds.occurrence,
    "repetition": across.repetition,
    "consistency": across.consistency,
    "conditional": across.conditional,
    "metric": across.metric,
    "sequence": across.sequence,
    "capitalization": capitalization,
}
"""A kind of check → what makes a function of a rule of that kind."""


def compiled(rule: Rule) -> Look:
    """Return the function that a rule becomes. The rule was validated when it was loaded, and is data still."""
    spec: Any = ADAPTER.validate_python(rule.spec, context=TRUSTED)
    return KINDS[spec.check](replace(rule, spec=spec))


class RulesChecker:
    """Carries out the rules that are data: each is compiled at its first use, and is one scan a document."""

    name = "rules"
    version = ""

    def __init__(self) -> None:
        self._looks: dict[str, tuple[Rule, Look]] = {}

    def prepare(self, profile: Profile) -> None:
        """Compile the rules in force."""
        for active in profile.active(self.name):
            self._look(active.rule)

    def check(self, document: Document, profile: Profile) -> Outcome:
        """Return the hits of every rule in force that is data."""
        hits: list[Hit] = []
        prose = Prose(document)
        for active in profile.active("rules"):
            hits.extend(self._look(active.rule)(prose, active.options))
        return Outcome(tuple(hits))

    def close(self) -> None:
        """Nothing was started."""

    def _look(self, rule: Rule) -> Look:
        known = self._looks.get(rule.id)
        if known is None or known[0] is not rule:
            known = self._looks[rule.id] = rule, compiled(rule)
        return known[1]


def make(settings: Settings) -> RulesChecker:  # noqa: ARG001 - every checker is made with the settings
    """Return the checker."""
    return RulesChecker()
