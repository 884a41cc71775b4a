"""`check --since` and `--staged` in real git repositories."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from edlint.config.load import load
from edlint.run.since import changed_since

OLD = "# Queues\n\nA queue keeps teh order of its messages.\n\nA second paragraph stands here.\n"


@pytest.fixture
def repository(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    repository.write("docs/a.md", OLD)
    repository.write("docs/untouched.md", "# Other\n\nThis is teh one.\n")
    repository.commit()
    return repository


def judged(repository, *arguments: str, code: int, **options) -> dict[str, dict[str, str]]:
    """Run check and return, file by file, each finding's words with who silenced it (or “new”)."""
    done = repository.edlint("check", "--format", "json", *arguments, code=code, **options)
    report = json.loads(done.stdout)
    return {
        file["path"]: {
            finding["text"]: (finding["suppressed"] or {"by": "new"})["by"]
            for finding in file["findings"]
            if finding["severity"] != "suggestion"
        }
        for file in report["files"]
    }


def test_what_was_there_is_marked_and_what_is_new_counts(repository):
    repository.write("docs/a.md", OLD.replace("stands here", "is recieved"))
    assert judged(repository, "--since", "HEAD", code=1) == {
        "docs/a.md": {"teh": "unchanged", "recieved": "new"}
    }
    repository.commit()
    assert judged(repository, "--since", "HEAD~1", code=1) == {
        "docs/a.md": {"teh": "unchanged", "recieved": "new"}
    }


def test_a_reflowed_or_moved_paragraph_is_not_new(repository):
    repository.write(
        "docs/a.md",
        "# Queues\n\nA second paragraph stands here.\n\nA queue keeps\nteh order of\nits messages.\n",
    )
    assert judged(repository, "--since", "HEAD", code=0) == {"docs/a.md": {"teh": "unchanged"}}


def test_a_finding_on_an_untouched_line_of_a_changed_sentence_is_not_new(repository):
    repository.write("docs/a.md", "# Queues\n\nA queue keeps teh order\nof its messages.\n")
    repository.commit()
    repository.write("docs/a.md", "# Queues\n\nA queue keeps teh order\nof all messages it has recieved.\n")
    assert judged(repository, "--since", "HEAD", code=1) == {
        "docs/a.md": {"teh": "unchanged", "recieved": "new"}
    }


def test_a_second_finding_like_the_first_is_new(repository):
    repository.write("docs/a.md", OLD + "\nA queue keeps teh order of its messages.\n")
    found = repository.edlint("check", "--since", "HEAD", "--format", "json", code=1).stdout
    marks = [
        finding["suppressed"]
        for finding in json.loads(found)["files"][0]["findings"]
        if finding["text"] == "teh"
    ]
    assert sorted(mark is None for mark in marks) == [False, True]


def test_a_source_deleted_from_an_untouched_sentence_is_seen(repository):
    sourced = "# Outages\n\nRoughly 70% of outages begin in a queue ([survey](https://example.org/survey)).\n"
    repository.write("docs/c.md", sourced)
    repository.commit()
    repository.write("docs/c.md", sourced.replace(" ([survey](https://example.org/survey))", ""))
    assert "new" in judged(repository, "--since", "HEAD", code=1)["docs/c.md"].values()


def test_a_suppression_that_is_removed_lets_its_finding_count(repository):
    repository.write("docs/a.md", "<!-- edlint-disable spelling -- as in the manuscript -->\n\n" + OLD)
    repository.commit()
    repository.write("docs/a.md", OLD)
    assert judged(repository, "--since", "HEAD", code=1)["docs/a.md"] == {"teh": "new"}


def test_renamed_articles_keep_what_they_had_and_new_ones_are_new(repository):
    repository.git("mv", "docs/a.md", "docs/b.md")
    repository.write("docs/new.md", "# New\n\nIt was recieved.\n")
    expected = {"docs/b.md": {"teh": "unchanged"}, "docs/new.md": {"recieved": "new"}}
    assert judged(repository, "--since", "HEAD", code=1) == expected


def test_a_paragraph_moved_to_another_article_is_not_new(repository):
    repository.write("docs/a.md", OLD.replace("A queue keeps teh order of its messages.\n\n", ""))
    repository.write("docs/z.md", "# More\n\nSome words.\n\nA queue keeps teh order of its messages.\n")
    assert judged(repository, "--since", "HEAD", code=0) == {
        "docs/a.md": {},
        "docs/z.md": {"teh": "unchanged"},
    }
    (repository.folder / "docs/a.md").unlink()
    assert judged(repository, "--since", "HEAD", code=0) == {"docs/z.md": {"teh": "unchanged"}}


