"""Waiting for another process or thread, also on a busy machine."""

import time
from collections.abc import Callable


def wait_for(condition: Callable[[], object]) -> None:
    """Return as soon as the condition holds; fail the test after at least five minutes."""
    for _ in range(6_000):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("what the test waits for did not happen")
