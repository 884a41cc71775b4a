"""Measure the time to write and to open the HTML report of 300 articles with 10,000 findings, and its size.

Run: python benchmarks/page.py. If Chromium is installed, it opens the front page and the largest article.
"""

import shutil
import tempfile
import time
from pathlib import Path

from edlint.model.claim import Claim, ClaimKind, ClaimStatus
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.report import EngineStatus, FileReport, Report
from edlint.model.rule import Reference
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse
from edlint.report.html import folder
from edlint.rules.schema import Code

ARTICLES = 300
FINDINGS = 10_000
SENTENCE = (
    "The scheduler number {} hands each job to one of the workers that wait, [writes it down](https://example.org/{}) "
    "and goes on; *nobody* has to ask twice for `job {}`."
)
RULES = {
    f"{family}.rule": Code(
        id=f"{family}.rule",
        message="Say it in fewer words.",
        by="rules",
        why="Readers skip what they have to read twice, and a sentence that says one thing is read once.",
        sources=(Reference("The Elements of Style, 4th ed., rule 17", "https://example.org/style"),) * 2,
    )
    for family in ("style", "claims", "grammar", "spelling", "typography")
}


def file_report(number: int, findings: int) -> FileReport:
    """Return the report on an article of some 900 words with so many findings, each at other words."""
    parts = [f"# Article {number}"]
    for section in range(8):
        sentences = " ".join(SENTENCE.format(section, n, n) for n in range(5))
        parts += [f"## Part {section}", sentences, "- one thing\n- another\n\n```sh\nrun it\n```"]
    source = Source(f"articles/article-{number:03}.md", "markdown", "\n\n".join(parts) + "\n")
    found = []
    ids = list(RULES)
    position = 0
    for index in range(findings):
        position = source.text.find("one of the workers", position + 1)
        if position < 0:
            position = source.text.find("nobody")
        span = Span(position, position + 18)
        fix = Fix("Write “a worker”", Safety.REVIEW, (Edit(span.start, span.end, "a worker"),))
        found.append(
            Finding(
                ids[index % len(ids)],
                Severity.ERROR if index % 9 == 0 else Severity.WARNING,
                "“one of the workers”: say it in fewer words, and only once.",
                span,
                source.slice(span),
                f"{number:08x}{index:016x}",
                "edlint",
                (fix, fix),
            )
        )
    claims = tuple(
        Claim(
            ClaimKind.STATISTIC,
            f.text,
            f.span,
            f.text,
            ClaimStatus.UNSOURCED,
            fingerprint=f"c{f.fingerprint}",
        )
        for f in found[::6]
    )
    grades = {"flesch_kincaid_grade": 9.0 + number % 7, "flesch_reading_ease": 55.0}
    return FileReport(
        source.path,
        "markdown",
        900,
        None,
        grades,
        tuple(found),
        claims,
        source=source,
        document=parse(source),
    )


def main() -> None:
    """Print the measurements."""
    report = Report(
        "0",
        tuple(file_report(n, FINDINGS // ARTICLES + (n < FINDINGS % ARTICLES)) for n in range(ARTICLES)),
        (EngineStatus("harper", "1", "ran"),),
        RULES,
    )
    with tempfile.TemporaryDirectory() as name:
        started, worked = time.perf_counter(), time.process_time()
        for page, text in folder(report):
            Path(name, page).write_text(text, encoding="utf-8")
        spent = time.process_time() - worked
        print(f"written in {time.perf_counter() - started:.2f} s, {spent:.2f} s of them on the processor")
        sizes = {path.stat().st_size: path for path in Path(name).glob("0*.html")}
        print(f"{ARTICLES} articles, the largest page {max(sizes) / 1000:.0f} kB")
        print(f"front page {Path(name, 'index.html').stat().st_size / 1000:.0f} kB")
        for path in (Path(name, "index.html"), sizes[max(sizes)]):
            opened(path)


def opened(path: Path) -> None:
    """Print the time until Chromium has drawn a page, and until a search on it has finished."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium to open it with")
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto("about:blank")
        started = time.perf_counter()
        page.goto(path.as_uri())
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        print(f"{path.name}: usable after {time.perf_counter() - started:.2f} s")
        if page.locator(".filter").count():
            started = time.perf_counter()
            page.get_by_label("Search").fill("article-123")
            assert page.locator(".files tbody tr:visible").count() == 1
            print(f"  a search answers in {time.perf_counter() - started:.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
