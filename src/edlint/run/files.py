"""From the paths that a user names to the articles there."""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from edlint.config.globs import Globs, relative_to
from edlint.config.load import Loaded
from edlint.model.report import FileReport
from edlint.model.source import Source
from edlint.parse import SUFFIXES, format_of
from edlint.run.ignore import Ignored
from edlint.run.read import why

_SKIPPED = frozenset(
    {".git", ".hg", ".svn", ".jj", "node_modules", ".venv", ".tox", ".nox", "__pycache__", "site-packages"}
)
_MACHINE = ("requirements*.txt", "constraints*.txt", "CMakeLists.txt", "robots.txt", "llms*.txt")
"""Plain text that nobody reads as an article; checked only when it is named."""


GENERATOR = b'<meta name="generator" content="edlint">'
"""What every page of a report has in its head."""
_HEAD = 1_000


@dataclass(frozen=True)
class Article:
    """A file to check: where it is, how reports name it, its format and its size in bytes.

    `source` is there when the text was read already (standard input, what git has staged).
    """

    path: str
    display: str
    format: str
    size: int = 0
    source: Source | None = field(default=None, repr=False)

    @classmethod
    def of(cls, source: Source) -> "Article":
        """Return the article of a text that was read already."""
        return cls(source.path, source.path, source.format, len(source.text), source)


@dataclass(frozen=True)
class Found:
    """What there is to check, and a report for each path where there is nothing: both sorted by the shown path."""

    articles: list[Article]
    errors: list[FileReport]


def find_files(
    paths: Sequence[str], loaded: Loaded, *, force_exclude: bool = False, allow_empty: bool = False
) -> Found:
    """Return the articles that `paths` name: files, and folders with all that is below.

    A folder is walked without what .gitignore (at every level), `exclude` and edlint's own short list leave out, and
    without links to folders. A file that is named is checked whatever excludes say, unless `force_exclude`, as under
    pre-commit, which names every file. A folder without articles is an error unless `allow_empty`. Each file comes
    once, however often it is named. Nothing is raised: what cannot be checked is in `errors`.
    """
    articles: dict[str, Article] = {}
    errors: dict[str, FileReport] = {}
    excluded = Excluded(loaded)

    def fail(shown: str, reason: str) -> None:
        errors.setdefault(shown, FileReport(shown, format_of(shown) or "", error=reason))

    def add(path: str, shown: str, size: int) -> None:
        articles.setdefault(
            os.path.realpath(path), Article(path, shown, format_of(shown) or "markdown", size)
        )

    for path in dict.fromkeys(paths):
        shown = display(path)
        try:
            status = os.stat(path)  # noqa: PTH116 - a name may hold anything, and Path would tidy it
        except (OSError, ValueError) as error:
            fail(shown, why(error) if isinstance(error, OSError) else "not a possible file name")
            continue
        if stat.S_ISDIR(status.st_mode):
            some = False
            for entry in _walk(path, excluded, fail):
                some = True
                add(*entry)
            if not some and not allow_empty and shown not in errors:
                fail(shown, f"no articles in this folder ({_suffixes()})")
        elif force_exclude and excluded.file(path):
            continue
        elif format_of(path) is None:
            fail(shown, f"not a format that edlint reads ({_suffixes()})")
        elif not stat.S_ISREG(status.st_mode):
            fail(shown, "not a regular file")
        else:
            add(path, shown, status.st_size)
    return Found(
        sorted(articles.values(), key=lambda article: article.display),
        sorted(errors.values(), key=lambda report: report.path),
    )


def skipped(path: str) -> bool:
    """Whether a path leads through a folder that is never walked, such as node_modules."""
    return not _SKIPPED.isdisjoint(path.split("/")[:-1])


class Excluded:
    """What the configuration leaves out: `exclude`, the vocabulary files, and text for machines."""

    def __init__(self, loaded: Loaded) -> None:
        """Read the globs; they are relative to the configuration's folder."""
        self._folder = loaded.folder
        self._globs = Globs(loaded.settings.exclude)
        self._machine = Globs(_MACHINE)
        words = loaded.settings.vocabulary
        self._words = {os.path.realpath(loaded.folder / name) for name in (*words.accept, *words.reject)}

    def file(self, path: str) -> bool:
        """Whether a file is left out."""
        return (
            self._matches(path, "")
            or self._machine.match(PurePath(path).name)
            or (bool(self._words) and os.path.realpath(path) in self._words)
        )

    def folder(self, path: str) -> bool:
        """Whether a folder is left out with all below."""
        return self._matches(path, "/")

    def _matches(self, path: str, end: str) -> bool:
        relative = relative_to(path, self._folder)
        return relative != "." and self._globs.match(relative + end)


def _walk(root: str, excluded: Excluded, fail: Callable[[str, str], None]) -> Iterator[tuple[str, str, int]]:
    """Yield path, shown path and size of the articles below `root`. Links to folders are not followed, as in git."""
    stack = [(root, Ignored.above(Path(root)))]
    while stack:
        folder, ignored = stack.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            fail(display(folder), why(error))
            continue
        ignored = ignored.enter(Path(folder))
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if (
                    entry.name not in _SKIPPED
                    and not ignored.folder(entry.path)
                    and not excluded.folder(entry.path)
                ):
                    stack.append((entry.path, ignored))
                continue
            if format_of(entry.name) is None or ignored.file(entry.path) or excluded.file(entry.path):
                continue
            try:
                status = entry.stat()
            except OSError as error:
                fail(
                    display(entry.path),
                    "a link to nothing" if entry.is_symlink() and error.errno == 2 else why(error),
                )
                continue
            if stat.S_ISREG(status.st_mode) and not _our_own(entry.path):
                yield entry.path, display(entry.path), status.st_size


def _our_own(path: str) -> bool:
    """Whether a file is a page that edlint wrote: a report beside the articles is none of them."""
    if format_of(path) != "html":
        return False
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - names may hold anything
            return GENERATOR in file.read(_HEAD)
    except OSError:
        return False


def display(path: str) -> str:
    """Return a path as reports show it: relative to the working directory where it lies below, with `/`; else as given."""
    whole = os.path.normpath(path)
    below = os.path.relpath(whole)
    if below == ".." or below.startswith(f"..{os.sep}"):
        below = whole
    return below.replace(os.sep, "/")


def _suffixes() -> str:
    return f"edlint reads {', '.join(SUFFIXES)}"
