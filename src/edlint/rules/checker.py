"""Carries out the rules that are data."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.language.data import LanguageData
from edlint.model.finding import Hit
from edlint.model.outcome import Outcome
from edlint.model.rule import Rule
from edlint.prose.prose import Prose
from edlint.rules import schema
from edlint.rules.catalogue import builtin_needs
from edlint.rules.kinds.capitals import capitalization
from edlint.rules.kinds.conditional import conditional
from edlint.rules.kinds.consistency import consistency
from edlint.rules.kinds.metric import metric
from edlint.rules.kinds.repetition import repetition
from edlint.rules.kinds.sequence import sequence
from edlint.rules.kinds.statement import statement
from edlint.rules.kinds.tokens import tokens
from edlint.rules.kinds.words import existence, occurrence, pattern_check, substitution
from edlint.rules.matching import Matcher
from edlint.rules.needs import Needs, needs
from edlint.text.prefilter import Prefilter

_MAKERS: Mapping[type[Rule], Callable[[Any], Matcher]] = {
    schema.Existence: existence,
    schema.Substitution: substitution,
    schema.PatternCheck: pattern_check,
    schema.Occurrence: occurrence,
    schema.Repetition: repetition,
    schema.Consistency: consistency,
    schema.Conditional: conditional,
    schema.Metric: metric,
    schema.Capitalization: capitalization,
    schema.Sequence: sequence,
    schema.Tokens: tokens,
}
"""A kind's class → what makes a matcher of a rule of it; statements need the language as well."""


class RulesChecker:
    """Carries out the rules that are data: one pass says which can find anything, and only these are made and run."""

    name = "rules"
    version = ""

    def __init__(self, known_needs: Mapping[str, Needs]) -> None:
        """Make no matcher yet; `known_needs` are those of edlint's own rules, by id, worked out before."""
        self._known_needs = known_needs
        self._matchers: dict[tuple[str, LanguageData | None], tuple[Rule, Matcher]] = {}
        self._prefilter: tuple[Profile, Prefilter[ActiveRule]] | None = None

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return the hits of every rule in force that is data."""
        hits: list[Hit] = []
        for active in self._prefiltered(profile).fitting(prose.everything):
            hits.extend(self._matcher(active.rule, prose)(prose, active.options))
        return Outcome(tuple(hits))

    def close(self) -> None:
        """Nothing was started."""

    def _prefiltered(self, profile: Profile) -> Prefilter[ActiveRule]:
        if self._prefilter is None or self._prefilter[0] is not profile:
            active = profile.active(self.name)
            self._prefilter = profile, Prefilter((self._needs(each.rule), each) for each in active)
        return self._prefilter[1]

    def _needs(self, rule: Rule) -> Needs:
        return self._known_needs[rule.id] if rule.id in self._known_needs else needs(rule)

    def _matcher(self, rule: Rule, prose: Prose) -> Matcher:
        key = rule.id, prose.language
        known = self._matchers.get(key)
        if known is None or known[0] is not rule:
            if isinstance(rule, schema.Statement):
                made = statement(rule, prose.language) if prose.language else _nothing
            else:
                made = _MAKERS[type(rule)](rule)
            known = self._matchers[key] = rule, made
        return known[1]


def _nothing(prose: Prose, options: Mapping[str, Any]) -> Iterator[Hit]:  # noqa: ARG001 - a matcher's signature
    return iter(())


def make(settings: Settings) -> RulesChecker:  # noqa: ARG001 - every checker is made with the settings
    """Return the checker."""
    return RulesChecker(builtin_needs())
