"""Packs: folders of data, and installed packages that bring Python."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from edlint.check import make
from edlint.cli.main import cli
from edlint.config.load import load
from edlint.config.schema import Settings
from edlint.model.errors import ConfigError, EngineError
from edlint.model.rule import Example
from edlint.model.source import Source
from edlint.rules import packs
from edlint.rules.packs import find_packs
from edlint.run.setup import rules_of
from edlint.run.worker import Worker
from edlint.testing import RuleTester

RULE = """\
id: style.house.shout
message: "“{match}” shouts."
check: code
by: house
why: The house speaks softly.
sources: [{title: "The house"}]
examples:
  bad:
    - {text: "LOUD", flags: ["LOUD"]}
    - {text: "so LOUD", flags: ["LOUD"]}
  good: ["soft", "softer"]
"""
CHECKER = """\
from edlint.model.outcome import Outcome
from edlint.model.finding import Hit
from edlint.rules.base import Checker
from edlint.text.words import words

class House(Checker):
    name, version = "house", "1"
    def check(self, prose, profile):
        return Outcome(tuple(
            Hit(active.rule.id, span, block)
            for active in profile.active(self.name)
            for block in prose.blocks
            for span in words(block.text)
            if block.text[span.start:span.end].isupper()
        ))

def make(settings):
    return House()
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder on the path with an installed package that brings rules and a checker."""
    site = tmp_path / "site"
    package = site / "house_rules"
    (package / "rules/style/house").mkdir(parents=True)
    (package / "__init__.py").write_text('CHECKERS = {"house": "house_rules.house"}\n')
    (package / "house.py").write_text(CHECKER)
    (package / "rules/style/house/shout.yaml").write_text(RULE)
    info = site / "house_rules-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house-rules\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[edlint.packs]\nhouse = house_rules\nempty = json\n")
    monkeypatch.syspath_prepend(str(site))
    packs._find.cache_clear()
    yield site
    packs._find.cache_clear()
    for name in [name for name in sys.modules if name.startswith("house_rules")]:
        del sys.modules[name]


def configured(tmp_path: Path, named: str):
    path = tmp_path / "edlint.toml"
    path.write_text(f"packs = {named}\nengines = 'none'\n", encoding="utf-8")
    return load(path)


def test_an_installed_package_brings_rules_and_the_python_that_carries_them_out(
    tmp_path: Path, installed: Path
):
    loaded = configured(tmp_path, '["house"]')
    worker = Worker(loaded, rules_of(loaded), ())
    report = worker.check_source(Source("a.md", "markdown", "This is LOUD."))
    worker.close()
    assert [(f.text, f.message) for f in report.findings if f.rule == "style.house.shout"] == [
        ("LOUD", "“LOUD” shouts.")
    ]


def test_a_folder_is_data_only(tmp_path: Path, installed: Path):
    with pytest.raises(Exception, match=r"shout\.yaml:4: by: there is no checker “house”"):
        rules_of(configured(tmp_path, f'["{installed}/house_rules/rules"]'))


def test_a_name_that_is_neither_is_told(tmp_path: Path, installed: Path):
    with pytest.raises(
        ConfigError, match="“hause” is neither a folder nor an installed package; did you mean “house”"
    ):
        find_packs(["hause"])
    with pytest.raises(ConfigError, match="holds no folder “rules”"):
        find_packs(["empty"])


def test_the_examples_of_a_package_run_through_its_own_checks(installed: Path):
    tester = RuleTester("house")
    (rule,) = tester.rules.values()
    assert rule.id == "style.house.shout"
    assert tester.failures(rule) == []
    done = CliRunner().invoke(cli, ["test", "house"])
    assert (done.exit_code, done.output) == (0, "1 rule, 4 examples: none failed\n")


def test_a_check_that_fails_keeps_no_example(installed: Path):
    path = installed / "house_rules/house.py"
    path.write_text(CHECKER.replace("return Outcome", "1 / 0\n        return Outcome"))
    tester = RuleTester("house")
    failures = tester.failures(tester.rules["style.house.shout"])
    assert len(failures) == 4
    assert all("the check house failed: " in line and "division by zero" in line for line in failures)
    done = CliRunner().invoke(cli, ["test", "house"])
    assert done.exit_code == 1
    assert "1 rule, 4 examples: 1 failed" in done.output


def test_what_is_neither_a_folder_nor_a_package_cannot_be_tested():
    with pytest.raises(ConfigError, match="“nowhere” is neither a folder nor an installed package"):
        RuleTester("nowhere")


FIXES = """\
check: substitution
swap: {one: two, three: one}
fix: safe
"""


def test_an_example_promises_what_fix_makes_of_it(rule_of):
    tester = RuleTester()
    rule = rule_of(FIXES)
    right = Example("one of one", flags=("one", "one"), fixed="two of two")
    assert tester.example_failures(rule, right) == []
    wrong = Example("one", flags=("one",), fixed="too")
    assert tester.example_failures(rule, wrong) == ["style.tried: “one” is fixed to 'two', not to 'too'"]
    # The result would be flagged itself: --fix takes such a fix back.
    back = Example("three", flags=("three",), fixed="one")
    assert tester.example_failures(rule, back) == ["style.tried: “three” is fixed to 'three', not to 'one'"]


def test_an_example_says_every_word_that_is_flagged_and_where(rule_of):
    tester = RuleTester()
    rule = rule_of(FIXES, message="“{match}” {nothing}")
    assert tester.example_failures(rule, Example("one, one", flags=("one",))) == [
        "style.tried: “one, one” flags “one” at 0, “one” at 5, not “one” at 0"
    ]
    assert tester.example_failures(rule, Example("one")) == [
        "style.tried: “one” flags “one” at 0, but should flag nothing"
    ]
    assert tester.example_failures(rule, Example("one", flags=("one",))) == [
        "style.tried: “one” leaves a gap in its message: “{match}” {nothing}"
    ]


def test_what_is_no_checker_is_said_with_the_class_that_it_should_have(installed: Path):
    (installed / "house_rules/house.py").write_text("def make(settings):\n    return object()\n")
    with pytest.raises(
        EngineError, match=r"house_rules\.house\.make\(\) returns no checker: .* edlint\.rules\.base\.Checker"
    ):
        make("house", Settings(packs=("house",)))
