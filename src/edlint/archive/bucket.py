"""Buckets, the units of work of an archive's run: reuses earlier rows, checks the rest, and writes the results once.

The rows of a bucket are written to files whose name is unique to this attempt, then a mark file in `_done` that names
them. The mark's own name is a digest of everything that determines the rows, so that any later run, on any machine, sees
that the bucket is done. Rows of an attempt killed before it wrote the mark are ignored. If two processes check the same
bucket at the same time, the later mark replaces the earlier one, and the rows of both are the same.
"""

import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from edlint.archive import key, plan
from edlint.archive.plan import Part
from edlint.archive.rows import TABLES, Rows, packed, schemas
from edlint.archive.store import Store, file_errors, require
from edlint.config.load import Loaded
from edlint.model.errors import EdlintError
from edlint.model.rule import Rule

DONE = "_done"
SCHEMA = 1
_COUNTS = ("articles", "failed", "errors", "warnings", "suggestions", "words", "milliseconds")


@dataclass(frozen=True)
class Job:
    """The parameters of a run, sent to every worker: the archive's URI, configuration, rules, engines and limits.

    `base` is the digest from `key.base`. `memory` is a process's limit in bytes. `again`: check articles again whose check
    failed. `until` is the time (seconds since 1970) from which no further bucket is begun.
    """

    uri: str
    base: str
    loaded: Loaded
    catalog: Mapping[str, Rule]
    engines: tuple[str, ...]
    memory: int
    again: bool = False
    until: float | None = None

    def mark(self, part: Part) -> str:
        """Return the name of a bucket's mark file."""
        return f"{DONE}/{part.name}-{self.base}-{key.digest(self.base, part.contents)}.json"

    @property
    def over(self) -> bool:
        """Whether the run's time is over, so that no further bucket is to be begun."""
        return self.until is not None and time.time() >= self.until


@dataclass(frozen=True)
class BucketResult:
    """A bucket that is done: the name in its row files, the number of articles checked in this run, and its sums."""

    part: str
    checked: int
    counts: Mapping[str, int]

    @property
    def articles(self) -> int:
        """Return the number of articles in the bucket."""
        return self.counts["articles"]


def mark(store: Store, name: str) -> BucketResult | None:
    """Read a mark file; None if it does not exist. Raises EdlintError if it is damaged or of a newer edlint."""
    data = store.read_json(name)
    if data is None:
        return None
    try:
        if data["schema"] > SCHEMA:
            raise EdlintError(f"{store.uri}/{name}: written by a newer edlint; update edlint")
        return BucketResult(str(data["part"]), 0, {count: int(data[count]) for count in _COUNTS})
    except (KeyError, TypeError, ValueError):
        raise EdlintError(f"{store.uri}/{name}: damaged; remove it, and run again") from None


