"""Finds the articles in the paths that a user names."""

import errno
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec

from edlint.config.globs import Globs, relative_to
from edlint.config.links import leads_astray
from edlint.config.load import Loaded
from edlint.model.report import FileReport, Passed, Revision
from edlint.model.source import Source
from edlint.parse import SUFFIXES, VALUE_SUFFIXES, format_of
from edlint.run.formats import Formats
from edlint.run.ignore import Ignored
from edlint.run.passed import ignored_although_tracked, leads_out, unread_format
from edlint.run.read import error_reason
from edlint.run.seal import is_own
from edlint.run.write import UNFINISHED, sweep

_SKIPPED = frozenset(
    {".git", ".hg", ".svn", ".jj", "node_modules", ".venv", ".tox", ".nox", "__pycache__", "site-packages"}
)
_MACHINE = ("requirements*.txt", "constraints*.txt", "CMakeLists.txt", "robots.txt", "llms*.txt")
"""Plain text files for programs, which are no articles; checked only when they are named."""


@dataclass(frozen=True)
class Article:
    """A file to check: its path, its name in reports, its format and its size in bytes.

    `source` is set if the text was read already (standard input, what git has staged), `data` if the bytes were.
    `revision` says which version of the file it is; it is copied to the report.
    """

    path: str
    display: str
    format: str
    size: int = 0
    source: Source | None = field(default=None, repr=False)
    revision: Revision = Revision.NOW
    data: bytes | None = field(default=None, repr=False)

    @classmethod
    def of(cls, source: Source, revision: Revision = Revision.NOW) -> "Article":
        """Return the article for a text that was read already."""
        return cls(source.path, source.path, source.format, len(source.text), source, revision)


class FoundFiles(msgspec.Struct, frozen=True):
    """The articles to check, an error report for each path without any, and files that were passed over.

    All are sorted by the shown path.
    """

    articles: list[Article]
    errors: list[FileReport]
    passed: list[Passed] = msgspec.field(default_factory=list)


def find_files(
    paths: Sequence[str],
    loaded: Loaded,
    *,
    force_exclude: bool = False,
    allow_empty: bool = False,
    written: Collection[str] = (),
) -> FoundFiles:
    """Return the articles that `paths` name: files, and folders with everything below.

    A folder is walked without what .gitignore (at every level), `exclude` and edlint's own short list leave out,
    without links to folders or to outside of it, without pages of edlint's own and the files that this run writes
    (`written`). Files left out that may be articles all the same are in `passed`. A named file is checked whatever the
    excludes say, and must be in a supported format, unless `force_exclude`, as under pre-commit, which names every
    file. A folder without articles is an error unless `allow_empty`. Each file occurs once, however often it is named.
    What cannot be checked is in `errors`; ConfigError is raised only for a .gitignore that cannot be read.
    """
    excluded = Excluded(loaded)
    formats = Formats(loaded)
    walk = _Walk(excluded, written, formats)
    articles: dict[str, Article] = {}
    for named in dict.fromkeys(paths):
        for path, shown, size in _named(
            named, walk, excluded, force_exclude=force_exclude, allow_empty=allow_empty
        ):
            # By its own name rather than a link's, because fixes are not written through links.
            real = os.path.realpath(path)
            if real not in articles or real == os.path.abspath(path):  # noqa: PTH100 - as below
                articles[real] = Article(path, shown, formats.of(path) or "markdown", size)
    found = {article.display for article in articles.values()}
    return FoundFiles(
        sorted(articles.values(), key=lambda article: article.display),
        sorted(walk.errors.values(), key=lambda report: report.path),
        sorted(passed for shown, passed in walk.passed.items() if shown not in found),
    )


def _named(
    path: str, walk: "_Walk", excluded: "Excluded", *, force_exclude: bool, allow_empty: bool
) -> Iterator[tuple[str, str, int]]:
    """Yield path, shown path and size of the articles of one named path; faults are recorded in `walk`."""
    shown = display(path)
    try:
        status = os.stat(path)  # noqa: PTH116 - a name may hold anything, and Path would tidy it
    except (OSError, ValueError) as error:
        walk.fail(shown, error_reason(error) if isinstance(error, OSError) else "not a possible file name")
        return
    known = walk.formats.of(path) is not None
    if leads_astray(path):
        walk.fail(shown, "a link that leads out of the folder; name what it leads to")
    elif stat.S_ISDIR(status.st_mode):
        some = False
        for entry in walk.articles(path):
            some = True
            yield entry
        if not some and not allow_empty and shown not in walk.errors:
            walk.fail(shown, f"no articles in this folder ({_suffixes()})")
    elif force_exclude and excluded.file(path):
        return
    elif force_exclude and not known:
        walk.pass_over(path)
    elif not known:
        walk.fail(shown, unread_format(shown) or f"not a format that edlint reads ({_suffixes(path)})")
    elif not stat.S_ISREG(status.st_mode):
        walk.fail(shown, "not a regular file")
    else:
        yield path, shown, status.st_size


