"""The plan of an archive: its articles, divided into buckets, and the digest of each bucket's contents.

An article's bucket depends on its id only, so that a new article changes one bucket. The plan contains the articles
themselves, in one file per bucket: a run reads nothing else, and checks exactly what was planned.
"""

import hashlib
import math
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import IO, Any, NamedTuple

from edlint import __version__
from edlint.archive import key
from edlint.archive.sources import SourceArticle, section_of
from edlint.archive.store import Store, file_errors, require
from edlint.model.errors import EdlintError
from edlint.run.read import error_reason

NAME = "archive.json"
SCHEMA = 1
_GROUP = 32_000_000
"""Bytes of articles in one row group of a bucket's file, which is written and read at once."""


class Part(NamedTuple):
    """A bucket of a plan: its number, the number of buckets, its digest, its number of articles and their bytes."""

    bucket: int
    of: int
    contents: str
    articles: int
    bytes: int

    @property
    def name(self) -> str:
        """Return the prefix of the bucket's file names."""
        return f"{self.bucket:05}of{self.of:05}"

    @property
    def file(self) -> str:
        """Return the name of the file with the bucket's articles."""
        return f"contents/{self.name}-{self.contents}.parquet"

    def overlaps(self, name: str) -> bool:
        """Whether another bucket, given by its file-name prefix, may contain articles of this one."""
        bucket, of = int(name[:5]), int(name[7:12])
        return bucket * self.of < (self.bucket + 1) * of and self.bucket * of < (bucket + 1) * self.of


@dataclass(frozen=True)
class Plan:
    """A plan: its buckets in order, its sources, and the number of articles left out because of a duplicate id."""

    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    twice: int = 0

    @property
    def articles(self) -> int:
        """Return the number of articles in all buckets."""
        return sum(part.articles for part in self.parts)


def read(store: Store) -> Plan:
    """Read the plan in a store. Raises EdlintError if there is none, or it is damaged or of a newer edlint."""
    data = store.read_json(NAME)
    if data is None:
        raise EdlintError(
            f"{store.uri}: no plan of an archive there; make one: edlint archive plan SRC --out {store.uri}"
        )
    version = data.get("schema") if isinstance(data, dict) else None
    if isinstance(version, int) and version > SCHEMA:
        raise EdlintError(
            f"{store.uri}/{NAME}: written by a newer edlint (format {version}, we know {SCHEMA}); update edlint"
        )
    try:
        of = int(data["buckets"])
        parts = tuple(
            Part(int(p["bucket"]), of, str(p["contents"]), int(p["articles"]), int(p["bytes"]))
            for p in data["parts"]
        )
        return Plan(parts, tuple(map(str, data["sources"])), int(data["twice"]))
    except (KeyError, TypeError, ValueError):
        raise EdlintError(f"{store.uri}/{NAME}: damaged; make it anew: edlint archive plan") from None


def make(
    store: Store,
    entries: Iterable[SourceArticle],
    sources: Sequence[str],
    *,
    size: int = 2_000,
) -> Plan:
    """Divide articles into buckets of about `size`, write the changed buckets, then the plan, and return it.

    At most one bucket's articles are in memory at a time; all are collected in the system's temporary folder.
    """
    require("pyarrow")
    try:
        before: Plan | None = read(store)
    except EdlintError as error:
        if "newer edlint" in str(error):
            raise
        before = None
    with _aside(), tempfile.TemporaryFile() as file, _database() as index:
        twice = _gather(entries, file, index)
        (count,) = index.execute("SELECT count(*) FROM articles").fetchone()
        of = _buckets(count, size, before)
        parts = tuple(_parts(store, file, index, of))
    plan = Plan(parts, tuple(sources), twice)
    store.write_json(
        NAME,
        {
            "schema": SCHEMA,
            "edlint": __version__,
            "sources": list(plan.sources),
            "articles": plan.articles,
            "twice": twice,
            "buckets": of,
            "parts": [
                {"bucket": p.bucket, "contents": p.contents, "articles": p.articles, "bytes": p.bytes}
                for p in parts
            ],
        },
    )
    _clear(store, plan, before)
    return plan


