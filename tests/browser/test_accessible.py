"""Every page in every view: axe finds nothing, and nothing is cut off or wider than the screen."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from starting import edlint

ARTICLE = """\
---
title: A queue
author: Ada
---

# A queue

The recent concensus is that *half* of all queues are `slow`. Studies show it. We recieve it untill it is wierd.

![A drawing of a queue](queue.png)

1. One item that is long enough to be a sentence of its own.
   - Nested under it.
2. Another one, with a [link](https://example.org/a) and a [bad](javascript:alert(1)) one.

We utilize a lot of queues, and everybody knows that the workers who wait for the jobs in these queues are, in spite of
all the measures which were taken by the committee, considerably underrepresented.

| Browser | Share in 2023 |
|---|---|
| Nord | 45% |

> A quotation that nobody will mend.

```python
print("code")
```
"""
VIEWS = {"wide": (1280, 900, 1), "phone": (390, 844, 2), "200 %": (640, 450, 2)}
"""A view → its width and height in CSS pixels and its pixels for each: 200 % of a window 1280 wide is half of it."""
PAGES = ["report.html", "pages/index.html", "pages/0001-a-long-name-of-a-queue-md.html", "ledger.html"]
ARCHIVE = ["archive/index.html", "archive/sheets/spelling.misspelling.html"]
# In the dark all but the colours are as they are in the light.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all pages that edlint writes, of articles with a history and a state before."""
    here = tmp_path_factory.mktemp("pages")
    (here / "edlint.toml").write_text('engines = "none"\n')
    name = here / "a-long-name-of-a-queue.md"

    def run(*arguments: str) -> None:
        done = edlint(here, *arguments)
        assert done.returncode in {0, 1}, done.stderr

    def git(*arguments: str) -> None:
        command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
        subprocess.run(command, cwd=here, capture_output=True, check=True)

    name.write_text(ARTICLE.replace("wierd", "definately wierd"))
    (here / "old").mkdir()
    run("check", "--output", "json:old/1.json", ".")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    name.write_text(ARTICLE)
    (here / "plain.txt").write_text("A note.\n\nNothing is wrong with it.\n")
    pages = ["--output", "html:report.html", "--output", "html:pages"]
    run("check", "--history", "old", "--since", "HEAD", *pages, ".")
    run("claims", "--format", "html", "--output", "ledger.html", ".")
    run("archive", "run", ".", "--out", "out")
    run("archive", "report", "--out", "out", "--to", "archive")
    return here


@pytest.fixture(scope="module", params=VIEWS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in a view."""
    width, height, pixels = VIEWS[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=pixels, reduced_motion="reduce"
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def faultless(page: Page) -> None:
    """Hold what is shown now to axe, in light and in dark, and to the width of the screen."""
    for scheme, rules in (("light", STANDARDS), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    inner = page.locator(".ledger .scroll").evaluate_all(
        "all => all.filter((part) => part.scrollWidth > part.clientWidth).length"
    )
    assert inner == 0


@pytest.mark.parametrize("name", PAGES + ARCHIVE)
def test_every_page_in_every_view(made: Path, page: Page, name: str) -> None:
    page.goto((made / name).as_uri())
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.keyboard.press("j")
    page.locator("details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
    faultless(page)
    # Words of titles and file names stay whole: none of their letters stands on another line.
    broken = page.locator(".files tbody th, .path").evaluate_all(
        """all => all.flatMap((place) => {
            const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT), found = [];
            while (walker.nextNode()) {
                const node = walker.currentNode;
                for (const { 0: word, index } of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
                    const range = document.createRange();
                    range.setStart(node, index);
                    range.setEnd(node, index + word.length);
                    if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(word);
                }
            }
            return found;
        })"""
    )
    assert broken == []


def test_decisions_in_every_view(made: Path, page: Page) -> None:
    page.goto((made / PAGES[2]).as_uri())
    page.keyboard.press("j")
    page.keyboard.press("w")
    faultless(page)
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    for key in "dq":
        page.keyboard.press("j")
        page.keyboard.press(key)
        page.get_by_role("dialog").get_by_role("textbox").first.fill("It is said so")
        page.get_by_role("dialog").get_by_label("Your name").fill("Eve")
        faultless(page)
        page.get_by_role("button", name="Keep").click()
    expect(page.locator(".note.decided")).to_have_count(3)
    faultless(page)
    page.goto((made / PAGES[1]).as_uri())
    faultless(page)
