import tomllib
from pathlib import Path

import pytest
import yaml

from edlint.config.load import load
from edlint.model.errors import ConfigError
from edlint.run.init import CONFIGURATION, HOOKS, VOCABULARY, init, with_entry

OURS = "- repo: local\n  hooks:\n    - id: edlint\n"

KEPT = [
    "repos:\n- repo: a\n  hooks: [{id: x}]\n",
    "# top\nrepos:\n  - repo: a\n    hooks:\n      - id: x # why\n        args: [--a,\n          --b]\n",
    "repos:\n  - repo: a\n    rev: v1\n    hooks:\n      - id: x\n\n# the end\n",
    "repos:\n  - repo: a\n    hooks:\n      - id: x\n        entry: |\n          one\n          two\n\nexclude: ^a$\n",
    "default_stages: [pre-commit]\nrepos:\n  - repo: a\n    hooks:\n      - id: x\n  # - repo: b\n\nci:\n  skip: [x]\n",
    "repos:\r\n- repo: a\r\n  hooks:\r\n  - id: x\r\n",
    "repos:\n- repo: a\n  hooks:\n  - id: x",
    "repos:\n- hooks:\n  - {id: x,\n     name: y}\n  repo: a\nfail_fast: true\n",
    "repos:\n- repo: a\n  hooks:\n  - id: x\n    description: >\n      long\n      words\n- repo: b\n  hooks:\n  - id: y\n    name: 'two\n      lines'\n",
]


@pytest.mark.parametrize("text", KEPT)
def test_an_entry_is_added_and_every_old_line_stays(text):
    new = with_entry(text, OURS)
    old_lines, new_lines = text.splitlines(), new.splitlines()
    assert any(new_lines[:at] + new_lines[at + 3 :] == old_lines for at in range(len(new_lines)))
    before = yaml.safe_load(text)
    assert yaml.safe_load(new) == {**before, "repos": [*before["repos"], *yaml.safe_load(OURS)]}
    assert ("\r\n" in new) == ("\r\n" in text)


@pytest.mark.parametrize(
    "text", ["repos: []\n", "repos: [{repo: a, hooks: []}]\n", "{}", "", "- a\n", "repos:\n"]
)
def test_shapes_that_cannot_be_added_to_are_refused(text):
    with pytest.raises((ValueError, TypeError)):
        with_entry(text, OURS)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(folder: Path, **options) -> dict[str, str]:
    options = {"language": "en", "version": "0.1.0", **options}
    return {step.path.name: step.said for step in init(folder, **options)}


def test_three_files_are_written_and_can_be_used(here):
    run(here, language="en-GB")
    loaded = load(here / "edlint.toml")
    assert loaded.settings.language == "en-GB"
    assert loaded.settings.vocabulary.accept == (str(here / VOCABULARY),)
    hooks = yaml.safe_load((here / HOOKS).read_text())["repos"][0]["hooks"]
    assert [hook["id"] for hook in hooks] == ["edlint"]


def test_what_is_commented_out_in_the_configuration_is_right_too(here):
    text = CONFIGURATION.format(language="en")
    uncommented = "\n".join(
        line[2:] if line.startswith("# ") and ("=" in line or line.startswith("# [")) else line
        for line in text.splitlines()
    )
    (here / "edlint.toml").write_text(uncommented)
    settings = load(here / "edlint.toml").settings
    assert set(tomllib.loads(uncommented)) >= {
        "ignore",
        "fail-on",
        "exclude",
        "engines",
        "rules",
        "overrides",
    }
    assert settings.overrides[0].ignore == ("style",)


@pytest.mark.parametrize(
    ("name", "text"), [("edlint.toml", ""), ("pyproject.toml", "[tool.edlint]\nlanguage = 'en'\n")]
)
def test_a_folder_with_a_configuration_is_left_alone(here, name, text):
    (here / name).write_text(text)
    with pytest.raises(ConfigError, match="nothing was written"):
        run(here)
    assert [path.name for path in here.iterdir()] == [name]


def test_what_is_there_is_kept(here):
    (here / VOCABULARY).write_text("kubectl\n")
    (here / "pyproject.toml").write_text("[project]\nname = 'edlint-fan'\n")
    (here / HOOKS).write_text(KEPT[1])
    said = run(here)
    assert (here / VOCABULARY).read_text() == "kubectl\n"
    assert (here / HOOKS).read_text().startswith(KEPT[1])
    assert said[VOCABULARY] == "kept as it is"
    assert said[HOOKS] == "gained an entry that runs edlint before each commit"


@pytest.mark.parametrize(("text", "said"), [
    ("repos: []\n", "not changed, since its shape is unusual"),
    ("repos: [\n", "not changed, since its shape is unusual"),
    ("x: &a [*a]\n", "not changed, since its shape is unusual"),
    ("repos:\n- repo: https://example.org/edlint\n  hooks:\n  - id: edlint\n", "kept: it runs edlint already"),
])  # fmt: skip
def test_an_unusual_or_finished_pre_commit_configuration_is_not_touched(here, text, said):
    (here / HOOKS).write_text(text)
    assert run(here)[HOOKS].startswith(said)
    assert (here / HOOKS).read_text() == text


def test_without_pre_commit_nothing_is_said_of_it(here):
    assert HOOKS not in run(here, hooks=False)
    assert not (here / HOOKS).exists()
