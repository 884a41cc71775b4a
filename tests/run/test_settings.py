import tomllib
from pathlib import Path

import pytest

from edlint.config.load import load
from edlint.run.settings import values

TEXT = """
ignore = ["style"]
[rules."readability.grade"]
max = 12
[[overrides]]
files = ["docs/"]
language = "en-GB"
ignore = ["claims"]
rules."readability.grade" = {severity = "off", max = 9}
"""


@pytest.fixture
def loaded(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("edlint.toml").write_text(TEXT)
    return load(Path("edlint.toml"), {"timeout": 5})


def rows(loaded, path=None) -> dict[str, tuple[str, str]]:
    return {row.key: (row.value, row.who) for row in values(loaded, path)}


def test_each_value_has_who_set_it(loaded):
    found = rows(loaded)
    assert found["ignore"] == ('["style"]', "edlint.toml")
    assert found["timeout"] == ("5.0", "command line")
    assert found["fail-on"] == ('"warning"', "default")
    assert found['rules."readability.grade".max'] == ("12", "edlint.toml")
    assert found["overrides[1].language"] == ('"en-GB"', "edlint.toml")


def test_for_a_file_the_overrides_that_match_count(loaded):
    who = "edlint.toml, overrides[1] for docs/"
    found = rows(loaded, "docs/a.md")
    assert found["language"] == ('"en-GB"', who)
    assert found["ignore"] == ('["style", "claims"]', who)
    assert found['rules."readability.grade".max'] == ("9", who)
    assert found['rules."readability.grade".severity'] == ('"off"', who)
    assert "overrides[1].language" not in found
    assert rows(loaded, "a.md")["language"] == ('"en"', "default")


def test_what_is_shown_for_a_file_is_toml_that_can_be_used_as_a_configuration(loaded):
    text = "\n".join(
        f"{row.key} = {row.value}" for row in values(loaded, "docs/a.md") if row.value != "(not set)"
    )
    assert tomllib.loads(text)["language"] == "en-GB"
    Path("again.toml").write_text(text)
    again = load(Path("again.toml")).settings
    assert again.rules["readability.grade"].options == {"max": 9}
