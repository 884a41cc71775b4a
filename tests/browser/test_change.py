"""The front page against a state before, and over time: new, as before and gone, and small charts."""

import subprocess
from pathlib import Path

from edlint.model.finding import Severity
from edlint.model.report import Report
from edlint.report.history import Trend, present, read
from edlint.report.html import folder
from starting import edlint

OLD = (
    "# A queue\n\n"
    + "We read the log of each worker and wrote down what it did. " * 12
    + "\n\nThe concensus stood.\n"
)


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder; it asks nobody who we are."""
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_the_page_says_what_a_change_did_and_how_it_went_over_time(tmp_path: Path, watched) -> None:
    (tmp_path / "edlint.toml").write_text('engines = "none"\n')
    (tmp_path / "a.md").write_text(OLD + "\nIt was definately so.\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    (tmp_path / "old").mkdir()
    edlint(tmp_path, "check", "--output", "json:old/1.json", "a.md")
    (tmp_path / "a.md").write_text(OLD + "\nIt occured.\n")
    (tmp_path / "b.md").write_text("# B\n\nNothing to see.\n")
    git(tmp_path, "add", "b.md")
    edlint(
        tmp_path,
        "check",
        "--since",
        "HEAD",
        "--history",
        "old",
        "--output",
        "html:pages",
        "a.md",
        "b.md",
    )
    page = watched.page
    page.goto((tmp_path / "pages" / "index.html").as_uri())
    line = page.locator(".files tbody tr", has_text="a.md")
    assert "1 new, 1 as before, 1 gone" in line.inner_text()
    assert "grade" in line.inner_text()
    assert "new article" in page.locator(".files tbody tr", has_text="b.md").inner_text()
    assert page.get_by_role("img", name="Errors: from 2 to 1, at most 2, in 2 reports").is_visible()
    page.get_by_text("The trend in numbers").click()
    assert page.locator(".trend tbody tr").last.inner_text().startswith("now")
    line.get_by_role("link").click()
    assert "1 new" in page.locator(".change").inner_text()
    kept = page.locator(".note.off")
    assert not kept.is_visible()
    page.get_by_label("What does not count").check()
    assert "there before" in kept.inner_text()
    assert watched.complaints == []


def test_trends_are_counted_as_the_report_counts() -> None:
    trend = present(Report("0", ()))
    assert (trend.errors, trend.warnings, trend.unsourced, trend.grade) == (0, 0, 0, None)
    pages = dict(folder(Report("0", ()), [Trend("then", 3, 1, 0)]))
    assert "Errors: from 3 to 0" in pages["index.html"]
    assert Report("0", ()).count(Severity.ERROR) == 0


def test_a_single_report_makes_no_chart(tmp_path: Path) -> None:
    assert read(tmp_path) == []
    assert "<svg" not in dict(folder(Report("0", ())))["index.html"]
