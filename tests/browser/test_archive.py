"""The report on an archive in a real browser: tables are sorted and searched, and a sheet keeps what is said of it."""

import json
from pathlib import Path

import pytest
from tests.browser.conftest import reload_until

from starting import edlint

ATTACK = "</td></style><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
SHEET = "pages/sheets/spelling.misspelling.html"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages on an archive of twelve articles, made by the command line."""
    here = tmp_path_factory.mktemp("archive")
    (here / "site").mkdir()
    for number in range(12):
        author = ATTACK if number == 3 else f"Author {number % 3}"
        head = f"author: {json.dumps(author)}\ndate: {2020 + number % 4}-03-01"
        words = " ".join(["They recieve it, and 70% of all readers agree."] * (number + 1))
        (here / "site" / f"a{number:02}.md").write_text(f"---\n{head}\n---\n\n# A\n\n{words} {ATTACK}\n")
    for command in (
        ("run", "site", "--out", "out", "--engines", "none"),
        ("report", "--out", "out", "--to", "pages"),
    ):
        done = edlint(here, "archive", *command)
        assert done.returncode in (0, 1), done.stderr
    return here


@pytest.mark.parametrize("name", ["pages/index.html", SHEET])
def test_nothing_hostile_gets_through_or_makes_a_phone_scroll_sideways(archive, watched, name):
    watched.page.set_viewport_size({"width": 390, "height": 844})
    watched.page.goto((archive / name).as_uri())
    assert ATTACK in watched.page.inner_text("main")
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watched.page.title() != "owned"
    assert all(url.startswith("file:") for url in watched.requests)
    assert watched.complaints == []


def test_tables_are_sorted_and_searched(archive, watched):
    watched.page.goto((archive / "pages/index.html").as_uri())
    section = watched.page.get_by_role("region", name="Table: To mend first")
    rows = section.locator("tbody tr")
    assert rows.count() == 12
    first = rows.first.locator("th")
    head = section.locator("th", has_text="Words")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert first.inner_text() == "site/a00.md"
    head.get_by_role("button").click()
    assert first.inner_text() == "site/a11.md"
    form = watched.page.get_by_role("search", name="To mend first")
    form.get_by_label("Search").fill("a07")
    assert section.locator("tbody tr:visible").count() == 1
    assert form.locator("output").inner_text() == "1 of 12"


def test_a_sheet_keeps_what_is_said_and_saves_what_the_report_reads(archive, watched):
    watched.page.goto((archive / "pages/index.html").as_uri())
    watched.page.get_by_role("link", name="spelling.misspelling").click()
    items = watched.page.locator(".sheet li")
    assert items.count() == 50
    items.nth(0).get_by_label("right", exact=True).check()
    items.nth(1).get_by_label("wrong", exact=True).check()
    reload_until(watched.page, lambda: watched.page.locator(".precision").inner_text().startswith("2 of 50"))
    assert watched.page.locator(".precision").inner_text() == "2 of 50 judged; 50% right"
    with watched.page.expect_download() as saved:
        watched.page.get_by_role("button", name="Save").click()
    path = archive / "judged.json"
    saved.value.save_as(path)
    done = edlint(archive, "archive", "report", "--out", "out", "--format", "json", "--judged", path)
    assert done.returncode == 0, done.stderr
    (rule,) = [one for one in json.loads(done.stdout)["rules"] if one["rule"] == "spelling.misspelling"]
    assert (rule["right"], rule["wrong"], rule["precision"]) == (1, 1, 0.5)
