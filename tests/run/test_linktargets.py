"""What is said of links depends on what stands beside the article."""

import pytest

from edlint.api import check

OFF = {"engines": "none"}
ARTICLE = "# Notes\n\nSee [the first](first.md) and [the second](second.md) for more.\n"


def dead(folder) -> list[str]:
    report = check([folder], settings=OFF, jobs=1)
    return [f.text for file in report.files for f in file.findings if f.rule == "markup.missing-file"]


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(ARTICLE)
    return tmp_path


def test_an_article_that_stands_apart_from_its_site_is_not_asked_about_its_links(here):
    assert dead(here) == []


def test_a_link_that_leads_to_no_file_is_dead_where_another_leads_to_one(here):
    (here / "second.md").write_text("# Second\n\nIt is here.\n")
    assert dead(here) == ["the first"]


def test_in_a_repository_links_lead_to_files(here):
    (here / ".git").mkdir()
    assert dead(here) == ["the first", "the second"]
