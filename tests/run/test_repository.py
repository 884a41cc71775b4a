"""How git is asked, without git: in which environment, with which options, and what stands in for the repository."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from edlint.run import repository
from edlint.run.git import GitError
from edlint.run.repository import Repository, reason


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (b"", "failed without a word"),
        (b"fatal: no\nmore", "no"),
        (b"error: no", "no"),
        (b"no fatal: one", "no fatal: one"),
    ],
)
def test_why_git_failed(said: bytes, why: str) -> None:
    assert reason(CompletedProcess([], 1, b"", said)) == why


SETTINGS = "local\0core.eol\nlf\0local\0core.filemode\0local\0core.excludesfile\nx\0global\0core.excludesfile\ny\0local\0core.pager\nz\0"
ANSWERS = {
    "--show-toplevel": "root\n",
    "--absolute-git-dir": "root/.git\n",
    "--git-common-dir": "common\n",
    "--is-shallow-repository": "false\nsha1\n",
    "HEAD": "abc\n",
    "--show-scope": SETTINGS,
}


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Give what git answers to a question, by a word of it, to be changed; `fatal …` is a failure."""
    for folder in ("root/.git", "common/info", "other"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "common" / "info" / "exclude").write_text("out\n")
    (tmp_path / "root" / ".git" / "index").write_text("index")
    answers = dict(ANSWERS)

    def ask(_: Path, *arguments: str) -> CompletedProcess[bytes]:
        said = next(answer for word, answer in answers.items() if word in arguments)
        failed = said.startswith("fatal")
        return CompletedProcess([], 128 * failed, b"" if failed else said.encode(), said.encode())

    monkeypatch.setattr(repository, "query_git", ask)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    return answers


def test_a_folder_of_ours_stands_in_for_a_repository(
    tmp_path: Path, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_ALTERNATE_OBJECT_DIRECTORIES", "more")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "evil")
    found = Repository.around(tmp_path)
    ours = Path(found.folder.name)
    assert (found.root, found.head, found.shallow) == (tmp_path / "root", "abc", False)
    assert found.options[2:] == ("-c", "core.eol=lf", "-c", "core.filemode", "-c", "core.excludesfile=y")
    assert found.environment["GIT_OBJECT_DIRECTORY"] == str(tmp_path / "common" / "objects")
    assert found.environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] == "more"
    assert "GIT_EXTERNAL_DIFF" not in found.environment
    assert (ours / "HEAD").read_text() == "abc\n"
    assert (ours / "config").read_text() == "[core]\nrepositoryformatversion = 0\n"
    assert (ours / "info" / "exclude").read_text() == "out\n"
    assert (ours / "index").read_text() == "index"
    asked |= {"--is-shallow-repository": "true\nsha256\n", "HEAD": "\n"}
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", "objects")
    monkeypatch.setenv("GIT_INDEX_FILE", "../common/info/exclude")
    found = Repository.around(tmp_path)
    ours = Path(found.folder.name)
    assert (found.head, found.shallow) == (None, True)
    assert found.environment["GIT_OBJECT_DIRECTORY"] == str(tmp_path / "objects")
    assert (ours / "HEAD").read_text() == "ref: refs/heads/none\n"
    assert "repositoryformatversion = 1\n[extensions]\nobjectformat = sha256" in (ours / "config").read_text()
    assert (ours / "index").read_text() == "out\n"


def test_a_folder_that_is_no_repository_or_not_its_own_is_refused(
    tmp_path: Path, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for said, why in (
        ("fatal: not a git repository (or …)", "this folder is in no git repository"),
        ("fatal: unsafe", "^git: unsafe"),
        ("other\n", "says that its files are in .*other, which does not say so too"),
    ):
        asked["--show-toplevel"] = said
        with pytest.raises(GitError, match=why):
            Repository.around(tmp_path)
    (tmp_path / "other" / ".git").write_text(f"gitdir: {tmp_path}/root/.git\n")
    assert Repository.around(tmp_path).root == tmp_path / "other"
    (tmp_path / "other" / ".git").unlink()
    monkeypatch.setenv("GIT_DIR", "x")
    assert Repository.around(tmp_path).root == tmp_path / "other"
    asked["--git-common-dir"] = "fatal: no"
    with pytest.raises(GitError, match="git rev-parse: no"):
        Repository.around(tmp_path)


def test_what_the_environment_says_of_places_is_kept_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {"GIT_DIR": "a", "GIT_CONFIG_COUNT": "1", "OTHER": "b"}
    for name, value in (kept | {"GIT_SSH_COMMAND": "evil"}).items():
        monkeypatch.setenv(name, value)
    seen = {}
    monkeypatch.setattr(repository, "_git", lambda _, environment, __: seen.update(environment))
    repository.query_git(tmp_path, "status")
    assert kept.items() <= seen.items()
    assert "GIT_SSH_COMMAND" not in seen
