"""Vale's styles in a run of edlint, as a team that has them would start it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from edlint.config.schema import ValeSettings
from edlint.model.document import Document
from edlint.model.errors import ConfigError
from edlint.model.source import Source
from edlint.vale.engine import engine
from starting import edlint

RULE = "extends: existence\nmessage: \"Leave out '%s'.\"\nlink: https://example.com/house\nlevel: error\ntokens: [utilize]\n"
ARTICLE = "# A head\n\nWe utilize the the button.\n"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return a function that runs edlint, with a cache of these tests."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")), "NO_COLOR": "1"}

    def start(*arguments):
        done = edlint(Path.cwd(), *arguments, environment=environment)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    return start


def findings(output):
    found = json.JSONDecoder().raw_decode(output)[0]["files"][0]["findings"]
    return [(each["rule"], each["start"]["line"], each["start"]["column"]) for each in found]


def test_a_configuration_of_vale_alone_is_what_is_run(project, run):
    project({"styles/House/Words.yml": RULE, "a.md": ARTICLE})
    code, output = run("check", "--format", "json", "a.md")
    assert code == 1
    assert findings(output) == [("vale.House.Words", 3, 4)]


def test_beside_rules_of_edlints_own(project, run):
    project(
        {
            "styles/House/Words.yml": RULE,
            "a.md": ARTICLE,
            "edlint.toml": '[vale]\nconfig = ".vale.ini"\n',
        }
    )
    _, output = run("check", "--format", "json", "--engines", "none", "a.md")
    assert ("vale.House.Words", 3, 4) in findings(output)
    assert any(not rule.startswith("vale.") for rule, _, _ in findings(output))


def test_what_edlint_and_a_style_say_of_the_same_words_is_said_once_and_styles_keep_their_own(project, run):
    project(
        {
            "styles/House/Words.yml": RULE,
            "styles/House/More.yml": RULE,
            "a.md": ARTICLE,
            "edlint.toml": 'select = ["vale", "style.utilize"]\n[vale]\nconfig = ".vale.ini"\n',
        }
    )
    _, output = run("check", "--format", "json", "--engines", "none", "a.md")
    assert sorted(findings(output)) == [("vale.House.More", 3, 4), ("vale.House.Words", 3, 4)]
    assert "style.utilize" in output


def test_suggestions_of_a_style_are_shown_and_only_its_errors_fail(project, run):
    project({"styles/House/Words.yml": RULE.replace("error", "suggestion"), "a.md": ARTICLE})
    code, output = run("check", "a.md")
    assert code == 0
    assert "vale.House.Words" in output


def test_a_rule_of_a_style_is_explained_with_its_file(project, run):
    project({"styles/House/Words.yml": RULE, "a.md": ARTICLE})
    code, output = run("explain", "vale.House.Words")
    assert code == 0
    assert "styles/House/Words.yml" in output
    assert "https://example.com/house" in output


def test_what_cannot_be_run_is_named_and_is_no_green_run(project, run):
    project(
        {
            "styles/House/Script.yml": "extends: script\nmessage: No\nscript: |\n  matches := []\n",
            "a.md": "Fine.\n",
            "b.md": "Fine.\n",
        }
    )
    code, output = run("check", "a.md", "b.md")
    assert code != 0
    assert output.count("House.Script") == 1
    assert "edlint runs no programs of a style" in output
    project(
        {
            "styles/House/Words.yml": RULE,
            "edlint.toml": 'engines = "none"\n[vale]\nconfig = ".vale.ini"\nallow-unrunnable = true\n',
        }
    )
    code, output = run("check", "a.md")
    assert code == 0


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({".vale.ini": "StylesPath = nowhere\n[*]\nBasedOnStyles = House\n"}, "nowhere"),
        ({".vale.ini": "StylesPath = styles\n[*]\nBasedOnStyles = Gone\n"}, "Gone"),
        ({".vale.ini": "StylesPath = styles\n[*\nBasedOnStyles = House\n"}, ".vale.ini:2"),
        ({".vale.ini": "StylesPath = styles\n[*]\nBasedOnStyles = ../House\n"}, "leads out"),
        (
            {".vale.ini": "StylesPath = styles\n[*.md]\nTokenIgnores = (x{1,2})\n"},
            "[*.md]: TokenIgnores: “(x{1”: ",
        ),
    ],
)
def test_a_configuration_that_is_wrong_is_said_in_a_line(project, run, files, said):
    project({"a.md": "Fine.\n", **files})
    code, output = run("check", "a.md")
    assert code == 2
    assert said in output


def test_a_pattern_that_wants_too_much_is_named(project, run):
    project(
        {
            "styles/House/Slow.yml": "extends: existence\nmessage: Slow\nnonword: true\ntokens: ['(?<!x)(a|aa)+(?=c)']\n",
            "a.md": "a" * 20_000 + "\n",
        }
    )
    code, output = run("check", "a.md")
    assert code != 0
    assert "House.Slow" in output


def test_where_no_styles_are_in_play_nothing_of_them_is_imported(project):
    folder = project({"a.md": ARTICLE})
    (folder / ".vale.ini").unlink()
    code = (
        "import sys; sys.argv = ['edlint', 'check', '--engines', 'none', '--exit-zero', 'a.md']\n"
        "from edlint.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith(('edlint.vale', 'edlint.rules.zipped', 'pcre2', 'spylls'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_rules_are_read_again_when_a_file_of_theirs_has_changed(project):
    folder = project({"styles/House/Words.yml": RULE})
    settings = ValeSettings(config=str(folder / ".vale.ini"))
    first = engine(settings)
    assert engine(settings) is first
    (folder / "styles/House/More.yml").write_text(RULE)
    assert [*engine(settings).rules] == ["House.More", "House.Words"]
    (folder / "styles/House/More.yml").write_text(RULE.replace("tokens", "token"))
    assert [*engine(settings).broken] == ["House.More"]


FILTERS = {
    '.Level in ["error"]': ["House.Error"],
    ".Level in ['error', 'suggestion'] and .Name != 'House.Error'": ["House.Low"],
    '!(.Extends == "existence") || .Name == "House.Low"': ["House.Low", "House.Swap"],
    '"heading" in .Scope': ["House.Error"],
    "not (.Level in ['error']) && .Message != 'a \" && b'": ["House.Low", "House.Swap"],
}


@pytest.mark.parametrize("text", FILTERS)
def test_a_filter_chooses_what_it_chooses_for_vale(project, vale, text):
    folder = project(
        {
            ".vale.ini": "StylesPath = styles\nMinAlertLevel = warning\n[*]\nBasedOnStyles = House\n",
            "styles/House/Error.yml": "extends: existence\nmessage: one\nlevel: error\nscope: heading\ntokens: [zap]\n",
            "styles/House/Low.yml": "extends: existence\nmessage: two\nlevel: suggestion\ntokens: [zap]\n",
            "styles/House/Swap.yml": "extends: substitution\nmessage: three\nlevel: warning\nswap: {zap: zip}\n",
            "a.md": "# A zap\n",
        }
    )
    chosen = engine(ValeSettings(config=str(folder / ".vale.ini"), filter=text))
    assert list(chosen.rules) == FILTERS[text]
    found = chosen.check(Document(Source("a.md", "markdown", "# A zap\n"), ())).found
    command = [vale, "--no-global", "--no-exit", "--output=JSON", f"--filter={text}", "a.md"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    theirs = [alert["Check"] for alert in json.loads(done.stdout).get("a.md", [])]
    assert sorted(each.rule for each in found) == sorted(theirs)


@pytest.mark.parametrize(
    "text", ["open('x')", ".Name in", "__import__('os')", "(" * 900, ".Level.upper()", "1 + 1"]
)
def test_a_filter_that_is_none_is_refused(project, text):
    folder = project({"styles/House/Words.yml": RULE})
    with pytest.raises(ConfigError, match=r"vale\.filter"):
        engine(ValeSettings(config=str(folder / ".vale.ini"), filter=text))


def test_the_lowest_level_and_a_filter_by_its_file_stand_in_the_settings(project, run):
    project(
        {
            ".vale.ini": "StylesPath = styles\nMinAlertLevel = error\n[*]\nBasedOnStyles = House\n",
            "edlint.toml": 'engines = "none"\nselect = ["vale"]\n[vale]\nconfig = ".vale.ini"\nmin-alert-level = "suggestion"\nfilter = "words.expr"\n',
            "styles/House/Words.yml": RULE.replace("error", "suggestion"),
            "styles/House/Other.yml": RULE,
            "styles/config/filters/words.expr": '.Name == "House.Words"\n',
            "a.md": ARTICLE,
        }
    )
    _, output = run("check", "--format", "json", "a.md")
    assert {rule for rule, *_ in findings(output)} == {"vale.House.Words"}
