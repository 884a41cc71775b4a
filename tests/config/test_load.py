from pathlib import Path

import pytest

from edlint.config.load import find, load
from edlint.config.toml import line_of
from edlint.model.errors import ConfigError
from edlint.model.finding import Severity


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def faults(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(put("edlint.toml", text))
    return str(caught.value).splitlines()


def test_nearest_file_upwards_wins_and_edlint_toml_over_pyproject(here):
    put("pyproject.toml", "[tool.edlint]\nlanguage = 'en-GB'\n")
    put("a/pyproject.toml", "[tool.other]\nname = 'edlint'\n")
    put("a/b/c/x.md", "")
    assert find(Path("a/b/c")) == here / "pyproject.toml"
    put("edlint.toml", "")
    assert find(Path("a/b/c")) == here / "edlint.toml"
    put("a/b/edlint.toml", "")
    assert find(Path("a/b/c")) == here / "a/b/edlint.toml"


def test_pyproject_of_others_may_be_broken_but_not_one_that_speaks_of_edlint():
    put("a/pyproject.toml", "= broken")
    assert find(Path("a")) is None
    put("a/pyproject.toml", "[tool.edlint\n")
    with pytest.raises(ConfigError, match=r"a/pyproject.toml: not TOML: .*line 1"):
        find(Path("a"))


def test_defaults_without_a_file(here):
    loaded = load(None)
    assert loaded.settings.fail_on is Severity.WARNING
    assert loaded.folder == here
    assert loaded.who("fail-on") == "default"


def test_later_wins_key_by_key_and_shared_lists_add_up(here):
    put(
        "shared/house.toml",
        """
        extends = "base.toml"
        ignore = ["style.a"]
        select = ["style"]
        packs = ["./rules", "edlint-house"]
        [rules."readability.grade"]
        severity = "error"
        max = 9
        [vocabulary]
        accept = "words.txt"
        """,
    )
    put("shared/base.toml", "language = 'en-GB'\nignore = 'style.0'\n[[overrides]]\nfiles='*.txt'\n")
    put(
        "edlint.toml",
        """
        extends = ["shared/house.toml"]
        ignore = ["style.b", "style.a"]
        select = ["claims"]
        [rules."readability.grade"]
        max = 12
        [[overrides]]
        files = "*.md"
        """,
    )
    loaded = load(Path("edlint.toml"), {"languagetool.url": "http://localhost:1", "ignore": ["claims.x"]})
    settings = loaded.settings
    assert settings.ignore == ("style.0", "style.a", "style.b")
    assert settings.select == ("claims",)
    assert settings.packs == (str(here / "shared/rules"), "edlint-house")
    assert settings.vocabulary.accept == (str(here / "shared/words.txt"),)
    assert settings.rules["readability.grade"].options == {"max": 12}
    assert settings.rules["readability.grade"].severity is Severity.ERROR
    assert [override.files for override in settings.overrides] == [("*.txt",), ("*.md",)]
    assert settings.languagetool.url == "http://localhost:1"
    assert loaded.command_line == {"ignore": ["claims.x"]}
    assert loaded.who("ignore") == "shared/base.toml, shared/house.toml, edlint.toml"
    assert loaded.who("language") == "shared/base.toml"
    assert loaded.who('rules."readability.grade".max') == "edlint.toml"
    assert loaded.who('rules."readability.grade".severity') == "shared/house.toml"
    assert loaded.who("languagetool.url") == "command line"
    assert loaded.who("timeout") == "default"


def test_circles_and_missing_files_in_extends_are_errors():
    put("a.toml", "extends = 'edlint.toml'")
    assert faults("\nextends = 'a.toml'") == [
        "edlint.toml: configurations extend each other in a circle: edlint.toml → a.toml → edlint.toml"
    ]
    assert faults("\nextends = 'none.toml'") == [
        "edlint.toml:2: “extends” names “none.toml”, and there is no such file"
    ]


def test_every_fault_is_one_line_with_place_key_and_nearest_name():
    assert faults("""ignor = ["x"]
language = "en-AT"
engines = ["harpr"]
[vocabulary]
acept = "a.txt"
[rules."claims.overclaim"]
severity = "hi"
[[overrides]]
files = "x"
[[overrides]]
fils = "x"
[harper]
timeout = 0
""") == [
        "edlint.toml:1: unknown key “ignor”; did you mean “ignore”?",
        "edlint.toml:2: “language” = “en-AT”: should be one of en, en-US, en-GB, en-CA, en-AU",
        "edlint.toml:3: “engines[1]” = “harpr”: should be 'harper', 'languagetool' or 'reader'",
        "edlint.toml:5: unknown key “vocabulary.acept”; did you mean “accept”?",
        "edlint.toml:7: “rules.\"claims.overclaim\".severity” = “hi”: should be 'error', 'off', 'suggestion' or 'warning'",
        "edlint.toml:10: “overrides[2].files” is missing",
        "edlint.toml:11: unknown key “overrides[2].fils”; did you mean “files”?",
        "edlint.toml:13: “harper.timeout” = 0: should be greater than 0",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = [", "not TOML"),
        ("x = " + "[" * 5000, "not TOML"),
        ("exclude = ['!']", "“!” is no glob as in .gitignore"),
        ("exclude = ['[[:alpha:]']", "“[[:alpha:]” is no glob as in .gitignore"),
        ("[[overrides]]\nfiles = '[z-a]'", "“[z-a]” is no glob as in .gitignore"),
        ("select = 3", "should be a list"),
        ("vocabulary = 'a.txt'", "“vocabulary” = “a.txt”"),
    ],
)
def test_wrong_values_never_escape_as_tracebacks(text, said):
    assert said in "\n".join(faults(text))


def test_unreadable_configuration_is_said():
    Path("edlint.toml").write_bytes(b"x = '\xff'")
    with pytest.raises(ConfigError, match=r"edlint.toml: not UTF-8 at byte 5"):
        load(Path("edlint.toml"))


def test_values_from_the_command_line_are_checked_alike():
    with pytest.raises(ConfigError, match=r"^command line: “timeout” = -1: should be greater than 0$"):
        load(None, {"timeout": -1})


def test_lines_are_found_in_pyproject_and_in_quoted_and_dotted_keys():
    text = "[project]\nlanguage = 1\n[tool.edlint]\nlanguage = 'x'\n[tool.edlint.rules.\"a.b\"]\nmax = 3\n"
    path = Path("pyproject.toml")
    assert line_of(text, path, ["language"]) == 4
    assert line_of(text, path, ["rules", "a.b", "max"]) == 6
    assert line_of("rules.'a.b'.max = 1", Path("edlint.toml"), ["rules", "a.b", "max"]) == 1
    assert line_of("", path, ["language"]) is None


@pytest.mark.parametrize(("written", "meant"), [("en-us", "en-US"), ("EN_gb", "en-GB"), ("de", "de")])
def test_language_codes_are_taken_in_any_case(written, meant):
    assert load(None, {"language": written}).settings.language == meant


@pytest.mark.parametrize("key", ["select", "engines"])
def test_a_list_that_names_nothing_is_an_error_in_the_file_as_on_the_command_line(key):
    (said,) = faults(f"{key} = []\n")
    assert said.startswith(f"edlint.toml:1: “{key}” = []: names nothing: give ")


def test_an_override_that_selects_nothing_is_an_error():
    (said,) = faults('[[overrides]]\nfiles = ["a.md"]\nselect = []\n')
    assert said.startswith("edlint.toml:3: “overrides[1].select” = []: names nothing: give ")
