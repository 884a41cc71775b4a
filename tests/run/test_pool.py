import signal
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = """
import os, sys, time
from edlint.run.pool import ordered

def note(folder):
    open(os.path.join(folder, str(os.getpid())), "w").close()

def work(item):
    time.sleep(60)

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
    until = time.monotonic() + 30
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    workers = [int(path.name) for path in tmp_path.iterdir()]
    assert len(workers) == 2
    process.send_signal(signal.SIGKILL)
    process.wait()
    while any(alive(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(alive(worker) for worker in workers)
