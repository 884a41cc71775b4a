"""A rule file either loads or says, with file and line, all that is wrong with it."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from edlint.config.shipped import builtin_folder
from edlint.model.errors import RuleError
from edlint.model.finding import Safety, Severity
from edlint.rules.load import load_rules

GOOD = """\
id: style.tried
message: "“{match}”"
severity: suggestion
check: existence
phrases: [one, no, on]
why: It is tried in the tests.
sources: [{title: "The tests", url: "https://example.org/a"}]
examples:
  bad:
    - {text: "one of", flags: ["one"]}
    - {text: "no", flags: ["no"], language: en-GB}
  good:
    - "two"
    - {text: "two", format: text}
"""


def pack(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder


def faults(folder: Path, **files: str) -> list[str]:
    with pytest.raises(RuleError) as caught:
        load_rules([pack(folder, **files)], checkers=[])
    return [line.removeprefix(f"{folder}/") for line in str(caught.value).splitlines()]


def test_a_good_file_loads_as_it_says(tmp_path: Path):
    rule = load_rules([pack(tmp_path, style__tried=GOOD)])["style.tried"]
    assert rule.severity is Severity.SUGGESTION
    assert rule.safety is Safety.REVIEW
    assert rule.phrases == ("one", "no", "on")
    assert [example.flags for example in rule.cases] == [("one",), ("no",), (), ()]
    assert rule.sources[0].url == "https://example.org/a"
    assert rule.origin == (tmp_path / "style/tried.yaml").as_posix()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("phrases:", "phrase:", "5: unknown key “phrase”; did you mean “phrases”?"),
        (
            "check: existence",
            "check: existense",
            "4: check: “existense” is no kind of check; did you mean “existence”?",
        ),
        ("check: existence\n", "", "1: check: “” is no kind of check"),
        ("phrases: [one, no, on]\n", "", "1: needs phrases or patterns"),
        (
            "phrases: [one, no, on]",
            "phrases: [one, 2]",
            "5: “phrases[2]” = 2: should be a text; put it in quotation marks",
        ),
        ("phrases: [one, no, on]", "patterns: ['a', '(?=a)']", "5: patterns: “(?=a)”: "),
        ("phrases: [one, no, on]", "patterns: ['a(']", "5: patterns: “a(”: "),
        ("why: It is tried in the tests.\n", "", "1: “why” is missing"),
        ("severity: suggestion", "severity: info", "3: “severity” = "),
        (
            '    - {text: "one of", flags: ["one"]}\n',
            "",
            "9: “examples.bad” = ",
        ),
        ('    - "two"\n', "", "12: “examples.good” = "),
        ('flags: ["one"]', "flags: [two]", "10: “two” does not stand in the example, or not in this order"),
        (
            "language: en-GB",
            "options: {alow: []}",
            "11: “alow” is no option of this rule; did you mean “allow”?",
        ),
        (
            "id: style.tried",
            "id: style.other",
            "1: id: “style.other” is not the file's path; it belongs in style/other.yaml",
        ),
        (
            "id: style.tried",
            "id: styles.tried",
            "1: id: “styles.tried” is not the file's path; it belongs in styles/tried.yaml",
        ),
        ("https://example.org/a", "example.org", "7: “sources[1].url” = "),
        ("severity: suggestion", "severity: suggestion\nseverity: error", "4: “severity” stands twice"),
        ("severity: suggestion", "severity: [", "5: "),
        ("{match}", "{match:999999999}", "2: message: {match}: a gap is a name in braces"),
        ("{match}", "{match.__class__}", "2: message: {match.__class__}: a gap is"),
        ("{match}", "{}", "2: message: {}: a gap is"),
        ("{match}", "{match", "2: message: "),
        (GOOD, "- a\n", "1: a rule file is a table of fields"),
        (GOOD, "", "1: a rule file is a table of fields"),
        (
            "check: existence\nphrases: [one, no, on]",
            "check: code\nby: markdown",
            "5: by: there is no checker “markdown”",
        ),
        (
            "check: existence\nphrases: [one, no, on]",
            "check: pattern\npattern: a\nreplace: '\\1'",
            "1: “\\1” speaks of \\1, but there are 0 groups",
        ),
        (
            "check: existence\nphrases: [one, no, on]",
            "check: sequence\ntokens: [{words: [a], any: true}]",
            "5: a token has exactly one of words, pattern and any",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str):
    assert old in GOOD
    told = faults(tmp_path, style__tried=GOOD.replace(old, new))
    assert any(line.startswith(f"style/tried.yaml:{said}") for line in told), told


def test_a_family_nobody_knows_is_told(tmp_path: Path):
    told = faults(tmp_path, styles__tried=GOOD.replace("style.tried", "styles.tried"))
    assert told == ["styles/tried.yaml:1: id: “styles” is no family; did you mean “style”?"]


def test_all_faults_of_a_pack_are_told_at_once(tmp_path: Path):
    told = faults(
        tmp_path,
        style__a=GOOD.replace("style.tried", "style.a").replace("why:", "wy:"),
        style__b=GOOD,
        style__tried=GOOD,
    )
    assert [line.split(":")[0] for line in told] == ["style/a.yaml", "style/a.yaml", "style/b.yaml"]


def test_an_id_that_is_there_already_is_told(tmp_path: Path):
    one, two = (pack(tmp_path / name, style__tried=GOOD) for name in ("one", "two"))
    with pytest.raises(RuleError, match=r"“style.tried” is already the rule of .*one/style/tried.yaml"):
        load_rules([one, two])


def test_a_pack_that_is_not_there_or_not_text_is_told(tmp_path: Path):
    with pytest.raises(RuleError, match="there is no such folder"):
        load_rules([tmp_path / "none"])
    (tmp_path / "style").mkdir()
    (tmp_path / "style/tried.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(RuleError, match=r"tried\.yaml:1: "):
        load_rules([tmp_path])


def test_aliases_of_aliases_and_deep_nesting_end(tmp_path: Path):
    laughs = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 9)}]" for n in range(40))
    assert faults(tmp_path, style__tried=laughs)
    assert faults(tmp_path, style__tried="a: " + "[" * 3000)


def test_a_loop_of_links_and_hidden_folders_are_no_rules(tmp_path: Path):
    pack(tmp_path, style__tried=GOOD)
    (tmp_path / "style/loop").symlink_to(tmp_path, target_is_directory=True)
    pack(tmp_path / ".git", style__tried=GOOD)
    assert list(load_rules([tmp_path])) == ["style.tried"]


def test_other_checkers_can_be_named_where_a_pack_brings_them(tmp_path: Path):
    text = GOOD.replace("check: existence\nphrases: [one, no, on]", "check: code\nby: theirs.part")
    rule = load_rules([pack(tmp_path, style__tried=text)], checkers=["theirs"])["style.tried"]
    assert (rule.checker, rule.part) == ("theirs", "part")


def test_the_schema_can_be_written_anywhere(tmp_path: Path):
    target = tmp_path / "schema.json"
    subprocess.run([sys.executable, "-m", "edlint.rules", str(target)], check=True)
    assert target.read_text(encoding="utf-8") == (builtin_folder() / "schema.json").read_text(
        encoding="utf-8"
    )
