"""The main loop of a worker process: JSON lines as requests on standard input and as replies on standard output.

The first line, before any request, is `{"ready": true}`; after a failure the last is `{"error": "…"}`. The process ends
with its parent. Anything that a library prints to standard output is discarded.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

Answering = Callable[[dict[str, Any]], Iterable[dict[str, Any]]]
"""A function from a request to its answers."""


def serve(prepare: Callable[[], Answering]) -> None:
    """Call `prepare` for the request handler, answer requests until input ends, and end the process."""
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
    os._exit(0)  # a native thread that still runs must not keep the process alive


def _replies() -> Any:
    """Return the original standard output as a text file, and redirect file descriptor 1 to the null device."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(kept, "w", encoding="utf-8")


def _end_with(parent: int) -> None:
    """End this process when its parent has ended: a hanging process would not notice that its input was closed."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)
