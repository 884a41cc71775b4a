"""The reader in a process of its own: JSON lines in on standard input, JSON lines out on a pipe of their own.

A request is `{"read": [[text, [[start, end], …]], …]}`: sentences, and where in each nothing may change. For each there is
a reply of its own, `{"found": [[start, end, new, kind, score], …]}`, best first. Or it is
`{"judge": [[text, [[start, end, new], …]], …]}`, answered by `{"scores": [number or null, …]}` for each sentence: how much
likelier it is with the change, in nats. The first line, before any request, is `{"ready": true}`; `{"error": "…"}` is the last.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from edlint.engines.reader.model import Model
from edlint.engines.reader.search import Search

_THREADS = 2


def _replies() -> Any:
    """Return the pipe for replies and send everything else written to standard output to nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(kept, "w", encoding="utf-8")


def _end_with(parent: int) -> None:
    """End this process when its parent is gone."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def _answers(search: Search, request: dict[str, Any]) -> Any:
    for text, closed in request.get("read", ()):
        yield {"found": [list(row) for row in search.found(text, closed)]}
    for text, changes in request.get("judge", ()):
        yield {"scores": search.judged(text, changes)}


def serve(folder: Path, requests: Any, replies: Any) -> None:
    """Answer requests until there are no more."""

    def say(reply: dict[str, Any]) -> None:
        replies.write(json.dumps(reply) + "\n")
        replies.flush()

    try:
        search = Search(Model(folder, min(_THREADS, os.cpu_count() or 1)))
        say({"ready": True})
        for line in requests:
            for answer in _answers(search, json.loads(line)):
                say(answer)
    except Exception as error:  # noqa: BLE001 - whatever onnxruntime raises is said to the parent
        say({"error": f"{type(error).__name__}: {error}"})


def main(arguments: Sequence[str]) -> None:
    """Serve the model in the folder that is named."""
    output = _replies()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    serve(Path(arguments[0]), sys.stdin, output)
    output.flush()
    os._exit(0)  # a native thread that still runs must not hold the process


if __name__ == "__main__":
    main(sys.argv[1:])
