"""Limits on processor time. What is done here takes its time by itself: no test asks how long that was."""

import contextlib
import os
import re
import signal
import threading
import time

import pytest

from edlint.config.load import load
from edlint.config.shipped import builtin_folder
from edlint.model.errors import CheckTimeoutError
from edlint.model.report import FileReport
from edlint.model.source import Source
from edlint.rules.base import Checker
from edlint.rules.load import load_rules
from edlint.run import limits
from edlint.run.limits import Clock, exit_on_hang, limit
from edlint.run.worker import Worker


def forever() -> None:
    """Work for good."""
    while True:
        sum(range(100))


def busy(seconds: float) -> None:
    """Use so much of this thread's processor time."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        sum(range(100))


def in_main_thread(block) -> None:
    block()


def in_another_thread(block) -> None:
    """Call a function in a thread, and raise here what it raised there."""
    raised: list[CheckTimeoutError] = []

    def run() -> None:
        try:
            block()
        except CheckTimeoutError as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]


threads = pytest.mark.parametrize("within", [in_main_thread, in_another_thread])


@threads
def test_work_is_stopped(within):
    def block() -> None:
        with limit(0.2, "that was too long"):
            forever()

    with pytest.raises(CheckTimeoutError, match=r"^that was too long$"):
        within(block)


@threads
def test_waiting_is_no_work(within):
    def block() -> None:
        with limit(0.5, "stopped"):
            time.sleep(0.8)

    within(block)


@threads
def test_another_threads_work_does_not_count(within, monkeypatch):
    monkeypatch.setattr(limits, "WALL_CLOCK_FACTOR", 10_000)

    def block() -> None:
        with limit(0.3, "stopped"):
            other = threading.Thread(target=busy, args=(0.6,))
            other.start()
            other.join()

    within(block)


@threads
def test_what_waits_for_good_is_stopped_by_the_wall_clock(within, monkeypatch):
    monkeypatch.setattr(limits, "WALL_CLOCK_FACTOR", 0.05)

    def block() -> None:
        with limit(4, "stopped"):
            for _ in range(60_000):
                time.sleep(0.01)

    with pytest.raises(CheckTimeoutError, match="stopped"):
        within(block)


@threads
def test_nothing_is_stopped_after_the_block(within):
    def block() -> None:
        for _ in range(50):
            # On a busy machine so short a limit may be over within the block itself; what counts is what follows.
            with contextlib.suppress(CheckTimeoutError), limit(0.01, "stopped"):
                pass
            busy(0.005)
        busy(0.1)

    within(block)


@threads
def test_a_limit_within_another_leaves_that_as_it_was(within):
    def block() -> None:
        with limit(0.4, "outer"):
            with limit(20, "inner"):
                busy(0.05)
            forever()

    with pytest.raises(CheckTimeoutError, match="outer"):
        within(block)


def test_each_check_may_take_half_of_what_is_left_and_the_last_one_all(monkeypatch):
    given = []
    monkeypatch.setattr(
        limits, "limit", lambda seconds, message: given.append((seconds, message)) or limit(seconds, "")
    )
    monkeypatch.setattr(limits.time, "thread_time", iter([0.0, 0.0, 4.0, 20.0, 50.0]).__next__)
    monkeypatch.setattr(limits, "_signalled", lambda *_: limits.contextlib.nullcontext())
    clock = Clock(20)
    for last in (False, False, True, False):
        with clock.check("numbers", last=last):
            pass
    assert [seconds for seconds, _ in given] == [10, 8, 0.1, 0.1]
    assert given[0][1] == "numbers was stopped: the file took longer than 20 s (timeout)"


def ended(block) -> int:
    """Run a function in a child process, and return its exit code; negative for the signal that ended it."""
    child = os.fork()
    if child == 0:
        try:
            block()
        finally:
            os._exit(7)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_worker_that_hangs_in_native_code_is_ended(monkeypatch):
    monkeypatch.setattr(limits, "_GRACE", 0.1)

    def hang() -> None:
        with exit_on_hang(0.1):
            re.match(r"(a*)*b", "a" * 60)

    assert ended(hang) == -signal.SIGVTALRM


def test_a_worker_that_waits_in_native_code_is_ended_later(monkeypatch):
    monkeypatch.setattr(limits, "_GRACE", 0.1)
    monkeypatch.setattr(limits, "WALL_CLOCK_FACTOR", 1)

    def hang() -> None:
        with exit_on_hang(0.1):
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGVTALRM})
            time.sleep(60)

    assert ended(hang) == 1


def test_a_worker_that_is_done_in_time_lives_on(monkeypatch):
    monkeypatch.setattr(limits, "_GRACE", 0.1)

    def work() -> None:
        with exit_on_hang(0.1):
            pass
        busy(0.6)

    assert ended(work) == 7


class Hanging(Checker):
    """A check that never ends by itself."""

    name = "readability"
    version = ""

    def check(self, document, profile):
        forever()


@pytest.fixture(scope="module")
def worker() -> Worker:
    worker = Worker(load(None, {"engines": "none", "timeout": 3}), load_rules([builtin_folder()]), ())
    worker.checkers["readability"] = Hanging()
    return worker


@threads
def test_a_file_whose_check_does_not_end_keeps_what_the_others_saw(within, worker, monkeypatch):
    monkeypatch.setenv("EDLINT_NO_CACHE", "1")

    def block() -> None:
        reports.append(worker.check_source(Source("a.md", "markdown", "We recieve it.")))

    reports: list[FileReport] = []
    within(block)
    (report,) = reports
    assert [(failure.name, failure.detail) for failure in report.failures] == [
        ("readability", "readability was stopped: the file took longer than 3 s (timeout)")
    ]
    assert "spelling.misspelling" in {finding.rule for finding in report.findings}
    assert report.fault == ""
