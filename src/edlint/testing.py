"""Tests rules against their examples, with the same checks and fixes as for articles.

    from edlint.testing import RuleTester

    tester = RuleTester("house-style")  # a folder of rules, or an installed package; without any, edlint's own

    @pytest.mark.parametrize("rule", tester.rules.values(), ids=lambda rule: rule.id)
    def test_rule(rule):
        assert tester.failures(rule) == []

`edlint test` does the same from the command line.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from edlint.check import make, own_checkers
from edlint.config.profile import ActiveRule, Profile, Selection
from edlint.config.schema import Settings
from edlint.config.shipped import builtin_folder
from edlint.language.foreign import recognise
from edlint.lint.fix import FixSession
from edlint.lint.lint import lint
from edlint.model.checker import CHECKERS, NON_CHECKERS
from edlint.model.errors import EngineError
from edlint.model.finding import Finding, Safety
from edlint.model.rule import Example, Rule
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import SUFFIXES, parse
from edlint.rules.base import Checker
from edlint.rules.load import load_rules
from edlint.rules.packs import find_packs


class RuleTester:
    """Runs rules on the texts of examples. Checkers are created once, when a rule first needs them."""

    def __init__(self, *packs: str | os.PathLike[str]) -> None:
        """Take the packs whose rules are tested: folders, rule files, or names of installed packages.

        Without any, edlint's own rules are tested. Raises ConfigError for any other name.
        """
        names = [os.fspath(pack) for pack in packs]
        self._found = find_packs(names)
        self._settings = Settings(packs=tuple(names))
        self._checkers: dict[str, Checker] = {}

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules of the packs by id. Raises RuleError with one line for each fault in their files."""
        folders = self._found.folders or (builtin_folder(), builtin_folder() / "packs" / "house")
        return load_rules(folders, checkers={*CHECKERS, *NON_CHECKERS, *self._found.checkers})

    def failures(self, rule: Rule) -> list[str]:
        """Return a line for each fault of the rule's examples; empty if all pass."""
        return [line for example in rule.cases for line in self.example_failures(rule, example)]

    def example_failures(self, rule: Rule, example: Example) -> list[str]:
        """Return a line for each fault of one example.

        Faults are: other words flagged or at another place, a check that failed, an unfilled field in the message, a
        fixed text that differs from the example's, or one in which the rule still finds something.
        """
        name = f"{rule.id}: {_short(example.text)}"
        try:
            findings = self.findings([rule], example)
            fixed, left = self.fixed([rule], example, findings) if example.fixed is not None else ("", ())
        except EngineError as error:
            return [f"{name}: {error}"]
        wanted = places(example)
        got = [finding.span for finding in findings]
        if got != wanted:
            meant = f"not {_spans(example.text, wanted)}" if wanted else "but should flag nothing"
            return [f"{name} flags {_spans(example.text, got)}, {meant}"]
        unfilled = [f.message for f in findings if "{" in f.message and "{" not in example.text]
        if unfilled:
            return [f"{name} leaves a gap in its message: {unfilled[0]}"]
        if example.fixed is None:
            return []
        if fixed != example.fixed:
            return [f"{name} is fixed to {fixed!r}, not to {example.fixed!r}"]
        if left:
            return [f"{name}: the fixed text still has {_spans(fixed, [finding.span for finding in left])}"]
        return []

    def findings(self, rules: Iterable[Rule], example: Example) -> tuple[Finding, ...]:
        """Return the findings of these rules alone in an example's text, in text order.

        The example's language and options are used. Findings that a comment suppresses are left out. Raises EngineError
        if a check failed, since no findings would then look like a pass.
        """
        catalog = {rule.id: rule for rule in rules}
        active = {
            rule.id: ActiveRule(
                rule,
                rule.severity,
                {name: option.default for name, option in rule.options.items()} | dict(example.options),
            )
            for rule in catalog.values()
        }
        selection = Selection(((False, "all"), *((True, id_) for id_ in catalog)))
        profile = Profile(active, selection, example.language)
        source = Source(f"example{_suffix(example.format)}", example.format, example.text)
        document = recognise(parse(source), example.language)
        known = own_checkers(self._settings)
        names = dict.fromkeys(rule.checker for rule in catalog.values() if rule.checker in known)
        linted = lint(document, [self._checker(name) for name in names], profile, catalog)
        for failure in linted.failures:
            error = EngineError(f"the check {failure.name} failed: {failure.detail}")
            error.add_note(linted.fault)
            raise error
        return tuple(f for f in linted.findings if f.rule in catalog and f.suppressed is None)

    def fixed(
        self, rules: Sequence[Rule], example: Example, findings: tuple[Finding, ...] | None = None
    ) -> tuple[str, tuple[Finding, ...]]:
        """Return an example's text after the fixes of these rules alone, and their findings in it.

        Fixes are applied as by `--fix`, but whatever their safety. `findings` are those in the example's text, if
        known. Raises EngineError as `findings` does.
        """
        if findings is None:
            findings = self.findings(rules, example)
        fixing = FixSession(example.text, findings, frozenset(Safety))
        while (text := fixing.proposal()) is not None:
            fixing.judge(
                self.findings(
                    rules, Example(text, example.format, options=example.options, language=example.language)
                )
            )
        return fixing.text, fixing.findings

    def _checker(self, name: str) -> Checker:
        if name not in self._checkers:
            self._checkers[name] = make(name, self._settings)
        return self._checkers[name]


def places(example: Example) -> list[Span]:
    """Return the spans of the flagged words of an example: each is searched after the start of the one before."""
    spans = []
    position = 0
    for flag in example.flags:
        start = example.text.index(flag, position)
        spans.append(Span(start, start + len(flag)))
        position = start + 1
    return spans


def _suffix(format_: str) -> str:
    return next(suffix for suffix, name in SUFFIXES.items() if name == format_)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= 70 else line[:67] + '…'}”"


def _spans(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(f"“{text[span.start : span.end]}” at {span.start}" for span in spans) or "nothing"
