"""Every example of every rule holds, each with exactly its words flagged at their places."""

import itertools

import pytest

from builders import profile
from edlint.check import make
from edlint.config.schema import Settings
from edlint.config.shipped import builtin_folder
from edlint.language.foreign import recognise
from edlint.lint.lint import lint
from edlint.model.finding import Severity
from edlint.model.rule import FAMILIES, Example, Rule
from edlint.model.source import Source
from edlint.parse import parse
from edlint.rules.jsonschema import json_schema
from edlint.testing import RuleTester

TESTER = RuleTester()
RULES = TESTER.rules
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES.values()
    for number, example in enumerate(rule.cases)
]

# Two rules may flag the same words where each has something of its own to say about them.
TOGETHER: set[frozenset[str]] = set()


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example_holds(rule: Rule, example: Example):
    assert TESTER.example_failures(rule, example) == []


def test_the_schema_for_editors_is_up_to_date():
    written = (builtin_folder() / "schema.json").read_text(encoding="utf-8")
    assert written == json_schema(), "run: python -m edlint.rules"


def test_every_family_is_known_and_every_rule_says_why_and_by_whom():
    assert {rule.family for rule in RULES.values()} <= set(FAMILIES)
    assert [rule.id for rule in RULES.values() if len(rule.why.split()) < 5 or not rule.sources] == []


def test_no_two_rules_that_are_on_flag_the_same_words_of_an_example():
    shown = [
        rule
        for rule in RULES.values()
        if rule.enabled and rule.severity is not Severity.SUGGESTION and rule.checker == "rules"
    ]
    checker = make("rules", Settings())
    # What follows from a profile is worked out once for each language.
    languages = {example.language for rule in shown for example in rule.cases}
    profiles = {language: profile(shown, language) for language in languages}
    clashes = set()
    for language, in_force in profiles.items():
        for example in [one for rule in shown for one in rule.cases if one.language == language]:
            document = recognise(parse(Source("a", example.format, example.text)), language)
            linted = lint(document, [checker], in_force, {rule.id: rule for rule in shown})
            assert linted.failures == ()
            spans: dict[object, list[str]] = {}
            for finding in [one for one in linted.findings if one.suppressed is None]:
                spans.setdefault(finding.span, []).append(finding.rule)
            for ids in spans.values():
                clashes |= {frozenset(pair) for pair in itertools.combinations(ids, 2)}
    assert clashes - TOGETHER == set()
