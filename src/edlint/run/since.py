"""`check --since` and `--staged`: the changed files, and which of their findings existed before."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from edlint.config.load import Loaded
from edlint.model.errors import SourceError
from edlint.model.finding import Finding, Suppression
from edlint.model.report import FileReport, Passed, Report, Revision
from edlint.model.source import Source
from edlint.parse import format_of
from edlint.run.files import Article, Excluded, FoundFiles, display, find_files, skipped
from edlint.run.formats import Formats
from edlint.run.git import Git, GitChange
from edlint.run.passed import leads_out, unread_format
from edlint.run.rates import OldLines
from edlint.run.read import decode
from edlint.run.seal import holds, is_own


class Changes(msgspec.Struct, frozen=True):
    """The articles to check, and the texts that they are compared with.

    `base` is the earlier state's name, for people. `before` maps an article's present name to its old source, if it had
    one; `gone` are the sources of deleted articles. `notes` are lines for standard error.
    """

    base: str
    found: FoundFiles
    before: Mapping[str, Source] = msgspec.field(default_factory=dict)
    gone: Sequence[Source] = ()
    notes: Sequence[str] = ()


def changed_since(ref: str, paths: Sequence[str], loaded: Loaded, *, force_exclude: bool = False) -> Changes:
    """Return the articles under `paths` that differ from the merge base of `ref` and HEAD, committed or not.

    Only these are read. Raises GitError.
    """
    git = Git.around(Path.cwd())
    base = git.merge_base(ref)
    return _changes(git, git.changed(base), ref, paths, loaded, force_exclude=force_exclude, staged=False)


def changed_staged(paths: Sequence[str], loaded: Loaded, *, force_exclude: bool = False) -> Changes:
    """Return the articles under `paths` that are staged, with the staged text, whatever the files contain now.

    Raises GitError.
    """
    git = Git.around(Path.cwd())
    return _changes(git, git.staged(), "HEAD", paths, loaded, force_exclude=force_exclude, staged=True)


def _changes(
    git: Git,
    changes: Sequence[GitChange],
    base: str,
    paths: Sequence[str],
    loaded: Loaded,
    *,
    force_exclude: bool,
    staged: bool,
) -> Changes:
    named = _Named(git.root, paths, loaded, force_exclude=force_exclude)
    errors = {error.path: error for error in (*named.errors, *named.missing(changes))}
    wanted = [change for change in changes if named.takes(change.path, folder=change.status == "S")]
    passed = [
        Passed(display(os.path.relpath(git.root / change.path)), reason)
        for change in changes
        if change.status not in {"D", "S"}
        and (reason := unread_format(change.path)) is not None
        and named.covers(change.path)
    ]
    contents = git.contents(
        id_ for change in wanted for id_ in (change.old, change.new if staged else None) if id_ is not None
    )
    gathered = _Gathered(git.root, loaded, contents, staged=staged)
    for change in wanted:
        gathered.take(change)
    checked = {article.display for article in gathered.articles}
    before = {path: source for path, source in gathered.before.items() if path in checked}
    errors |= gathered.errors
    found = FoundFiles(
        gathered.articles, [errors[path] for path in sorted(errors)], sorted([*passed, *gathered.passed])
    )
    return Changes(base, found, before, gathered.gone, gathered.notes)


class _Gathered:
    """Sorts changes into articles to check, their old texts, and what cannot be checked."""

    def __init__(self, root: Path, loaded: Loaded, contents: Mapping[str, bytes], *, staged: bool) -> None:
        """Take the contents of git's blobs, by id."""
        self.articles: list[Article] = []
        self.before: dict[str, Source] = {}
        self.gone: list[Source] = []
        self.errors: dict[str, FileReport] = {}
        self.passed: list[Passed] = []
        self.notes: list[str] = []
        self._root = root
        self._loaded = loaded
        self._formats = Formats(loaded)
        self._contents = contents
        self._staged = staged

    def take(self, change: GitChange) -> None:
        """Add one change."""
        path = os.path.join(self._root, change.path)  # noqa: PTH118 - a name may hold anything, and Path would tidy it
        shown = display(os.path.relpath(path))
        if change.status == "S":
            self.notes.append(f"{shown}: a submodule, which is a repository of its own; run edlint in it")
            return
        old = self._source(change.old, shown)
        if change.status == "D":
            self.gone += [old] if isinstance(old, Source) else []
            return
        if isinstance(old, Source):
            self.before[shown] = old
        if self._staged:
            self._take_staged(change, shown)
        else:
            self._take_file(path, shown)

    def _take_staged(self, change: GitChange, shown: str) -> None:
        if change.status == "U":
            self._fail(shown, "in conflict; settle that and add it")
        elif not holds(self._contents.get(change.new or "", b"")):
            new = self._source(change.new, shown)
            if isinstance(new, Source):
                self.articles.append(Article.of(new))
            else:
                self._fail(shown, new)

    def _take_file(self, path: str, shown: str) -> None:
        if os.path.islink(path) and leads_out(path, str(self._root)):  # noqa: PTH114 - a name may hold anything
            self.passed.append(Passed(shown, "a link that leads out of the repository"))
        elif not is_own(path):
            found = find_files([os.path.relpath(path)], self._loaded)
            self.articles += found.articles
            self.errors |= {error.path: error for error in found.errors}

    def _source(self, id_: str | None, shown: str) -> Source | str:
        limit = self._loaded.settings.max_file_size
        return _source(self._contents.get(id_ or ""), shown, limit, self._formats.of(shown))

    def _fail(self, shown: str, why: str) -> None:
        self.errors[shown] = FileReport(shown, format_of(shown) or "", error=why)


