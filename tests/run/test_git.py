"""What is made of what git says, without git."""

from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace

import pytest

from edlint.config.load import load
from edlint.run.git import Git, GitChange, GitError
from edlint.run.since import _changes

FILE, LINK, MODULE, NONE = "100644", "120000", "160000", "000000"
OLD, NEW, NOWHERE = "a" * 40, "b" * 40, "0" * 40


def git(root: Path, *answers: bytes, returncode: int = 0, head: str | None = OLD) -> Git:
    """Return a repository that gives these answers, one after the other."""
    left = iter(answers)

    def run(*_: str, data: bytes | None = None) -> CompletedProcess[bytes]:
        return CompletedProcess([], returncode, next(left), b"fatal: unable to read it")

    return Git(SimpleNamespace(root=root, head=head, run=run))


def raw(*changes: str) -> bytes:
    return "".join(f":{change}\0" for change in changes).encode()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (f"{FILE} {FILE} {OLD} {NEW} M\0a.md", GitChange("a.md", OLD, NEW, "M")),
        (f"{FILE} {FILE} {OLD} {NOWHERE} M\0a.md", GitChange("a.md", OLD, None, "M")),
        (f"{FILE} 100755 {OLD} {NEW} R090\0a.md\0b.md", GitChange("b.md", OLD, NEW, "R")),
        (f"{FILE} {FILE} {OLD} {NEW} C100\0a.md\0b.md", GitChange("b.md", OLD, NEW, "C")),
        (f"{NONE} {FILE} {NOWHERE} {NEW} A\0a.md", GitChange("a.md", None, NEW, "A")),
        (f"{LINK} {FILE} {OLD} {NEW} T\0a.md", GitChange("a.md", None, NEW, "T")),
        (f"{FILE} {NONE} {OLD} {NOWHERE} D\0a.md", GitChange("a.md", OLD, None, "D")),
        (f"{FILE} {NONE} {OLD} {NOWHERE} U\0a.md", GitChange("a.md", OLD, None, "U")),
        (f"{FILE} {LINK} {OLD} {NEW} T\0a.md", None),
        (f"{NONE} {LINK} {NOWHERE} {NEW} A\0a.md", None),
        (f"{MODULE} {MODULE} {OLD} {NEW} M\0a", GitChange("a", None, None, "S")),
        (f"{FILE} {MODULE} {OLD} {NEW} T\0a", GitChange("a", None, None, "S")),
        (f"{MODULE} {NONE} {OLD} {NOWHERE} D\0a", GitChange("a", None, None, "S")),
    ],
)
def test_a_change_is_read_as_git_writes_it(tmp_path: Path, change: str, found: GitChange | None) -> None:
    assert git(tmp_path, raw(change)).staged() == ([found] if found else [])


def test_what_git_does_not_know_is_new(tmp_path: Path) -> None:
    known = raw(f"{FILE} {FILE} {OLD} {NEW} M\0b.md")
    changes = git(tmp_path, known, b"c.md\0b.md\0inner/\0a.md\0").changed("base")
    assert changes == [
        GitChange("a.md", None, None, "A"),
        GitChange("b.md", OLD, NEW, "M"),
        GitChange("c.md", None, None, "A"),
    ]
    # Before the first commit.
    assert git(tmp_path, b"tree\n", known, head=None).staged() == [changes[1]]


def test_contents_come_by_their_ids(tmp_path: Path) -> None:
    answer = f"{OLD} blob 3\none\n{NEW} blob 0\n\n".encode()
    assert git(tmp_path, answer).contents([OLD, NEW, OLD]) == {OLD: b"one", NEW: b""}
    assert git(tmp_path).contents([]) == {}
    with pytest.raises(GitError, match=f"git does not have the contents of {OLD}; a partial clone"):
        git(tmp_path, f"{OLD} missing\n".encode()).contents([OLD])
    with pytest.raises(
        GitError, match=r"git cat-file: .*unable to read it; a partial clone leaves contents out"
    ):
        git(tmp_path, b"", returncode=128).contents([OLD])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs" / "out").mkdir(parents=True)
    for name in ("a.md", "b.md", "docs/c.md", "docs/out/d.md", "e.png", "f.text"):
        (tmp_path / name).write_text("Now.\n", "utf-8")
    (tmp_path / "away.md").symlink_to("/nowhere.md")
    (tmp_path / "edlint.toml").write_text("exclude = ['docs/out']\nmax-file-size = 10\n", "utf-8")
    return tmp_path


CHANGES = [
    GitChange("a.md", OLD, NEW, "M"),
    GitChange("away.md", None, NEW, "A"),
    GitChange("b.md", None, None, "U"),
    GitChange("docs/c.md", OLD, None, "M"),
    GitChange("docs/out/d.md", OLD, NEW, "M"),
    GitChange("docs/out/module", None, None, "S"),
    GitChange("docs/module", None, None, "S"),
    GitChange("e.docm", OLD, NEW, "M"),
    GitChange("e.png", OLD, NEW, "M"),
    GitChange("gone.md", OLD, None, "D"),
]


@pytest.mark.parametrize(
    ("paths", "staged", "expected"),
    [
        ([], False, ["a.md b.md docs/c.md", "", "a.md docs/c.md", "gone.md", "docs/module"]),
        ([], True, ["a.md away.md", "b.md docs/c.md", "a.md", "gone.md", "docs/module"]),
        (["docs"], False, ["docs/c.md", "", "docs/c.md", "", "docs/module"]),
        (["a.md", "gone.md"], False, ["a.md", "", "a.md", "gone.md", ""]),
        (["docs/out/d.md"], False, ["docs/out/d.md", "", "docs/out/d.md", "", ""]),
        (["a.md", "never.md"], False, ["a.md", "never.md", "a.md", "", ""]),
        (["..", "e.png"], False, ["", ".. e.png", "", "", ""]),
    ],
)
def test_what_changes_come_to(here: Path, paths: list[str], staged: bool, expected: list[str]) -> None:
    loaded = load(here / "edlint.toml")
    repository = git(here)
    repository.contents = lambda ids: {one: b"Old." if one == OLD else b"New." for one in set(ids)}
    changes = _changes(repository, CHANGES, "main", paths, loaded, force_exclude=False, staged=staged)
    assert [
        " ".join(article.display for article in changes.found.articles),
        " ".join(error.path for error in changes.found.errors),
        " ".join(sorted(changes.before)),
        " ".join(source.path for source in changes.gone),
        " ".join(note.partition(":")[0] for note in changes.notes),
    ] == expected
