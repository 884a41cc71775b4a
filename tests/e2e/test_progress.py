"""The bar of a long run: on a terminal, with the rate and the file, and nowhere else."""

import fcntl
import os
import pty
import struct
import termios

import pytest


@pytest.fixture
def many(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    for number in range(30):
        repository.write(f"articles/n{number}.md", "# A\n\nIt is teh end.\n")
    return repository


def seen(repository, environment, *arguments: str, term: str = "xterm") -> str:
    """Return what a terminal is shown on standard error."""
    child, leader = pty.fork()
    if child == 0:
        fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 120, 0, 0))
        os.chdir(repository.folder)
        os.dup2(os.open("out.txt", os.O_WRONLY | os.O_CREAT), 1)
        os.execvpe("edlint", ["edlint", *arguments], environment | {"TERM": term})
    shown = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.waitpid(child, 0)
    os.close(leader)
    return shown.decode()


@pytest.mark.parametrize("command", ["check", "claims", "baseline"])
def test_a_terminal_shows_how_far_it_is(many, environment, command):
    shown = seen(many, environment, command, "articles")
    assert "/30 [" in shown
    assert "file/s" in shown or "s/file" in shown
    # It is wiped out in the end.
    assert (
        shown.rstrip("\r\n").endswith("\r") or not shown.rpartition("\r")[2].strip() or command == "baseline"
    )


def test_few_files_a_dumb_terminal_and_a_pipe_show_nothing(many, environment):
    assert "file" not in seen(many, environment, "check", "articles", term="dumb")
    assert seen(many, environment, "check", "articles/n1.md") == ""
    assert many.edlint("check", "articles", code=1).stderr == ""
