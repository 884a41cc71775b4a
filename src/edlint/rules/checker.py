"""Carries out the rules that are data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.language.data import LanguageData
from edlint.model.finding import Hit
from edlint.model.outcome import Outcome
from edlint.model.rule import Rule
from edlint.prose.prose import Lines, Prose
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
from edlint.text.prefilter import Prefilter, WordIndex

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
        self._index: tuple[Profile, _Index] | None = None

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return the hits of every rule in force that is data."""
        if self._index is None or self._index[0] is not profile:
            self._index = profile, _Index(profile.active(self.name), self._needs)
        hits: list[Hit] = []
        for active, lines in self._index[1].fitting(prose):
            hits.extend(self._matcher(active.rule, prose)(prose, lines, active.options))
        prose.forget_words()
        return Outcome(tuple(hits))

    def close(self) -> None:
        """Nothing was started."""

    def _needs(self, rule: Rule) -> Needs:
        return self._known_needs[rule.id] if rule.id in self._known_needs else needs(rule)

    def _matcher(self, rule: Rule, prose: Prose) -> Matcher:
        key = rule.id, prose.language
        known = self._matchers.get(key)
        if known is None or known[0] is not rule:
            if isinstance(rule, schema.Statement):
                known_there = prose.language is not None and prose.language.has("misconceptions")
                made = statement(rule, prose.language) if known_there and prose.language else _nothing
            else:
                made = _MAKERS[type(rule)](rule)
            known = self._matchers[key] = rule, made
        return known[1]


class _Index:
    """The rules of a profile by what a document must hold for them to find anything."""

    def __init__(self, rules: Sequence[ActiveRule], needs: Callable[[Rule], Needs]) -> None:
        self._rules = rules
        asked = [(needs(active.rule), number) for number, active in enumerate(rules)]
        in_rows = [isinstance(active.rule, schema.Tokens) for active in rules]
        self._strings = Prefilter(each for each, row in zip(asked, in_rows, strict=True) if not row)
        self._words = WordIndex(each for each, row in zip(asked, in_rows, strict=True) if row)
        self._has_rows = any(in_rows)

    def fitting(self, prose: Prose) -> Iterator[tuple[ActiveRule, Lines]]:
        """Yield the rules that can find anything, in order, each with the lines in which it can."""
        found: list[tuple[int, Sequence[int] | None]] = self._strings.fitting(prose.folded)
        if self._has_rows:
            found += [(number, None) for number in self._words.fitting(prose.tagged.vocabulary)]
        for number, lines in sorted(found):
            yield self._rules[number], prose.lines if lines is None else prose.lines.only(lines)


def _nothing(prose: Prose, lines: Lines, options: Mapping[str, Any]) -> Iterator[Hit]:  # noqa: ARG001 - as matchers
    return iter(())


def make(settings: Settings) -> RulesChecker:  # noqa: ARG001 - every checker is made with the settings
    """Return the checker."""
    return RulesChecker(builtin_needs())
