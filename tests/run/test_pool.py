"""Workers: results in order whatever happens to one of them, and none outlives the process that started it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from edlint.run.pool import ordered
from waiting import wait_for

PROGRAM = """
import os, sys, time
from edlint.run.pool import ordered

def note(folder):
    open(os.path.join(folder, str(os.getpid())), "w").close()

def work(item):
    time.sleep(10_000)

print("ready", flush=True)
list(ordered(work, [1, 2], lambda item: None, jobs=2, setup=note, arguments=(sys.argv[1],)))
"""


def alive(number: int) -> bool:
    try:
        # A zombie waits for its new parent, and does nothing.
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_workers_end_with_the_process_that_started_them_even_when_it_is_killed(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.DEVNULL)
    wait_for(lambda: len(list(tmp_path.iterdir())) == 2)
    workers = [int(path.name) for path in tmp_path.iterdir()]
    process.send_signal(signal.SIGKILL)
    process.wait()
    wait_for(lambda: not any(alive(worker) for worker in workers))


def nothing() -> None:
    """Set a worker up."""


def doubled(item: int) -> int:
    """Return twice the item; 13 and 77 end the process."""
    if item in {13, 77}:
        os._exit(1)
    return 2 * item


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_and_only_what_ends_its_worker_is_lost(jobs):
    results = ordered(doubled, range(100), lambda item: -item, jobs=jobs, setup=nothing, arguments=())
    assert list(results) == [-item if item in {13, 77} else 2 * item for item in range(100)]


def test_items_are_taken_as_they_are_needed_and_nobody_waits_for_the_rest():
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for item in range(1_000_000, 2_000_000):
            taken += 1
            yield item

    results = ordered(doubled, items(), lambda item: -item, jobs=2, setup=nothing, arguments=())
    assert [next(results) for _ in range(3)] == [2_000_000, 2_000_002, 2_000_004]
    results.close()
    assert taken < 100
