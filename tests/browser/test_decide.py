"""What an editor decides on the page: kept, exported, taken into another browser, and put into the repository."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import reload_until

from starting import edlint

TEXT = """\
# A queue

The recent concensus is that queues are slow. Studies show it. We asked Blorvic, and 70% of all teams agree.

It is regreted.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with two articles, a vocabulary, and the pages on them."""
    (tmp_path / "edlint.toml").write_text('engines = "none"\n[vocabulary]\naccept = ["words.txt"]\n')
    (tmp_path / "words.txt").write_text("")
    (tmp_path / "queue.md").write_text(TEXT)
    (tmp_path / "two.md").write_text("# Two\n\nIt is definately two.\n")
    assert edlint(tmp_path, "check", "--output", "html:pages", ".").returncode == 1
    return tmp_path


def keep(page: Page, label: str, text: str) -> None:
    """Answer the dialog."""
    page.get_by_label(label).fill(text)
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Keep").click()
    # The dialog says that it was closed a moment after it is; only then is the decision there.
    page.wait_for_function("() => !document.querySelector('dialog').open")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def export(page: Page, path: Path) -> list[dict[str, object]]:
    """Export the decisions to a file and return them."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Export decisions").click()
    download.value.save_as(path)
    exported = json.loads(path.read_text())
    assert exported["schema"] == 1
    return exported["decisions"]


def test_all_sorts_of_decisions_reach_the_repository(desk: Path, watched, browser) -> None:  # noqa: PLR0915 - one way from the page to the files
    page = watched.page
    page.goto((desk / "pages" / "0001-queue-md.html").as_uri())
    # The second fix, not the first.
    regret = page.locator('.note[data-words="regreted"]')
    second = regret.locator("[data-fix]").nth(1)
    wanted = second.inner_text()
    second.click()
    assert second.get_attribute("aria-pressed") == "true"
    # By keyboard: the first fix of the first finding that has one, a dismissal and a question.
    page.locator("mark", has_text="concensus").click()
    page.keyboard.press("a")
    page.locator("mark", has_text="Studies show").first.click()
    page.keyboard.press("d")
    keep(page, "Reason", "named in the talk")
    page.locator("tr[data-claim]").first.get_by_role("button", name="Checked…").click()
    keep(page, "Source", 'https://example.org/"q"')
    reload_until(page, lambda: page.locator(".note.decided .decision", has_text="Dismissed").count() > 0)
    assert "named in the talk" in page.locator(".note.decided .decision", has_text="Dismissed").inner_text()
    page.goto((desk / "pages" / "0002-two-md.html").as_uri())
    page.locator("mark", has_text="definately").click()
    page.keyboard.press("q")
    keep(page, "Question", "a joke?")
    page.locator(".note.current .decision").wait_for()
    page.keyboard.press("u")
    page.locator(".note.current").get_by_role("button", name="Add to vocabulary").click()
    page.goto((desk / "pages" / "index.html").as_uri())
    decisions = export(page, desk / "decisions.json")
    assert sorted(d["action"] for d in decisions) == ["accept", "accept", "checked", "dismiss", "vocabulary"]
    assert {d["path"] for d in decisions} == {"queue.md", "two.md"}

    # Another browser takes the file in; what is no decision is refused.
    context = browser.new_context()
    other = context.new_page()
    other.goto((desk / "pages" / "0001-queue-md.html").as_uri())
    more = {"schema": 1, "decisions": [*decisions, {"path": 1}, None, {"action": "constructor"}]}
    (desk / "sent.json").write_text(json.dumps(more))
    with other.expect_file_chooser() as chooser:
        other.get_by_role("button", name="Import…").click()
    chooser.value.set_files(desk / "sent.json")
    assert "5 decisions taken in, 3 refused" in other.get_by_role("dialog").inner_text()
    other.get_by_role("button", name="Close").click()
    assert "Accepted" in other.locator('.note[data-words="concensus"]').inner_text()
    context.close()

    run = edlint(desk, "decisions", "apply", "decisions.json")
    assert (run.returncode, run.stderr) == (0, "")
    text = (desk / "queue.md").read_text()
    assert "recent consensus" in text
    assert wanted.removeprefix("Write “").removesuffix("”") in text
    assert (desk / "words.txt").read_text() == "definately\n"
    assert "named in the talk" in (desk / "edlint-baseline.jsonl").read_text()
    assert "example.org" in (desk / "edlint-claims.toml").read_text()
    # A second time, everything is refused, each in its line.
    again = edlint(desk, "decisions", "apply", "decisions.json")
    assert again.returncode == 1
    assert len(again.stderr.splitlines()) == 5
    assert "does not count already" in again.stderr
    assert "waived already" in again.stderr
    assert (desk / "queue.md").read_text() == text
    assert watched.complaints == []