def _source(data: bytes | None, shown: str, limit: int, form: str | None) -> Source | str:
    """Return the source of a text from git, or the reason why there is none."""
    if data is None:
        return "git does not hold its content"
    if len(data) > limit:
        return f"{len(data):,} bytes are more than the {limit:,} of max-file-size; raise it or split the file"
    try:
        return decode(data, shown, form)
    except SourceError as error:
        return str(error).removeprefix(f"{shown}: ")


class _Named:
    """Decides which of a repository's files the user's paths include."""

    def __init__(self, root: Path, paths: Sequence[str], loaded: Loaded, *, force_exclude: bool) -> None:
        self._excluded = Excluded(loaded)
        self._formats = Formats(loaded)
        self._root = root
        self._force = force_exclude
        self._folders: list[str] = []
        self._files: set[str] = set()
        self._missing: dict[str, str] = {}
        self.errors: list[FileReport] = []
        real = os.path.realpath(root)
        for path in paths or ["."]:
            inside = os.path.relpath(os.path.realpath(path), real).replace(os.sep, "/")
            if inside == ".." or inside.startswith("../"):
                self.errors.append(FileReport(display(path), "", error="lies outside the git repository"))
            elif os.path.isdir(path):  # noqa: PTH112 - as above
                self._folders.append("" if inside == "." else f"{inside}/")
            elif os.path.lexists(path):
                # A named file that is not checked is an error here as it is without git.
                found = find_files([path], loaded, force_exclude=force_exclude)
                self.errors += found.errors
                self._files.add(inside)
            else:
                self._files.add(inside)
                self._missing[inside] = display(path)

    def missing(self, changes: Sequence[GitChange]) -> list[FileReport]:
        """Return an error for each named path that is neither on disk nor changed (a deleted file is no error)."""
        known = {change.path for change in changes}
        return [
            FileReport(shown, format_of(shown) or "", error="no such file or folder")
            for inside, shown in self._missing.items()
            if inside not in known and not any(path.startswith(f"{inside}/") for path in known)
        ]

    def takes(self, path: str, *, folder: bool = False) -> bool:
        """Whether a file, or a submodule's folder, is to be checked; `path` is relative to the root."""
        whole = os.path.join(self._root, path)  # noqa: PTH118 - as above
        if path in self._files:
            return self._formats.of(whole) is not None and not (self._force and self._excluded.file(whole))
        if folder:
            return self._below(path) and not self._excluded.folder(whole)
        return self._formats.of(whole) is not None and self.covers(path)

    def covers(self, path: str) -> bool:
        """Whether a file, whatever its format, is in one of the named folders and not excluded."""
        whole = os.path.join(self._root, path)  # noqa: PTH118 - as above
        return self._below(path) and not skipped(path) and not self._excluded.file(whole)

    def _below(self, path: str) -> bool:
        return any(path.startswith(folder) for folder in self._folders)


