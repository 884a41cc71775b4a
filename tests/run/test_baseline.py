import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from edlint.config.load import load
from edlint.config.shipped import builtin_folder
from edlint.model.errors import ConfigError
from edlint.model.finding import Severity
from edlint.model.report import EngineStatus, FileReport, Report
from edlint.model.source import Source
from edlint.rules.load import load_rules
from edlint.run.baseline import (
    Baseline,
    BaselineEntry,
    entries_of,
    increased_rules,
    joined,
    mark,
    parse,
    read,
    unmatched_entries,
    write,
    written,
)
from edlint.run.files import FoundFiles
from edlint.run.since import Changes
from edlint.run.since import mark as mark_unchanged
from edlint.run.worker import Worker

ENTRIES = {
    BaselineEntry("a.md", "style.x", "words", "f1"),
    BaselineEntry("dir/b c.md", "style.x", "“quoted” \u2028 \x1b", "f2"),
    BaselineEntry("a.md", "claims.y", "70%", "f3", "the printed edition has it", "Ann"),
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_baseline_is_read_as_it_was_written_sorted_one_line_an_entry(here):
    path = here / "edlint-baseline.jsonl"
    write(path, ENTRIES)
    lines = path.read_text().splitlines()
    assert read(path).entries == ENTRIES
    assert lines[0] == '{"edlint-baseline": 1}'
    assert [json.loads(line)["path"] for line in lines[1:]] == ["a.md", "a.md", "dir/b c.md"]
    assert len(lines) == 1 + len(ENTRIES)


@given(st.permutations(written(ENTRIES).splitlines()[1:] * 2))
def test_lines_may_be_unsorted_and_twice_as_after_a_merge(lines):
    text = "\n".join(['{"edlint-baseline": 1}', *lines, ""])
    assert parse(text, Path("b")).entries == ENTRIES


HEAD = '{"edlint-baseline": 1}\n'


@pytest.mark.parametrize(("text", "said"), [
    ("", ":1: not JSON"),
    ("{}\n", ":1: no baseline of edlint's"),
    ('{"edlint-baseline": true}\n', ":1: no baseline of edlint's"),
    ('{"edlint-baseline": 2}\n', r":1: written by a newer edlint \(format 2, we know 1\); update edlint"),
    (HEAD + "{", ":2: not JSON: the baseline is damaged; write it anew: edlint baseline"),
    (HEAD + "[" * 100_000, ":2: not JSON"),
    (HEAD + "3\n", ":2: no entry of a baseline"),
    (HEAD + '{"path": "a", "rule": "b", "text": "c"}\n', ":2: no entry of a baseline"),
    (HEAD + '{"path": "a", "rule": "b", "text": "c", "fingerprint": 3}\n', ":2: no entry of a baseline"),
    (HEAD + "\n<<<<<<< HEAD\n", ":3: a conflict of git's"),
])  # fmt: skip
def test_what_is_damaged_or_newer_is_an_error_with_its_line(here, text, said):
    path = here / "edlint-baseline.jsonl"
    path.write_text(text)
    with pytest.raises(ConfigError, match=f"^edlint-baseline.jsonl{said}"):
        read(path)


def test_entries_join_a_text_and_keep_the_reason_they_were_given():
    text = joined(
        joined("", ENTRIES),
        [
            BaselineEntry("a.md", "style.x", "words", "f1", "so be it", "Bob"),
            BaselineEntry("z", "r", "t", "f"),
        ],
    )
    entries = {entry.key: entry for entry in parse(text, Path("b")).entries}
    assert len(entries) == len(ENTRIES) + 1
    assert entries["a.md", "style.x", "f1"].reason == "so be it"


def test_a_ratchet_names_the_rules_that_have_more():
    old = [
        BaselineEntry("a", "r", "", "1"),
        BaselineEntry("a", "r", "", "2"),
        BaselineEntry("a", "s", "", "3"),
    ]
    assert increased_rules(old, [BaselineEntry("b", "r", "", "9"), BaselineEntry("b", "r", "", "8")]) == {}
    assert increased_rules(
        old, [*old, BaselineEntry("b", "s", "", "4"), BaselineEntry("b", "t", "", "5")]
    ) == {
        "s": (1, 2),
        "t": (0, 1),
    }


CATALOG = load_rules([builtin_folder()])
WORKER = Worker(load(None), CATALOG, ())


def report(**texts: str) -> Report:
    files = [
        WORKER.check_source(Source(name.replace("_", "."), "markdown", text)) for name, text in texts.items()
    ]
    assert not any(file.failures for file in files)
    return Report("0", tuple(files), (EngineStatus("harper", "", "off"),), CATALOG)


def shown(one: Report) -> dict[str, str]:
    return {
        f.text: f.suppressed.reason if f.suppressed else "counts" for file in one.files for f in file.findings
        if f.severity is not Severity.SUGGESTION
    }  # fmt: skip


def test_an_entry_is_for_its_file_until_that_is_gone(here):
    Path("a.md").write_text("")
    first = report(a_md="This is teh text.")
    baseline = Baseline(here / "edlint-baseline.jsonl", frozenset(entries_of(first, here)))
    assert shown(mark(first, baseline)) == {"teh": "in edlint-baseline.jsonl"}
    assert shown(mark(report(b_md="This is teh text."), baseline)) == {"teh": "counts"}
    Path("a.md").unlink()
    renamed = mark(report(b_md="This is teh text."), baseline)
    assert shown(renamed) == {"teh": "in edlint-baseline.jsonl, under a file that is gone"}
    assert unmatched_entries(renamed, baseline, load(None), CATALOG) == []


def test_what_is_settled_is_what_was_looked_for_and_is_no_longer_there(here):
    Path("a.md").write_text("")
    Path("kept.md").write_text("")
    entries = frozenset(entries_of(report(a_md="This is teh text. It was recieved."), here)) | {
        BaselineEntry("a.md", "grammar.harper.AnA", "a apple", "f1"),
        BaselineEntry("a.md", "gone.rule", "x", "f2"),
        BaselineEntry("kept.md", "spelling.misspelling", "teh", "f3"),
        BaselineEntry("removed.md", "spelling.misspelling", "teh", "f4"),
    }
    baseline = Baseline(here / "edlint-baseline.jsonl", entries)

    def done(after: Report, **command_line: object) -> list[str]:
        return [entry.fingerprint[:2] if entry.fingerprint.startswith("f") and len(entry.fingerprint) == 2 else entry.text
                for entry in unmatched_entries(mark(after, baseline), baseline, load(None, command_line), CATALOG)]  # fmt: skip

    after = report(a_md="This is teh text. It was received.")
    assert done(after) == ["f2", "recieved", "f4"]
    # A narrower run says nothing about what it did not look for.
    assert done(after, ignore=["spelling"]) == ["f2", "f4"]
    failed = replace(after.files[0], failures=(EngineStatus("spelling", "", "failed", "timeout"),))
    assert done(replace(after, files=(failed,))) == ["f2", "f4"]
    assert done(replace(after, files=(FileReport("a.md", "markdown", error="not UTF-8"),))) == ["f4"]
    assert "f1" in done(replace(after, engines=(EngineStatus("harper", "2", "ran"),)))


# Each has misspellings of its own: how often a word is used is evidence, so equal ones would not be unrelated.
OWN = [
    "This is teh text.",
    "We utilize a queue for that, and it has recieved much.",
    "Roughly 70% of all outages begin in such a place.",
    "- A list of things, definately.\n- And an occurence.",
    "## A heading with wierd words",
    "A paragraph with nothing wrong in it,\nbroken over two lines.",
    "> Somebody said that it happend again.",
    "One thing that accomodates, and another thing that is untill.",
]
UNRELATED = [
    "Nothing is wrong with these words.",
    "### Another heading",
    "It was beleived by them.",
    "```\nteh code\n```",
    "| a | b |\n|---|---|\n| one | seperate |",
    "Half of 90% of users know the rest of it.",
    "1. One step.\n2. Another one.",
]


@st.composite
def articles(draw) -> tuple[list[str], list[str]]:
    """Return paragraphs, and the same with unrelated ones inserted and some of them, and of its own, deleted."""
    before = draw(st.lists(st.sampled_from(OWN + UNRELATED[:2]), min_size=1, max_size=8, unique=True))
    after = [paragraph for paragraph in before if draw(st.integers(0, 4))]
    for paragraph in draw(st.lists(st.sampled_from(UNRELATED), unique=True, max_size=4)):
        after.insert(draw(st.integers(0, len(after))), paragraph)
    return before, after


def of_own(one: Report, paragraphs: list[str]) -> tuple[list[bool], list[bool]]:
    """Return of each finding whether it is marked: those in paragraphs of OWN, and those in others."""
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append((at, at + len(paragraph), paragraph in OWN))
        at += len(paragraph) + 2
    assert text == (one.files[0].source.text if one.files[0].source else text)
    own: list[bool] = []
    others: list[bool] = []
    for finding in one.files[0].findings:
        if finding.severity is not Severity.SUGGESTION:
            home = next(mine for start, end, mine in spans if start <= finding.span.start <= end)
            (own if home else others).append(finding.suppressed is not None)
    return own, others


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles())
@example((OWN, OWN[::-1]))
def test_unrelated_paragraphs_never_change_what_baseline_and_since_mark(here, case):
    before, after = case
    old, new = report(a_md="\n\n".join(before)), report(a_md="\n\n".join(after))
    Path("a.md").write_text("")
    baseline = Baseline(here / "edlint-baseline.jsonl", frozenset(entries_of(old, here)))
    changes = Changes("HEAD", FoundFiles([], []))
    for marked in (mark(new, baseline), mark_unchanged(new, changes, old, replace(old, files=()))):
        own, others = of_own(marked, after)
        assert all(own)
        assert not any(others)