def skipped(path: str) -> bool:
    """Whether a path contains a folder that is never walked, such as node_modules."""
    return not _SKIPPED.isdisjoint(path.split("/")[:-1])


class Excluded:
    """What the configuration excludes: `exclude`, the vocabulary files, and text for machines."""

    def __init__(self, loaded: Loaded) -> None:
        """Read the globs, which are relative to the configuration's folder."""
        self._folder = loaded.folder
        self._globs = Globs(loaded.settings.exclude)
        words = loaded.settings.vocabulary
        self._words = {os.path.realpath(loaded.folder / name) for name in (*words.accept, *words.reject)}

    def file(self, path: str) -> bool:
        """Whether a file is excluded."""
        name = os.path.basename(path)  # noqa: PTH119 - as everywhere here
        return (
            self._matches(path, "")
            or any(fnmatchcase(name, glob) for glob in _MACHINE)
            or (bool(self._words) and os.path.realpath(path) in self._words)
        )

    def folder(self, path: str) -> bool:
        """Whether a folder is excluded, with everything below."""
        return self._matches(path, "/")

    def _matches(self, path: str, end: str) -> bool:
        relative = relative_to(path, self._folder)
        return relative != "." and self._globs.match(relative + end)


class _Walk:
    """A walk over the named folders, with the files that were passed over and the errors."""

    def __init__(self, excluded: "Excluded", written: Collection[str], formats: Formats) -> None:
        self._excluded = excluded
        self.formats = formats
        self._written = {os.path.realpath(path) for path in written}
        self.errors: dict[str, FileReport] = {}
        self.passed: dict[str, Passed] = {}

    def fail(self, shown: str, reason: str) -> None:
        """Record why a file or folder cannot be checked."""
        self.errors.setdefault(shown, FileReport(shown, format_of(shown) or "", error=reason))

    def articles(self, root: str) -> Iterator[tuple[str, str, int]]:
        """Yield path, shown path and size of the articles below `root`. Links to folders are not followed."""
        stack = [(root, Ignored.above(Path(root)))]
        some_ignored = False
        seen: list[str] = []
        while stack:
            folder, ignored = stack.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as error:
                self.fail(display(folder), error_reason(error))
                continue
            ignored = ignored.enter(Path(folder))
            for entry in entries:
                path = entry.path
                if entry.is_dir(follow_symlinks=False):
                    if entry.name in _SKIPPED or self._excluded.folder(path):
                        continue
                    if ignored.folder(path):
                        some_ignored = True
                    else:
                        stack.append((path, ignored))
                    continue
                if entry.name.endswith(UNFINISHED):
                    sweep(path)
                    continue
                if ignored.file(path):
                    some_ignored = True
                    continue
                seen.append(path)
                if not (
                    self._excluded.file(path) or (self._written and os.path.realpath(path) in self._written)
                ):
                    size = self._article(entry, root)
                    if size is not None:
                        yield path, display(path), size
        for path in ignored_although_tracked(root, seen) if some_ignored else ():
            if not (skipped(path) or self._excluded.file(path)):
                self._pass(path, "ignored by .gitignore, although git tracks it")

    def _article(self, entry: "os.DirEntry[str]", root: str) -> int | None:
        """Return the size in bytes of an article; None for any other file, or one that is passed over."""
        path = entry.path
        self.pass_over(path)
        if entry.is_symlink():
            # The target of a link within the folder is found by the walk itself.
            folder = os.path.isdir(path)  # noqa: PTH112 - a name may hold anything, and Path would tidy it
            article = self.formats.of(path) is not None and os.path.exists(path)  # noqa: PTH110 - as above
            if (folder or article) and entry.name not in _SKIPPED and leads_out(path, root):
                self._pass(path, "a link that leads out of the folder")
                return None
            if folder:
                return None
        if self.formats.of(path) is None:
            return None
        try:
            status = entry.stat()
        except OSError as error:
            dangling = entry.is_symlink() and error.errno == errno.ENOENT
            self.fail(display(path), "a link to nothing" if dangling else error_reason(error))
            return None
        if not stat.S_ISREG(status.st_mode):
            self._pass(path, "not a regular file")
            return None
        return None if format_of(path) == "html" and is_own(path) else status.st_size

    def pass_over(self, path: str) -> None:
        """Record that a file is passed over if its format is one of prose that edlint does not read."""
        reason = unread_format(os.path.basename(path))  # noqa: PTH119 - as below
        if reason is not None:
            self._pass(path, reason)

    def _pass(self, path: str, reason: str) -> None:
        shown = display(path)
        self.passed.setdefault(shown, Passed(shown, reason))


def display(path: str) -> str:
    """Return a path as reports show it, with `/`: relative if it is below the working directory, else as given."""
    whole = os.path.normpath(path)
    below = os.path.relpath(whole)
    if below == ".." or below.startswith(f"..{os.sep}"):
        below = whole
    return below.replace(os.sep, "/")


def _suffixes(path: str = "") -> str:
    values = path.lower().endswith(VALUE_SUFFIXES)
    return "its values are read where [values] says so" if values else f"edlint reads {', '.join(SUFFIXES)}"
