"""The reader in a process of its own, see `edlint.engines.serving`.

A request is `{"read": [[text, [[start, end], …]], …]}`: sentences, and where in each nothing may change. For each there is
a reply of its own, `{"found": [[start, end, new, kind, score], …]}`, best first. Or it is
`{"judge": [[text, [[start, end, new], …]], …]}`, answered by `{"scores": [number or null, …]}` for each sentence: how much
likelier it is with the change, in nats.
"""

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from edlint.engines.reader.model import Model
from edlint.engines.reader.search import Search
from edlint.engines.serving import Answering, serve

_THREADS = 2


def _answers(search: Search, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for text, closed in request.get("read", ()):
        yield {"found": [list(row) for row in search.found(text, closed)]}
    for text, changes in request.get("judge", ()):
        yield {"scores": search.judged(text, changes)}


def _prepared() -> Answering:
    """Load the model in the folder that the command line names."""
    return partial(_answers, Search(Model(Path(sys.argv[1]), min(_THREADS, os.cpu_count() or 1))))


if __name__ == "__main__":
    serve(_prepared)