@dataclass
class Bucket:
    """A bucket that is being checked.

    `copied` has the rows of earlier runs, by table, for the articles whose stamps are `known`; `checked` collects the rows
    of the articles from `todo`, in order.
    """

    job: Job
    store: Store
    part: Part
    copied: dict[str, list[Any]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    checked: list[Rows] = field(default_factory=list)

    @classmethod
    def open(cls, job: Job, store: Store, part: Part, marks: list[str]) -> "Bucket | BucketResult":
        """Return a bucket with the rows that can be reused, or Done if it is. `marks` are the names in `_done`."""
        name = job.mark(part)
        done = mark(store, name) if name.partition("/")[2] in marks else None
        if done is not None and not (job.again and done.counts["failed"]) and _whole(store, done):
            return done
        bucket = cls(job, store, part)
        earlier = [one for one in marks if part.overlaps(one) and one[13:].startswith(f"{job.base}-")]
        if earlier:
            bucket._copy(earlier)
        return bucket

    def _copy(self, marks: list[str]) -> None:
        """Copy the rows of unchanged articles from the marked buckets of earlier runs."""
        arrow, compute = require("pyarrow"), require("pyarrow.compute")
        wanted = {one["stamp"] for one in plan.entries(self.store, self.part, ["stamp"])}
        for name in marks:
            found = mark(self.store, f"{DONE}/{name}")
            if found is None or not wanted - self.known:
                continue
            try:
                articles = table(self.store, "articles", found.part)
            except EdlintError:
                # Its rows are missing or truncated: check these articles again.
                continue
            fresh = arrow.array(sorted(wanted - self.known), arrow.string())
            good = compute.and_(
                compute.is_in(articles["stamp"], fresh),
                compute.and_(
                    compute.is_null(articles["error"]),
                    compute.equal(compute.list_value_length(articles["failures"]), 0),
                )
                if self.job.again
                else arrow.scalar(True),
            )
            articles = articles.filter(good)
            if not articles.num_rows:
                continue
            try:
                others = {one: table(self.store, one, found.part) for one in TABLES[1:]}
            except EdlintError:
                continue
            self.known.update(articles["stamp"].to_pylist())
            self.copied.setdefault("articles", []).append(articles)
            for one, rows in others.items():
                self.copied.setdefault(one, []).append(
                    rows.filter(compute.is_in(rows["id"], articles["id"].combine_chunks()))
                )

    @property
    def left(self) -> int:
        """Return the number of articles still to be checked."""
        return self.part.articles - len(self.known) - len(self.checked)

    def todo(self) -> Iterator[dict[str, Any]]:
        """Yield the plan's entries of the articles to check, without those whose rows were copied."""
        for entry in plan.entries(self.store, self.part):
            if entry["stamp"] not in self.known:
                yield entry

    def finish(self) -> BucketResult:
        """Write the rows, then the mark file. Raises EdlintError when they cannot be written."""
        arrow = require("pyarrow")
        name = f"{self.part.name}-{key.digest(self.job.base, self.part.contents)}-{secrets.token_hex(4)}"
        counts = dict.fromkeys(_COUNTS, 0)
        for which, schema in schemas().items():
            new = arrow.Table.from_pylist(
                [row for one in self.checked for row in getattr(one, which)], schema
            )
            whole = arrow.concat_tables([new, *(old.cast(schema) for old in self.copied.get(which, ()))])
            order = [("id", "ascending")] + ([("number", "ascending")] if which != "articles" else [])
            whole = whole.sort_by(order)
            if which == "articles":
                counts = _counted(whole)
            self.store.write(f"{which}/part-{name}.parquet", packed(whole))
        checked = len(self.checked)
        self.store.write_json(self.job.mark(self.part), {"schema": SCHEMA, "part": name, **counts})
        return BucketResult(name, checked, counts)


def _whole(store: Store, done: BucketResult) -> bool:
    """Whether the row files that a mark names are readable, with as many articles as it says (Parquet's footer)."""
    try:
        articles, *_ = [plan.length(store, f"{which}/part-{done.part}.parquet") for which in TABLES]
    except EdlintError:
        return False
    return articles == done.articles


def table(store: Store, which: str, name: str) -> Any:
    """Return the rows of one table (`which`) of a bucket. Raises EdlintError if the file is missing or truncated."""
    parquet = require("pyarrow.parquet")
    file = f"{which}/part-{name}.parquet"
    with file_errors(f"{store.uri}/{file}"), store.open(file) as opened:
        return parquet.read_table(opened)


def _counted(articles: Any) -> dict[str, int]:
    """Return the sums over a bucket's articles; `failed` counts those not checked, or not by all checks."""
    compute = require("pyarrow.compute")
    failed = compute.or_(
        compute.is_valid(articles["error"]),
        compute.greater(compute.list_value_length(articles["failures"]), 0),
    )
    sums = {name: int(compute.sum(articles[name]).as_py() or 0) for name in _COUNTS[2:]}
    return {"articles": articles.num_rows, "failed": int(compute.sum(failed).as_py() or 0), **sums}
