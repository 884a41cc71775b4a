"""Time limits for checks, so that nothing can hang a run.

A limit counts processor time, so that it means the same on a busy machine. A much higher limit on wall-clock time is
for code that waits without computing.
"""

import contextlib
import faulthandler
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator

from edlint.model.errors import CheckTimeoutError
from edlint.rules.base import WALL_CLOCK_FACTOR

_GRACE = 10.0
"""Seconds beyond a file's two limits (parsing, checks) after which a worker process is ended from outside of Python."""
_LEAST = 0.01
"""Seconds: the shortest interval for checking whether a limit is over."""


def cores() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Clock:
    """The time budget of one file: each check may use half of the rest, so that one cannot starve the others."""

    def __init__(self, seconds: float) -> None:
        """Start counting this thread's processor time; the budget is in seconds."""
        self._seconds = seconds
        self._end = time.thread_time() + seconds

    @contextlib.contextmanager
    def check(self, name: str, *, last: bool = False) -> Iterator[None]:
        """Raise CheckTimeoutError in the block when its share of the time is over; for the `last` check, all of it."""
        left = max(0.1, self._end - time.thread_time())
        with limit(
            left if last else max(0.1, left / 2),
            f"{name} was stopped: the file took longer than {self._seconds:g} s (timeout)",
        ):
            yield


@contextlib.contextmanager
def limit(seconds: float, message: str) -> Iterator[None]:
    """Raise CheckTimeoutError in the block after so many seconds of this thread's processor time.

    It is raised between two bytecode instructions, in whichever thread the block runs; a call into native code finishes
    first. Wall-clock time is limited to PATIENCE times as much.
    """
    main = threading.current_thread() is threading.main_thread()
    with (_signalled if main and hasattr(signal, "setitimer") else _watched)(seconds, message):
        yield


@contextlib.contextmanager
def _signalled(seconds: float, message: str) -> Iterator[None]:
    """Limit a block in the main thread, with the system's interval timers."""
    end = time.thread_time() + seconds

    def stop(number: int, _frame: object) -> None:
        left = end - time.thread_time()
        if number == signal.SIGPROF and left > 0:
            # The timer counts the time of every thread.
            signal.setitimer(signal.ITIMER_PROF, max(left, _LEAST))
            return
        raise CheckTimeoutError(message)

    timers = {signal.SIGPROF: signal.ITIMER_PROF, signal.SIGALRM: signal.ITIMER_REAL}
    before = {
        number: (signal.signal(number, stop), signal.getitimer(timer)) for number, timer in timers.items()
    }
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds * WALL_CLOCK_FACTOR)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        yield
    finally:
        for timer in timers.values():
            signal.setitimer(timer, 0)
        for number, timer in timers.items():
            signal.signal(number, before[number][0])
            signal.setitimer(timer, *before[number][1])


@contextlib.contextmanager
def _watched(seconds: float, message: str) -> Iterator[None]:
    """Limit a block in any thread, with a watcher thread that raises the error in it."""
    thread = threading.get_ident()
    # The interpreter instantiates the class without arguments, so the message belongs to the class.
    error = type("CheckTimeoutError", (CheckTimeoutError,), {"__str__": lambda _: message})
    used = _processor_time(thread)
    end, wall = used() + seconds, time.monotonic() + seconds * WALL_CLOCK_FACTOR
    over = threading.Event()
    turn = threading.Lock()

    def watch() -> None:
        while True:
            left = min(end - used(), wall - time.monotonic())
            if left <= 0:
                break
            if over.wait(max(left, _LEAST)):
                return
        with turn:
            if not over.is_set():
                _raise(thread, error)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with turn:
            over.set()
        # An error raised at the very end must not surface after the block.
        _raise(thread, None)


def _processor_time(thread: int) -> Callable[[], float]:
    """Return a function that gives a thread's processor time in seconds, or the process's if the system cannot tell."""
    if hasattr(time, "pthread_getcpuclockid"):
        clock = time.pthread_getcpuclockid(thread)
        return lambda: time.clock_gettime(clock)
    return time.process_time


def _raise(thread: int, error: type[BaseException] | None) -> None:
    """Schedule an exception in a thread, or with None, cancel one that was not raised yet."""
    import ctypes  # noqa: PLC0415 - hardly ever needed

    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), None if error is None else ctypes.py_object(error)
    )


@contextlib.contextmanager
def exit_on_hang(seconds: float) -> Iterator[None]:
    """End this process if the block hangs in native code; for workers, whose end the parent notices.

    `seconds` is the time limit for a file. A second system timer counts processor time and its signal ends the process;
    a native thread, which does not need Python's lock, watches the wall clock.
    """
    most = 2 * seconds + _GRACE
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - faulthandler wants a file descriptor
        faulthandler.dump_traceback_later(most * WALL_CLOCK_FACTOR, exit=True, file=nowhere)
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_VIRTUAL, most)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
