"""A run: files and settings in, a Report out."""

import contextlib
import multiprocessing.util
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from itertools import chain, islice
from typing import cast

from edlint import __version__
from edlint.check import make, own_checkers
from edlint.check.base import Checker, Engine
from edlint.config.load import Loaded
from edlint.config.profile import Profile
from edlint.config.resolve import profile_for
from edlint.language.foreign import recognise
from edlint.lint.lint import lint
from edlint.model.checker import CHECKERS, ENGINES
from edlint.model.errors import FAULT, EdlintError, EngineError, SourceError
from edlint.model.finding import Severity
from edlint.model.outcome import Outcome
from edlint.model.report import EngineStatus, FileReport, Passed, Report, Revision
from edlint.model.rule import Rule
from edlint.model.source import Source
from edlint.parse import parse
from edlint.run.files import Article
from edlint.run.limits import Clock, dead_mans_switch, limit
from edlint.run.memory import Memory, Remembered
from edlint.run.pool import cores, ordered
from edlint.run.read import read_source
from edlint.text.counted import counted

# Fewer files than this are checked faster in this process than in workers that must be started.
_FEW = 8
_LARGE = 400_000
_MISSPELLING = "spelling.misspelling"


@dataclass
class Desk:
    """What checks one file after another in a process: the settings, the rules, and checkers made when first needed."""

    loaded: Loaded
    catalog: Mapping[str, Rule]
    engines: tuple[str, ...]
    keep: bool = False
    checkers: dict[str, Checker] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    def open(self) -> None:
        """Have the engines get ready: they do while edlint's own checks look."""
        for name in self.engines:
            engine = self._checker(name)
            if engine is not None:
                cast("Engine", engine).start()

    def close(self) -> None:
        """End what the checkers started."""
        for checker in self.checkers.values():
            checker.close()
        self.checkers.clear()
        self.memory.close()

    def check(self, article: Article) -> FileReport:
        """Return the report on one file; what goes wrong is in it, never raised."""
        settings = self.loaded.settings
        try:
            source = article.source or read_source(article.path, article.display, settings.max_file_size)
            return self.check_source(source)
        except SourceError as error:
            return FileReport(
                article.display, article.format, error=_without_path(str(error), article.display)
            )

    def check_source(self, source: Source) -> FileReport:
        """Return the report on a text that was read already. Raises SourceError when it cannot be parsed."""
        settings = self.loaded.settings
        clock = Clock(settings.timeout)
        try:
            with limit(settings.timeout, f"parsing took longer than {settings.timeout:g} s (timeout)"):
                document = parse(source, settings)
        except RecursionError:
            raise SourceError(f"{source.path}: nested too deeply to be read") from None
        except EdlintError as error:
            raise SourceError(str(error)) from None
        profile = profile_for(self.loaded, source.path, self.catalog, language=document.language)
        document = recognise(document, profile.language)
        own = self._own(profile)
        # A package's checks may be anything; only edlint's own are known by their files.
        remembered = [name for name in own if name in CHECKERS]
        place, known = self.memory.recall(document, profile, remembered)
        if not known:
            # Where nothing has changed the engines will hardly be asked anything either.
            self.open()
        said: dict[str, Outcome] = {}
        checkers, failures = self._for(own, known, said)
        last = checkers[-1].name if checkers else ""
        result = lint(
            document, checkers, profile, self.catalog, lambda name: clock.check(name, last=name == last)
        )
        if not known and len(said) == len(remembered):
            self.memory.keep(place, document, said)
        return FileReport(
            path=source.path,
            format=source.format,
            words=document.words,
            readability=result.figures,
            findings=result.findings,
            claims=result.claims,
            failures=(*failures, *result.failures),
            source=document.source,
            fault=result.fault,
            language=profile.language,
            document=document if self.keep else None,
            unread=document.unread,
            unread_share=document.unread_share,
        )

    def _own(self, profile: Profile) -> list[str]:
        """Return the names of edlint's own checks that are wanted for a file, in their order."""
        wanted = {active.rule.checker for active in profile.rules.values()} | {
            name for name, spec in CHECKERS.items() if spec.always
        }
        return [name for name in own_checkers(self.loaded.settings) if name in wanted]

    def _for(
        self, own: Sequence[str], known: Mapping[str, Outcome], said: dict[str, Outcome]
    ) -> tuple[list[Checker], list[EngineStatus]]:
        checkers: list[Checker] = [
            Remembered(name, known.get(name), partial(self._made, name), said)
            for name in own
            if name in CHECKERS
        ]
        others = [*(name for name in own if name not in CHECKERS), *self.engines]
        checkers += [checker for name in others if (checker := self._checker(name)) is not None]
        failures = [
            EngineStatus(name, "", "failed", reason) for name, reason in self.broken.items() if name in others
        ]
        return checkers, failures

    def _made(self, name: str) -> Checker:
        """Return a checker. Raises EngineError when it cannot be started."""
        checker = self._checker(name)
        if checker is None:
            raise EngineError(self.broken[name])
        return checker

    def _checker(self, name: str) -> Checker | None:
        if name not in self.checkers and name not in self.broken:
            try:
                self.checkers[name] = make(name, self.loaded.settings)
            except EngineError as error:
                self.broken[name] = str(error)
        return self.checkers.get(name)


