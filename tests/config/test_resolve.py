from pathlib import Path

import pytest

from builders import rule as built
from edlint.config.load import load
from edlint.config.resolve import profile_for
from edlint.config.selectors import check_selectors
from edlint.model.errors import ConfigError
from edlint.model.finding import Severity
from edlint.model.rule import Option, Rule


def rule(name: str, *, enabled: bool = True, languages: tuple[str, ...] = ("en",), **options: object) -> Rule:
    declared = {key: Option(value, "help") for key, value in options.items()}
    default = "on" if enabled else "off"
    return built(name, default=default, options=declared, languages=languages)


CATALOG = {one.id: one for one in [
    rule("claims.source"),
    rule("claims.overclaim.best"),
    rule("claims.overclaim.rare", enabled=False),
    rule("readability.grade", max=15, names=["a"], strict=False, title="x"),
    rule("markup.alt", languages=("any",)),
    rule("style.odd", enabled=False),
]}  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def settings(text: str, **command_line: object):
    Path("edlint.toml").write_text(text, "utf-8")
    return load(Path("edlint.toml"), command_line)


def on(text: str, path: str = "a.md", language: str | None = None, **command_line: object) -> set[str]:
    return set(profile_for(settings(text, **command_line), path, CATALOG, language).rules)


DEFAULT = {"claims.source", "claims.overclaim.best", "readability.grade", "markup.alt"}


@pytest.mark.parametrize(("text", "expected"), [
    ("", DEFAULT),
    ("ignore = ['claims']", {"readability.grade", "markup.alt"}),
    ("ignore = ['claims.overclaim']", DEFAULT - {"claims.overclaim.best"}),
    ("select = ['claims']", {"claims.source", "claims.overclaim.best"}),
    ("select = ['claims.overclaim']", {"claims.overclaim.best", "claims.overclaim.rare"}),
    ("select = ['all']\nignore=['claims']", {"readability.grade", "markup.alt"}),
    ("select = ['claims.source']\nignore=['claims']", {"claims.source"}),
    ("rules.'style.odd'.severity = 'suggestion'", DEFAULT | {"style.odd"}),
    ("select = ['claims.source']\nrules.'style.odd'.severity = 'suggestion'", {"claims.source"}),
    ("rules.claims.severity = 'off'", {"readability.grade", "markup.alt"}),
    ("rules.claims.severity = 'error'", DEFAULT),
])  # fmt: skip
def test_what_is_on(text, expected):
    assert on(text) == expected


def test_the_command_line_rules_over_every_file_and_override():
    text = "ignore=['claims.source']\n[[overrides]]\nfiles='*.md'\nselect=['style.odd']\nrules.'markup.alt'.severity='error'"
    assert on(text) == {"style.odd"}
    assert on(text, select=["claims.source"]) == {"claims.source"}
    assert on(text, ignore=["style"], select=["claims"]) == {"claims.overclaim.best"}
    assert on("", ignore=["claims"]) == {"readability.grade", "markup.alt"}


def test_overrides_fit_by_glob_and_the_later_wins():
    text = """
    [rules."readability.grade"]
    max = 12
    [[overrides]]
    files = ["docs/**"]
    language = "en-GB"
    rules."readability.grade".severity = "error"
    [[overrides]]
    files = ["docs/api/", "!docs/api/intro.md"]
    rules."readability.grade" = {severity = "off"}
    """
    loaded = settings(text)
    plain = profile_for(loaded, "a.md", CATALOG)
    docs = profile_for(loaded, "docs/a.md", CATALOG)
    assert (plain.rules["readability.grade"].severity, plain.language) == (Severity.WARNING, "en")
    assert (docs.rules["readability.grade"].severity, docs.language) == (Severity.ERROR, "en-GB")
    assert docs.rules["readability.grade"].options == {
        "max": 12,
        "names": ["a"],
        "strict": False,
        "title": "x",
    }
    assert "readability.grade" not in profile_for(loaded, "docs/api/a.md", CATALOG).rules
    assert profile_for(loaded, "docs/api/intro.md", CATALOG) is docs
    assert profile_for(loaded, str(Path("docs/b.md").absolute()), CATALOG) is docs


