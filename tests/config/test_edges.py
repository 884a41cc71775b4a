"""Settings at their edges: sizes, counts, codes, and selectors that compete."""

import json
import os
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace

from builders import rule
from edlint.config import load as load_module
from edlint.config import search
from edlint.config.files import TooLargeError, opened, read_bytes
from edlint.config.load import load
from edlint.config.profile import ActiveRule, Profile, Selection, Waiver, Waivers
from edlint.config.schema import wrong_language
from edlint.config.selectors import check_selectors
from edlint.config.toml import loads
from edlint.config.vocabulary import read_words
from edlint.config.waivers import NAME, read_waivers
from edlint.config.yamldata import YamlError
from edlint.config.yamldata import load as load_yaml
from edlint.model.errors import ConfigError
from edlint.model.finding import Severity
from edlint.model.rule import Option


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_is_read_up_to_its_limit() -> None:
    Path("a").write_bytes(b"12345")
    assert read_bytes("a", 5) == b"12345"
    with pytest.raises(TooLargeError, match="5 bytes are more than the 4 that are read"):
        read_bytes("a", 4)
    # It may grow after it was opened.
    with opened("a", 5) as file:
        assert file.read() == b"12345"
    Path("link").symlink_to("a")
    assert read_bytes("link", 5) == b"12345"
    for name, why in (("link", "a link"), (".", "a folder")):
        with pytest.raises(OSError, match=why):
            read_bytes(name, 5, follow=False)


@pytest.mark.parametrize(("number", "kept"), [(2**63 - 1, True), (-(2**63) + 1, True), (2**63, False)])
def test_an_integer_has_less_than_64_bits(number: int, kept: bool) -> None:
    text = f"a = [{{b = {number}}}]"
    if kept:
        assert loads(text) == tomllib.loads(text)
    else:
        with pytest.raises(ValueError, match="an integer has more than 64 bits"):
            loads(text)


@pytest.mark.parametrize(("parts", "kept"), [(50, True), (51, False)])
def test_a_key_has_fifty_parts_at_most(parts: int, kept: bool) -> None:
    text = ".".join(["a"] * parts) + " = 1"
    if kept:
        assert loads(text)
    else:
        with pytest.raises(ValueError, match="a key has more than 50 parts"):
            loads(text)


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("en", True),
        ("de", True),
        ("ast", True),
        ("de-AT", True),
        ("en-GB", True),
        ("d", False),
        ("dede", False),
        ("d1", False),
        ("é", False),
        ("éa", False),
        ("en-IN", False),
        ("", False),
    ],
)
def test_a_language_has_two_or_three_letters(code: str, right: bool) -> None:
    assert (wrong_language(code) == "") is right


def test_a_number_of_files_extend_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_module, "_FILES", 3)
    for number in range(4):
        Path(f"{number}.toml").write_text(f"extends = '{number - 1}.toml'\n" if number else "", "utf-8")
    assert load(Path("2.toml"))
    with pytest.raises(ConfigError, match=r"0\.toml: more than 3 configurations extend each other"):
        load(Path("3.toml"))


@pytest.mark.parametrize(("patterns", "kept"), [(200, True), (201, False)])
def test_two_hundred_patterns_are_read(patterns: int, kept: bool) -> None:
    words = "".join(f"/a{number}/\n" for number in range(patterns))
    Path("w").write_text(words + "//\n/\n/b\nb/\nc\t# c\n", "utf-8")
    Path("edlint.toml").write_text("vocabulary.accept = 'w'\n", "utf-8")
    loaded = load(Path("edlint.toml"))
    if kept:
        read = read_words(loaded)
        assert (len(read.accept_patterns), read.accept) == (200, {"//", "/", "/b", "b/", "c"})
    else:
        with pytest.raises(ConfigError, match="w:201: more than 200 patterns; write words"):
            read_words(loaded)


OFF, ERROR, WARNING = None, Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize(
    ("steps", "severities", "enabled", "decided"),
    [
        ((), {}, True, WARNING),
        ((), {}, False, OFF),
        (((True, "a"),), {}, False, WARNING),
        (((False, "a"),), {}, True, OFF),
        (((None, "a"),), {}, True, WARNING),
        (((None, "a"),), {}, False, OFF),
        # The longer selector wins, of equal ones the later; `all` is the shortest.
        (((False, "a"), (True, "a.b")), {}, True, WARNING),
        (((True, "a.b"), (False, "a")), {}, True, WARNING),
        (((True, "a"), (False, "a")), {}, True, OFF),
        (((False, "a"), (True, "a")), {}, True, WARNING),
        (((True, "a"), (False, "all")), {}, True, WARNING),
        (((False, "all"),), {}, True, OFF),
        (((False, "b"),), {}, True, WARNING),
        ((), {"a": ERROR}, True, ERROR),
        ((), {"a": WARNING, "a.b": ERROR}, True, ERROR),
        ((), {"a": ERROR, "all": WARNING}, True, ERROR),
        ((), {"b": ERROR}, True, WARNING),
    ],
)
def test_of_selectors_the_longest_decides(
    steps: tuple, severities: dict, enabled: bool, decided: Severity | None
) -> None:
    selection = Selection(steps, severities)
    assert selection.decide("a.b", WARNING, enabled=enabled) is decided
    assert selection.says("a.b") is any(selector != "b" for selector in severities)


