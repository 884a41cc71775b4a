"""`edlint check --watch`: what is saved is checked again, and shown where it has changed."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

PATIENCE = 120


class Watching:
    """The lines that a run in a folder writes, as they come."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self._lines: Queue[str] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self._lines.put(line.rstrip())

    def until(self, words: str) -> list[str]:
        """Return the lines up to the first one with these words."""
        found = []
        while not found or words not in found[-1]:
            found.append(self._lines.get(timeout=PATIENCE))
        return found


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[Watching]:
    command = [sys.executable, "-m", "edlint", "check", "--engines", "none", "--watch", *arguments]
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    try:
        yield Watching(process)
    finally:
        process.kill()
        process.wait()


def test_what_is_saved_is_shown_with_the_change_in_its_counts(tmp_path):
    (tmp_path / "a.md").write_text("We recieve it.\n")
    (tmp_path / "b.md").write_text("We beleive it.\n")
    with watching(tmp_path) as run:
        assert any("“recieve”" in line for line in run.until("b.md"))
        run.until("1 error")
        (tmp_path / "a.md").write_text("We recieve it.\n\nAnd we wait untill it is late.\n")
        shown = run.until("more")
        assert shown[-1].strip() == "1 error more"
        # What has not changed is not said again.
        assert not any("beleive" in line for line in shown)
        (tmp_path / "b.md").write_text("We believe it.\n")
        assert run.until("fewer")[-1].strip() == "1 error fewer"
        # Settings count for every file.
        (tmp_path / "edlint.toml").write_text("languag = 3\n")
        assert any("edlint.toml:1" in line for line in run.until("still counts"))
        (tmp_path / "edlint.toml").write_text('ignore = ["spelling"]\n')
        assert run.until("fewer")[-1].strip().startswith("2 errors fewer")
        run.process.send_signal(signal.SIGINT)
        assert run.process.wait(PATIENCE) == 130


@pytest.mark.parametrize(
    "arguments",
    [("--fix",), ("--format", "json"), ("-",), ("--output", "json:a.json"), ("--since", "HEAD")],
    ids=" ".join,
)
def test_watching_goes_with_no_option_that_means_one_run(tmp_path, arguments):
    with watching(tmp_path, *arguments) as run:
        assert "--watch" in run.until("--watch")[-1]
        assert run.process.wait(PATIENCE) == 2
