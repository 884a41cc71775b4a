"""Packs: folders of data, and installed packages that bring Python."""

import sys
from pathlib import Path

import pytest

from edlint.check.packs import find_packs
from edlint.cli.common import rules_of
from edlint.config.load import load
from edlint.model.errors import ConfigError
from edlint.model.source import Source
from edlint.run.session import Desk

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
from edlint.check.base import Outcome
from edlint.model.finding import Hit
from edlint.text.words import words

class House:
    name, version = "house", "1"
    def check(self, document, profile):
        return Outcome(tuple(
            Hit(active.rule.id, span, block)
            for active in profile.active(self.name)
            for block in document.blocks
            for span in words(block.text)
            if block.text[span.start:span.end].isupper()
        ))
    def close(self):
        pass

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
    yield site
    for name in [name for name in sys.modules if name.startswith("house_rules")]:
        del sys.modules[name]


def configured(tmp_path: Path, packs: str):
    path = tmp_path / "edlint.toml"
    path.write_text(f"packs = {packs}\nengines = 'none'\n", encoding="utf-8")
    return load(path)


def test_an_installed_package_brings_rules_and_the_python_that_carries_them_out(
    tmp_path: Path, installed: Path
):
    loaded = configured(tmp_path, '["house"]')
    desk = Desk(loaded, rules_of(loaded), ())
    report = desk.check_source(Source("a.md", "markdown", "This is LOUD."))
    desk.close()
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
