"""What a worker process does that answers JSON lines: in on standard input, out on a pipe of their own.

The first line, before any request, is `{"ready": true}`; `{"error": "…"}` is the last. The process ends with its parent.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

Answering = Callable[[dict[str, Any]], Iterable[dict[str, Any]]]
"""Yields the answers to a request."""


def serve(prepare: Callable[[], Answering]) -> None:
    """Get ready, answer requests until there are no more, and end the process."""
    output = _replies()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()

    def say(reply: dict[str, Any]) -> None:
        output.write(json.dumps(reply) + "\n")
        output.flush()

    try:
        answers = prepare()
        say({"ready": True})
        for line in sys.stdin:
            for answer in answers(json.loads(line)):
                say(answer)
    except BaseException as error:  # noqa: BLE001 - a library's failure, a panic of Rust's too, is said to the parent
        say({"error": f"{type(error).__name__}: {error}"})
    os._exit(0)  # a native thread that still runs must not hold the process


def _replies() -> Any:
    """Return the pipe for replies and send everything else written to standard output to nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(kept, "w", encoding="utf-8")


def _end_with(parent: int) -> None:
    """End this process when its parent is gone: one that hangs would never see that standard input was closed."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)
