"""The checker that runs declarative rules."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.language.data import LanguageData
from edlint.language.rowset import RowSet, rowset
from edlint.model.block import Block
from edlint.model.finding import Hit
from edlint.model.outcome import Outcome
from edlint.model.rule import Rule
from edlint.prose.blocks import by_block
from edlint.prose.prose import Lines, Prose
from edlint.prose.spoken import spoken_block
from edlint.rules import schema
from edlint.rules.base import Checker
from edlint.rules.index import index
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
from edlint.text.literals import folded
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
"""Rule class → function that makes the matcher of such a rule; not for statements, which also need the language."""
_WHOLE = (schema.Consistency, schema.Conditional, schema.Capitalization)
"""The kinds whose hits in a block also depend on other blocks."""


class RulesChecker(Checker):
    """Runs declarative rules: one pass over a document finds those that can match, and only these are run."""

    name = "rules"
    version = ""

    def __init__(self, known_needs: Mapping[str, Needs], known_rows: RowSet) -> None:
        """Take edlint's own rules' precomputed required strings, by rule id, and automaton of token rows."""
        self._known_needs = known_needs
        self._known_rows = known_rows
        self._matchers: dict[tuple[str, LanguageData | None], tuple[Rule, Matcher]] = {}
        self._index: tuple[Profile, bool, _Index, _Index] | None = None

    def check(self, prose: Prose, profile: Profile) -> Outcome:
        """Return the hits of every declarative rule in force."""
        rules = profile.active(self.name)
        if self._index is None or self._index[0] is not profile or self._index[1] is not prose.incremental:
            # Where no per-block results are kept, one index has all rules.
            apart = frozenset(one.rule.id for one in rules if prose.incremental and _whole(one.rule))
            known = self._known_rows
            local = _Index([one for one in rules if one.rule.id not in apart], self._needs, known)
            whole = _Index([one for one in rules if one.rule.id in apart], self._needs, known)
            self._index = profile, prose.incremental, local, whole
        _, _, local, whole = self._index
        said = local.said(prose) if prose.incremental else None
        found = by_block(
            prose,
            self.name,
            partial(self._hits, local),
            lambda number: (said, number in prose.falsehood_blocks),
        )
        hits = [*(hit for _, hit in found), *self._hits(whole, prose)]
        prose.forget_words()
        order = {active.rule.id: number for number, active in enumerate(rules)}
        return Outcome(tuple(sorted(hits, key=lambda hit: order[hit.rule])))

    def _hits(self, index: "_Index", prose: Prose) -> Iterator[Hit]:
        for active, lines in index.fitting(prose):
            yield from self._matcher(active.rule, prose)(prose, lines, active.options)

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
    """The rules of a profile, indexed by what a document must contain for them to match."""

    def __init__(
        self, rules: Sequence[ActiveRule], needs: Callable[[Rule], Needs], known_rows: RowSet
    ) -> None:
        self._rules = rules
        self._strings = Prefilter(
            (needs(active.rule), number)
            for number, active in enumerate(rules)
            if not isinstance(active.rule, schema.Tokens)
        )
        self._rules_of: defaultdict[str, list[int]] = defaultdict(list)
        for number, active in enumerate(rules):
            for each in active.rule.patterns if isinstance(active.rule, schema.Tokens) else ():
                self._rules_of[each.find].append(number)
        others = self._rules_of.keys() - set(known_rows.sources)
        self._rows = [known_rows] if len(others) < len(self._rules_of) else []
        self._rows += [rowset(sorted(others))] if others else []
        self._anywhere = frozenset(
            folded(word)
            for active in rules
            if isinstance(active.rule, schema.Statement)
            for word in active.rule.article
        )

    def said(self, prose: Prose) -> frozenset[str]:
        """Return which of the strings that rules require anywhere in a document occur in its author's own words."""
        return frozenset[str]().union(
            *(
                prose.block_result(number, _Index, self._said_in)
                for number in range(len(prose.blocks))
                if prose.own(number)
            )
        )

    def _said_in(self, block: Block) -> frozenset[str]:
        text = folded(spoken_block(block).text)
        return frozenset(word for word in self._anywhere if word in text)

    def fitting(self, prose: Prose) -> Iterator[tuple[ActiveRule, Lines]]:
        """Yield the rules that can match, in order, each with the lines in which it can."""
        found: list[tuple[int, Sequence[int] | None]] = self._strings.fitting(prose.loose)
        for rows in self._rows:
            prose.tagged.search(rows)
        in_rows = prose.tagged.fitting if self._rows else ()
        found += [
            (number, None) for number in {rule for row in in_rows for rule in self._rules_of.get(row, ())}
        ]
        for number, lines in sorted(found):
            yield self._rules[number], prose.lines if lines is None else prose.lines.only(lines)


def _whole(rule: Rule) -> bool:
    return isinstance(rule, _WHOLE) or (isinstance(rule, schema.Occurrence) and rule.per == "document")


def _nothing(prose: Prose, lines: Lines, options: Mapping[str, Any]) -> Iterator[Hit]:  # noqa: ARG001 - as matchers
    return iter(())


def make(settings: Settings) -> RulesChecker:  # noqa: ARG001 - every checker is made with the settings
    """Return the checker."""
    known = index()
    return RulesChecker(known.needs, known.automaton)
