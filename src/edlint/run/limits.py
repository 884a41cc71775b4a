"""Time limits for checks: nothing may hang a run."""

import contextlib
import faulthandler
import os
import signal
import threading
import time
from collections.abc import Iterator

from edlint.model.errors import CheckTimeoutError

# What the process waits beyond a file's time before it ends itself: native code cannot be interrupted otherwise.
_GRACE = 10.0


class Clock:
    """A file's time: each check may take half of what is left, so that one slow check does not starve the others."""

    def __init__(self, seconds: float) -> None:
        """Start counting now."""
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    @contextlib.contextmanager
    def check(self, name: str, *, last: bool = False) -> Iterator[None]:
        """Stop the block with CheckTimeoutError when its share of the time is over."""
        left = max(0.1, self._end - time.monotonic())
        with limit(
            left if last else max(0.1, left / 2),
            f"{name} was stopped: the file took longer than {self._seconds:g} s (timeout)",
        ):
            yield


@contextlib.contextmanager
def limit(seconds: float, message: str) -> Iterator[None]:
    """Raise CheckTimeoutError in the block after so many seconds.

    Works in the main thread where the system has interval timers; elsewhere (Windows) the block runs to its end,
    which is bounded by the patterns being linear and the files' size being limited.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise CheckTimeoutError(message)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def dead_mans_switch(seconds: float) -> Iterator[None]:
    """End this process when the block hangs in native code; for workers, whose end the parent notices."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - faulthandler wants a file descriptor
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
