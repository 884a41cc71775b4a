"""Distribute buckets over a Ray or Spark cluster. Workers check and write each bucket exactly as on one machine."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence

from edlint.archive import work
from edlint.archive.bucket import BucketResult, Job
from edlint.archive.plan import Part
from edlint.archive.run import Carrier
from edlint.archive.store import Store, line_of, require
from edlint.model.errors import EdlintError

_TRIES = 5
"""The number of attempts at a bucket whose worker process or machine was lost."""


def one(job: Job, part: Part) -> BucketResult | None:
    """Check a bucket in one process; None if the run's time was over before it began."""
    return next((done for _, done in work.buckets(job, [part], 1)), None)


def ray(address: str) -> Carrier:
    """Return a carrier for Ray: the cluster at an address, else the current one, else one started on this machine."""
    library = require("ray", "ray")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")

    def carry(
        job: Job, parts: Sequence[Part], jobs: int, seen: Callable[[int], None]
    ) -> Iterator[tuple[Part, BucketResult]]:
        ours = not library.is_initialized()
        if ours:
            _start(library, address, jobs)
        try:
            about = library.put(job)
            task = library.remote(one).options(max_retries=_TRIES - 1, num_cpus=1)
            rest = iter(parts)
            under_way = {}
            window = max(2, 2 * int(library.cluster_resources().get("CPU", jobs)))
            while True:
                for part in rest:
                    if job.over:
                        break
                    under_way[task.remote(about, part)] = part
                    if len(under_way) >= window:
                        break
                if not under_way:
                    return
                (ready, *_), _ = library.wait(list(under_way), num_returns=1)
                part = under_way.pop(ready)
                try:
                    done = library.get(ready)
                except library.exceptions.RayTaskError as error:
                    cause = error.cause
                    if isinstance(cause, EdlintError):
                        raise cause from None
                    raise
                except library.exceptions.RayError as error:
                    raise EdlintError(f"bucket {part.bucket}: {line_of(error)}") from None
                if done is not None:
                    yield from _there(job, part, done, seen)
        finally:
            if ours:
                library.shutdown()

    return carry


def _start(library: object, address: str, jobs: int) -> None:
    # If RAY_ADDRESS is set, as it also is in a cluster's job, Ray finds the cluster by itself.
    here = not address and not os.environ.get("RAY_ADDRESS")
    options = {"num_cpus": jobs, "include_dashboard": False} if here else {}
    try:
        library.init(address or None, log_to_driver=False, logging_level="error", **options)  # type: ignore[attr-defined] # Ray is imported by name, as an object
    except (ConnectionError, RuntimeError, ValueError, OSError, TimeoutError) as error:
        raise EdlintError(f"--on {address or 'ray'}: {line_of(error)}") from None


def spark(address: str) -> Carrier:
    """Return a carrier for Spark, by the address of its master; without one, Spark runs on this machine."""
    sql = require("pyspark.sql", "spark")

    def carry(
        job: Job, parts: Sequence[Part], jobs: int, seen: Callable[[int], None]
    ) -> Iterator[tuple[Part, BucketResult]]:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        master = address.removeprefix("spark://local") if address.startswith("spark://local") else address
        master = f"local{master}" if address.startswith("spark://local") else master
        builder = sql.SparkSession.builder.appName("edlint archive")
        if master or ("SPARK_REMOTE" not in os.environ and "MASTER" not in os.environ):
            builder = builder.master(master or f"local[{jobs},{_TRIES}]")
        try:
            session = (
                builder.config("spark.task.maxFailures", str(_TRIES))
                .config("spark.ui.enabled", "false")
                .getOrCreate()
            )
        except Exception as error:  # noqa: BLE001 - Java's own, whatever they are
            raise EdlintError(f"--on {address or 'spark'}: {line_of(error)}") from None
        try:
            about = session.sparkContext.broadcast(job)
            buckets = session.sparkContext.parallelize(list(parts), max(1, len(parts)))
            try:
                found = buckets.map(lambda part: (part, one(about.value, part))).collect()
            except Exception as error:  # noqa: BLE001 - as above
                raise EdlintError(f"--on {address or 'spark'}: {_cause(error)}") from None
            for part, done in found:
                if done is not None:
                    yield from _there(job, Part(*part), done, seen)
        finally:
            with contextlib.suppress(Exception):
                session.stop()

    return carry


def _there(
    job: Job, part: Part, done: BucketResult, seen: Callable[[int], None]
) -> Iterator[tuple[Part, BucketResult]]:
    """Report and yield a bucket that a worker has done. Raises EdlintError if its files are not visible from here."""
    if not Store(job.uri).has(f"articles/part-{done.part}.parquet"):
        raise EdlintError(
            f"{job.uri}: the workers' results are not to be seen from here: --out has to be a place that all machines share"
        )
    for _ in range(done.checked):
        seen(1)
    seen(done.articles - done.checked)
    yield part, done


def _cause(error: Exception) -> str:
    """Return the message of edlint's own error in a worker's traceback, or else the error's first line."""
    lines = [line.strip() for line in str(error).splitlines()]
    own = [line.partition("Error: ")[2] for line in lines if line.startswith("edlint.") and "Error: " in line]
    return own[0] if own else line_of(error)