def _without_path(message: str, display: str) -> str:
    return message.removeprefix(f"{display}: ")


_desk: Desk | None = None


def _setup(loaded: Loaded, catalog: Mapping[str, Rule], engines: tuple[str, ...], keep: bool) -> None:
    """Give this worker its desk."""
    global _desk  # noqa: PLW0603 - a worker process has one desk, made once
    _desk = Desk(loaded, catalog, engines, keep)
    # Workers end through os._exit, without atexit: multiprocessing's own finalizers are the hook that runs.
    multiprocessing.util.Finalize(_desk, _desk.close, exitpriority=10)


def _work(article: Article) -> FileReport:
    if _desk is None:  # pragma: no cover - the pool always runs _setup first
        raise AssertionError("the worker has no desk")
    with dead_mans_switch(_desk.loaded.settings.timeout):
        return guarded(_desk, article)


def guarded(desk: Desk, article: Article) -> FileReport:
    """Check a file; a fault of edlint's own becomes that file's error, with the trace for a bug report."""
    try:
        report = desk.check(article)
    except Exception as error:  # noqa: BLE001 - one bad file never stops the others
        report = FileReport(
            article.display,
            article.format,
            error=FAULT.format(error=error, name=type(error).__name__),
            fault=traceback.format_exc(),
        )
    return report if article.revision is Revision.NOW else replace(report, revision=article.revision)


def _crashed(article: Article) -> FileReport:
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
    """Check the files and return the report; `errors` are files that could not even be found, `passed` what was not looked at.

    `progress` is called after each file; `keep` leaves the parsed documents in the reports, for pages that show the
    article. Files come back in the order given, errors sorted among them by path.
    """
    asked = engines_for(loaded)
    files: list[FileReport] = []
    for report in stream(articles, loaded, catalog, jobs=jobs, keep=keep, engines=asked):
        files.append(report)
        if progress is not None:
            progress(report)
    everything = settled(sorted((*files, *errors), key=lambda file: file.path), loaded, catalog)
    statuses = tuple(_statuses(asked, files))
    return Report(__version__, everything, statuses, catalog, passed=tuple(passed))


def settled(
    files: Sequence[FileReport], loaded: Loaded, catalog: Mapping[str, Rule]
) -> tuple[FileReport, ...]:
    """Return the reports of a run with what its files say of each other: see `spelling.across`."""
    if not any(finding.rule == _MISSPELLING for file in files for finding in file.findings):
        return tuple(files)
    from edlint.check.spelling.across import settle  # noqa: PLC0415 - only where spelling ran

    def decide(file: FileReport, severity: Severity) -> Severity:
        selection = profile_for(loaded, file.path, catalog, language=file.language).selection
        return selection.decide(_MISSPELLING, severity, enabled=True) or severity

    return settle(files, decide)


def stream(
    articles: Iterable[Article],
    loaded: Loaded,
    catalog: Mapping[str, Rule],
    *,
    jobs: int | None = None,
    keep: bool = False,
    engines: Sequence[EngineStatus] | None = None,
) -> Iterator[FileReport]:
    """Yield a report on each article, in order, as soon as it is there; none is kept, and articles are taken as needed.

    `engines` are as `engines_for` gives them; those that are to run do.
    """
    asked = engines_for(loaded) if engines is None else engines
    running = tuple(status.name for status in asked if status.status == "ran")
    rest = iter(articles)
    first = list(islice(rest, _FEW))
    many = len(first) == _FEW or sum(article.size for article in first) > _LARGE
    workers = (jobs or cores()) if len(first) == _FEW else min(jobs or cores(), len(first))
    every = chain(first, rest)
    if workers > 1 and many:
        arguments = (loaded, catalog, running, keep)
        yield from ordered(_work, every, _crashed, jobs=workers, setup=_setup, arguments=arguments)
        return
    with contextlib.closing(Desk(loaded, catalog, running, keep)) as desk:
        for article in every:
            yield guarded(desk, article)


def engines_for(loaded: Loaded) -> list[EngineStatus]:
    """Return every engine with whether it is to run (`ran`), is off, or was asked for and cannot run (`failed`)."""
    return [import_module(CHECKERS[name].module).status(loaded.settings) for name in ENGINES]


def _not_for(files: list[FileReport], asked: list[EngineStatus]) -> str:
    """Return what to say of files whose grammar nobody looked at, as no engine that ran knows their language."""
    if any(status.status == "ran" and not CHECKERS[status.name].languages for status in asked):
        return ""
    others = [file for file in files if file.source is not None and not file.language.startswith("en")]
    if not others:
        return ""
    languages = ", ".join(sorted({file.language for file in others}))
    first, rest = others[0].path, len(others) - 1
    more = f" and {counted(rest, 'more file')}" if rest else ""
    return f"knows English only: no grammar was checked in {first}{more} ({languages}); LanguageTool would"


def _statuses(asked: list[EngineStatus], files: list[FileReport]) -> list[EngineStatus]:
    """Return the engines' state after the run: one failure on one file is a failure."""
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