def mark(report: Report, changes: Changes, before: Report, gone: Report) -> Report:
    """Return the report with the findings that existed before marked `unchanged`.

    `before` is the report on the old texts, under the articles' present names, `gone` the one on deleted articles,
    checked the same way. A finding existed if the old text has an unsuppressed one with the same fingerprint, or one of
    the same rule with the same words in an equal line; or if it disappeared from another article, because its paragraph
    was moved. A finding that is a warning only because of other errors existed if its words did.
    """
    old = {file.path: file for file in before.files if file.error is None}
    moved: Counter[str] = Counter()
    present = {file.path: {f.fingerprint for f in file.findings} for file in report.files}
    for file in (*before.files, *gone.files):
        moved.update(f.fingerprint for f in file.live if f.fingerprint not in present.get(file.path, ()))
    files = []
    texts = OldLines([*changes.before.values(), *changes.gone])
    for file in report.files:
        known = old.get(file.path)
        prints = {finding.fingerprint for finding in known.live} if known else set()
        places = _places(known, without=present[file.path])
        findings = []
        for finding in file.findings:
            reason = ""
            if finding.suppressed is None and texts.held(file, finding):
                reason = f"its words were there before, in {changes.base}; other errors came to them"
            elif finding.suppressed is None:
                place = _place(file, finding)
                if finding.fingerprint in prints or places[place] > 0:
                    places[place] -= finding.fingerprint not in prints
                    reason = f"there before, in {changes.base}"
                elif moved[finding.fingerprint] > 0:
                    moved[finding.fingerprint] -= 1
                    reason = f"there before, in another article of {changes.base}"
            findings.append(
                replace(finding, suppressed=Suppression("unchanged", reason)) if reason else finding
            )
        then = replace(known, source=None, document=None) if known else None
        files.append(replace(file, findings=tuple(findings), before=then))
    return replace(report, files=tuple(files))


def _places(file: FileReport | None, without: set[str]) -> Counter[tuple[str, str, str]]:
    """Return counts of the old text's live findings, except `without` these fingerprints, by rule, words and line."""
    if file is None:
        return Counter()
    return Counter(_place(file, finding) for finding in file.live if finding.fingerprint not in without)


def _place(file: FileReport, finding: Finding) -> tuple[str, str, str]:
    """Return a finding's rule, its words and the line in which they begin, stripped."""
    if file.source is None:
        return (finding.rule, finding.text, finding.fingerprint)
    line = file.source.line_span(file.source.place(finding.span.start).line)
    return (finding.rule, " ".join(finding.text.split()), file.source.slice(line).strip())


def old_articles(changes: Changes) -> list[Article]:
    """Return the old texts as articles, to be checked after the present ones in one run, so that engines start once."""
    before = [Article.of(source, Revision.BEFORE) for source in changes.before.values()]
    return [*before, *(Article.of(source, Revision.GONE) for source in changes.gone)]


def of_revision(report: Report, revision: Revision) -> Report:
    """Return the part of a report that is about one revision of the files."""
    return replace(report, files=tuple(file for file in report.files if file.revision is revision))
