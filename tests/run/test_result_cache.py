"""What was seen before is not worked out again, and never told where anything has changed."""

import json
import sqlite3
from pathlib import Path

import pytest

from edlint.cache import store
from edlint.config.load import load
from edlint.config.shipped import builtin_folder
from edlint.model.source import Source
from edlint.rules.load import load_rules
from edlint.run.worker import Worker

TEXT = (
    "# A queue\n\nThe recent concensus is that *half* of all queues are `slow`. Studies show it, and 70% of us agree.\n\n"
    "<!-- edlint-claim-ok: counted by hand; by Ada; until 2999-01-31 -->\nRoughly 40% of all jobs fail.\n\n"
    "| a | b |\n|---|---|\n| was was | 2 |\n"
)


@pytest.fixture(scope="module")
def catalog():
    """The built-in rules."""
    return load_rules([builtin_folder()])


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv(store.FOLDER, str(tmp_path / "cache"))
    monkeypatch.delenv(store.OFF, raising=False)
    return tmp_path / "cache"


def look(catalog, text: str = TEXT, path: str = "a.md", **settings: object):
    """Check a text at a worker of its own; return the report and whether anything was worked out."""
    worker = Worker(load(None, {"engines": "none", **settings}), catalog, ())
    report = worker.check_source(Source(path, "markdown", text))
    worked = bool(worker.checkers)
    worker.close()
    return report, worked


def test_the_second_time_says_the_same_and_works_nothing_out(catalog):
    first, worked = look(catalog)
    assert worked
    assert len(first.findings) >= 4
    assert len(first.claims) >= 3
    again, worked = look(catalog)
    assert not worked
    assert again == first


@pytest.mark.parametrize(
    "settings",
    [
        {"ignore": ["spelling"]},
        {"language": "en-GB"},
        {"vocabulary.words": ["concensus"]},
        {"rules": {"claims.vague-attribution": {"severity": "error"}}},
    ],
)
def test_other_settings_are_another_question(catalog, settings):
    look(catalog)
    told, worked = look(catalog, **settings)
    assert worked
    store_less, _ = _without_store(catalog, **settings)
    assert told == store_less


def test_another_text_or_name_is_another_question(catalog):
    look(catalog)
    assert look(catalog, TEXT + "\nMore.\n")[1]
    assert look(catalog, path="b.md")[1]


def test_a_rule_that_is_written_anew_is_another_question(catalog, tmp_path: Path):
    rule = (
        'id: style.word\nmessage: "Not “{match}”."\nseverity: warning\ndefault: on\ncheck: existence\nphrases: [WORD]\n'
        "why: A reason.\nsources: [{title: A guide}]\nexamples:\n"
        '  bad: [{text: "A WORD.", flags: [WORD]}, {text: "The WORD.", flags: [WORD]}]\n'
        '  good: ["None here.", "Nor here."]\n'
    )
    pack = tmp_path / "pack" / "style"
    pack.mkdir(parents=True)
    found = []
    for word in ("queue", "queues"):
        (pack / "word.yaml").write_text(rule.replace("WORD", word))
        rules = load_rules([builtin_folder(), tmp_path / "pack"])
        report, _ = look(rules, "Queues and one queue.\n")
        found.append([finding.text for finding in report.findings if finding.rule == "style.word"])
    assert found == [["queue"], ["Queues"]]


def test_an_unchanged_text_is_not_even_parsed(catalog, monkeypatch):
    first, _ = look(catalog)
    monkeypatch.setattr("edlint.run.worker.parse", None)
    assert look(catalog)[0] == first
    with pytest.raises(TypeError):
        look(catalog, path="b.md")


def test_what_depends_on_more_than_the_text_is_not_kept_whole(catalog, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_text("See [it](there.md).\n")
    dead = [[one.rule for one in look(catalog, "See [it](there.md).\n")[0].findings]]
    (tmp_path / "there.md").write_text("Here.\n")
    dead.append([one.rule for one in look(catalog, "See [it](there.md).\n")[0].findings])
    assert dead == [["markup.missing-file"], []]


def test_a_vocabulary_that_grew_is_another_question(catalog, tmp_path: Path):
    words = tmp_path / "words.txt"
    found = []
    for accepted in ("", "concensus"):
        words.write_text(accepted + "\n")
        report, _ = look(catalog, **{"vocabulary.accept": [str(words)]})
        found.append("concensus" in [one.text for one in report.findings])
    assert found == [True, False]


def test_a_report_that_shows_the_article_has_its_document(catalog):
    look(catalog)
    worker = Worker(load(None, {"engines": "none"}), catalog, (), keep=True)
    assert worker.check_source(Source("a.md", "markdown", TEXT)).document is not None
    worker.close()


def test_a_damaged_memory_is_none(catalog, cache: Path):
    first, _ = look(catalog)
    (file,) = cache.glob("results-*.sqlite")
    with sqlite3.connect(file) as database:
        database.execute(
            "UPDATE results SET value = ?",
            ['{"rules": [[["x", [0, 1], 999, {}, [], [], null, null, null, "e", false, null]], [], {}]}'],
        )
    again, worked = look(catalog)
    assert worked
    assert again == first


def hit(**odd: object) -> str:
    """Return the outcome of a check with one hit, as it is kept, with something odd in it."""
    fields = {
        "rule": "x", "span": [0, 1], "block": 0, "values": {}, "replacements": [], "fixes": [], "message": None,
        "severity": None, "safety": None, "engine": "e", "whole": False, "suppressed": None,
    }  # fmt: skip
    return json.dumps({"rules": [[list({**fields, **odd}.values())], [], {}]})


ODD = [
    *(
        json.dumps([1, {}, [["x", "error", "m", span, "t", "f", "e"]], [], "en", [], 0.0, 0])
        for span in ([-1, 1], [0, 99999], [5, 1])
    ),
    '[1, {}, [], [], "en", [["x", [0, 99999]]], 0.0, 0]',
    '[1, {}, [], [], "en", [], 0.0]',
    *(hit(span=span) for span in ([-1, 1], [0, 99999], [5, 1], ["a", 1], [0], "x")),
    *(hit(block=block) for block in (999, -999, -1, "a", 1.5)),
    *(hit(fixes=[["t", "safe", [[start, end, "x"]]]]) for start, end in ((-5, 3), (0, 99999), (3, 1))),
    hit(severity="terrible"),
    '{"rules": [[], [["statistic", "x", [0, 99999], "s", "sourced", [], "", "", "f", ""]], {}]}',
    '{"rules": [[], [], {"a": "b"}]}',
    '{"rules": 7}',
    "[" * 100_000,
    "[]",
    "7",
    "nothing",
]


@pytest.mark.parametrize("kept", ODD, ids=range(len(ODD)))
def test_what_cannot_have_been_seen_in_this_text_is_forgotten(catalog, cache: Path, kept, monkeypatch):
    first, _ = look(catalog)
    monkeypatch.setattr(store.Store, "get", lambda _, keys: dict.fromkeys(keys, kept))
    again, worked = look(catalog)
    assert worked
    assert again == first


def _without_store(catalog, **settings: object):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(store.OFF, "1")
        return look(catalog, **settings)
