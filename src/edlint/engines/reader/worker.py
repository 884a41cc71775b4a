"""The worker process of the reader, see `edlint.engines.serving` for the protocol.

A request `{"read": [[text, [[start, end], …]], …]}` has sentences, each with the ranges in which nothing may change. Each
sentence gets a reply `{"found": [[start, end, new, kind, log-odds], …]}`, best first. A request
`{"judge": [[text, [[start, end, new], …]], …]}` has sentences with changes. Each sentence gets a reply
`{"scores": [number or null, …]}`: the gain in log-probability of each change, in nats.
"""

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from edlint.engines.reader.model import Model
from edlint.engines.reader.search import Search
from edlint.engines.serving import RequestHandler, serve

_THREADS = 2


def _answers(search: Search, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for text, closed in request.get("read", ()):
        yield {"found": [list(row) for row in search.found(text, closed)]}
    for text, changes in request.get("judge", ()):
        yield {"scores": search.judged(text, changes)}


def _prepared() -> RequestHandler:
    """Load the model from the folder that the command line names, and return the request handler."""
    return partial(_answers, Search(Model(Path(sys.argv[1]), min(_THREADS, os.cpu_count() or 1))))


if __name__ == "__main__":
    serve(_prepared)
