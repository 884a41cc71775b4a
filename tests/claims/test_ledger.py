"""`edlint claims`: the same claims in five formats, and nothing of an article that does harm in any of them."""

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from edlint.cli.main import cli
from edlint.model.claim import Claim, ClaimKind, ClaimStatus, Evidence, EvidenceKind
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.report.ledger import FORMATS, Wanted, counts

HOSTILE = "=1+1 <script>alert(1)</script> | `x` [y](javascript:z) \x1b[31m\u202e&amp; \"' @everyone"


def report(words: str = "64%", sentence: str = "Of all users, 64% left.", url: str = "https://example.org/a"):
    def claim(status, *evidence, kind=ClaimKind.STATISTIC, waiver=""):
        return Claim(kind, words, Span(0, 3), sentence, status, evidence, "64", "percent", "0" * 24, waiver)

    link = Evidence(EvidenceKind.LINK, words, url)
    claims = (
        claim(ClaimStatus.SOURCED, link),
        claim(ClaimStatus.UNSOURCED, kind=ClaimKind.SUPERLATIVE),
        claim(ClaimStatus.WAIVED, waiver=sentence),
    )
    source = Source(words, "markdown", "Of all users, 64% left.")
    return Report(
        "1",
        (
            FileReport(words, "markdown", claims=claims, source=source),
            FileReport("b.md", "markdown", error="gone"),
        ),
    )


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.text.append(data)


OURS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "script",
        "body",
        "a",
        "header",
        "main",
        "footer",
        "section",
        "div",
        "form",
    ),
    *("h1", "h2", "p", "span", "strong", "code", "br", "table", "thead", "tbody", "tr", "th", "td"),
    *("label", "input", "select", "option", "output", "button"),
}


@given(st.text() | st.just(HOSTILE), st.text() | st.just(HOSTILE))
def test_html_holds_only_our_markup_whatever_the_article_says(words, sentence):
    page = Tags()
    page.feed(FORMATS["html"](report(words, sentence), Wanted()))
    assert set(page.tags) <= OURS
    assert set(page.links) <= {"#main", "https://example.org/a"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)"])
def test_html_links_only_what_opens_a_page(url):
    page = Tags()
    page.feed(FORMATS["html"](report(url=url), Wanted()))
    assert page.links == ["#main"]


@given(st.text() | st.just(HOSTILE))
def test_no_csv_cell_is_a_formula(words):
    table = list(csv.reader(io.StringIO(FORMATS["csv"](report(words, words), Wanted()))))
    assert {len(row) for row in table} == {17}
    assert not [value for row in table for value in row if value.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(st.text() | st.just(HOSTILE))
def test_no_control_character_reaches_a_terminal_or_a_page(words):
    for name in ("terminal", "markdown", "csv", "html"):
        text = FORMATS[name](report(words, words), Wanted())
        assert not [c for c in text if c != "\n" and (ord(c) < 32 or c in "\x7f\u202e\u2066")]


def test_markdown_keeps_every_claim_in_one_row_of_plain_words():
    text = FORMATS["markdown"](report(HOSTILE, HOSTILE), Wanted())
    rows = [line for line in text.splitlines() if line.startswith("| 1 ")]
    assert len(rows) == 3
    assert "<script" not in text
    assert all(row.replace("\\|", "").count("|") == 6 for row in rows)


def test_json_has_all_that_the_other_formats_have():
    data = json.loads(FORMATS["json"](report(), Wanted()))
    first = data["files"][0]["claims"][0]
    assert first["evidence"] == [{"kind": "link", "text": "64%", "url": "https://example.org/a"}]
    assert first["start"] == {"line": 1, "column": 1, "offset": 0}
    assert data["files"][1]["error"] == "gone"
    assert data["summary"] == {"sourced": 1, "own": 0, "unsourced": 1, "waived": 1}


def test_the_list_narrows_to_kinds_and_statuses():
    wanted = Wanted(kinds={ClaimKind.STATISTIC}, statuses={ClaimStatus.SOURCED, ClaimStatus.UNSOURCED})
    assert counts(report(), wanted) == {"sourced": 1, "own": 0, "unsourced": 0, "waived": 0}
    assert "superlative" not in FORMATS["terminal"](report(), wanted)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(
        "# Slow\n\nIn 2019, 64% of all websites were slow.\n\nNorthwind reported that 70% of users left.\n",
        encoding="utf-8",
    )
    return tmp_path


def run(*args: str):
    return CliRunner().invoke(cli, ["claims", *args])


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_writes_every_format_to_standard_output_or_a_file(folder, name):
    shown = run("--format", name, "a.md")
    assert shown.exit_code == 0, shown.output
    written = run("--format", name, "--output", "ledger.out", "a.md")
    assert (written.exit_code, written.stdout) == (0, "")
    assert Path("ledger.out").read_bytes() == shown.stdout_bytes
    assert "64%" in shown.stdout
    assert "Northwind" in shown.stdout


def test_the_command_narrows_and_counts(folder):
    result = run("--status", "unsourced", "a.md")
    assert "64%" in result.stdout
    assert "70%" not in result.stdout
    assert result.stdout.endswith("1 claim: 1 unsourced.\n")


def test_a_file_that_cannot_be_read_makes_it_2_and_loses_nothing(folder):
    Path("b.md").write_bytes(b"\xff\xfe\x00")
    Path("c.md").write_bytes(b"\xff bad")
    result = run(".")
    assert result.exit_code == 2
    assert "64%" in result.stdout
    assert "not checked" in result.stdout


def test_nothing_to_check_is_2_unless_allowed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(".").exit_code != 0
    assert run("--allow-empty", ".").exit_code == 0


def test_the_columns_of_a_file_stand_below_each_other():
    source = Source("a.md", "markdown", "\n" * 11 + "x" * 120 + "64%", landmarks=((0, "cell 3"),))
    claims = [
        Claim(
            ClaimKind.STATISTIC,
            "64%",
            Span(at, at + 3),
            "64%",
            ClaimStatus.OWN,
            (),
            "64",
            "percent",
            "0" * 24,
            "",
        )
        for at in (0, 120)
    ]
    found = Report("1", (FileReport("a.md", "markdown", claims=tuple(claims), source=source),))
    first, second = FORMATS["terminal"](found, Wanted()).splitlines()[1:3]
    assert first.index("own") == second.index("own")
    assert first.startswith("  cell 3:")
