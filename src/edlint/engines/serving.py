"""The main loop of a worker process: JSON lines as requests on standard input and as replies on standard output.

The first line, before any request, is `{"ready": true}`; after a failure the last is `{"error": "…"}`. The process ends
with its parent. Anything that a library prints to standard output is discarded.
"""

import json
import os
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

RequestHandler = Callable[[dict[str, Any]], Iterable[dict[str, Any]]]
"""A function from a request to its answers."""


def serve(prepare: Callable[[], RequestHandler]) -> None:
    """Call `prepare` for the request handler, answer requests until input ends, and end the process."""
    requests, replies = pipes()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()

    def say(reply: dict[str, Any]) -> None:
        replies.write(json.dumps(reply).encode() + b"\n")
        replies.flush()

    try:
        answers = prepare()
        say({"ready": True})
        for line in requests:
            for answer in answers(json.loads(line)):
                say(answer)
    except BaseException as error:  # noqa: BLE001 - a library's failure, a panic of Rust's too, is said to the parent
        say({"error": f"{type(error).__name__}: {error}"})
    os._exit(0)  # a native thread that still runs must not keep the process alive


def pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return standard input and output as pipes of the caller's own, and redirect descriptors 0 and 1 to nowhere."""
    requests, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(requests, "rb"), os.fdopen(answers, "wb")


def _end_with(parent: int) -> None:
    """End this process when its parent has ended: a hanging process would not notice that its input was closed."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)
