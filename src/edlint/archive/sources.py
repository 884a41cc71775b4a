"""Read articles from folders, JSON lines, Parquet, web archives (WARC) and git, also at URLs that fsspec supports."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from edlint.archive.store import file_errors, require
from edlint.config.files import TooLargeError, read_bytes
from edlint.config.load import Loaded
from edlint.model.errors import ConfigError, EdlintError
from edlint.parse import format_of
from edlint.run.files import Excluded, find_files, skipped
from edlint.run.formats import Formats
from edlint.run.git import Git
from edlint.run.read import error_reason
from edlint.text.pattern import pattern

_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".jsonl.bz2", ".jsonl.xz")
_TABLES = (".parquet",)
_WARCS = (".warc", ".warc.gz")
_CONTAINERS = (*_LINES, *_TABLES, *_WARCS)
_AT_ONCE = 256
"""Files fetched at once, as a remote file system returns many in the time of one."""
_MAGIC = "*?["
_CHARSET = r"(?i)charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})"
_USUAL: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "markdown", "html"),
    "id": ("id", "url", "uri", "path", "slug"),
    "format": ("format",),
    "section": ("section", "category"),
    "author": ("author", "byline"),
    "date": ("date", "published", "published_at", "year"),
}
"""The fields of an entry, and the column names that usually hold them, in order of preference."""


class SourceArticle(NamedTuple):
    """An article read from a source.

    `id` identifies it from run to run; overrides and the format are chosen by `name`. `section`, `author` and `date` are
    the source's; where they are empty, the article's front matter is used. `error` is the reason why there is no `data`.
    """

    id: str
    name: str
    format: str
    data: bytes
    section: str = ""
    author: str = ""
    date: str = ""
    error: str = ""


@dataclass(frozen=True)
class ReadOptions:
    """How to read sources: the configuration, the columns of tables, and the format of texts without a suffix."""

    loaded: Loaded
    columns: Mapping[str, str] = field(default_factory=dict)
    format: str = ""

    def entries(self, sources: Sequence[str]) -> Iterator[SourceArticle]:
        """Yield the articles of all sources. Raises EdlintError for a source that cannot be read or has no articles."""
        for source in sources:
            some = False
            for entry in self._of(source):
                some = True
                yield entry
            if not some:
                raise EdlintError(f"{source}: no articles there")

    def _of(self, source: str) -> Iterator[SourceArticle]:
        if source.startswith("git:"):
            return self._git(source)
        local = "://" not in source
        found = not set(_MAGIC).isdisjoint(source.partition("://")[2] or source)
        if local and not found and not Path(source).exists():
            raise EdlintError(f"{source}: no such file or folder")
        if local and Path(source).is_dir():
            return self._folder(source)
        if not found and source.lower().endswith(_CONTAINERS):
            return self._container(source)
        return self._files(source, found=found)

    def _folder(self, source: str) -> Iterator[SourceArticle]:
        """Yield the articles of a local folder, as `edlint check` finds them, or else those in its container files."""
        found = find_files([source], self.loaded, allow_empty=True)
        for report in found.errors:
            raise EdlintError(f"{report.path}: {report.error}")
        for article in found.articles:
            below = article.path.removeprefix(source).replace(os.sep, "/").lstrip("/")
            yield self._file(article.path, article.display, article.format)._replace(
                section=section_of(below)
            )
        if not found.articles:
            for path in sorted(Path(source).rglob("*")):
                if path.name.lower().endswith(_CONTAINERS) and path.is_file():
                    yield from self._container(str(path))

    def _file(self, path: str, name: str, format_: str) -> SourceArticle:
        most = self.loaded.settings.max_file_size
        try:
            return SourceArticle(name, name, format_, read_bytes(path, most))
        except TooLargeError as error:
            return SourceArticle(name, name, format_, b"", error=_large(error.size, most))
        except OSError as error:
            return SourceArticle(name, name, format_, b"", error=error_reason(error))

    def _files(self, source: str, *, found: bool) -> Iterator[SourceArticle]:
        """Yield the articles of a glob pattern (if `found`), or of a single file or a remote folder."""
        fsspec = require("fsspec")
        with file_errors(source):
            files, root = fsspec.core.url_to_fs(source)
            if found:
                paths = sorted(files.glob(root))
            else:
                paths = [root] if files.isfile(root) and format_of(root) else sorted(files.find(root))
        local = "file" in files.protocol
        excluded, formats = Excluded(self.loaded), Formats(self.loaded)
        wanted = []
        for path in paths:
            name = os.path.relpath(path).replace(os.sep, "/") if local else files.unstrip_protocol(path)
            if path.lower().endswith(_CONTAINERS):
                yield from self._container(path if local else files.unstrip_protocol(path))
            elif local and Path(path).is_dir():
                continue
            elif (format_ := formats.of(name)) and not skipped(name) and not excluded.file(name):
                wanted.append((path, name, format_))
        rest = iter(wanted)
        while some := list(islice(rest, _AT_ONCE)):
            if local:
                yield from (self._file(*one) for one in some)
                continue
            with file_errors(source):
                got = files.cat([path for path, _, _ in some], on_error="return")
            for path, name, format_ in some:
                data = got[path] if isinstance(got, dict) else got
                yield self._entry(name, name, format_, data)

    def _entry(self, id_: str, name: str, format_: str, data: Any, **more: str) -> SourceArticle:
        most = self.loaded.settings.max_file_size
        if isinstance(data, Exception):
            return SourceArticle(id_, name, format_, b"", **more, error=str(data) or type(data).__name__)
        if len(data) > most:
            return SourceArticle(id_, name, format_, b"", **more, error=_large(len(data), most))
        return SourceArticle(id_, name, format_, data, **more)

    def _container(self, source: str) -> Iterator[SourceArticle]:
        lower = source.lower()
        if lower.endswith(_WARCS):
            return self._warc(source)
        return self._rows(source, _parquet(source) if lower.endswith(_TABLES) else _lines(source))

    def _rows(self, source: str, rows: Iterator[Mapping[str, Any]]) -> Iterator[SourceArticle]:
        names: dict[str, str] | None = None
        for number, row in enumerate(rows, 1):
            if names is None or not (names["text"] in row and names["id"] in row):
                names = self._names(source, row)
            text, id_ = row.get(names["text"]), row.get(names["id"])
            if id_ in (None, ""):
                raise EdlintError(f"{source}: row {number} has no “{names['id']}”")
            known = {key: _said(row.get(names[key])) for key in ("section", "author", "date") if key in names}
            name = str(id_)
            format_ = (
                _said(row.get(names.get("format", ""))) or self.format or format_of(name.partition("?")[0])
            )
            format_ = format_ or ("html" if "html" in names["text"].lower() else "markdown")
            data = text if isinstance(text, bytes) else _said(text).encode("utf-8", "surrogatepass")
            yield self._entry(name, name, format_, data, **known)

    def _names(self, source: str, row: Mapping[str, Any]) -> dict[str, str]:
        """Return the column name for each field of a row. Raises ConfigError if there is none for text or id."""
        found: dict[str, str] = {}
        for key, usual in _USUAL.items():
            named = self.columns.get(key)
            if named is not None and named not in row:
                raise ConfigError(f"{source}: no column “{named}”; there are {', '.join(map(str, row))}")
            column = named or next((name for name in usual if name in row), None)
            if column is not None:
                found[key] = column
        for key in ("text", "id"):
            if key not in found:
                raise ConfigError(
                    f"{source}: which column is the {key}? Say --column {key}=NAME; there are {', '.join(map(str, row))}"
                )
        return found

    def _warc(self, source: str) -> Iterator[SourceArticle]:
        """Yield the pages of a web archive: its HTML responses with status 200 (a plan keeps each page's last one)."""
        reader = require("warcio.archiveiterator")
        errors = require("warcio.exceptions").ArchiveLoadFailed
        most = self.loaded.settings.max_file_size
        with file_errors(source), _opened(source, plain=True) as file:
            try:
                for record in reader.ArchiveIterator(file):
                    if record.rec_type != "response" or record.http_headers is None:
                        continue
                    kind = record.http_headers.get_header("Content-Type") or ""
                    if record.http_headers.get_statuscode() != "200" or "html" not in kind.lower():
                        continue
                    headers = record.rec_headers
                    uri = headers.get_header("WARC-Target-URI") or ""
                    data = record.content_stream().read(most + 1)
                    date = headers.get_header("WARC-Date") or ""
                    yield self._entry(uri, uri, "html", _utf8(data, kind), section=_section(uri), date=date)
            except errors as error:
                raise EdlintError(f"{source}: cut short or damaged: {error}") from None

    def _git(self, source: str) -> Iterator[SourceArticle]:
        """Yield the articles of a commit of a repository: `git:FOLDER` or `git:FOLDER@REF`."""
        folder, _, ref = (
            source.removeprefix("git:").rpartition("@") if "@" in source else (source[4:], "", "")
        )
        if not Path(folder).is_dir():
            raise EdlintError(f"{folder}: no such folder")
        git = Git.around(Path(folder).absolute())
        excluded, formats = Excluded(self.loaded), Formats(self.loaded)
        files = [
            (path, blob, format_)
            for path, blob in git.files(ref or "HEAD")
            if (format_ := formats.of(path)) and not skipped(path) and not excluded.file(str(git.root / path))
        ]
        rest = iter(files)
        while some := list(islice(rest, _AT_ONCE)):
            contents = git.contents(blob for _, blob, _ in some)
            for path, blob, format_ in some:
                name = f"{git.root.name}/{path}"
                yield self._entry(name, name, format_, contents[blob], section=section_of(path))


def section_of(name: str) -> str:
    """Return the first folder of an article's name, or of a URL's path; empty if it is in no folder."""
    if "://" in name:
        return _section(name)
    parts = [part for part in PurePosixPath(name).parts[:-1] if part not in {".", "..", "/"}]
    return parts[0] if parts else ""


def _section(uri: str) -> str:
    path = uri.partition("://")[2].partition("?")[0].split("/")[1:]
    return path[0] if len(path) > 1 else ""


def _large(size: int, most: int) -> str:
    return f"{size:,} bytes are more than the {most:,} of max-file-size; raise it or split the file"


def _said(value: Any) -> str:
    """Return a cell as text: the first item of a list, an empty string for None."""
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    return "" if value is None else str(value)


def _opened(source: str, *, plain: bool = False) -> Any:
    return require("fsspec").open(source, "rb", compression=None if plain else "infer").open()


def _lines(source: str) -> Iterator[Mapping[str, Any]]:
    with file_errors(source), _opened(source) as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                raise EdlintError(f"{source}:{number}: no JSON: damaged or cut short") from None
            if not isinstance(row, dict):
                raise EdlintError(f"{source}:{number}: no JSON object")
            yield row


def _parquet(source: str) -> Iterator[Mapping[str, Any]]:
    parquet = require("pyarrow.parquet")
    with file_errors(source), _opened(source, plain=True) as file:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=_AT_ONCE):
            yield from batch.to_pylist()


def _utf8(data: bytes, kind: str) -> bytes:
    """Convert a page to UTF-8 from the encoding named in its Content-Type (`kind`) or its first 1024 bytes."""
    named = next(pattern(_CHARSET).matches(f"{kind} {data[:1024].decode('latin-1')}"), None)
    charset = (named.groups[0] or "").lower() if named else "utf-8"
    if charset in {"utf-8", "utf8"}:
        return data
    try:
        return data.decode(charset, "replace").encode()
    except LookupError:
        return data