def test_since_a_branch_means_since_both_parted_also_after_a_merge(repository):
    repository.git("switch", "-qc", "topic")
    repository.write("docs/topic.md", "# Topic\n\nIt was recieved.\n")
    repository.commit()
    repository.git("switch", "-q", "main")
    repository.write("docs/main.md", "# Main\n\nThis was beleived.\n")
    repository.commit()
    repository.git("switch", "-q", "topic")
    assert set(judged(repository, "--since", "main", code=1)) == {"docs/topic.md"}
    repository.git("merge", "-q", "--no-edit", "main")
    assert set(judged(repository, "--since", "main", code=1)) == {"docs/topic.md"}


def test_paths_excludes_and_folders_narrow_what_changed(repository):
    for name in ("docs/a.md", "old/b.md", "c.md", "d.py", "node_modules/e.md"):
        repository.write(name, "# X\n\nIt was recieved.\n")
    repository.write("edlint.toml", 'engines = "none"\nexclude = ["old/"]\n')
    assert set(judged(repository, "--since", "HEAD", code=1)) == {"c.md", "docs/a.md"}
    assert set(judged(repository, "--since", "HEAD", "docs", code=1)) == {"docs/a.md"}
    assert set(judged(repository, "--since", "HEAD", "old/b.md", "c.md", code=1)) == {"c.md", "old/b.md"}
    inside = repository.folder / "docs"
    assert set(judged(repository, "--since", "HEAD", code=1, cwd=inside)) == {"a.md"}
    assert set(judged(repository, "--since", "HEAD", "..", code=1, cwd=inside)) == {"../c.md", "a.md"}
    assert "no such file" in repository.edlint("check", "--since", "HEAD", "nope.md", "d.py", code=2).stdout


def test_nothing_changed_is_said_and_passes(repository):
    done = repository.edlint("check", "--since", "HEAD", code=0)
    assert done.stderr == "edlint: no article changed beside HEAD\n"
    assert done.stdout == ""


def test_only_changed_files_are_read(repository, monkeypatch):
    repository.write("docs/untouched.md", "x")
    repository.git("update-index", "--assume-unchanged", "docs/untouched.md")
    (repository.folder / "docs/untouched.md").write_bytes(b"\xff not text")
    repository.write("docs/a.md", OLD + "\nMore.\n")
    assert set(judged(repository, "--since", "HEAD", code=0)) == {"docs/a.md"}
    monkeypatch.chdir(repository.folder)
    changes = changed_since("HEAD", [], load(None))
    assert [article.display for article in changes.found.articles] == ["docs/a.md"]
    assert list(changes.before) == ["docs/a.md"]


def test_staged_text_is_checked_as_it_is_staged(repository):
    repository.write("docs/a.md", OLD.replace("stands here", "is recieved"))
    repository.write("docs/b.md", "# B\n\nIt was beleived.\n")
    repository.git("add", "docs/a.md", "docs/b.md")
    repository.write("docs/a.md", "# Queues\n\nNothing is wrong in the working tree.\n")
    (repository.folder / "docs/b.md").unlink()
    repository.write("docs/untouched.md", "# Other\n\nNot staged, so recieved is not seen.\n")
    assert judged(repository, "--staged", code=1) == {
        "docs/a.md": {"teh": "unchanged", "recieved": "new"},
        "docs/b.md": {"beleived": "new"},
    }


def test_staged_works_before_the_first_commit(run, make_repository, tmp_path):
    empty = make_repository(tmp_path / "empty")
    empty.write("edlint.toml", 'engines = "none"\n')
    empty.write("a.md", "# A\n\nIt was recieved.\n")
    empty.git("add", "-A")
    assert judged(empty, "--staged", code=1) == {"a.md": {"recieved": "new"}}


def test_a_conflict_that_is_not_settled_is_an_error(repository):
    repository.git("switch", "-qc", "topic")
    repository.write("docs/a.md", OLD.replace("second", "third"))
    repository.commit()
    repository.git("switch", "-q", "main")
    repository.write("docs/a.md", OLD.replace("second", "fourth"))
    repository.commit()
    repository.run("git", "merge", "topic", cwd=repository.folder, check=False)
    done = repository.edlint("check", "--staged", "--format", "json", code=2)
    assert "in conflict" in json.loads(done.stdout)["files"][0]["error"]


def test_a_shallow_clone_says_how_to_deepen(repository, run, tmp_path):
    for number in range(3):
        repository.write("docs/a.md", f"{OLD}\nNumber {number}.\n")
        repository.commit()
    repository.git("switch", "-qc", "topic", "HEAD~2")
    repository.write("docs/b.md", "# B\n\nIt was recieved.\n")
    repository.commit()
    clone = tmp_path / "clone"
    run("git", "clone", "-q", "--depth=1", "-b", "topic", repository.folder.as_uri(), clone, cwd=tmp_path)

    def check(ref: str, code: int) -> str:
        done = repository.edlint("check", "--since", ref, "--format", "concise", cwd=clone, code=code)
        return done.stderr if code == 2 else done.stdout

    said = check("origin/main", 2)
    assert "git knows no such commit here; try: git fetch --no-tags origin main" in said
    assert "fetch-depth: 0" in said
    run("git", "fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main", cwd=clone)
    said = check("origin/main", 2)
    assert "shallow and ends before origin/main and HEAD meet" in said
    assert "git fetch --unshallow" in said
    run("git", "fetch", "-q", "--unshallow", "origin", cwd=clone)
    assert check("origin/main", 1).startswith("docs/b.md:3:8: ")


