"""A run says what it did not look at, and nothing talks itself out of being looked at."""

import json
import os

import pytest

FAULTY = "# Queues\n\nA queue keeps teh order.\n"
PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><meta name="generator" content="edlint"></head>'
    "<body><p>A queue keeps teh order.</p></body></html>\n"
)


@pytest.fixture
def repository(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    repository.write("a.md", "# Queues\n\nA queue keeps the order.\n")
    return repository


def report(repository, *arguments: str, code: int = 0):
    done = repository.edlint("check", "--format", "json", *arguments, code=code)
    return json.loads(done.stdout)


def passed(repository, *arguments: str, code: int = 0) -> dict[str, str]:
    found = report(repository, *arguments, code=code)["passed_over"]
    return {one["path"]: one["reason"] for one in found}


def test_prose_in_a_format_that_is_not_read_is_named_and_other_files_are_not(repository):
    for name in (
        "x.typ",
        "docs/y.Typ",
        "z.doc",
        "z.pod",
        "code.py",
        "photo.png",
        "data.csv",
        "node_modules/v.typ",
    ):
        repository.write(name, "x")
    assert passed(repository) == {
        "x.typ": "Typst, which edlint does not read",
        "docs/y.Typ": "Typst, which edlint does not read",
        "z.doc": "Word, which edlint does not read",
        "z.pod": "Perl's POD, which edlint does not read",
    }
    assert passed(repository, "a.md") == {}
    text = repository.edlint("check", code=0).stdout
    assert "  passed over: docs/y.Typ, x.typ (Typst, which edlint does not read); z.doc (Word" in text
    summary = repository.edlint("check", "--format", "markdown", code=0).stdout
    assert "Passed over: docs/y.Typ, x.typ (Typst, which edlint does not read); z.doc (" in summary
    for command in ("claims", "baseline"):
        assert "edlint: passed over: docs/y.Typ, x.typ (Typst" in repository.edlint(command, code=0).stderr
    repository.edlint("check", "--output", "html:pages", code=0)
    assert "Passed over: docs/y.Typ, x.typ (Typst" in (repository.folder / "pages/index.html").read_text()
    repository.write("edlint.toml", 'engines = "none"\nexclude = ["*.typ", "*.doc", "*.pod", "*.Typ"]\n')
    assert passed(repository) == {}


def test_what_is_ignored_although_git_tracks_it_is_named(repository):
    for name in ("old/b.md", "c.md", "d.md", "excluded/e.md", "f.py"):
        repository.write(name, FAULTY)
    repository.git("add", "-A")
    repository.write("untracked/g.md", FAULTY)
    repository.write(".gitignore", "old/\nc.md\nuntracked/\nexcluded/\n*.py\n")
    repository.write("edlint.toml", 'engines = "none"\nexclude = ["excluded/", "d.md"]\n')
    reason = "ignored by .gitignore, although git tracks it"
    assert passed(repository) == {"c.md": reason, "old/b.md": reason}
    # What is named is looked at.
    assert passed(repository, "c.md", "old", code=1) == {}
    assert passed(repository, ".", "c.md", code=1) == {"old/b.md": reason}
    (repository.folder / "old/b.md").unlink()
    assert passed(repository) == {"c.md": reason}


def test_without_git_nothing_is_said_of_what_is_ignored(repository, tmp_path):
    plain = tmp_path / "plain"
    plain.mkdir()
    for name, text in (("a.md", "Well.\n"), ("b.md", FAULTY), (".gitignore", "b.md\n")):
        (plain / name).write_text(text)
    done = repository.edlint("check", "--engines", "none", "--format", "json", cwd=plain, code=0)
    assert json.loads(done.stdout)["passed_over"] == []


def test_links_that_lead_out_and_pipes_are_named_and_not_read(repository, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("Teh secret.\n")
    repository.write("docs/b.md", "Well.\n")
    for name, target in {
        "out.md": outside / "secret.md",
        "folder": outside,
        "in.md": "docs/b.md",
        "inner": "docs",
        "node_modules": outside,
        "out.py": outside / "secret.md",
    }.items():
        (repository.folder / name).symlink_to(target)
    os.mkfifo(repository.folder / "pipe.md")
    assert passed(repository) == {
        "folder": "a link that leads out of the folder",
        "out.md": "a link that leads out of the folder",
        "pipe.md": "not a regular file",
    }
    assert "secret" not in json.dumps(report(repository)["files"])


def test_an_article_that_calls_itself_a_page_of_edlints_is_checked(repository):
    repository.write("b.html", PAGE)
    assert [file["path"] for file in report(repository, code=1)["files"]] == ["a.md", "b.html"]
    # Not even in the folder that the report goes to.
    repository.write("pages/0001-x.html", PAGE)
    done = report(repository, "--output", "html:pages", "--output", "json", code=1)
    assert "pages/0001-x.html" in [file["path"] for file in done["files"]]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--output", "html:report.html"),
        ("check", "--output", "html:pages"),
        ("claims", "--format", "html", "--output", "claims.html"),
    ],
)
def test_a_report_among_the_articles_is_none_of_them(repository, arguments):
    repository.write("a.md", FAULTY)
    repository.edlint(*arguments)
    first = [file["path"] for file in report(repository, code=1)["files"]]
    assert first == ["a.md"]
    # One that somebody has changed is a text of his.
    page = next(path for path in repository.folder.rglob("*.html"))
    page.write_text(page.read_text().replace("<title>", "<title>Teh "))
    assert len(report(repository, code=1)["files"]) == 2


@pytest.mark.parametrize("name", ["summary.md", "docs/summary.md"])
def test_what_a_run_writes_is_no_article_of_it(repository, name):
    repository.write(name, FAULTY)
    done = repository.edlint("check", "--output", f"markdown:{name}", "--output", "json", code=0)
    assert [file["path"] for file in json.loads(done.stdout)["files"]] == ["a.md"]


def test_a_change_says_what_it_passed_over(repository):
    repository.commit()
    repository.write("x.typ", "x")
    repository.write("a.md", "# Queues\n\nA queue keeps the order of all.\n")
    repository.write("docs/y.typ", "x")
    assert passed(repository, "--since", "HEAD") == {
        "docs/y.typ": "Typst, which edlint does not read",
        "x.typ": "Typst, which edlint does not read",
    }
    assert list(passed(repository, "--since", "HEAD", "a.md", "docs")) == ["docs/y.typ"]
    repository.edlint("check", "--output", "html:pages", code=0)
    assert [file["path"] for file in report(repository, "--since", "HEAD")["files"]] == ["a.md"]
    repository.git("add", "-A")
    assert set(passed(repository, "--staged")) == {"docs/y.typ", "x.typ"}


def test_what_of_a_file_was_not_read_is_said(repository):
    repository.write(
        "a.md", "# Queues\n\nA queue keeps the order.\n\n<!-- a remark\n\nIt keeps the order of all.\n"
    )
    found = report(repository)["files"][0]["unread"]
    assert found["share"] > 0.3
    (place,) = found["places"]
    assert place["start"]["line"] == 5
    said = f"a.md {found['share']:.0%} (line 5: it stands in a comment that is never closed)"
    assert f"  not read: {said}\n" in repository.edlint("check", code=0).stdout
    assert f"Not read: {said}." in repository.edlint("check", "--format", "markdown", code=0).stdout
    repository.edlint("check", "--output", "html:pages", code=0)
    for name in ("index.html", "0001-a-md.html"):
        assert (
            "it stands in a comment that is never closed" in (repository.folder / "pages" / name).read_text()
        )
