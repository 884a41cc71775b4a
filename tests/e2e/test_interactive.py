"""`check --fix --interactive` on a terminal: a pseudo-terminal with somebody who types."""

import json
import os
import pty
import select
import subprocess

import pytest

TEXT = "# Queues\n\nA queue keeps teh order. It was recieved. It is a qwzrtx thing. It was beleived.\n"


@pytest.fixture
def article(repository):
    repository.write("edlint.toml", 'engines = "none"\nvocabulary.accept = "words.txt"\n')
    repository.write("words.txt", "# ours\n")
    return repository.write("a.md", TEXT)


@pytest.fixture
def converse(repository, environment):
    def talk(*answers: str, arguments: tuple[str, ...] = ()) -> tuple[int, str]:
        """Type an answer each time a question stands there; return the exit code and all that was shown."""
        leader, follower = pty.openpty()
        process = subprocess.Popen(
            ["edlint", "check", "--fix", "--interactive", "--select", "spelling", "--no-color", *arguments],
            cwd=repository.folder, env=environment, stdin=follower, stdout=follower, stderr=follower, close_fds=True,
        )  # fmt: skip
        os.close(follower)
        shown, asked, left = "", 0, list(answers)
        while True:
            if select.select([leader], [], [], 0.05)[0]:
                try:
                    shown += os.read(leader, 65536).decode()
                except OSError:
                    break
            question = shown[asked:].rstrip(" ")
            if left and question.endswith(("]:", "Why:")):
                asked = len(shown)
                os.write(leader, f"{left.pop(0)}\n".encode())
            if process.poll() is not None and not select.select([leader], [], [], 0.05)[0]:
                break
        process.wait()
        os.close(leader)
        return process.returncode, shown.replace("\r\n", "\n")

    return talk


def test_each_answer_does_what_it_says(repository, article, converse):
    code, shown = converse("a", "d", "the title of a book", "Ann Lee", "s")
    assert code == 1
    assert article.read_text() == TEXT.replace("teh", "the")
    assert "Write “the”" in shown
    entries = [
        json.loads(line)
        for line in (repository.folder / "edlint-baseline.jsonl").read_text().splitlines()[1:]
    ]
    assert [(one["text"], one["reason"], one["by"]) for one in entries] == [
        ("recieved", "the title of a book", "Ann Lee")
    ]
    assert "1 error" in shown


def test_a_word_goes_into_the_vocabulary_and_counts_no_more(repository, article, converse):
    code, shown = converse("v", "v", "v")
    assert code == 0, shown
    assert article.read_text() == TEXT
    words = (repository.folder / "words.txt").read_text()
    assert words.startswith("# ours\n")
    assert {"teh", "recieved", "beleived"} <= set(words.split())


def test_quitting_keeps_what_was_decided_and_leaves_the_rest(article, converse):
    code, _ = converse("a", "q")
    assert code == 1
    assert article.read_text() == TEXT.replace("teh", "the")


def test_without_a_terminal_nothing_is_asked(repository, article):
    done = repository.edlint("check", "--fix", "--interactive", code=2, typed="a\n")
    assert "needs a terminal" in done.stderr
    assert "goes with --fix" in repository.edlint("check", "--interactive", code=2).stderr
    assert article.read_text() == TEXT
