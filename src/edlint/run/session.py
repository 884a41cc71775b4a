"""Runs checks over files, in this process or in workers, and returns a Report."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import chain, islice

from msgspec.structs import replace

from edlint import __version__
from edlint.config.load import Loaded
from edlint.config.resolve import profile_for
from edlint.model.checker import CHECKERS, ENGINES
from edlint.model.finding import Severity
from edlint.model.report import EngineStatus, FileReport, Passed, Report
from edlint.model.rule import Rule
from edlint.run.files import Article
from edlint.run.limits import cores, exit_on_hang, limit
from edlint.run.spool import Spool, spooled
from edlint.run.worker import Worker
from edlint.text.counted import counted

# Fewer files than this are checked faster in this process than in workers, which take time to start.
_FEW = 8
_LARGE = 400_000
_MISSPELLING = "spelling.misspelling"


_STYLES = 30.0
"""Most seconds for reading Vale's styles."""

_worker: Worker | None = None


def setup(loaded: Loaded, catalog: Mapping[str, Rule], engines: tuple[str, ...], keep: bool) -> None:
    """Create this process's worker."""
    global _worker  # noqa: PLW0603 - a process has one worker, made once
    from multiprocessing.util import Finalize  # noqa: PLC0415 - only in worker processes

    _worker = Worker(loaded, catalog, engines, keep)
    # Workers end through os._exit, without atexit: multiprocessing's own finalizers are the hook that runs.
    Finalize(_worker, _worker.close, exitpriority=10)


def work(article: Article) -> FileReport:
    """Check an article in a process that was set up; if the check hangs, the process ends."""
    if _worker is None:  # pragma: no cover - the pool always runs setup first
        raise AssertionError("the process has no worker")
    with exit_on_hang(_worker.loaded.settings.timeout):
        return _worker.check(article)


def crashed(article: Article) -> FileReport:
    """Return the report on an article whose check ended its worker process."""
    return FileReport(
        article.display,
        article.format,
        error="the process that checked it ended or took far too long; the other files were checked",
        revision=article.revision,
    )


def check(
    articles: Sequence[Article],
    loaded: Loaded,
    catalog: Mapping[str, Rule],
    *,
    jobs: int | None = None,
    progress: Callable[[FileReport], None] | None = None,
    errors: Iterable[FileReport] = (),
    passed: Iterable[Passed] = (),
    keep: bool = False,
) -> Report:
    """Check the files and return the report; `errors` are reports on paths that could not be found.

    `passed` are files that were passed over. `progress` is called after each file; `keep` leaves the parsed documents
    in the reports, for pages that show the article. Reports are sorted by path, errors among them.
    """
    asked = engines_for(loaded)
    styles = styles_status(loaded)
    paths: list[str] = []
    noted: list[FileReport] = []
    misspelt = False

    def reports() -> Iterator[FileReport]:
        nonlocal misspelt
        for report in stream(articles, loaded, catalog, jobs=jobs, keep=keep, engines=asked):
            if report.failures or (report.error is None and not report.language.startswith("en")):
                noted.append(replace(report, source=None, document=None, findings=(), claims=()))
            misspelt = misspelt or any(finding.rule == _MISSPELLING for finding in report.findings)
            paths.append(report.path)
            yield report
            if progress is not None:
                progress(report)
        for report in errors:
            paths.append(report.path)
            yield report

    files = spooled(reports())
    places = sorted(range(len(paths)), key=paths.__getitem__)
    files = files.ordered(places) if isinstance(files, Spool) else tuple(files[place] for place in places)
    if misspelt:
        files = compare_files(files, loaded, catalog)
    return Report(
        __version__, files, tuple(_statuses([*asked, *styles], noted)), catalog, passed=tuple(passed)
    )


def compare_files(
    files: Sequence[FileReport], loaded: Loaded, catalog: Mapping[str, Rule]
) -> Sequence[FileReport]:
    """Return the reports of a run with the findings that depend on all of its files: see `spelling.across`."""
    from edlint.check.spelling.across import lower_shared_words  # noqa: PLC0415 - only where spelling ran

    def decide(file: FileReport, severity: Severity) -> Severity:
        selection = profile_for(loaded, file.path, catalog, language=file.language).selection
        return selection.decide(_MISSPELLING, severity, enabled=True) or severity

    return spooled(lower_shared_words(files, decide))


