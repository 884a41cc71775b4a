"""What a user gets wrong is told in one line, with exit code 2, and is never called a fault of edlint."""

import json
import multiprocessing
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from edlint.run.pool import ordered

ARTICLE = "# Queues\n\nA queue keeps teh order of its messages.\n"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[vocabulary]\naccept = ["nowhere.txt"]\n', "there is no such file"),
        ('[vocabulary]\naccept = ["binary.txt"]\n', "not UTF-8"),
        ('[vocabulary]\naccept = ["patterns.txt"]\n', "patterns.txt:2"),
        ('[vocabulary]\naccept = ["folder"]\n', "there is no such file"),
        ("timeout = inf\n", "timeout"),
        ("timeout = 1e308\n", "timeout"),
        ("[languagetool]\ntimeout = inf\n", "timeout"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_before_any_file_is_checked(repository, settings, said):
    repository.write("a.md", ARTICLE)
    (repository.folder / "binary.txt").write_bytes(b"\xff\xfe\x00")
    repository.write("patterns.txt", "queue\n/[/\n")
    (repository.folder / "folder").mkdir()
    repository.write("edlint.toml", settings)
    done = repository.edlint("check", "--engines", "none", "a.md", code=2)
    assert said in done.stderr
    assert "fault in edlint" not in done.stderr
    assert not done.stdout


def test_a_time_limit_beyond_a_day_is_refused_on_the_command_line(repository):
    repository.write("a.md", ARTICLE)
    done = repository.edlint("check", "--engines", "none", "--timeout", "inf", "a.md", code=2)
    assert "timeout" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_not_called_a_fault_of_edlint():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "edlint", "rules"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"no space left" in done.stderr
    assert b"fault in edlint" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_lead_nowhere(closed, tmp_path):
    (tmp_path / "a.md").write_text("We recieve it.\n")
    command = f'exec "$0" -m edlint check --engines none --cache-dir cache --output json:a.json --output terminal a.md {closed}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == ""
    assert ("recieve" in done.stdout) == (">&-" not in closed.split())
    assert json.loads((tmp_path / "a.json").read_text())["files"][0]["findings"]
    # Nothing of the report has come into the cache, which would be opened as the closed streams were.
    databases = list((tmp_path / "cache").glob("*.sqlite"))
    assert [sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() for path in databases] == [
        ("ok",)
    ]


def test_an_interrupted_run_ends_its_workers_and_does_not_wait_for_the_rest(tmp_path):
    results = ordered(_noted, [tmp_path / str(n) for n in range(80)], str, jobs=2, setup=_ready, arguments=())
    assert next(results) == 0
    workers = multiprocessing.active_children()
    assert workers
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)
    for worker in workers:
        worker.join()
    assert len(list(tmp_path.iterdir())) < 80


def _ready() -> None:
    pass


def _noted(path: Path) -> int:
    path.touch()
    time.sleep(0.5)
    return int(path.name)


def test_selecting_nothing_is_no_pass(repository):
    repository.write("a.md", "Studies show it.\n")
    done = repository.edlint("check", "--engines", "none", "--select", "", "a.md", code=2)
    assert "--select names nothing" in done.stderr