def entries(store: Store, part: Part, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the articles of a bucket in order, as mappings of columns. Raises EdlintError if its file is damaged."""
    parquet = require("pyarrow.parquet")
    with file_errors(f"{store.uri}/{part.file}"), store.open(part.file) as file:
        whole = parquet.ParquetFile(file)
        if whole.metadata.num_rows != part.articles:
            raise EdlintError(
                f"{store.uri}/{part.file}: not the articles of the plan; make it anew: edlint archive plan"
            )
        for number in range(whole.num_row_groups):
            for batch in whole.iter_batches(batch_size=100, row_groups=[number], columns=columns):
                yield from batch.to_pylist()


def length(store: Store, name: str) -> int:
    """Return the number of rows in a Parquet file. Raises EdlintError if it is missing or truncated."""
    parquet = require("pyarrow.parquet")
    with file_errors(f"{store.uri}/{name}"), store.open(name) as file:
        return int(parquet.ParquetFile(file).metadata.num_rows)


def _there(store: Store, part: Part) -> bool:
    try:
        return length(store, part.file) == part.articles
    except EdlintError:
        return False


def _buckets(count: int, size: int, before: Plan | None) -> int:
    """Return the number of buckets: that of `before` while a bucket stays within `size` / 3 to `size` * 3 articles.

    Otherwise it is the power of two that comes nearest to `size`, at most 65,536.
    """
    if before is not None and before.parts:
        of = before.parts[0].of
        if size / 3 <= count / of <= size * 3 or (of == 1 and count <= size * 3):
            return of
    return 1 << max(0, min(16, round(math.log2(max(1, count) / size))))


@contextmanager
def _aside() -> Iterator[None]:
    """Convert errors of the system's temporary folder in the block, such as a full disk, to EdlintError."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        said = error_reason(error) if isinstance(error, OSError) else str(error)
        raise EdlintError(f"{tempfile.gettempdir()}: cannot hold the articles meanwhile: {said}") from None


def _place(id_: str) -> int:
    """Return the sort key of an article, which also determines its bucket: 63 bits of its id's hash."""
    data = id_.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") >> 1


def _database() -> "closing[sqlite3.Connection]":
    # An empty name makes SQLite use a temporary file, which is deleted when it is closed.
    connection = sqlite3.connect("", isolation_level=None)
    connection.text_factory = lambda data: data.decode("utf-8", "surrogatepass")
    connection.execute(
        "CREATE TABLE articles (id BLOB PRIMARY KEY, place INTEGER, stamp TEXT, name BLOB, format TEXT, section BLOB, "
        "author BLOB, date TEXT, error BLOB, start INTEGER, length INTEGER) WITHOUT ROWID"
    )
    connection.execute("BEGIN")
    return closing(connection)


def _gather(entries: Iterable[SourceArticle], file: IO[bytes], index: sqlite3.Connection) -> int:
    """Write all articles to a file and index them in a table; return the number of articles with a duplicate id.

    Of two articles with the same id the one with the later date is kept, or else the first.
    """
    twice = end = 0
    for entry in entries:
        found = entry if entry.section else entry._replace(section=section_of(entry.name))
        row = (
            _bytes(found.id), _place(found.id), key.stamp(found), _bytes(found.name), found.format, _bytes(found.section),
            _bytes(found.author), found.date, _bytes(found.error), end, len(found.data),
        )  # fmt: skip
        cursor = index.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", row
        )
        if cursor.rowcount == 0:
            twice += 1
            (date,) = index.execute("SELECT date FROM articles WHERE id = ?", row[:1]).fetchone()
            if found.date <= date:
                continue
            index.execute("REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        file.write(found.data)
        end += len(found.data)
    index.execute("CREATE INDEX places ON articles (place, id)")
    return twice


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _parts(store: Store, file: IO[bytes], index: sqlite3.Connection, of: int) -> Iterator[Part]:
    width = 63 - (of.bit_length() - 1)
    there = set(store.names("contents"))
    for bucket in range(of):
        bounds = (bucket << width, ((bucket + 1) << width) - 1)
        where = "FROM articles WHERE place BETWEEN ? AND ? ORDER BY place, id"
        stamps = [stamp for (stamp,) in index.execute(f"SELECT stamp {where}", bounds)]
        (size,) = index.execute(
            "SELECT total(length) FROM articles WHERE place BETWEEN ? AND ?", bounds
        ).fetchone()
        part = Part(bucket, of, key.digest(*stamps), len(stamps), int(size))
        if stamps:
            if part.file.partition("/")[2] not in there or not _there(store, part):
                rows = index.execute(
                    f"SELECT id, stamp, name, format, section, author, date, error, start, length {where}",
                    bounds,
                )
                store.write(part.file, _table(rows, file))
            yield part


def _table(rows: Iterable[Sequence[Any]], file: IO[bytes]) -> bytes:
    """Return the articles of a bucket as a Parquet file."""
    arrow, parquet = require("pyarrow"), require("pyarrow.parquet")
    texts = ("id", "stamp", "name", "format", "section", "author", "date", "error")
    schema = arrow.schema([*((name, arrow.string()) for name in texts), ("data", arrow.large_binary())])
    sink = arrow.BufferOutputStream()
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        group: list[dict[str, Any]] = []
        size = 0
        for *values, start, length in rows:
            file.seek(start)
            said = [value.decode() if isinstance(value, bytes) else value for value in values]
            group.append({**dict(zip(texts, said, strict=True)), "data": file.read(length)})
            size += length
            if size > _GROUP:
                writer.write_table(arrow.Table.from_pylist(group, schema))
                group, size = [], 0
        writer.write_table(arrow.Table.from_pylist(group, schema))
    return bytes(sink.getvalue())


def _clear(store: Store, plan: Plan, before: Plan | None) -> None:
    """Remove bucket files that neither this plan nor the one before names, which a run may still be reading."""
    store.sweep("contents")
    kept = {part.file.partition("/")[2] for each in (plan, before) if each is not None for part in each.parts}
    store.remove([f"contents/{name}" for name in store.names("contents") if name not in kept])
