"""Checks the articles of buckets in worker processes, so that an article that kills or hangs one costs one row."""

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from edlint.archive.bucket import DONE, Bucket, BucketResult, Job
from edlint.archive.plan import Part
from edlint.archive.rows import Rows, rows
from edlint.archive.store import Store
from edlint.config.load import Loaded
from edlint.model.report import FileReport
from edlint.model.rule import Rule
from edlint.run import session
from edlint.run.files import Article
from edlint.run.pool import ordered


def buckets(
    job: Job, parts: Iterable[Part], jobs: int, seen: Callable[[int], None] = lambda _: None
) -> Iterator[tuple[Part, BucketResult]]:
    """Check the buckets that are not done in `jobs` processes, and yield each bucket, in order, as soon as it is done.

    `seen` is called with the number of further articles done. Raises EdlintError when a file cannot be read or written.
    """
    store = Store(job.uri)
    waiting: deque[tuple[Part, Bucket | BucketResult]] = deque()

    def todo() -> Iterator[dict[str, Any]]:
        for part in parts:
            if job.over:
                return
            # List the marks anew each time: another run may be checking the same archive.
            bucket = Bucket.open(job, store, part, store.names(DONE))
            waiting.append((part, bucket))
            if isinstance(bucket, Bucket):
                yield from bucket.todo()

    def ready() -> Iterator[tuple[Part, BucketResult]]:
        while waiting:
            part, bucket = waiting[0]
            if isinstance(bucket, Bucket) and bucket.left:
                return
            done = bucket if isinstance(bucket, BucketResult) else bucket.finish()
            waiting.popleft()
            seen(done.articles - done.checked)
            yield part, done

    for found in checked(job, todo(), jobs):
        yield from ready()
        bucket = waiting[0][1]
        assert isinstance(bucket, Bucket)  # noqa: S101 - what is done has nothing to do, and was taken off
        bucket.checked.append(found)
        seen(1)
        yield from ready()
    yield from ready()


def checked(job: Job, entries: Iterable[dict[str, Any]], jobs: int) -> Iterator[Rows]:
    """Check the entries in `jobs` processes and yield their rows, in order."""
    arguments = (job.loaded, job.catalog, job.engines, job.memory)
    return ordered(_check, entries, _crashed, jobs=jobs, setup=_setup, arguments=arguments, fork=False)


def _setup(loaded: Loaded, catalog: Mapping[str, Rule], engines: tuple[str, ...], memory: int) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - there is none on Windows

        limit = getattr(resource, "RLIMIT_DATA", resource.RLIMIT_AS)
        resource.setrlimit(limit, (memory, resource.getrlimit(limit)[1]))
    session.setup(loaded, catalog, engines, keep=True)


def _check(entry: dict[str, Any]) -> Rows:
    began = time.process_time()
    if entry["error"]:
        report = FileReport(entry["name"], entry["format"], error=entry["error"])
    else:
        report = session.work(_article(entry))
    return rows(entry, report, round((time.process_time() - began) * 1000))


def _crashed(entry: dict[str, Any]) -> Rows:
    return rows(entry, session.crashed(_article(entry)), 0)


def _article(entry: dict[str, Any]) -> Article:
    name = entry["name"]
    return Article(name, name, entry["format"], len(entry["data"]), data=entry["data"])
