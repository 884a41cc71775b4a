"""Time limits for checks: nothing may hang a run.

What counts is processor time, so that a limit means the same on a machine that is busy with other things. A limit on
time by the wall clock stands far above it, for what waits without working.
"""

import contextlib
import faulthandler
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator

from edlint.model.errors import CheckTimeoutError
from edlint.rules.base import PATIENCE

_GRACE = 10.0
"""Seconds beyond a file's two limits (parsing, checks) after which a worker process is ended from outside Python."""
_LEAST = 0.01
"""Seconds: how close to its end a limit is looked at."""


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Clock:
    """A file's time: each check may take half of what is left, so that one slow check does not starve the others."""

    def __init__(self, seconds: float) -> None:
        """Start counting this thread's processor time now."""
        self._seconds = seconds
        self._end = time.thread_time() + seconds

    @contextlib.contextmanager
    def check(self, name: str, *, last: bool = False) -> Iterator[None]:
        """Stop the block with CheckTimeoutError when its share of the time is over."""
        left = max(0.1, self._end - time.thread_time())
        with limit(
            left if last else max(0.1, left / 2),
            f"{name} was stopped: the file took longer than {self._seconds:g} s (timeout)",
        ):
            yield


@contextlib.contextmanager
def limit(seconds: float, message: str) -> Iterator[None]:
    """Raise CheckTimeoutError in the block after so many seconds of this thread's processor time.

    It is raised between two steps of Python, in whichever thread the block runs; a call into native code ends first.
    Time by the wall clock is limited to PATIENCE times as much.
    """
    main = threading.current_thread() is threading.main_thread()
    with (_signalled if main and hasattr(signal, "setitimer") else _watched)(seconds, message):
        yield


@contextlib.contextmanager
def _signalled(seconds: float, message: str) -> Iterator[None]:
    """Limit a block in the main thread by the system's interval timers."""
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
        signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE)
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
    """Limit a block in any thread by another thread, which raises the error in it."""
    thread = threading.get_ident()
    # Raised without arguments, so the message is the class's.
    error = type("CheckTimeoutError", (CheckTimeoutError,), {"__str__": lambda _: message})
    used = _processor_time(thread)
    end, wall = used() + seconds, time.monotonic() + seconds * PATIENCE
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
        # What was raised at the very end must not come up in what follows.
        _raise(thread, None)


def _processor_time(thread: int) -> Callable[[], float]:
    """Return what tells the processor time of a thread, in seconds; the time of the process where that cannot be asked."""
    if hasattr(time, "pthread_getcpuclockid"):
        clock = time.pthread_getcpuclockid(thread)
        return lambda: time.clock_gettime(clock)
    return time.process_time


def _raise(thread: int, error: type[BaseException] | None) -> None:
    """Have an exception raised in a thread, or with None, take back one that was not raised yet."""
    import ctypes  # noqa: PLC0415 - hardly ever needed

    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), None if error is None else ctypes.py_object(error)
    )


@contextlib.contextmanager
def dead_mans_switch(seconds: float) -> Iterator[None]:
    """End this process when the block hangs in native code; for workers, whose end the parent notices.

    `seconds` is what a file may take. A second signal of the system counts processor time here, and ends the process
    by itself; a thread outside Python's lock minds the wall clock.
    """
    most = 2 * seconds + _GRACE
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - faulthandler wants a file descriptor
        faulthandler.dump_traceback_later(most * PATIENCE, exit=True, file=nowhere)
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_VIRTUAL, most)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