def test_a_submodule_is_named_and_its_articles_are_its_own(repository, make_repository, tmp_path):
    other = make_repository(tmp_path / "other")
    other.commit(x_md="# X\n\nIt was recieved.\n")
    repository.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.folder), "docs/sub"
    )
    done = repository.edlint("check", "--since", "HEAD", code=0)
    assert "docs/sub: a submodule, which is a repository of its own; run edlint in it" in done.stderr
    (repository.folder / "docs/sub/x.md").write_text("# X\n\nIt was recieved and beleived.\n")
    inside = repository.folder / "docs/sub"
    assert judged(repository, "--since", "HEAD", code=1, cwd=inside)["x.md"]["beleived"] == "new"


@pytest.mark.parametrize(("arguments", "said"), [
    (("--since", "HEAD", "--staged"), "ask one at a time"),
    (("--since", "HEAD", "-"), "not standard input"),
    (("--staged", "--fix"), "not to what is staged"),
    (("--since", "--output=x"), "git knows no such commit here"),
    (("--since", "no-such-branch"), "git knows no such commit here"),
    (("--since", "HEAD", "/"), "lies outside the git repository"),
])  # fmt: skip
def test_questions_that_cannot_be_answered_are_refused(repository, arguments, said):
    done = repository.edlint("check", *arguments, code=2, typed="x")
    assert said in done.stderr + done.stdout


def test_without_git_or_a_repository_the_run_does_not_pass(run, tmp_path, bin_folder):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("# A\n")
    done = run("edlint", "check", "--since", "HEAD", cwd=outside, check=False)
    assert done.returncode == 2
    assert "in no git repository" in done.stderr
    missing = subprocess.run(
        [sys.executable, "-m", "edlint", "check", "--since", "HEAD"],
        cwd=outside, env={"PATH": str(tmp_path), "HOME": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert missing.returncode == 2
    assert "git is not on the PATH" in missing.stderr


def test_odd_file_names_are_found(repository):
    names = ["two words.md", 'quote".md', "new\nline.md", "naïve.md", "-dash.md", "*.md"]
    for name in names:
        repository.write(name, "# X\n\nIt was recieved.\n")
    assert set(judged(repository, "--since", "HEAD", code=1)) == set(names)
    repository.git("add", "-A")
    assert set(judged(repository, "--staged", code=1)) == set(names)


HARD = (
    "Notwithstanding considerable institutional opposition, representatives of participating organisations acknowledged "
    "that comprehensive interdisciplinary collaboration constituted an indispensable prerequisite for transformation. "
)


def test_readability_is_judged_by_what_the_change_did(repository):
    easy = (
        "# Cats\n\n"
        + "The cat sat on the mat in the sun and did not move at all until the evening came. " * 8
    )
    repository.write("docs/r.md", easy + "\n\n" + HARD * 2 + "\n")
    repository.commit()

    def findings(*arguments: str) -> list[str]:
        done = repository.edlint(
            "check", "--since", "HEAD", "--select", "readability.grade", "--format", "json", *arguments
        )
        found = json.loads(done.stdout)["files"][0]["findings"]
        return [finding["message"] for finding in found if finding["suppressed"] is None]

    repository.write("docs/r.md", easy + "\n\n" + HARD * 2 + "The cat is back.\n")
    assert findings() == []
    repository.write("docs/r.md", easy + "\n\n" + HARD * 8 + "\n")
    assert len(findings()) == 1
    assert findings()[0].startswith("The Flesch-Kincaid grade went from ")
    repository.write("edlint.toml", 'engines = "none"\n[rules."readability.grade"]\nrise = 30\nmax = 99\n')
    assert findings() == []


def test_a_thousand_articles_and_one_change(repository):
    for number in range(1000):
        repository.write(f"docs/many/{number}.md", f"# Number {number}\n\nThis is teh article {number}.\n")
    repository.commit()
    repository.write("docs/many/500.md", "# Number 500\n\nThis is teh article 500. It was recieved.\n")
    found = judged(repository, "--since", "HEAD", code=1)
    assert found == {"docs/many/500.md": {"teh": "unchanged", "recieved": "new"}}


def test_fixing_what_is_new_leaves_what_was_there(repository):
    path = repository.write("docs/a.md", OLD.replace("stands here", "is recieved"))
    repository.edlint("check", "--since", "HEAD", "--fix", code=0)
    assert path.read_text() == OLD.replace("stands here", "is received")
    assert os.access(path, os.W_OK)
    assert Path(path).stat().st_size > 0
