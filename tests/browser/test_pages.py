"""The HTML report in a real browser: it reads, works by keyboard, is accessible, and nothing hostile gets through."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.report import EngineStatus, FileReport, Report
from edlint.model.rule import Reference, Rule
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse
from edlint.report.html import folder, single

ARTICLE = """\
# A queue

The recent concensus is that *half* of all queues are `slow`. Studies show it.

1. One item that is long enough to be a sentence of its own.
2. Another one, with a [link](https://example.org/a).

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
    command = [sys.executable, "-m", "edlint", "check", "--engines", "none"]
    run = subprocess.run(
        [
            *command,
            "--output",
            "html:report.html",
            "--output",
            "html:pages",
            "--output",
            "json:report.json",
            ".",
        ],
        cwd=here,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    return here


def test_every_finding_is_marked_around_its_words(checked: Path, watched) -> None:
    watched.page.goto((checked / "report.html").as_uri())
    report = json.loads((checked / "report.json").read_text())
    findings = [finding for file in report["files"] for finding in file["findings"]]
    assert len(findings) > 1
    for finding in findings:
        marks = watched.page.locator(f'mark[data-fingerprint="{finding["fingerprint"]}"]')
        text = "".join(marks.all_inner_texts())
        assert text.replace("\n", " ") == finding["text"].replace("*", "").replace("`", "").replace("\n", " ")


def test_nothing_is_asked_of_a_network_and_the_policy_holds(checked: Path, watched) -> None:
    for page in (checked / "report.html", checked / "pages" / "index.html"):
        watched.page.goto(page.as_uri())
        watched.page.keyboard.press("j")
    assert all(url.startswith("file:") for url in watched.requests)
    assert watched.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(checked: Path, watched, scheme: str, width: int) -> None:
    watched.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.page.goto((checked / "report.html").as_uri())
    watched.page.get_by_label("Shade hard sentences").first.check()
    result = Axe().run(
        watched.page,
        options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    )
    assert result.violations_count == 0, result.generate_report()
    # And nothing is wider than the screen: a phone does not scroll sideways.
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


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
    assert lines.count() == 2
    watched.page.get_by_label("Search").fill("queue")
    assert watched.page.locator(".files tbody tr:visible").count() == 1
    watched.page.get_by_label("Search").fill("")
    watched.page.get_by_role("button", name="Score").click()
    watched.page.get_by_role("button", name="Score").click()
    assert "plain.txt" in lines.first.inner_text()
    watched.page.get_by_label("Show").select_option("error")
    assert watched.page.locator(".files tbody tr:visible").count() == 1
    watched.page.get_by_role("link", name="queue.md").click()
    assert watched.page.get_by_role("heading", name="queue.md").count() == 1


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


def test_decisions_are_kept_and_exported(checked: Path, watched) -> None:
    page = watched.page
    page.goto((checked / "report.html").as_uri())
    spelling = page.locator('.note[data-rule="spelling.misspelling"]')
    spelling.get_by_role("button", name="Accept").click()
    vague = page.locator('.note[data-rule^="claims.vague"]').first
    vague.get_by_role("button", name="Dismiss…").click()
    page.get_by_label("Reason").fill("we name them below")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Keep").click()
    page.reload()
    assert "Accepted" in spelling.inner_text()
    assert "we name them below" in vague.inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export decisions").click()
    exported = json.loads(Path(download.value.path()).read_text())
    assert exported["schema"] == 1
    actions = {decision["action"]: decision for decision in exported["decisions"]}
    assert actions["accept"]["words"] == "concensus"
    assert actions["dismiss"]["by"] == "Ada"


def _hostile(attack: str) -> Report:
    """Return a report that has the attack in every field that a page shows."""
    text = f"# {attack}\n\nWords {attack} more words.\n"
    source = Source(f"{attack}.md", "markdown", text)
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
        findings=(finding,),
        source=source,
        document=parse(source),
        failures=(EngineStatus(attack, attack, "failed", attack),),
    )
    broken = FileReport(f"b{attack}.md", "markdown", error=attack)
    rule = Rule("style.test", attack, Severity.ERROR, attack, "rules", (Reference(attack, attack),))
    return Report(attack, (file, broken), (EngineStatus(attack, attack, "failed", attack),), {rule.id: rule})


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_only_text(attack: str, tmp_path: Path, watched) -> None:
    report = _hostile(attack)
    pages = {"single.html": single(report), **dict(folder(report))}
    for name, page in pages.items():
        (tmp_path / name).write_text(page, encoding="utf-8")
        watched.page.goto((tmp_path / name).as_uri())
        assert watched.page.title() != "owned"
        assert watched.page.locator("script").count() == 1
        assert watched.page.locator("iframe, object, embed, svg, img").count() == 0
        assert watched.page.locator('a[href^="javascript:"], a[href^="data:"]').count() == 0
        assert watched.page.evaluate(
            "[...document.querySelectorAll('*')].every(e => [...e.attributes].every(a => !a.name.startsWith('on')))"
        )
        assert "\u202e" not in page
    assert watched.complaints == []
    assert all(url.startswith("file:") for url in watched.requests)
