"""Waiting for what another process or thread does, on a machine however busy."""

import time
from collections.abc import Callable


def wait_for(condition: Callable[[], object]) -> None:
    """Return once the condition holds. One that never does fails the test, after five minutes or more."""
    for _ in range(6_000):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("what the test waits for did not happen")
