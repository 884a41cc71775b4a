"""The worker process of Harper, see `edlint.engines.serving` for the protocol.

A request is `{"dialect": 0, "rules": [name, …], "words": […], "texts": […]}`. The reply is `{"lints": [[[rule, start, end, message, [[kind, text], …]], …] for each text]}` with
offsets in code points of that text. After a panic the linter may be unusable, so the process ends.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from edlint.engines.serving import RequestHandler, serve

BREAK = "\n\n"
"""Separator between two texts: a paragraph break, which no sentence of Harper's crosses."""


def lint(linter: Any, texts: list[str]) -> list[list[list[Any]]]:
    """Return each text's lints. All texts go into one call, as each call has the fixed cost of 900 rules."""
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
                continue  # It spans the separator and belongs to neither text.
            suggestions = [[int(s.kind), s.replacement_text] for s in one.suggestions]
            found[index].append([rule, start, end, one.message, suggestions])
    return found


def prepare() -> RequestHandler:
    """Create the linter of the dialect that the command line names, and return the request handler."""
    import harper  # noqa: PLC0415 - it prints on file descriptor 1, which `serve` has moved out of its reach by now

    dialect = int(sys.argv[1])
    linters = {dialect: harper.Linter(dialect)}
    state: dict[int, tuple[Any, Any]] = {}

    def answers(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
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
        yield {"lints": lint(linter, request["texts"])}

    return answers


if __name__ == "__main__":
    serve(prepare)
