"""Rules written as YAML in a test, loaded as those of a pack."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from edlint.model.rule import Example, Rule
from edlint.rules.load import load_rules
from edlint.testing import RuleTester

TESTER = RuleTester()

FRAME = """\
id: style.tried
message: "{head}"
why: It is tried in the tests.
sources: [{{title: "The tests"}}]
examples:
  bad:
    - {{text: "x", flags: ["x"]}}
    - {{text: "x", flags: ["x"]}}
  good: ["x", "x"]
"""


@pytest.fixture
def rule_of(tmp_path: Path) -> Callable[..., Rule]:
    """Return a function from a rule's own fields to the loaded rule."""

    def load(fields: str, message: str = "m") -> Rule:
        path = tmp_path / "style" / "tried.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(FRAME.format(head=message) + dedent(fields), encoding="utf-8")
        return load_rules([tmp_path])["style.tried"]

    return load


@pytest.fixture
def flagged(rule_of) -> Callable[..., list[str]]:
    """Return a function from fields and a text to the words that are flagged in it."""

    def run(fields: str, text: str, **kind) -> list[str]:
        return [finding.text for finding in TESTER.findings([rule_of(fields)], Example(text, **kind))]

    return run


@pytest.fixture
def fixed(rule_of) -> Callable[..., str]:
    """Return a function from fields and a text to the text after the first fixes."""

    def run(fields: str, text: str) -> str:
        return TESTER.fixed([rule_of(fields)], Example(text))[0]

    return run
