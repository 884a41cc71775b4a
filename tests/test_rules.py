"""Every example of every rule holds, each with exactly its words flagged at their places."""

import itertools

import pytest

from edlint.config.shipped import builtin_folder
from edlint.model.finding import Severity
from edlint.model.rule import FAMILIES, Example, Rule
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
    clashes = set()
    for rule in shown:
        for example in rule.cases:
            plain = Example(example.text, example.format, language=example.language)
            spans: dict[object, list[str]] = {}
            for finding in TESTER.findings(shown, plain):
                spans.setdefault(finding.span, []).append(finding.rule)
            for ids in spans.values():
                clashes |= {frozenset(pair) for pair in itertools.combinations(ids, 2)}
    assert clashes - TOGETHER == set()