def test_one_note_decides_for_all_places_of_a_remark(tmp_path: Path, watched) -> None:
    (tmp_path / "edlint.toml").write_text('engines = "none"\nvocabulary.accept = ["words.txt"]\n')
    (tmp_path / "words.txt").write_text("")
    text = (
        "# A\n\n"
        + "It is teh end, and teh beginning.\n\n" * 3
        + "That is definately so.\n\nDefinately not.\n"
    )
    (tmp_path / "a.md").write_text(text)
    edlint(tmp_path, "check", "--output", "html:pages", "a.md")
    page = watched.page
    page.goto((tmp_path / "pages" / "0001-a-md.html").as_uri())
    notes = page.locator('.note[data-words="teh"]')
    expect(notes).to_have_count(1)
    expect(page.locator('mark[data-fingerprint]:text-is("teh")')).to_have_count(6)
    ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    # From a mark to the note, which is with the first, and from there to every other place.
    page.locator("mark", has_text="teh").last.click()
    assert "current" in notes.get_attribute("class")
    notes.get_by_text("and 5 more").click()
    links = notes.locator(".others a")
    assert links.all_text_contents() == ["line 3", "line 5", "line 5", "line 7", "line 7"]
    last = links.last.get_attribute("href")
    assert page.locator(f"mark{last}").get_attribute("data-fingerprint")
    notes.locator("[data-fix]").first.click()
    assert page.locator('[data-count="decisions"]').first.inner_text() == "6"
    notes.get_by_role("button", name="Undo").click()
    assert page.locator('[data-count="decisions"]').first.inner_text() == "0"
    notes.locator("[data-fix]").first.click()
    # Words that differ are another remark.
    page.locator('.note[data-words="definately"]').get_by_role("button", name="Add to vocabulary").click()
    page.locator('.note[data-words="Definately"]').get_by_role("button", name="Dismiss…").click()
    keep(page, "Reason", "as said")
    assert len(export(page, tmp_path / "decisions.json")) == 8
    run = edlint(tmp_path, "decisions", "apply", "decisions.json")
    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / "a.md").read_text() == text.replace("teh", "the")
    assert (tmp_path / "words.txt").read_text() == "definately\n"
    assert watched.complaints == []


def test_hostile_decisions_are_only_text(desk: Path, watched) -> None:
    page = watched.page
    page.goto((desk / "pages" / "0001-queue-md.html").as_uri())
    note = page.locator(".note").first
    attack = "<img src=x onerror=\"document.title='owned'\">"
    one = {
        "path": "queue.md",
        "fingerprint": note.get_attribute("data-for"),
        "action": "dismiss",
        "reason": attack,
        "__proto__": {"polluted": 1},
    }
    (desk / "sent.json").write_text(json.dumps({"schema": 1, "decisions": [one]}))
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Import…").click()
    chooser.value.set_files(desk / "sent.json")
    page.get_by_role("button", name="Close").click()
    assert attack in note.inner_text()
    expect(page.locator("img")).to_have_count(0)
    assert page.evaluate("({}).polluted") is None
    page.get_by_role("button", name="Forget all…").click()
    page.get_by_role("button", name="Forget them").click()
    expect(page.locator(".decided")).to_have_count(0)
    assert page.title() != "owned"
    assert watched.complaints == []


def test_a_dismissal_needs_a_reason(desk: Path, watched) -> None:
    page = watched.page
    page.goto((desk / "pages" / "0002-two-md.html").as_uri())
    page.keyboard.press("j")
    page.keyboard.press("d")
    assert page.get_by_role("dialog", name="Dismiss this finding").is_visible()
    page.get_by_label("Reason").fill("   ")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Keep").click()
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".decided")).to_have_count(0)


def test_two_fixes_of_the_same_words_are_not_both_written(tmp_path: Path) -> None:
    (tmp_path / "edlint.toml").write_text('engines = "none"\n')
    (tmp_path / "a.md").write_text("# A\n\nIt is definately so.\n")
    found = json.loads(edlint(tmp_path, "check", "--format", "json", ".").stdout)["files"][0]["findings"][0]
    one = {"path": "a.md", "fingerprint": found["fingerprint"], "action": "accept", "words": "definately"}
    decisions = [{**one, "fix": 0}, {**one, "fix": 1}, {**one, "action": "dismiss", "reason": "r", "by": "b"}]
    (tmp_path / "d.json").write_text(json.dumps({"schema": 1, "decisions": decisions}))
    run = edlint(tmp_path, "decisions", "apply", "d.json")
    assert run.returncode == 1
    assert run.stderr.count("decided twice; the first decision, accept, is taken") == 2
    assert "definitely" in (tmp_path / "a.md").read_text()
