"""A bucket, the unit of an archive's run: what of it is known, what has to be checked, and its rows written once.

Exactly once by names: the rows of a bucket go to files under a name of this try's own, and then a mark in `_done` names
them. The mark's name is made of everything that decides what the rows say, so that whoever comes later, on whatever
machine, sees that there is nothing to do. What was killed before its mark is there counts for nothing, and of two
that check the same bucket at the same time, the later mark names its own rows, which say the same.
"""

import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from edlint.archive import key, plan
from edlint.archive.plan import Part
from edlint.archive.rows import TABLES, Rows, packed, schemas
from edlint.archive.store import Store, needed, told
from edlint.config.load import Loaded
from edlint.model.errors import EdlintError
from edlint.model.rule import Rule

DONE = "_done"
SCHEMA = 1
_COUNTS = ("articles", "failed", "errors", "warnings", "suggestions", "words", "milliseconds")


@dataclass(frozen=True)
class Job:
    """What a run is about, as it goes to every worker: where, by which configuration and rules, and what to do again.

    `base` is as `key.base` gives it. `memory` is in bytes, `until` the time of the system's clock from which no bucket
    is begun.
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
        """Return the name of a bucket's mark."""
        return f"{DONE}/{part.name}-{self.base}-{key.digest(self.base, part.contents)}.json"

    @property
    def over(self) -> bool:
        """Whether no more bucket is to be begun."""
        return self.until is not None and time.time() >= self.until


@dataclass(frozen=True)
class Done:
    """A bucket that is done: the name of its rows' files, how many articles were checked for it, and sums over it."""

    part: str
    checked: int
    counts: Mapping[str, int]

    @property
    def articles(self) -> int:
        """Return how many articles it has."""
        return self.counts["articles"]


def mark(store: Store, name: str) -> Done | None:
    """Return what a mark says; None where there is none. Raises EdlintError for one of a newer edlint."""
    data = store.read_json(name)
    if data is None:
        return None
    try:
        if data["schema"] > SCHEMA:
            raise EdlintError(f"{store.uri}/{name}: written by a newer edlint; update edlint")
        return Done(str(data["part"]), 0, {count: int(data[count]) for count in _COUNTS})
    except (KeyError, TypeError, ValueError):
        raise EdlintError(f"{store.uri}/{name}: damaged; remove it, and run again") from None


@dataclass
class Bucket:
    """A bucket that is being checked. `todo` has to be checked, in order; the rows of the others are copied."""

    job: Job
    store: Store
    part: Part
    copied: dict[str, list[Any]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    checked: list[Rows] = field(default_factory=list)

    @classmethod
    def open(cls, job: Job, store: Store, part: Part, marks: list[str]) -> "Bucket | Done":
        """Return a bucket with what is known of its articles, or what there is when it is done. `marks` are names in `_done`."""
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
        """Take over the rows of articles that are as they were, from whichever part has them."""
        arrow, compute = needed("pyarrow"), needed("pyarrow.compute")
        wanted = {one["stamp"] for one in plan.entries(self.store, self.part, ["stamp"])}
        for name in marks:
            found = mark(self.store, f"{DONE}/{name}")
            if found is None or not wanted - self.known:
                continue
            try:
                articles = table(self.store, "articles", found.part)
            except EdlintError:
                # Its rows are gone or cut short: they are made anew.
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
        """Return how many articles have to be checked still."""
        return self.part.articles - len(self.known) - len(self.checked)

    def todo(self) -> Iterator[dict[str, Any]]:
        """Yield the articles that have to be checked."""
        for entry in plan.entries(self.store, self.part):
            if entry["stamp"] not in self.known:
                yield entry

    def finish(self) -> Done:
        """Write the rows, then the mark. Raises EdlintError."""
        arrow = needed("pyarrow")
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
        return Done(name, checked, counts)


def _whole(store: Store, done: Done) -> bool:
    """Whether all rows that a mark names are there: the end of a Parquet file says how many it has."""
    try:
        articles, *_ = [plan.length(store, f"{which}/part-{done.part}.parquet") for which in TABLES]
    except EdlintError:
        return False
    return articles == done.articles


def table(store: Store, which: str, name: str) -> Any:
    """Return a part's rows of a table. Raises EdlintError where they are gone or cut short."""
    parquet = needed("pyarrow.parquet")
    file = f"{which}/part-{name}.parquet"
    with told(f"{store.uri}/{file}"), store.open(file) as opened:
        return parquet.read_table(opened)


def _counted(articles: Any) -> dict[str, int]:
    """Return the sums over the articles of a bucket. One that could not be checked, or not wholly, has failed."""
    compute = needed("pyarrow.compute")
    failed = compute.or_(
        compute.is_valid(articles["error"]),
        compute.greater(compute.list_value_length(articles["failures"]), 0),
    )
    sums = {name: int(compute.sum(articles[name]).as_py() or 0) for name in _COUNTS[2:]}
    return {"articles": articles.num_rows, "failed": int(compute.sum(failed).as_py() or 0), **sums}
