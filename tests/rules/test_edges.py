"""Kinds of rules at their edges: what is doubled on purpose, where a sentence ends, how much is too much."""

import io
import zipfile
from pathlib import Path

import pytest

from edlint.model.errors import ConfigError
from edlint.rules import load as load_module
from edlint.rules import zipped
from edlint.rules.load import RuleError, load_rules


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("See the the end.", ["the the"]),
        ("See the the-end.", []),
        ("See the the- end.", ["the the"]),
        ("See the the.", ["the the"]),
        ("See “the the” end.", []),
        ("See (the the) end.", ["the the"]),
        # Said three times, it is meant; small words are not.
        ("We go go go.", []),
        ("We go go.", ["go go"]),
        ("Go go now.", ["Go go"]),
        ("See the the the end.", ["the the", "the the"]),
        # Specimens: other doubled words, or single letters, beside it.
        ("The words big big small small differ.", []),
        ("The words big big small differ.", ["big big"]),
        ("An a a b pattern.", []),
        ("An a a pattern.", ["a a"]),
        # Names.
        ("We saw Duran Duran there.", []),
        ("Duran Duran there.", []),
        ("We saw The The there.", []),
        ("The The there.", ["The The"]),
        ("# We saw The The\\n\\nx", ["The The"]),
        ("We heard the Who who sang.", []),
        ("Stop stop now.", ["Stop stop"]),
        ("Will will come.", []),
        ("# Will will come\\n\\nx", ["Will will"]),
        # A clause ends with a verb and the next begins with it.
        ("What works works.", []),
        ("It works works.", ["works works"]),
        ("What it is. It works works.", ["works works"]),
        # Given to somebody, and told.
        ("We gave her her book.", []),
        ("We saw her her book.", ["her her"]),
        ("See the [The Guide](a.md) there.", []),
        ("See the\\nthe end.", ["the\\nthe"]),
    ],
)
def test_what_is_doubled_on_purpose_is_left_alone(flagged, text: str, doubled: list[str]) -> None:
    text = text.replace("\\n", "\n")
    assert flagged("check: repetition", text) == [each.replace("\\n", "\n") for each in doubled]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("The the cat.", "The cat."),
        ("See the the.", "See the."),
        ("See *the* the cat.", "See *the* the cat."),
        ("See it it, and go.", "See it, and go."),
    ],
)
def test_which_of_two_words_is_taken_out(fixed, text: str, after: str) -> None:
    assert fixed("check: repetition", text) == after


@pytest.mark.parametrize(
    ("text", "found"),
    [("a b", ["a b"]), ("a[^1] b\n\n[^1]: N.\n", []), ("a b[^1]\n\n[^1]: N.\n", ["a b"])],
)
def test_a_footnote_among_what_is_flagged_is_no_blank(flagged, text: str, found: list[str]) -> None:
    rule = "check: pattern\npattern: '( ) *b'\ngroup: 1"
    assert flagged(rule, text) == [" "] * len(found)


@pytest.mark.parametrize(
    ("limits", "text", "found"),
    [
        ("max: 3", "One two three. One two three four.", ["One two three four."]),
        ("max: 3", "One two three.", []),
        ("min: 3", "One two three. One two.", ["One two."]),
        (
            "min: 2\nmax: 3",
            "One. One two. One two three. One two three four.",
            ["One.", "One two three four."],
        ),
        ("max: 3", "One - two – three.", []),
        ("max: 3", "One `x` two three.", ["One `x` two three."]),
    ],
)
def test_sentences_of_so_many_words_pass(flagged, limits: str, text: str, found: list[str]) -> None:
    assert flagged(f"check: metric\nmetric: sentence_words\n{limits}", text) == found


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Basically, it is.", "It is."),
        ("Basically it is.", "It is."),
        ("“Basically, it is.”", "“It is.”"),
        ("It is basically good.", "It is good."),
        ("It is (basically) good.", "It is () good."),
        ("It (basically good) is.", "It (good) is."),
        ("Basically, NASA is.", "NASA is."),
        ("Basically.", "."),
        ("basically, it is.", "it is."),
    ],
)
def test_what_goes_takes_its_blank_and_leaves_its_capital(fixed, text: str, after: str) -> None:
    assert fixed("check: substitution\nquotations: true\nnames: true\nswap: {basically: ''}", text) == after


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("c++", "Use c++ now, c+++ never, ac++ never.", ["c++", "c++"]),
        ("_foo", "Use _foo now, a_foo never, _foos never.", ["_foo"]),
        (".net", "Use .net now, a.net too, .nets never.", [".net", ".net"]),
        ("don't", "We don't and don’t.", ["don't", "don’t"]),
        ("a  b", "Use a b now.", ["a b"]),
    ],
)
def test_a_phrase_stands_as_a_whole_where_it_begins_and_ends_with_letters(
    flagged, phrase: str, text: str, found: list[str]
) -> None:
    assert flagged(f'check: existence\nphrases: ["{phrase}"]', text) == found


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("We see a very big dog.", "We see one dog, very big."),
        ("We see a big dog.", "We see one dog, big."),
    ],
)
def test_an_item_that_may_be_missing_is_nothing_in_a_replacement(fixed, text: str, after: str) -> None:
    rule = "check: tokens\npatterns:\n  - {find: '(!a very? big dog)', replace: 'one \\4, \\2 \\3'}"
    assert fixed(rule, text) == after


def packed(*names: str, text: bytes = b"x") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, text)
    return data.getvalue()


def test_a_zip_is_unpacked_within_its_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "_MOST", 2)
    monkeypatch.setattr(zipped, "_TEXT", 4)
    path = tmp_path / "pack.zip"
    path.write_bytes(packed("a.yaml", "b/c.yml", "d.txt", text=b"1234"))
    made = zipped.unpacked(path)
    assert sorted(each.relative_to(made).as_posix() for each in made.rglob("*.y*ml")) == ["a.yaml", "b/c.yml"]
    for data, why in (
        (packed("a.yaml", "b.yaml", "c.yaml"), "holds more than 2 rules"),
        (packed("a.yaml", text=b"12345"), "“a.yaml” has more than 4 bytes"),
        (packed("../a.yaml"), "leads out of it"),
        (packed("/a.yaml"), "leads out of it"),
        (packed("a\\b.yaml"), "leads out of it"),
        (b"no zip", "cannot be unpacked"),
    ):
        path.write_bytes(data)
        with pytest.raises(ConfigError, match=why):
            zipped.unpacked(path)
    with pytest.raises(ConfigError, match=r"packs: .*none.zip: no such file"):
        zipped.unpacked(tmp_path / "none.zip")


def test_rules_lie_in_so_many_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_module, "_MOST", 3)
    for name in ("a/b", ".hidden/c/d/e", "packs/f/g"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / ".no.yaml").write_text("no rule")
    (tmp_path / "no.txt").write_text("no rule")
    assert load_rules([tmp_path]) == {}
    (tmp_path / "a/c").mkdir()
    with pytest.raises(RuleError, match="more than 3 folders: name that of the rules"):
        load_rules([tmp_path])
