"""What an editor's decisions come to, and why some are refused."""

import json
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace

from edlint.config.load import Loaded, load
from edlint.model.claim import Claim, ClaimKind, ClaimStatus
from edlint.model.edit import Edit
from edlint.model.errors import ConfigError
from edlint.model.finding import Finding, Fix, Safety, Severity, Suppression
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse
from edlint.run.decisions import Decision, merged, written
from edlint.run.decisions import parse as parse_decisions
from edlint.run.plan import Plan, planned

TEXT = "One.\nIt is teh end of teh line.\n"


def found(rule: str, print_: str, start: int, *fixes: Fix, **more: object) -> Finding:
    finding = Finding(rule, Severity.WARNING, "m", Span(start, start + 3), "teh", print_, "edlint", fixes)
    return replace(finding, **more)


def fix(start: int, end: int, text: str) -> Fix:
    return Fix(f"Write “{text}”", Safety.REVIEW, (Edit(start, end, text),))


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "edlint.toml").write_text("vocabulary.accept = 'words.txt'\n")
    return load(Path("edlint.toml"))


@pytest.fixture
def report() -> Report:
    source = Source("a.md", "markdown", TEXT)
    claims = [
        Claim(ClaimKind.STATISTIC, "60%", Span(0, 3), "s", status, fingerprint=f"c{number}", waiver="why")
        for number, status in enumerate((ClaimStatus.UNSOURCED, ClaimStatus.WAIVED))
    ]
    findings = (
        found("spelling.misspelling", "f1", 11, fix(11, 14, "the"), fix(11, 14, "then")),
        found("style.x", "f2", 22, fix(22, 25, "the")),
        found("style.x", "f3", 11, fix(8, 14, "was")),
        found("style.x", "f4", 22, suppressed=Suppression("comment", "so it is")),
    )
    file = FileReport(
        "a.md", "markdown", findings=findings, claims=tuple(claims), source=source, document=parse(source)
    )
    return Report("", [file, FileReport("b.md", "markdown", error="broken")])


def decided(action: str, print_: str = "f1", **more: object) -> Decision:
    return Decision(**{"path": "a.md", "fingerprint": print_, "action": action, **more})


def one(decision: Decision, report: Report, loaded: Loaded) -> Plan:
    return planned([decision], report, loaded)


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (decided("accept", path="c.md"), "no such file among those checked"),
        (decided("accept", path="b.md"), "no such file among those checked"),
        (decided("accept", "f9"), "the text has changed: no such finding there now"),
        (decided("accept", "f4"), "it does not count already (comment: so it is)"),
        (decided("accept", fix=2), "the finding has no such fix now"),
        (decided("accept", title="Write “thy”"), "the fix is another one now: Write “the”"),
        (decided("dismiss", by="Ada"), "a finding is dismissed with a reason and a name"),
        (decided("dismiss", reason="r"), "a finding is dismissed with a reason and a name"),
        (decided("vocabulary", "f2"), "only a word that spelling marked can go into the vocabulary"),
        (decided("checked", "c9", source="s", by="Ada"), "the text has changed: no such claim there now"),
        (decided("checked", "c1", source="s", by="Ada"), "it is waived already: why"),
        (decided("checked", "c0", source="s"), "a claim is checked with its source and a name"),
        (decided("checked", "c0", by="Ada"), "a claim is checked with its source and a name"),
        (decided("correct", text="teh"), "nothing was changed"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    decision: Decision, reason: str, report: Report, loaded: Loaded
) -> None:
    plan = one(replace(decision, words="teh"), report, loaded)
    assert plan.refused == [f"{decision.path}: {decision.action} “teh”: {reason}"]
    assert (plan.done, plan.left, plan.diff) == ([], {0}, "")


@pytest.mark.parametrize(
    ("decision", "text", "done"),
    [
        (decided("accept"), TEXT.replace("teh", "the", 1), "a.md:2: Write “the”"),
        (
            decided("accept", fix=1, title="Write “then”"),
            TEXT.replace("teh", "then", 1),
            "a.md:2: Write “then”",
        ),
        (decided("correct", text="our"), TEXT.replace("teh", "our", 1), "a.md:2: Write “our”"),
    ],
)
def test_a_fix_is_made_as_it_was_chosen(
    decision: Decision, text: str, done: str, report: Report, loaded: Loaded
) -> None:
    plan = one(decision, report, loaded)
    assert (plan.done, plan.refused, plan.left) == ([done], [], set())
    (change,) = plan.changes
    assert (change.after.text, change.fixes) == (text, 1)


