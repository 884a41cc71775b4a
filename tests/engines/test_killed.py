"""Whatever is killed, whenever: the next run works, and after the idle time nothing is left. All of it is real."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time

import psutil
import pytest

from edlint.engines.languagetool import server as lt_server
from edlint.engines.languagetool import state as lt_state
from waiting import wait_for

pytestmark = [
    pytest.mark.usefixtures("real_languagetool"),
    pytest.mark.skipif(
        os.environ.get("EDLINT_KILL_TESTS") != "1",
        reason="three minutes of killing the real LanguageTool: .ci/run does it (EDLINT_KILL_TESTS=1)",
    ),
]

EDLINT = [sys.executable, "-m", "edlint", "check", "--no-cache", "--format", "json", "."]
FAULTY = "It ran despite of it, more easy then ever.\n\nIt was an test of it.\n"
ROUNDS = (
    # What is killed, in a run that finds the server there (warm) or has to start it (cold), beside a second run or not.
    ("server", "cold", False),
    ("run", "cold", False),
    ("keeper", "cold", False),
    ("run and server", "cold", True),
    ("run", "cold", True),
    ("server", "warm", False),
    ("run", "warm", True),
    ("keeper", "warm", False),
    ("run and server", "warm", False),
    ("everything", "warm", True),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder with an article, and have a server of this test's own, by whose folder its processes are known."""
    monkeypatch.setenv(lt_state.FOLDER, str(tmp_path / "server"))
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.md").write_text(FAULTY)
    # The time of idleness is at least that of a request.
    (articles / "edlint.toml").write_text(
        'engines = ["harper", "languagetool"]\nselect = ["grammar"]\n[languagetool]\nidle = 0.2\ntimeout = 12\n'
    )
    yield articles
    for process in processes(tmp_path / "server"):
        with contextlib.suppress(psutil.Error):
            process.kill()


def processes(marker) -> list[psutil.Process]:
    """Return every process that was started, however indirectly, with that folder for its server's state."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.pid != os.getpid() and process.environ().get(lt_state.FOLDER) == str(marker):
                found.append(process)
    return found


def begin(folder) -> "subprocess.Popen[str]":
    return subprocess.Popen(EDLINT, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def proper(run: "subprocess.Popen[str]") -> bool:
    """Whether a run looked with both engines and found what there is to be found."""
    report = json.loads(run.communicate()[0])
    rules = {finding["rule"] for file in report["files"] for finding in file["findings"]}
    return (
        run.returncode == 1
        and {engine["name"] for engine in report["engines"] if engine["status"] == "ran"}
        == {"harper", "languagetool"}
        and any(rule.startswith("grammar.languagetool.") for rule in rules)
        and any(rule.startswith("grammar.harper.") for rule in rules)
    )


def victims(what: str, run) -> list[psutil.Process]:
    """Return the processes to kill, of those that there are now."""
    state = lt_state.read()
    numbers = []
    if what in {"run", "run and server", "everything"}:
        numbers.append(run.pid)
    if state is not None and what in {"server", "run and server", "everything"}:
        numbers.append(state.java)
    if state is not None and what in {"keeper", "everything"}:
        numbers.append(state.keeper)
    found = []
    for number in numbers:
        with contextlib.suppress(psutil.Error):
            found.append(psutil.Process(number))
    return found


def took(run) -> float:
    began = time.monotonic()
    assert proper(run)
    return time.monotonic() - began


def test_ten_times_killed_at_random_the_next_run_works_and_nothing_is_left(folder, tmp_path):
    chance = random.Random(18910605)
    length = {"cold": took(begin(folder)), "warm": took(begin(folder))}
    struck = 0
    for what, how, beside in ROUNDS:
        if how == "cold":
            lt_server.stop()
        elif lt_server.running() is None:
            assert proper(begin(folder))
        runs = [begin(folder)] + ([begin(folder)] if beside else [])
        time.sleep(length[how] * chance.uniform(0.15, 0.95))
        kill = chance.choice([signal.SIGKILL, signal.SIGTERM])
        for process in victims(what, runs[0]):
            with contextlib.suppress(psutil.Error):
                process.send_signal(kill)
                struck += 1
        for run in runs:
            said = run.communicate()[0]
            # It found what there is, said why it could not look, or was itself killed: it never passes.
            assert run.returncode in {1, 2, -kill}, said
            if run.returncode == 2:
                assert any(engine["status"] == "failed" for engine in json.loads(said)["engines"]), said
        assert proper(begin(folder)), f"the run after {what} was killed ({kill.name}, {how})"
    assert struck >= len(ROUNDS)
    left = tmp_path / "server"
    wait_for(lambda: not processes(left))
    assert not lt_state.alive()
    assert {path.name for path in left.iterdir()} <= {"keeper.lock", "server.properties", "used"}


# Runs the keeper and kills it as it opens, renames or removes the state file (or its draft) for the n-th time.
KILLER = """
import os, signal, sys
count, last = 0, int(sys.argv[1])
def hook(event, arguments):
    global count
    if event in {"open", "os.rename", "os.remove"} and "/server.json" in str(arguments[0]):
        if event != "open" or (arguments[2] or 0) & os.O_WRONLY:
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)
from edlint.engines.languagetool import keeper as lt_keeper
sys.addaudithook(hook)
lt_keeper.main("512m", 1.0)
"""


def test_a_keeper_that_is_killed_as_it_writes_its_state_leaves_nothing_in_the_way(folder, tmp_path):
    server = tmp_path / "server"
    # It is killed before it writes: starting, the draft, its renaming; ready, the draft, its renaming; idle, the removal.
    for number in range(1, 6):
        ended = subprocess.run([sys.executable, "-c", KILLER, str(number)], check=False).returncode
        assert ended == -signal.SIGKILL
        wait_for(lambda: not processes(server))
        assert not lt_state.alive()
        assert lt_server.running() is None
        assert bool(list(server.glob("server.json*"))) == (number > 1)
    assert proper(begin(folder))
    lt_server.stop()
    assert not list(server.glob("server.json*"))
