"""The HTML report in a real browser: it reads, works by keyboard, is accessible, and nothing hostile gets through."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from builders import rule as rule_of
from edlint.model.claim import Claim, ClaimKind, ClaimStatus, Evidence, EvidenceKind
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.report import EngineStatus, FileReport, Report
from edlint.model.rule import Reference
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse
from edlint.report.history import Trend
from edlint.report.html import folder, single
from starting import edlint

ARTICLE = """\
# A queue

The recent concensus is that *half* of all queues are `slow`. Studies show it.

![A drawing of a queue](queue.png)

1. One item that is long enough to be a sentence of its own.
   - Nested under it.
2. Another one, with a [link](https://example.org/a) and a [bad](javascript:alert(1)) one.

We utilize a lot of queues, and everybody knows that the workers who wait for the jobs in these queues are, in spite of
all the measures which were taken by the committee, considerably underrepresented.

| a | b |
|---|---|
| 1 | 2 |

> A quotation that nobody will mend.

```python
print("code")
```
"""

ATTACKS = [
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    '"><svg onload="document.title=\'owned\'">',
    "'-alert(1)-'",
    "{{ 7*7 }}{% raw %}",
    "</style><script>document.title='owned'</script>",
    "</mark></p></main><iframe src=javascript:alert(1)>",
    "javascript:document.title='owned'",
    "data:text/html,<script>document.title='owned'</script>",
    "\u202eevil\u2066",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article and its page, made by the command line."""
    here = tmp_path_factory.mktemp("articles")
    (here / "queue.md").write_text(ARTICLE)
    (here / "plain.txt").write_text("A note.\n\nNothing is wrong with it.\n")
    outputs = [
        part for one in ("html:report.html", "html:pages", "json:report.json") for part in ("--output", one)
    ]
    run = edlint(here, "check", "--engines", "none", *outputs, ".")
    assert run.returncode == 1, run.stderr
    return here


def test_every_finding_is_marked_around_its_words(checked: Path, watched) -> None:
    watched.page.goto((checked / "report.html").as_uri())
    report = json.loads((checked / "report.json").read_text())
    findings = [finding for file in report["files"] for finding in file["findings"]]
    assert len(findings) > 1
    for finding in findings:
        marks = watched.page.locator(f'mark[data-fingerprint="{finding["fingerprint"]}"]')
        text = "".join(marks.all_text_contents())
        # Where markup stands between the words, the words as in the source are an attribute.
        whole = marks.first.get_attribute("data-words") or text
        assert " ".join(whole.split()) == " ".join(finding["text"].split())


def test_nothing_is_asked_of_a_network_and_the_policy_holds(checked: Path, watched) -> None:
    for page in (checked / "report.html", checked / "pages" / "index.html"):
        watched.page.goto(page.as_uri())
        watched.page.keyboard.press("j")
    assert all(url.startswith("file:") for url in watched.requests)
    assert watched.complaints == []


def test_keys_go_from_finding_to_finding(checked: Path, watched) -> None:
    watched.page.goto((checked / "report.html").as_uri())
    watched.page.keyboard.press("j")
    first = watched.page.locator(".note.current").get_attribute("data-for")
    watched.page.keyboard.press("j")
    second = watched.page.locator(".note.current").get_attribute("data-for")
    watched.page.keyboard.press("k")
    assert first != second
    assert watched.page.locator(".note.current").get_attribute("data-for") == first
    assert watched.page.locator(f'mark.current[data-fingerprint="{first}"]').count() >= 1


def test_front_page_filters_and_sorts(checked: Path, watched) -> None:
    watched.page.goto((checked / "pages" / "index.html").as_uri())
    lines = watched.page.locator(".files tbody tr")
    expect(lines).to_have_count(2)
    watched.page.get_by_label("Search").fill("queue")
    expect(watched.page.locator(".files tbody tr:visible")).to_have_count(1)
    watched.page.get_by_label("Search").fill("")
    score = watched.page.get_by_role("columnheader", name="Score")
    score.get_by_role("button").click()
    assert score.get_attribute("aria-sort") == "ascending"
    assert "A queue" in lines.first.inner_text()
    assert "queue.md" not in lines.first.inner_text()
    watched.page.get_by_label("Paths").check()
    assert "queue.md" in lines.first.inner_text()
    score.get_by_role("button").click()
    assert "plain.txt" in lines.first.inner_text()
    watched.page.locator("select[name=family]").select_option("spelling")
    expect(watched.page.locator(".files tbody tr:visible")).to_have_count(1)
    watched.page.locator("select[name=family]").select_option("")
    watched.page.get_by_label("Show").select_option("error")
    expect(watched.page.locator(".files tbody tr:visible")).to_have_count(1)
    watched.page.get_by_role("link", name="A queue").click()
    expect(watched.page.get_by_role("heading", name="queue.md")).to_have_count(1)


def test_it_reads_without_script(checked: Path, browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((checked / "report.html").as_uri())
    text = page.locator("main").inner_text()
    context.close()
    assert "concensus" in text
    assert "Claims and their sources" in text
    assert 'print("code")' in text
    assert "Previous" not in text


def test_notes_lead_to_the_reason_and_marks_to_their_notes(checked: Path, watched) -> None:
    page = watched.page
    page.goto((checked / "pages" / "0002-queue-md.html").as_uri())
    mark = page.locator("mark", has_text="concensus")
    mark.click()
    note = page.locator(".note.current")
    assert note.get_attribute("data-words") == "concensus"
    note.locator("summary").click()
    assert note.locator("details p").first.is_visible()
    assert "1 of" in page.locator("[data-place]").inner_text()


def test_code_tables_lists_and_links_read_as_such(checked: Path, watched) -> None:
    page = watched.page
    page.goto((checked / "pages" / "0002-queue-md.html").as_uri())
    sheet = page.locator(".sheet")
    assert sheet.locator("pre").inner_text().strip() == 'print("code")'
    assert sheet.locator(".language").inner_text() == "python"
    expect(sheet.locator("table.data tr")).to_have_count(2)
    expect(sheet.get_by_role("listitem")).to_have_count(3)
    assert sheet.locator('[role="listitem"][aria-level="2"]').locator("p").inner_text() == "Nested under it."
    expect(sheet.locator("blockquote")).to_have_count(1)
    expect(sheet.locator("code", has_text="slow")).to_have_count(1)
    assert sheet.get_by_role("link", name="link").get_attribute("href") == "https://example.org/a"
    expect(sheet.get_by_role("link", name="bad")).to_have_count(0)
    assert "A drawing of a queue" in sheet.locator(".image").inner_text()


def test_hidden_suggestions_are_passed_over(checked: Path, watched) -> None:
    page = watched.page
    page.goto((checked / "pages" / "0002-queue-md.html").as_uri())
    hidden = page.locator(".note.suggestion").count()
    assert hidden > 0
    shown = page.locator(".note:visible").count()
    seen = set()
    for _ in range(shown + 1):
        page.keyboard.press("j")
        seen.add(page.locator(".note.current").get_attribute("id"))
    assert len(seen) == shown
    page.get_by_label("Suggestions").check()
    expect(page.locator(".note:visible")).to_have_count(shown + hidden)


def test_keys_can_be_turned_off(checked: Path, watched) -> None:
    page = watched.page
    page.goto((checked / "pages" / "0002-queue-md.html").as_uri())
    page.get_by_role("button", name="Keys…").click()
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.get_by_label("Use these keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    expect(page.locator(".note.current")).to_have_count(0)


def test_claims_and_hard_sentences_lead_into_the_text(checked: Path, watched) -> None:
    page = watched.page
    page.goto((checked / "pages" / "0002-queue-md.html").as_uri())
    link = page.locator(".ledger tbody a").first
    target = link.get_attribute("href")
    link.click()
    assert page.locator(f"{target}:target").is_visible()
    page.locator(".hardest a").first.click()
    assert page.locator('[id^="sentence-"]:target').is_visible()
    page.get_by_label("Shade hard sentences").check()
    expect(page.locator("body.shaded")).to_have_count(1)


def test_articles_lead_to_their_neighbours(checked: Path, watched) -> None:
    page = watched.page
    page.goto((checked / "pages" / "0001-plain-txt.html").as_uri())
    page.get_by_role("link", name="Next: queue.md").click()
    assert page.locator(".path").inner_text() == "queue.md"
    page.get_by_role("link", name="Previous: plain.txt").click()
    assert page.locator(".path").inner_text() == "plain.txt"


def test_the_first_stop_leads_past_the_header_and_focus_is_seen(checked: Path, watched) -> None:
    page = watched.page
    page.goto((checked / "pages" / "0002-queue-md.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    # Everything that takes the focus shows it, and nothing lies under the bar at the top.
    for _ in range(12):
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
            const bar = document.querySelector('.controls'), b = bar.getBoundingClientRect();
            return [s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
                    bar.contains(e) || e === document.body || r.bottom > b.bottom || r.bottom <= b.top] }"""
        )
        assert seen == [True, True]
        page.keyboard.press("Tab")


def _hostile(attack: str) -> Report:
    """Return a report that has the attack in every field that a page shows."""
    text = (
        f"---\ntitle: '{attack.replace(chr(39), chr(39) * 2)}'\n---\n# {attack}\n\nWords {attack} more words.\n\n"
        f"[a link]({attack}) and [another](<{attack}>) and ![{attack}](<{attack}> '{attack}')\n\n"
        f"`{attack}` [^{attack}]\n\n| {attack} | b |\n|---|---|\n| {attack} | {attack} |\n\n"
        f"- {attack}\n\n> {attack}\n\n```{attack}\n{attack}\n```\n\n<!-- {attack} -->\n\n[^{attack}]: {attack}\n"
    )
    source = Source(f"{attack}.md", "markdown", text)
    comment = Span(text.index("<!-- "), text.index("<!-- ") + 9 + len(attack))
    outside = Finding(
        "style.test", Severity.WARNING, attack, comment, source.slice(comment), "e" * 24, attack
    )
    claim = Claim(
        ClaimKind.STATISTIC,
        attack,
        comment,
        attack,
        ClaimStatus.WAIVED,
        (Evidence(EvidenceKind.LINK, attack, attack),),
        fingerprint=attack,
        waiver=attack,
    )
    start = text.index("Words")
    finding = Finding(
        rule="style.test",
        severity=Severity.ERROR,
        message=attack,
        span=Span(start, start + 5 + len(attack)),
        text=attack,
        fingerprint="f" * 24,
        engine=attack,
        fixes=(Fix(attack, Safety.REVIEW, (Edit(start, start + 5, attack),)),),
        also=(attack,),
    )
    file = FileReport(
        source.path,
        "markdown",
        5,
        findings=(outside, finding),
        claims=(claim,),
        source=source,
        document=parse(source),
        failures=(EngineStatus(attack, attack, "failed", attack),),
    )
    broken = FileReport(f"b{attack}.md", "markdown", error=attack)
    rule = rule_of(
        "style.test",
        message=attack,
        severity=Severity.ERROR,
        why=attack,
        sources=(Reference(attack, attack),),
    )
    return Report(attack, (file, broken), (EngineStatus(attack, attack, "failed", attack),), {rule.id: rule})


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_only_text(attack: str, tmp_path: Path, watched) -> None:
    report = _hostile(attack)
    trends = [Trend(attack, 1, 2, 3, 4, 5.0)]
    pages = {"single.html": single(report, trends), **dict(folder(report, trends))}
    for name, page in pages.items():
        (tmp_path / name).write_text(page, encoding="utf-8")
        watched.page.goto((tmp_path / name).as_uri())
        assert watched.page.title() != "owned"
        expect(watched.page.locator("script")).to_have_count(1)
        expect(watched.page.locator("iframe, object, embed, svg:not(.chart svg), img")).to_have_count(0)
        assert watched.page.evaluate(
            "[...document.links].every(a => ['file:', 'https:', 'http:'].includes(a.protocol))"
        )
        assert watched.page.evaluate(
            "[...document.querySelectorAll('*')].every(e => [...e.attributes].every(a => !a.name.startsWith('on')))"
        )
        assert "\u202e" not in page
    assert watched.complaints == []
    assert all(url.startswith("file:") for url in watched.requests)