def test_of_two_decisions_about_one_finding_the_first_is_taken_and_of_two_fixes_that_overlap(
    report: Report, loaded: Loaded
) -> None:
    plan = planned([decided("accept"), decided("dismiss", reason="r", by="A")], report, loaded)
    assert plan.refused == ["a.md: dismiss “f1”: decided twice; the first decision, accept, is taken"]
    assert plan.left == {1}
    plan = planned([decided("accept"), decided("accept", "f3"), decided("accept", "f2")], report, loaded)
    assert plan.refused == [
        "a.md: accept “f1”: it overlaps another fix; apply again, on the text as it is then"
    ]
    assert (plan.left, plan.done) == ({0}, ["a.md:2: Write “was”", "a.md:2: Write “the”"])


def test_questions_stay_open_and_are_told(report: Report, loaded: Loaded) -> None:
    plan = planned(
        [
            decided("ask", reason="sure?"),
            decided("ask", "f2", reason="sure?", by="Ada"),
            decided("query", "q", words="line", reason="which?", line=7),
            decided("query", "r", words="line", reason="which?", by="Ada"),
        ],
        report,
        loaded,
    )
    assert plan.done == [
        "a.md:2: the editor asks the author: sure?",
        "a.md:2: Ada asks the author: sure?",
        "a.md:7: the editor asks about “line”: which?",
        "a.md:1: Ada asks about “line”: which?",
    ]
    assert (plan.left, plan.refused, plan.texts) == ({0, 1, 2, 3}, [], {})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "teh\n"),
        ("a\n", "a\nteh\n"),
        ("a", "a\nteh\n"),
        ("teh  # ours\n", "teh  # ours\n"),
        ("teh2\n", "teh2\nteh\n"),
    ],
)
def test_a_word_goes_into_the_vocabulary_once(old: str, new: str, report: Report, loaded: Loaded) -> None:
    if old:
        Path("words.txt").write_text(old)
    plan = one(decided("vocabulary"), report, loaded)
    assert plan.done == ["a.md:2: “teh” goes into the vocabulary"]
    assert list(plan.texts.values()) == [(old, new)]


def test_a_checked_claim_is_waived_for_a_year_and_a_dismissed_finding_is_in_the_baseline(
    report: Report, loaded: Loaded
) -> None:
    plan = planned(
        [
            decided("checked", "c0", source="A “book”", by="Ada", at="2026-01-31"),
            decided("dismiss", "f2", reason="r", by="Bea"),
        ],
        report,
        loaded,
    )
    texts = {path.name: new for path, (_, new) in plan.texts.items()}
    (waiver,) = tomllib.loads(texts["edlint-claims.toml"])["claims"]
    assert (waiver["claim"], waiver["reason"], waiver["by"]) == (
        "c0",
        "checked on 2026-01-31: A “book”",
        "Ada",
    )
    (baseline,) = [name for name in texts if name != "edlint-claims.toml"]
    assert "Bea" in texts[baseline]
    assert "f2" in texts[baseline]
    assert plan.done == ["a.md: “60%” checked by Ada: A “book”", "a.md:2: dismissed by Bea: r"]
    assert plan.name != one(decided("accept"), report, loaded).name


def test_decisions_are_written_and_read_and_conflicts_are_told() -> None:
    accept, ask = (
        decided("accept", title="t", by="Ada"),
        decided("ask", words="teh", reason="r", by="Bea", at="2026-01-31"),
    )
    text = written([ask, accept])
    assert parse_decisions(text, "x") == [ask, accept]
    assert "line" not in text
    assert json.loads(text)["decisions"][0]["action"] == "ask"
    kept, conflicts = merged([("1", [accept]), ("2", [replace(accept, by="Cyd")])])
    assert (kept, conflicts) == ([accept], [])
    kept, conflicts = merged([("1", [accept]), ("2", [replace(accept, title="u")])])
    assert kept == []
    kept, conflicts = merged([("1", [ask]), ("2", [accept])])
    assert (kept, conflicts) == (
        [],
        ["a.md: “teh”: 1: ask (r) by Bea, 2026-01-31 | 2: accept (t) by Ada"],
    )
    for wrong, why in (
        ("[]", "not decisions of edlint"),
        ("{", "not JSON"),
        ('{"schema": 2}', "not decisions"),
    ):
        with pytest.raises(ConfigError, match=f"x: {why}"):
            parse_decisions(wrong, "x")
