"""A run over an archive: checks the buckets that are not done, and records which rows belong to the run."""

import os
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from edlint import __version__
from edlint.archive import key, plan
from edlint.archive.bucket import DONE, BucketResult, Job, mark
from edlint.archive.plan import Part, Plan
from edlint.archive.rows import TABLES
from edlint.archive.store import Store
from edlint.config.load import Loaded
from edlint.model.errors import EdlintError, EngineError
from edlint.model.rule import Rule
from edlint.run.limits import cores
from edlint.run.session import engines_for

RUNS = "runs"
SCHEMA = 1
_DAY = 86_400.0


@dataclass
class RunResult:
    """The result of a run: its name, the buckets that are done, and how many articles it checked itself."""

    name: str
    plan: Plan
    done: dict[Part, BucketResult] = field(default_factory=dict)
    checked: int = 0
    stopped: bool = False

    @property
    def complete(self) -> bool:
        """Whether every bucket of the plan is done."""
        return len(self.done) == len(self.plan.parts)

    def count(self, name: str) -> int:
        """Return the sum of a count over all buckets that are done."""
        return sum(done.counts[name] for done in self.done.values())


Carrier = Callable[[Job, Sequence[Part], int, Callable[[int], None]], Iterator[tuple[Part, BucketResult]]]
"""A function that checks buckets: (job, buckets, number of processes, progress callback) to the finished buckets."""


def job(
    uri: str,
    loaded: Loaded,
    catalog: dict[str, Rule],
    *,
    memory: int,
    again: bool = False,
    seconds: float | None = None,
) -> Job:
    """Return the job of a run; `seconds` limits its time. Raises EngineError if a requested engine cannot run."""
    asked = engines_for(loaded, slow=False)
    failed = [status for status in asked if status.status == "failed"]
    if failed:
        raise EngineError(f"{failed[0].name}: {failed[0].detail}")
    running = tuple(status.name for status in asked if status.status == "ran")
    until = None if seconds is None else time.time() + seconds
    found = key.base(loaded, catalog, asked)
    # Clear the values cached for this process, so that they are not sent to the workers.
    loaded.profiles.clear()
    key.known(loaded)
    store = Store(uri)
    # An absolute path, as a worker has another working directory.
    return Job(store.root if store.local else uri, found, loaded, catalog, running, memory, again, until)


def run(
    asked: Job, carrier: Carrier, jobs: int | None, seen: Callable[[int], None] = lambda _: None
) -> RunResult:
    """Check every bucket of the plan that is not done, write the run's record, and return the outcome."""
    store = Store(asked.uri)
    for folder in (*TABLES, DONE, RUNS):
        store.sweep(folder)
    found = plan.read(store)
    outcome = RunResult(_name(time.time()), found)
    for part, done in carrier(asked, found.parts, jobs or cores(), seen):
        outcome.done[part] = done
        outcome.checked += done.checked
    outcome.stopped = not outcome.complete
    parts = {part.bucket: done.part for part, done in outcome.done.items()}
    store.write_json(
        f"{RUNS}/{outcome.name}.json",
        {
            "schema": SCHEMA,
            "edlint": __version__,
            "base": asked.base,
            "sources": list(found.sources),
            "buckets": len(found.parts),
            "parts": [parts[bucket] for bucket in sorted(parts)],
            **{
                name: outcome.count(name)
                for name in ("articles", "failed", "errors", "warnings", "suggestions", "words")
            },
        },
    )
    if store.local:
        _clear(store)
    return outcome


def _name(now: float) -> str:
    """Return a unique name for a run that begins at `now` (seconds since 1970); names sort by time."""
    began = time.strftime("%Y-%m-%dT%H-%M-%SZ", time.gmtime(now))
    return f"{began}-{int(now % 1 * 65536):04x}{secrets.token_hex(2)}"


def named(store: Store, which: str = "") -> dict[str, Any]:
    """Return the record of a run: by name, by `-1`, `-2` … from the last, or of the last. Raises EdlintError."""
    names = [name.removesuffix(".json") for name in store.names(RUNS)]
    if not names:
        raise EdlintError(f"{store.uri}: no run there yet: edlint archive run --out {store.uri}")
    if which.startswith("-") and which[1:].isdigit():
        index = -int(which[1:])
        name = names[index] if -len(names) <= index < 0 else ""
    else:
        name = which or names[-1]
    data = store.read_json(f"{RUNS}/{name}.json") if name in names else None
    if data is None:
        raise EdlintError(f"{store.uri}: no run “{which}”; there are {', '.join(names[-3:])}")
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("parts"), list):
        raise EdlintError(f"{store.uri}/{RUNS}/{name}.json: damaged, or written by a newer edlint")
    return {"name": name, **data}


def _clear(store: Store) -> None:
    """Remove row files older than a day that no mark or run names: those of attempts that were killed."""
    old = [
        f"{which}/{name}"
        for which in TABLES
        for name in store.names(which)
        if time.time() - os.stat(store.path(f"{which}/{name}")).st_mtime > _DAY  # noqa: PTH116 - as everywhere
    ]
    if not old:
        return
    kept = {done.part for name in store.names(DONE) if (done := mark(store, f"{DONE}/{name}")) is not None}
    for name in store.names(RUNS):
        kept.update((store.read_json(f"{RUNS}/{name}") or {}).get("parts", ()))
    store.remove([file for file in old if file.partition("/part-")[2].removesuffix(".parquet") not in kept])
