"""The review in Markdown: what it says of each finding and claim, where it leads, and that it holds no markup of an article."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pyromark
import pytest
from msgspec import structs

from builders import writer
from edlint.model.claim import Claim, ClaimKind, ClaimStatus
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity, Suppression
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.report.host import host
from edlint.report.markdown import score

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_TASKLISTS
GITHUB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.example",
    "GITHUB_REPOSITORY": "desk/articles",
    "GITHUB_SHA": "abc123",
}
GITLAB = {
    "GITLAB_CI": "true",
    "CI_PROJECT_URL": "https://gitlab.example/desk/articles",
    "CI_COMMIT_SHA": "abc123",
}


def events(text: str, kind: str) -> list[str]:
    """Return the text of each event of a kind that a parser of Markdown reports."""
    return [
        event[kind]
        for event in pyromark.events(text, options=OPTIONS)
        if isinstance(event, dict) and kind in event
    ]


def suggested(text: str) -> list[str]:
    """Return what each suggestion block holds, as a parser of Markdown reads it."""
    found, inside = [], False
    for event in pyromark.events(text, options=OPTIONS):
        if isinstance(event, dict) and "CodeBlock" in str(event.get("Start", "")):
            assert "suggestion" in str(event)
            inside = True
            found.append("")
        elif inside and isinstance(event, dict) and "Text" in event:
            found[-1] += event["Text"]
        elif isinstance(event, dict) and "End" in event:
            inside = False
    return found


def one(
    text: str,
    words: str,
    new: str | None = None,
    *,
    severity: Severity = Severity.WARNING,
    path: str = "a.md",
) -> FileReport:
    """Return a file with one finding on words of it."""
    start = text.index(words)
    fixes = () if new is None else (Fix("Do it", Safety.REVIEW, (Edit(start, start + len(words), new),)),)
    finding = Finding(
        "style.test",
        severity,
        "Mend it.",
        Span(start, start + len(words)),
        words,
        f"{path}{start}",
        "edlint",
        fixes,
    )
    return FileReport(path, "markdown", words=9, findings=(finding,), source=Source(path, "markdown", text))


def test_markdown_holds_no_markup_of_the_article(report: Report, hostile: str) -> None:
    text = writer("markdown", suggestions=True)(report)
    assert set(events(text, "InlineHtml")) | {line.strip() for line in events(text, "Html")} == {
        "<strong>",
        "</strong>",
    }
    assert "Link" not in str(pyromark.events(text, options=OPTIONS))
    assert hostile not in text
    assert "@someone" not in text
    assert re.search(r"(?<!\\)`x(?<!\\)`", text) is None


@pytest.mark.parametrize(
    ("text", "words", "new"),
    [
        ("It is teh end.\n", "teh", "the"),
        ("- one\n- teh two\n", "teh", "the"),
        ("Some ``` and ```` and teh.\n", "teh", "the"),
        ("One line\nand teh\nnext one.\n", "and teh\nnext", "and the next"),
        ("a\r\nteh\r\nb\r\n", "teh", "the"),
        ("\tteh  tab\n", "teh", "the"),
        ("</code></pre><script>x</script> teh\n", "teh", "the"),
        ("Gone teh", "teh", ""),
    ],
)
def test_a_suggestion_is_the_line_as_it_would_be(text: str, words: str, new: str) -> None:
    shown = writer("markdown")(Report("0", (one(text, words, new),)))
    line = text.replace(words, new).splitlines()[text[: text.index(words)].count("\n")]
    assert [block.rstrip("\n").replace("    ", "\t") for block in suggested(shown)] == [
        line.replace("    ", "\t")
    ]


@pytest.mark.parametrize(
    "line", [":::note teh", "a \x1b[31m teh", "x ##[group] teh", "a \u202e teh", "long " * 400 + "teh"]
)
def test_a_line_that_cannot_be_shown_as_it_is_makes_no_suggestion(line: str) -> None:
    shown = writer("markdown")(Report("0", (one(f"{line}\n", "teh", "the"),)))
    assert "suggestion" not in shown
    assert "<strong>teh</strong>" in shown


@pytest.mark.parametrize(
    ("environment", "first", "several"),
    [
        (GITHUB, "https://github.example/desk/articles/blob/abc123/b/a%20%29.md?plain=1#L3", "-L4"),
        (GITLAB, "https://gitlab.example/desk/articles/-/blob/abc123/b/a%20%29.md?plain=1#L3", "-4"),
    ],
)
def test_findings_lead_to_their_lines(environment, first, several, monkeypatch, tmp_path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "b").mkdir()
    monkeypatch.chdir(tmp_path / "b")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    text = "# A\n\nIt is teh\nend of it.\n"
    whole = one(text, "teh\nend", path="a ).md")
    claim = Claim(
        ClaimKind.STATISTIC, "teh", Span(11, 14), "It is teh end.", ClaimStatus.UNSOURCED, fingerprint="c"
    )
    shown = writer("markdown")(
        Report("0", (one(text, "teh", path="a ).md"), structs.replace(whole, claims=(claim,))))
    )
    assert f"[line 3]({first})" in shown
    assert f"[line 3]({first}{several})" in shown
    assert f"#### [a ).md]({first.partition('?')[0]})" in shown
    assert f"- [ ] [a ).md, line 3]({first}), statistic: It is <strong>teh</strong> end." in shown
    assert "](" not in writer("markdown")(Report("0", (one(text, "teh", path="../../out.md"),)))


@pytest.mark.parametrize(
    "change",
    [
        {"GITHUB_SERVER_URL": "javascript:alert(1)//"},
        {"GITHUB_SERVER_URL": "https://x.example/ [a](b"},
        {"GITHUB_REPOSITORY": "a)b"},
        {"GITHUB_SHA": "../../x"},
        {"GITHUB_SHA": ""},
        {"GITHUB_ACTIONS": ""},
    ],
)
def test_variables_that_no_ci_would_set_lead_nowhere(change: dict[str, str]) -> None:
    assert host(GITHUB) is not None
    assert host(GITHUB | change) is None


def test_new_claims_are_a_list_and_figures_stand_beside_what_they_were(report: Report) -> None:
    file = report.files[0]
    old = structs.replace(file.findings[0], suppressed=Suppression("unchanged", "there before, in main"))
    gone = structs.replace(file.claims[0], fingerprint="gone", sentence="It was another one.")
    before = FileReport(
        file.path, "markdown", words=14, readability={"flesch_kincaid_grade": 7.0}, claims=(gone,)
    )
    changed = structs.replace(file, findings=(old, *file.findings[1:]), before=before)
    text = writer("markdown")(structs.replace(report, files=(changed, report.files[2]), base="main"))
    assert "2 files: 0 new errors, 2 new warnings since main." in text
    assert "| File | Score | New errors | New warnings | Claims without source | Grade |" in text
    assert f"| {score(file)} | 0 | 2 | 1 | 9.1 (was 7.0) |" in text
    assert "#### New claims without a source: 1\n\n- [ ] " in text
    assert "<strong>concensus</strong>" not in text
    kept = structs.replace(changed, before=structs.replace(before, claims=file.claims))
    assert "New claims" not in writer("markdown")(structs.replace(report, files=(kept,), base="main"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"sentence": "Most of 70% of all users say so here."}, 0),
        ({"sentence": "Of the apples that we ate, 70% were red."}, 1),
        ({"sentence": "Most of 70% of all users say so here.", "status": ClaimStatus.SOURCED}, 1),
        ({"sentence": "Most of 70% of all users say so here.", "text": "60%"}, 1),
    ],
)
def test_a_figure_of_a_sentence_that_was_edited_is_no_new_claim(report: Report, old, new) -> None:
    file = report.files[0]
    claim = structs.replace(
        file.claims[0], text="70%", sentence="More than 70% of all users say so here.", fingerprint="new"
    )
    before = structs.replace(claim, fingerprint="old", **old)
    changed = structs.replace(
        file, claims=(claim,), before=FileReport(file.path, "markdown", claims=(before,))
    )
    text = writer("markdown")(structs.replace(report, files=(changed,), base="main"))
    assert text.count("New claims without a source: 1") == new


def test_two_kinds_of_one_claim_are_one_item(report: Report) -> None:
    file = report.files[0]
    twice = structs.replace(
        file, claims=(file.claims[0], structs.replace(file.claims[0], kind=ClaimKind.TECHNICAL))
    )
    text = writer("markdown")(Report("0", (twice,)))
    assert "Claims without a source: 1" in text
    assert "statistic, technical: " in text


def long_files(severities: Sequence[Severity]) -> list[FileReport]:
    """Return files with long names and one finding each."""
    return [
        one("It is teh end.\n", "teh", "the", severity=severity, path=f"{'long/' * 20}{number:04}.md")
        for number, severity in enumerate(severities)
    ]


def test_what_is_cut_is_the_least_severe() -> None:
    files = long_files([Severity.WARNING] * 600 + [Severity.ERROR])
    text = writer("markdown")(Report("0", tuple(files)))
    assert len(text) < 65_536
    assert text.count("🔴 error") == 1
    assert text.index("🔴 error") < text.index("🟠 warning")
    left = int(re.search(r"(\d+) findings in (\d+) more files do not fit here", text)[1])
    assert left + text.count("🟠 warning") == 600


def test_markdown_stays_under_what_github_takes(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    file = report.files[0]
    many = [structs.replace(file, path=f"{'long/' * 20}{number}.md") for number in range(1000)]
    broken = [
        structs.replace(report.files[1], path=f"{number}.md", error="x" * 200) for number in range(1000)
    ]
    full = structs.replace(
        file, findings=tuple(structs.replace(file.findings[1], message=f"{n}") for n in range(5000))
    )
    asked = structs.replace(
        file, claims=tuple(structs.replace(file.claims[0], text=f"{n}") for n in range(5000))
    )
    for files in (many, [*many, *broken], [full], [asked]):
        text = writer("markdown")(structs.replace(report, files=tuple(files)))
        assert len(text) < 65_536
        assert "more" in text
        assert text.count("<details>") == text.count("</details>")
    for name, value in GITLAB.items():
        monkeypatch.setenv(name, value)
    assert 65_536 < len(writer("markdown")(structs.replace(report, files=tuple(many)))) < 1_000_000


def test_a_hundred_findings_of_one_article_do_not_hide_the_others(report: Report) -> None:
    file = report.files[0]
    full = structs.replace(
        file, findings=tuple(structs.replace(file.findings[1], message=f"{n}.") for n in range(150))
    )
    text = writer("markdown")(Report("0", (full, one("It is teh end.\n", "teh", path="z.md"))))
    assert "- and 50 more" in text
    assert "<details><summary>150 findings</summary>" in text
    assert "#### z.md" in text


def test_cells_and_documents_have_no_lines_to_lead_to(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in GITHUB.items():
        monkeypatch.setenv(name, value)
    file = one("It is teh end.\n", "teh", "the")
    cell = structs.replace(file, source=replace(file.source, landmarks=((0, "cell 2"),)))
    text = writer("markdown")(Report("0", (cell,)))
    assert "warning, cell 2:7: Mend it." in text
    assert "suggestion" not in text
