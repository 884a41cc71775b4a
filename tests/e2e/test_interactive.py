"""`check --fix --interactive` on a terminal: a pseudo-terminal with somebody who types."""

import json
import os
import pty
import re
import select

import pytest

TEXT = "# Queues\n\nA queue keeps teh order. It was recieved. It is a qwzrtx thing. It was beleived.\n"
ASKS = re.compile(r"(\]|Why):\s*$|Write instead: [^\n]*$")


@pytest.fixture
def article(repository):
    repository.write("edlint.toml", 'engines = "none"\nvocabulary.accept = "words.txt"\n')
    repository.write("words.txt", "# ours\n")
    return repository.write("a.md", TEXT)


@pytest.fixture
def converse(repository, environment):
    def talk(*answers: str, arguments: tuple[str, ...] = ("--select", "spelling")) -> tuple[int, str]:
        """Type an answer each time a question stands there; return the exit code and all that was shown."""
        command = ["edlint", "check", "--fix", "--interactive", "--no-color", *arguments]
        child, leader = pty.fork()
        if child == 0:
            os.chdir(repository.folder)
            os.execvpe("edlint", command, environment | {"TERM": "dumb"})
        shown, asked, left = "", 0, list(answers)
        while True:
            if select.select([leader], [], [], 0.05)[0]:
                try:
                    shown += os.read(leader, 65536).decode()
                except OSError:
                    break
            elif left and ASKS.search(shown[asked:].rstrip(" ")):
                asked = len(shown)
                answer = left.pop(0)
                os.write(leader, answer.encode() if answer == "\x03" else f"{answer}\n".encode())
        _, status = os.waitpid(child, 0)
        os.close(leader)
        assert left == [], shown
        return os.waitstatus_to_exitcode(status), shown.replace("\r\n", "\n")

    return talk


def entries(repository) -> list[tuple[str, str, str]]:
    """Return the words, reasons and names in the baseline."""
    lines = (repository.folder / "edlint-baseline.jsonl").read_text().splitlines()[1:]
    return [(one["text"], one["reason"], one["by"]) for one in map(json.loads, lines)]


def test_each_answer_does_what_it_says(repository, article, converse):
    code, shown = converse("a", "d", "the title of a book", "Ann Lee", "s", "w")
    assert code == 1
    assert article.read_text() == TEXT.replace("teh", "the")
    assert "Write “the”" in shown
    assert entries(repository) == [("recieved", "the title of a book", "Ann Lee")]
    assert "1 error" in shown
    assert "1 of 3 · a.md\n" in shown
    assert "3 of 3 · a.md · 2 decided\n" in shown
    assert "→ A queue keeps the order. It was recieved." in shown
    assert "3 findings: 1 fix in 1 file, 1 dismissed, 1 skipped." in shown


def test_a_word_goes_into_the_vocabulary_and_counts_no_more(repository, article, converse):
    code, shown = converse("v", "v", "v", "")
    assert code == 0, shown
    assert article.read_text() == TEXT
    words = (repository.folder / "words.txt").read_text()
    assert words.startswith("# ours\n")
    assert {"teh", "recieved", "beleived"} <= set(words.split())


def test_quitting_keeps_what_was_decided_and_leaves_the_rest(article, converse):
    code, shown = converse("a", "q")
    assert code == 1
    assert article.read_text() == TEXT.replace("teh", "the")
    assert "1 fix in 1 file, 2 not looked at." in shown


def test_words_of_ones_own_are_shown_in_their_line_and_written(article, converse):
    # What cannot be and what one does not like after all is asked again; Ctrl-U takes out what stands there already.
    code, shown = converse("e", "", "e", "\x15then", "n", "e", "\x15no", "y", "a", "s", "")
    assert "nothing was changed" in shown
    assert "→ A queue keeps then order." in shown
    assert article.read_text() == TEXT.replace("teh", "no").replace("recieved", "received")
    assert code == 1
    assert "1 fix and 1 correction of your own in 1 file, 1 skipped" in shown


def test_one_can_go_back_over_files_and_change_ones_mind(repository, article, converse):
    repository.write("b.md", "# B\n\nIt was teh one.\n")
    _, shown = converse("b", "a", "s", "s", "b", "b", "d", "as said", "Ann", "s", "a", "")
    assert "“b” is no answer here" in shown
    assert article.read_text() == TEXT.replace("teh", "the")
    assert (repository.folder / "b.md").read_text() == "# B\n\nIt was the one.\n"
    assert entries(repository) == [("recieved", "as said", "Ann")]


@pytest.fixture
def three(repository, article):
    for name in "bc":
        repository.write(f"{name}.md", "# More\n\nIt is teh end, and teh word. It was recieved.\n")
    return article


def test_an_answer_can_hold_for_these_words_everywhere(repository, three, converse):
    code, shown = converse("aw", "dw", "a name", "Ann", "s", "")
    assert code == 1
    assert "w for 4 more places with these words, r for 8 more of this rule (aw, sw, dw)" in shown
    assert "5 findings settled" in shown
    texts = [(repository.folder / f"{name}.md").read_text() for name in "abc"]
    assert [text.count("teh") for text in texts] == [0, 0, 0]
    assert [text.count("recieved") for text in texts] == [1, 1, 1]
    assert len(entries(repository)) == 3


def test_an_answer_can_hold_for_all_of_a_rule_and_be_taken_back(repository, three, converse):
    code, shown = converse("sr", arguments=())
    assert "9 skipped" in shown
    code, shown = converse("s", "ar", "b", "b", "ar", "")
    assert code == 0, shown
    assert all("teh" not in (repository.folder / f"{name}.md").read_text() for name in "abc")


def test_ones_own_words_can_hold_everywhere(repository, three, converse):
    converse("e", "\x15thy", "y", "y", "q")
    texts = [(repository.folder / f"{name}.md").read_text() for name in "abc"]
    assert [text.count("thy") for text in texts] == [1, 2, 2]


def test_whoever_interrupts_is_asked_about_what_is_decided(article, converse):
    code, shown = converse("a", "\x03", "n")
    assert (code, article.read_text()) == (130, TEXT)
    assert "Write 1 decision?" in shown
    code, _ = converse("a", "\x03", "y")
    assert article.read_text() == TEXT.replace("teh", "the")
    assert code == 1


def test_without_a_terminal_nothing_is_asked(repository, article):
    done = repository.edlint("check", "--fix", "--interactive", code=2, typed="a\n")
    assert "needs a terminal" in done.stderr
    assert "goes with --fix" in repository.edlint("check", "--interactive", code=2).stderr
    assert article.read_text() == TEXT
