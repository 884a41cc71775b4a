import os
import subprocess
from pathlib import Path

import pytest

from edlint.config.load import find, load
from edlint.model.errors import SourceError
from edlint.parse import SUFFIXES
from edlint.run.files import find_files
from edlint.run.passed import unread_format
from edlint.run.read import decode, read_source


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    return home


def put(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")


def found(*paths: str, **options: bool) -> list[str]:
    result = find_files(paths, load(find(Path.cwd())), **options)
    assert not result.errors
    return [article.display for article in result.articles]


def errors(*paths: str) -> dict[str, str | None]:
    return {report.path: report.error for report in find_files(paths, load(find(Path.cwd()))).errors}


def test_a_folder_is_walked_for_known_suffixes_and_the_result_is_sorted():
    put(
        "b.md",
        "a/z.HTML",
        "a/b/c.txt",
        "a/b/d.py",
        "node_modules/x.md",
        ".github/x.md",
        "requirements-dev.txt",
    )
    assert found(".") == [".github/x.md", "a/b/c.txt", "a/z.HTML", "b.md"]
    assert [a.format for a in find_files(["."], load(None)).articles] == [
        "markdown",
        "text",
        "html",
        "markdown",
    ]


def test_a_file_comes_once_however_it_is_named(here):
    put("a/x.md")
    Path("link.md").symlink_to("a/x.md")
    assert found("a/x.md", "./a/x.md", "a", str(here / "a/x.md"), "a/../a/x.md") == ["a/x.md"]
    assert found("a", "link.md") == ["a/x.md"]


def test_paths_are_shown_relative_to_the_working_directory_or_as_given(here):
    put("../other/x.md", "a.md")
    assert found("../other", str(here / "a.md")) == ["../other/x.md", "a.md"]
    assert found(str(here.parent / "other" / "x.md")) == [(here.parent / "other/x.md").as_posix()]


@pytest.mark.parametrize("repository", [True, False])
def test_gitignore_counts_at_every_level_as_git_reads_it(repository):
    names = [
        "a.md",
        "out/b.md",
        "docs/c.tmp.md",
        "docs/keep.tmp.md",
        "docs/sub/d.md",
        "docs/sub/e.md",
        "f/out/g.md",
    ]
    put(*names)
    Path(".gitignore").write_text("/out/\n*.tmp.md\n!\n\\\n", "utf-8")
    Path("docs/.gitignore").write_text("!keep.tmp.md\nsub/d.md\n", "utf-8")
    if repository:
        subprocess.run(["git", "init", "-q"], check=True)
        listed = subprocess.run(
            ["git", "ls-files", "-o", "--exclude-standard", "*.md"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        assert found(".") == sorted(listed.split())
    assert found(".") == ["a.md", "docs/keep.tmp.md", "docs/sub/e.md", "f/out/g.md"]


def test_gitignore_above_the_folder_counts_inside_a_repository_but_not_for_what_is_named():
    put("docs/a.md", "docs/old/b.md", "build/c.md")
    subprocess.run(["git", "init", "-q"], check=True)
    Path(".gitignore").write_text("old/\nbuild/\n", "utf-8")
    Path(".git/info").mkdir(exist_ok=True)
    assert found("docs") == ["docs/a.md"]
    assert found("build", "docs/old/b.md") == ["build/c.md", "docs/old/b.md"]
    Path(".git/info/exclude").write_text("a.md\n", "utf-8")
    assert "docs" in errors("docs")


def test_configured_excludes_spare_what_is_named_unless_forced():
    put("a.md", "old/b.md", "keep/c.md", "words.txt", "requirements.txt")
    Path("edlint.toml").write_text(
        "exclude = ['old/', 'keep/*', '!keep/c.md']\nvocabulary.accept = 'words.txt'\n"
    )
    assert found(".") == ["a.md", "keep/c.md"]
    named = ("a.md", "old/b.md", "words.txt", "requirements.txt")
    assert found(*named) == sorted(named)
    assert found(*named, force_exclude=True) == ["a.md"]
    os.chdir("keep")
    assert found("..") == ["../a.md", "c.md"]


def test_what_cannot_be_checked_is_said_path_by_path():
    put("a.md", "x.py", "empty/none.py")
    Path("loop.md").symlink_to("loop.md")
    Path("gone.md").symlink_to("nothing")
    Path("round").mkdir()
    Path("round/again").symlink_to("..")
    os.mkfifo("pipe.md")
    said = errors(
        ".", "x.py", "empty", "nope.md", "loop.md", "pipe.md", "round", "a\0b.md", "n" * 300 + ".md"
    )
    assert {path: str(text).partition(" (edlint reads")[0] for path, text in said.items()} == {
        "a\0b.md": "not a possible file name",
        "empty": "no articles in this folder",
        "gone.md": "a link to nothing",
        "loop.md": "a link that leads back to itself",
        "n" * 300 + ".md": "the name is too long",
        "nope.md": "no such file or folder",
        "pipe.md": "not a regular file",
        "round": "no articles in this folder",
        "x.py": "not a format that edlint reads",
    }


def test_an_empty_folder_may_be_allowed():
    Path("empty").mkdir()
    assert found("empty", allow_empty=True) == []


def test_names_keep_their_control_characters_and_bytes_that_are_no_text():
    put("ev\x1bil\n.md")
    Path(os.fsdecode(b"l\xe9.md")).write_text("x")
    assert found(".") == sorted(["ev\x1bil\n.md", os.fsdecode(b"l\xe9.md")])


@pytest.mark.parametrize(("data", "encoding", "text"), [
    (b"", "utf-8", ""),
    (b"a\r\nb\xc3\xa9", "utf-8", "a\r\nbé"),
    (b"\xef\xbb\xbfa", "utf-8", "\ufeffa"),
    ("\ufeffé😀".encode("utf-16-le"), "utf-16-le", "\ufeffé😀"),
    ("\ufeffé😀".encode("utf-16-be"), "utf-16-be", "\ufeffé😀"),
])  # fmt: skip
def test_text_is_decoded_exactly_and_can_be_written_back(data, encoding, text):
    source = decode(data, "a.md")
    assert (source.text, source.encoding, source.text.encode(encoding)) == (text, encoding, data)


@pytest.mark.parametrize(("data", "said"), [
    (b"one\ntw\xff", r"^a.md: not UTF-8 in line 2, at byte 6 \(0xFF\); save it as UTF-8$"),
    (b"\xff\xfea", "^a.md: not UTF-16 in line 1"),
    (b"PK\0\1", r"^a.md: a binary file \(a NUL at byte 2\)"),
    ("a".encode("utf-16-le"), "or UTF-16 without a byte order mark"),
    ("\ufeffa".encode("utf-32-le"), "UTF-32 is not read"),
])  # fmt: skip
def test_what_is_no_text_is_refused_with_the_place(data, said):
    with pytest.raises(SourceError, match=said):
        decode(data, "a.md")


def test_large_missing_and_special_files_are_refused():
    Path("a.md").write_bytes(b"x" * 11)
    assert read_source("a.md", "a.md", 11).text == "x" * 11
    with pytest.raises(SourceError, match=r"^a.md: 11 bytes are more than the 10 of max-file-size"):
        read_source("a.md", "a.md", 10)
    with pytest.raises(SourceError, match=r"^n.md: no such file"):
        read_source("n.md", "n.md", 10)
    with pytest.raises(SourceError, match=r"^d.md: a folder"):
        read_source(".", "d.md", 10)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused():
    put("a.md")
    Path("a.md").chmod(0)
    with pytest.raises(SourceError, match="permission denied"):
        read_source("a.md", "a.md", 10)


def test_no_format_is_both_read_and_passed_over():
    assert [suffix for suffix in SUFFIXES if unread_format(f"a{suffix}")] == []
    assert unread_format("a.ORG") == "Org, which edlint does not read"
    assert unread_format("a.pdf") == "PDF, which holds no source that could be mended"
    assert unread_format("a.dita") == "DITA, which edlint does not read"
    assert unread_format("a.py") is None
