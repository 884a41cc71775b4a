"""A managing editor's morning: 24 findings in 3 articles, from the pages that CI made to the merged pull request."""

import json
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.browser.conftest import reload_until

from starting import edlint

WRONG = ["definately", "recieve", "seperate", "occured", "untill", "wierd", "begining", "beleive"]


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Eve", "-c", "user.email=eve@example.org"]
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "edlint.toml").write_text('engines = "none"\n')
    (tmp_path / ".gitignore").write_text("pages/\n*.json\n")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "begin")
    git(tmp_path, "switch", "-qc", "articles")
    for number, author in enumerate(["Ada", "Bob", "Cy"]):
        words = " ".join(f"We saw the {word} thing number {at}." for at, word in enumerate(WRONG))
        head = f"---\ntitle: Part {number}\nauthor: {author}\n---\n\n"
        (tmp_path / f"part-{number}.md").write_text(f"{head}{words}\n\nA last line stands here.\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "three articles")
    assert edlint(tmp_path, "check", "--output", "html:pages", ".").returncode == 1
    return tmp_path


def test_two_clicks_a_decision_from_the_front_page_to_the_merge(desk: Path, watched) -> None:
    page = watched.page
    clicks = decided = 0
    page.goto((desk / "pages" / "index.html").as_uri())
    assert [row.split("\n")[0] for row in page.locator(".files tbody th").all_inner_texts()] == [
        "Part 0",
        "Part 1",
        "Part 2",
    ]
    assert "Ada" in page.locator(".files tbody tr").first.inner_text()
    assert "part-0.md" not in page.locator(".files").inner_text()
    page.get_by_label("Signed as").fill("Eve")
    page.get_by_label("Signed as").press("Tab")
    reload_until(page, lambda: page.get_by_label("Signed as").input_value() == "Eve")
    for number in range(3):
        page.goto((desk / "pages" / f"000{number + 1}-part-{number}-md.html").as_uri())
        top = page.locator(".sheet > .row").last.bounding_box()["y"]
        marks = page.locator("mark.error")
        expect(marks).to_have_count(len(WRONG))
        for at, word in enumerate(WRONG):
            marks.nth(at).click()
            page.locator(f'.note[data-words="{word}"] [data-fix]').first.click()
            clicks += 2
            decided += 1
        # What was accepted is seen in the text, and the notes have not moved it.
        struck = page.locator("mark.struck")
        expect(struck).to_have_count(len(WRONG))
        expect(page.locator("ins.new")).to_have_count(len(WRONG))
        assert page.locator("ins.new").all_inner_texts()[:2] == ["definitely", "receive"]
        page.evaluate("scrollTo(0, 0)")
        assert abs(page.locator(".sheet > .row").last.bounding_box()["y"] - top) < 80
    assert (decided, clicks <= 2 * decided) == (24, True)
    page.goto((desk / "pages" / "index.html").as_uri())
    said = page.locator("[data-decided]")
    reload_until(page, lambda: said.inner_text() == "24 of 24 decided")
    assert said.inner_text() == "24 of 24 decided"
    assert page.locator("[data-progress]").first.inner_text().endswith("8 of 8")
    page.get_by_label("Show").select_option("undecided")
    expect(page.locator(".files tbody tr:visible")).to_have_count(0)
    page.get_by_label("Show").select_option("mine")
    expect(page.locator(".files tbody tr:visible")).to_have_count(3)
    with page.expect_download() as download:
        page.get_by_role("button", name="Export decisions").click()
    download.value.save_as(desk / "decisions.json")
    made = json.loads((desk / "decisions.json").read_text())["decisions"]
    assert {one["by"] for one in made} == {"Eve"}
    assert edlint(desk, "decisions", "apply", "decisions.json").returncode == 0
    git(desk, "commit", "-qam", "what Eve decided")
    assert edlint(desk, "check", "--since", "main").returncode == 0
    git(desk, "switch", "-q", "main")
    git(desk, "merge", "-q", "articles")
    assert "definitely" in (desk / "part-2.md").read_text()
    assert watched.complaints == []


def test_a_decided_note_covers_no_other(desk: Path, watched) -> None:
    page = watched.page
    page.goto((desk / "pages" / "0001-part-0-md.html").as_uri())
    notes = page.locator(".dense .note")
    expect(notes).to_have_count(len(WRONG))
    below = page.locator(".sheet > .row").last
    covered = """all => all.filter((note) => {
        const box = note.getBoundingClientRect();
        return !note.contains(document.elementFromPoint(box.left + 20, box.top + box.height / 2));
    }).length"""
    place = below.bounding_box()["y"]
    page.locator("mark.error").nth(2).click()
    # Open, a note lies over the next ones, and nothing has moved.
    assert notes.evaluate_all(covered) > 0
    assert below.bounding_box()["y"] == pytest.approx(place, abs=0.5)
    height = notes.nth(1).bounding_box()["height"]
    notes.nth(2).locator("[data-fix]").first.click()
    assert notes.evaluate_all(covered) == 0
    assert notes.nth(2).bounding_box()["height"] < 1.5 * height
    assert "Accepted" in notes.nth(2).inner_text()
    page.keyboard.press("u")
    assert notes.evaluate_all(covered) > 0
    assert below.bounding_box()["y"] == pytest.approx(place, abs=0.5)
    page.keyboard.press("a")
    page.keyboard.press("j")
    assert "current" in notes.nth(3).get_attribute("class")
    assert watched.complaints == []


def test_own_words_and_questions_about_words_that_nothing_marks(desk: Path, watched) -> None:
    page = watched.page
    page.goto((desk / "pages" / "0001-part-0-md.html").as_uri())
    page.locator("mark", has_text="wierd").click()
    page.keyboard.press("w")
    page.get_by_label("Write in place of “wierd”").fill("strange")
    page.keyboard.press("Enter")
    assert page.locator("ins.new").all_inner_texts() == ["strange"]
    page.keyboard.press("u")
    expect(page.locator("ins.new, mark.struck")).to_have_count(0)
    page.keyboard.press("w")
    page.get_by_label("Write in place of “wierd”").fill("strange")
    page.keyboard.press("Enter")
    page.locator(".text p", has_text="A last line").dblclick(position={"x": 30, "y": 10})
    page.get_by_role("button", name="Ask the author…").last.click()
    page.get_by_label("Question").fill("Which line?")
    page.get_by_role("dialog").get_by_label("Your name").fill("Eve")
    page.get_by_role("button", name="Keep").click()
    asked = page.locator(".query")
    asked.wait_for()
    assert asked.inner_text().startswith("Eve asks: Which line?")
    result = Axe().run(
        page,
        options={
            "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
            "resultTypes": ["violations"],
        },
    )
    assert result.violations_count == 0, result.generate_report()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export decisions").click()
    download.value.save_as(desk / "decisions.json")
    done = edlint(desk, "decisions", "apply", "decisions.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Eve asks about “last”: Which line?" in done.stdout
    assert "We saw the strange thing" in (desk / "part-0.md").read_text()
    # On paper each note has the number of its marks.
    page.emulate_media(media="print")
    numbers = page.locator(".note").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').content)"
    )
    assert "1" in numbers[0]
    assert watched.complaints == []
