"""Estimate the time, size and cost of checking an archive from a sample of its articles."""

import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

from edlint.archive import plan, work
from edlint.archive.bucket import Job
from edlint.archive.plan import Plan
from edlint.archive.rows import packed, schemas
from edlint.archive.store import Store, require
from edlint.run.limits import cores


def estimate(job: Job, found: Plan, sample: int, jobs: int | None, price: float | None) -> str:
    """Check about `sample` articles, write nothing, and return the estimate for all as lines of text.

    The articles are chosen by the hashes of their ids: at random, but the same ones each time. `price` is that of an hour
    of one processor.
    """
    store = Store(job.uri)
    jobs = jobs or cores()
    each = max(1, -(-sample // max(1, len(found.parts))))

    def chosen() -> Iterator[dict[str, Any]]:
        for part in found.parts:
            yield from islice(plan.entries(store, part), each)

    began = time.monotonic()
    rows = list(work.checked(job, islice(chosen(), sample), jobs))
    wall = time.monotonic() - began
    if not rows:
        return "no articles"
    articles = [one.articles[0] for one in rows]
    # Leave out the first articles of each process, whose time includes loading rules and data.
    settled = articles[4 * jobs :] or articles
    seconds = sum(one["milliseconds"] for one in settled) / 1000 / len(settled)
    hours = seconds * found.articles / 3600
    words = sum(one["words"] for one in articles) / len(rows)
    failed = sum(one["error"] is not None or bool(one["failures"]) for one in articles)
    size = sum(_bytes(name, [row for one in rows for row in getattr(one, name)]) for name in schemas()) / len(
        rows
    )
    lines = [
        (
            f"{len(rows):,} of {found.articles:,} articles in {wall:.0f} s: {words:.0f} words each, {seconds * 1000:.0f} ms of "
            f"processor time each, {failed:,} not checked or not wholly"
        ),
        (
            f"all: {hours:.2f} hours of one processor, so {hours / jobs:.2f} hours here with {jobs} processes, "
            f"{hours / 32:.2f} hours with 32"
        ),
        f"rows: {size * found.articles / 1e6:,.1f} MB",
    ]
    if price is not None:
        lines.append(f"cost: {hours * price:,.2f} at {price:g} an hour of a processor")
    return "\n".join(lines)


def _bytes(name: str, rows: list[dict[str, Any]]) -> int:
    return len(packed(require("pyarrow").Table.from_pylist(rows, schemas()[name])))
