"""Harper in a process of its own: JSON lines in on standard input, JSON lines out on a pipe of their own.

Run by path and without edlint's modules, so that starting costs Harper's own half second and nothing more. Harper's
native code prints debugging lines on file descriptor 1, so the replies leave on a duplicate made before it loads.

A request is `{"dialect": 0, "rules": [name, …], "words": […], "texts": […]}`. The reply is `{"lints": [[[rule, start, end, message, [[kind, text], …]], …] for each text]}` with
offsets in code points of that text, or `{"error": "…"}`, after which the process ends: a panic may leave the linter
unusable. The first line, before any request, is `{"ready": true}`.
"""

import json
import os
import sys
import threading
import time
from bisect import bisect_right
from typing import Any, TextIO

BREAK = "\n\n"
"""Between two texts: a paragraph's end, which no sentence of Harper's crosses."""


def _replies() -> TextIO:
    """Return the pipe for replies and send everything else written to standard output to nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(kept, "w", encoding="utf-8")


def _end_with(parent: int) -> None:
    """End this process when its parent is gone: a hanging lint would never see that standard input was closed."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def lint(linter: Any, texts: list[str]) -> list[list[list[Any]]]:
    """Return each text's lints. One call for all of them: the linter's cost a call is that of its 900 rules."""
    starts, position = [], 0
    for text in texts:
        starts.append(position)
        position += len(text) + len(BREAK)
    found: list[list[list[Any]]] = [[] for _ in texts]
    for rule, lints in linter.organized_lints(BREAK.join(texts), language="plaintext", dedup=False).items():
        for one in lints:
            index = bisect_right(starts, one.span.start) - 1
            start, end = one.span.start - starts[index], one.span.end - starts[index]
            if end > len(texts[index]):
                continue  # It spans the break between two texts: about neither.
            suggestions = [[int(s.kind), s.replacement_text] for s in one.suggestions]
            found[index].append([rule, start, end, one.message, suggestions])
    return found


def serve(requests: TextIO, replies: TextIO, dialect: int) -> None:
    """Answer requests until there are no more."""
    import harper  # noqa: PLC0415 - only after file descriptor 1 was moved out of its reach

    linters = {dialect: harper.Linter(dialect)}
    replies.write(json.dumps({"ready": True}) + "\n")
    replies.flush()
    state: dict[int, tuple[Any, Any]] = {}
    for line in requests:
        request = json.loads(line)
        try:
            dialect = request["dialect"]
            linter = linters.get(dialect) or linters.setdefault(dialect, harper.Linter(dialect))
            wanted = (request["rules"], request["words"])
            if state.get(dialect) != wanted:
                linter.clear_words()
                if request["words"]:
                    linter.import_words(request["words"])
                on = set(request["rules"])
                linter.set_lint_config({rule: rule in on for rule in harper.get_default_lint_config()})
                state[dialect] = wanted
            reply: dict[str, Any] = {"lints": lint(linter, request["texts"])}
        except BaseException as error:  # noqa: BLE001 - a Rust panic is no Exception
            reply = {"error": f"{type(error).__name__}: {error}"}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()
        if "error" in reply:
            break


if __name__ == "__main__":
    output = _replies()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    serve(sys.stdin, output, int(sys.argv[1]))
    # Not the interpreter's own end: a native thread that still runs must not hold the process.
    output.flush()
    os._exit(0)