def test_globs_are_relative_to_the_configuration_not_to_the_working_directory(monkeypatch):
    text = "[[overrides]]\nfiles = '/docs/*.md'\nignore = ['claims']\n"
    loaded = settings(text)
    Path("docs").mkdir()
    monkeypatch.chdir("docs")
    assert "claims.source" not in profile_for(loaded, "a.md", CATALOG).rules
    assert "claims.source" in profile_for(loaded, "../a.md", CATALOG).rules


@pytest.mark.parametrize(("configured", "own", "spoken"), [
    ("en", None, "en"), ("en-GB", None, "en-GB"), ("en-GB", "en", "en-GB"), ("en-GB", "en-us", "en-GB"),
    ("en", "en-us", "en-US"), ("en", "en-IN", "en"), ("en-GB", "de-AT", "de-AT"), ("en", "x", "x"),
])  # fmt: skip
def test_the_language_of_a_document(configured, own, spoken):
    assert profile_for(settings(f"language = '{configured}'"), "a.md", CATALOG, own).language == spoken


def test_english_rules_are_silent_in_other_languages():
    assert on("", language="de") == {"markup.alt"}


def test_vocabulary_is_read_once_and_its_faults_are_named():
    Path("words.txt").write_text(
        "# ours\nkubectl\nC#  # a language\n/v[0-9]+/ # versions\n\nfoo bar\n", "utf-8"
    )
    Path("bad.txt").write_text("fine\n/(/\n", "utf-8")
    loaded = settings("[vocabulary]\naccept = 'words.txt'\nwords = ['Ferris', '/x+/']\n")
    words = profile_for(loaded, "a.md", CATALOG).words
    assert words.accept == {"kubectl", "C#", "foo bar", "Ferris"}
    assert words.accept_patterns == ("v[0-9]+", "x+")
    with pytest.raises(ConfigError, match=r"^bad.txt:2: “\(”: missing \)"):
        profile_for(settings("vocabulary.reject = 'bad.txt'"), "a.md", CATALOG)
    with pytest.raises(
        ConfigError, match=r"^edlint.toml:2: “vocabulary.accept” names “no.txt”, and there is no such file$"
    ):
        profile_for(settings("[vocabulary]\naccept = 'no.txt'"), "a.md", CATALOG)


def test_unknown_rules_and_options_are_errors_with_the_nearest_name():
    loaded = settings(
        """ignore = ["clams", "grammar.harper.AnA", "grammar", "claims.overclaim"]
[rules."readability.grade"]
mx = 1
max = "s"
strict = 1
names = [1]
title = "fine"
[rules."claims.overclaim"]
max = 3
[[overrides]]
files = "x"
select = ["style.od"]
""",
        select=["all", "readability.grad"],
    )
    with pytest.raises(ConfigError) as caught:
        check_selectors(loaded, CATALOG)
    assert str(caught.value).splitlines() == [
        "command line: --select names “readability.grad”, which is no rule or family; did you mean “readability.grade”?",
        "edlint.toml:1: “ignore” names “clams”, which is no rule or family; did you mean “claims”?",
        "edlint.toml:3: readability.grade has no option “mx”; did you mean “max”?",
        "edlint.toml:4: readability.grade: “max” should be a number such as 15, not 's'",
        "edlint.toml:5: readability.grade: “strict” should be true or false, not 1",
        "edlint.toml:6: readability.grade: “names” should be a list such as ['a'], not [1]",
        "edlint.toml:8: “claims.overclaim” stands for several rules, so only “severity” can be set for it, not “max”",
        "edlint.toml:12: “overrides[1].select” names “style.od”, which is no rule or family; did you mean “style.odd”?",
    ]


def test_a_configuration_that_names_only_what_exists_passes():
    check_selectors(settings("select = ['all', 'style']\nrules.'readability.grade'.max = 12.5"), CATALOG)