def stream(
    articles: Iterable[Article],
    loaded: Loaded,
    catalog: Mapping[str, Rule],
    *,
    jobs: int | None = None,
    keep: bool = False,
    engines: Sequence[EngineStatus] | None = None,
) -> Iterator[FileReport]:
    """Yield a report on each article, in order, as soon as it is ready; articles are consumed lazily, reports not kept.

    `engines` are as from `engines_for`; those with status `ran` are run.
    """
    asked = engines_for(loaded) if engines is None else engines
    running = tuple(status.name for status in asked if status.status == "ran")
    rest = iter(articles)
    first = list(islice(rest, _FEW))
    many = len(first) == _FEW or sum(article.size for article in first) > _LARGE
    workers = (jobs or cores()) if len(first) == _FEW else min(jobs or cores(), len(first))
    every = chain(first, rest)
    if workers > 1 and many:
        from edlint.run.pool import ordered  # noqa: PLC0415 - only where there are many files

        arguments = (loaded, catalog, running, keep)
        yield from ordered(work, every, crashed, jobs=workers, setup=setup, arguments=arguments)
        return
    with contextlib.closing(Worker(loaded, catalog, running, keep)) as worker:
        for article in every:
            yield worker.check(article)


def engines_for(loaded: Loaded, *, slow: bool = True) -> list[EngineStatus]:
    """Return the status of every engine before the run: it will run (`ran`), is off, or cannot run as asked (`failed`).

    Without `slow`, “auto” excludes engines that take seconds for an article.
    """
    asked = loaded.settings.engines
    auto = [name for name in ENGINES if slow or not CHECKERS[name].slow] if asked == "auto" else ()
    return [
        import_module(CHECKERS[name].module).status(loaded.settings)
        if name in auto or (isinstance(asked, tuple) and name in asked)
        else EngineStatus(name, "", "off", "not among the engines asked for")
        for name in ENGINES
    ]


def styles_status(loaded: Loaded) -> list[EngineStatus]:
    """Return the status of Vale's styles if configured: `failed` if some rules cannot run and that is not allowed."""
    if loaded.settings.vale.config is None:
        return []
    from edlint.vale.checker import status  # noqa: PLC0415 - only where styles are run

    with limit(_STYLES, f"{loaded.settings.vale.config}: its styles take longer than {_STYLES:g} s to read"):
        return [status(loaded.settings)]


def _not_for(files: list[FileReport], asked: list[EngineStatus]) -> str:
    """Return a message about files that no engine checked for grammar because none that ran supports their language."""
    if any(
        status.status == "ran" and status.name in ENGINES and not CHECKERS[status.name].languages
        for status in asked
    ):
        return ""
    others = [file for file in files if file.error is None and not file.language.startswith("en")]
    if not others:
        return ""
    languages = ", ".join(sorted({file.language for file in others}))
    first, rest = others[0].path, len(others) - 1
    more = f" and {counted(rest, 'more file')}" if rest else ""
    return f"knows English only: no grammar was checked in {first}{more} ({languages}); LanguageTool would"


def _statuses(asked: list[EngineStatus], files: list[FileReport]) -> list[EngineStatus]:
    """Return the engines' statuses after the run: an engine that failed on one file has failed."""
    statuses = []
    for status in asked:
        failures = [(file.path, f) for file in files for f in file.failures if f.name == status.name]
        if status.status == "ran" and failures:
            path, first = failures[0]
            rest = len(failures) - 1
            more = f" (and {counted(rest, 'more file')})" if rest else ""
            statuses.append(replace(status, status="failed", detail=f"{path}: {first.detail}{more}"))
        elif status.status == "ran" and CHECKERS[status.name].languages:
            statuses.append(replace(status, detail=_not_for(files, asked) or status.detail))
        else:
            statuses.append(status)
    names = {status.name for status in asked}
    others: dict[str, EngineStatus] = {}
    for file in files:
        for failure in file.failures:
            if failure.name not in names:
                others.setdefault(failure.name, replace(failure, detail=f"{file.path}: {failure.detail}"))
    return [*statuses, *others.values()]