def test_a_profile_gives_each_checker_its_rules() -> None:
    rules = [rule("style.a"), rule("markup.b", by="markup"), rule("style.c")]
    profile = Profile({one.id: ActiveRule(one, one.severity, {}) for one in rules})
    assert [active.rule.id for active in profile.active("markup")] == ["markup.b"]
    assert len(profile.active(rules[0].checker)) == 2
    assert [Profile({}, language=code).english for code in ("en", "en-GB", "de", "enm")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_waiver_without_files_is_about_all_of_them(here: Path) -> None:
    until = tomllib.loads("a = 2027-01-31")["a"]
    every = Waiver(text="w", reason="r", by="b", until=until)
    some = replace(every, files=("docs/*.md",))
    waivers = Waivers((every, some), here)
    assert waivers.of("docs/a.md") == (every, some)
    assert waivers.of("a.md") == (every,)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("claim = '0123456789abcdef01234567'", None),
        ("text = 'a'", None),
        ("", "2: claim: give the claim's identity as “claim”, or its words as “text”"),
        (
            "text = 'a'\nclaim = '0123456789abcdef01234567'",
            "7: “claims[1].claim” = “0123456789abcdef01234567”: give the claim's identity",
        ),
        ("claim = '0'", "6: “claims[1].claim” = “0”: should be as"),
        ("text = 'a'\nfiles = ['!']", "7: “claims[1].files” = "),
        ("text = 'a'\nfil = '['", "7: unknown key “claims[1].fil”"),
    ],
)
def test_a_waiver_names_a_claim_in_one_way(more: str, said: str | None) -> None:
    Path(NAME).write_text(f"\n[[claims]]\nreason = 'r'\nby = 'b'\nuntil = 2027-01-31\n{more}\n", "utf-8")
    if said is None:
        (waiver,) = read_waivers(load(None)).entries
        assert (waiver.reason, waiver.by, waiver.where) == ("r", "b", f"{NAME}:2")
    else:
        with pytest.raises(ConfigError) as caught:
            read_waivers(load(None))
        assert f"{NAME}:{said}" in str(caught.value)


def test_of_several_tables_of_one_name_the_right_ones_line_is_told() -> None:
    text = "[[claims]]\nreason='r'\nby='b'\nuntil=2027-01-31\ntext='a'\n"
    Path(NAME).write_text(f"{text}\n# text=1\n{text}", "utf-8")
    assert [each.where for each in read_waivers(load(None)).entries] == [f"{NAME}:1", f"{NAME}:8"]


@pytest.mark.parametrize(
    ("default", "right", "wrong"),
    [
        (True, [False], [0, "x"]),
        (3, [4, 4.5], [True, "4"]),
        ("x", ["y"], [1, True, ["y"]]),
        (["a"], [["b"], []], [[1], "b", ["b", 1]]),
        ([], [[1], []], ["b"]),
        (None, [1, "x"], []),
    ],
)
def test_an_option_is_of_the_kind_of_its_default(default: object, right: list, wrong: list) -> None:
    one = rule("style.a", options={"o": Option(default, "h")})
    for value in [*right, *wrong]:
        # JSON writes these values as TOML does.
        Path("edlint.toml").write_text(f"[rules.'style.a']\no = {json.dumps(value)}\n", "utf-8")
        loaded = load(Path("edlint.toml"))
        if any(value is each for each in right):
            check_selectors(loaded, {one.id: one})
        else:
            with pytest.raises(ConfigError, match=r"edlint.toml:2: style.a: “o” should be"):
                check_selectors(loaded, {one.id: one})


def test_a_program_comes_from_a_folder_that_is_named_from_the_root(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "bin").mkdir()
    tool = here / "bin" / "edlint-tool"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join(["bin", ".", ""]))
    assert search.program("edlint-tool") is None
    monkeypatch.setenv("PATH", os.pathsep.join(["", str(here / "bin")]))
    assert search.program("edlint-tool") == str(tool)
    assert search.program("edlint-none") is None


@pytest.mark.parametrize(("most", "kept"), [(4, True), (3, False)])
def test_yaml_unfolds_into_so_many_values(most: int, kept: bool) -> None:
    text = "a: [b, 'no']\n"  # the table, the list and its two items
    if kept:
        assert load_yaml(text, most) == {"a": ["b", "no"]}
    else:
        with pytest.raises(YamlError, match="line 1: it unfolds into more than 3 values"):
            load_yaml(text, most)


@pytest.mark.parametrize(("depth", "kept"), [(100, True), (101, False)])
def test_yaml_is_a_hundred_deep_at_most(depth: int, kept: bool) -> None:
    text = "[" * depth + "]" * depth
    if kept:
        assert load_yaml(f"a: {text[1:-1]}", 1_000)
    else:
        with pytest.raises(YamlError, match="or deeper than 100"):
            load_yaml(f"a: {text}", 1_000)


def test_yaml_of_nothing_is_nothing() -> None:
    assert load_yaml("# only a comment\n", 10) is None
    assert load_yaml("[1, -1.5, +x, .inf, yes, ~, '~']", 10) == [1, -1.5, "+x", ".inf", "yes", None, "~"]
