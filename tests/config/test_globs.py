"""Globs are what git makes of them."""

import subprocess

import pytest

from edlint.config.globs import Globs, valid

PATHS = ["a", "z", "ax", "9x", "a b", "x]", "[x", "A/x", "b/a/x", "-", "!", "alpha", "[[:alpha:]", "é"]
LINES = [
    "[[:alpha:]]x",
    "[![:alpha:]]x",
    "[[:digit:][:upper:]-]*",
    "[[:space:]a]*",
    "a[[:blank:]]b",
    "[[:punct:]]x",
    "[[:punct:]]",
    "[[:graph:]]",
    "[[:print:]]",
    "[[:xdigit:]]",
    "[[:alpha:]",
    "[[:nope:]]x",
    "[[:alpha:]x",
    "\\[\\[:alpha:\\]",
    "[]x]*",
    "[[]x",
    "[",
    "a[",
    "!",
    "\\",
]


@pytest.fixture
def ignored(tmp_path):
    """Return which of PATHS git ignores by a line."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)

    def ask(line: str) -> list[str]:
        (tmp_path / ".gitignore").write_text(f"{line}\n", "utf-8")
        done = subprocess.run(
            ["git", "check-ignore", "--no-index", "-z", "--stdin"],
            input="\0".join(PATHS).encode(),
            capture_output=True,
            check=False,
            cwd=tmp_path,
        )
        return done.stdout.decode().split("\0")[:-1]

    return ask


@pytest.mark.parametrize("line", LINES)
def test_a_line_takes_in_what_git_ignores(line, ignored, recwarn):
    assert [path for path in PATHS if Globs([line]).match(path)] == ignored(line)
    assert not recwarn.list


@pytest.mark.parametrize("line", ["[[:alpha:]", "[[:nope:]]x", "[z-a]", "!", "\\"])
def test_a_line_that_is_no_glob_is_passed_over_and_the_others_count(line):
    assert not valid(line)
    globs = Globs(["a", line, "[[:digit:]]"])
    assert [path for path in ("a", "5", "z") if globs.match(path)] == ["a", "5"]
