"""edlint from Python: the same configuration, checks and fixes as on the command line.

    import edlint

    report = edlint.api.check(["articles/"])
    for file in report.files:
        for finding in file.live:
            print(file.path, finding.span, finding.message)

    edlint.check_text("We recieve it.").findings
    edlint.fix("We recieve it.").text

`check_text` and `fix` load the rules at each call. For many texts, a `Linter` loads the rules and starts the engines
once:

    with edlint.Linter(settings={"engines": "none", "language": "en-GB"}) as linter:
        for text in texts:
            linter.check_text(text)

`config` is a configuration file (default: the nearest upwards from the working directory, as on the command line).
`settings` override it, by the configuration's own keys: `{"language": "en-GB", "select": ["claims"]}`. All raise
ConfigError and RuleError for a configuration or rules that cannot be used. Problems with one text are in its report:
`error` if it could not be checked, and `failures` for checks and engines that should have run and did not. Baselines
and changes in git belong to the command line (`edlint.run.gate`): here, every finding counts.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec
from msgspec.structs import replace

from edlint.config.load import Loaded
from edlint.lint.fix import SAFE, UNSAFE, FixSession, TakenBack
from edlint.model.errors import ConfigError, EdlintError, RuleError
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.report import EngineStatus, FileReport, Passed, Report
from edlint.model.rule import Rule
from edlint.model.source import Source
from edlint.parse import SUFFIXES, format_of
from edlint.run import session
from edlint.run.files import Article, display, find_files
from edlint.run.session import engines_for, styles_status
from edlint.run.setup import configuration, rules_of
from edlint.run.worker import Worker

if TYPE_CHECKING:
    from edlint.prose.blockcache import BlockCache

__all__ = [
    "Article",
    "ConfigError",
    "EdlintError",
    "FileReport",
    "Finding",
    "Fix",
    "FixedText",
    "Linter",
    "Report",
    "RuleError",
    "Safety",
    "Severity",
    "Source",
    "check",
    "check_many",
    "check_text",
    "fix",
]

PathLike = str | os.PathLike[str]
Settings = Mapping[str, Any]


class FixedText(msgspec.Struct, frozen=True):
    """A text after its fixes, the report on it, and how many fixes were applied.

    `taken_back` are fixes that were not kept because their results had new faults; in the report they are set to
    review.
    """

    text: str
    report: FileReport
    fixes: int
    taken_back: tuple[TakenBack, ...] = ()


class Linter:
    """edlint with one configuration. `close`, or leaving it as a context, ends what `check_text` and `fix` start."""

    loaded: Loaded
    catalog: Mapping[str, Rule]

    def __init__(self, config: PathLike | Loaded | None = None, settings: Settings | None = None) -> None:
        """Load the configuration (unless it is loaded) and the rules, and check that what it names exists."""
        self.loaded = (
            config
            if isinstance(config, Loaded)
            else configuration(None if config is None else os.fspath(config), settings)
        )
        self.catalog = rules_of(self.loaded)
        self._worker: Worker | None = None
        self._failed: tuple[EngineStatus, ...] = ()

    def check(self, paths: Sequence[PathLike], *, jobs: int | None = None) -> Report:
        """Check files, and folders with all articles below, and return the report.

        `jobs` is the number of worker processes (default: one per core).
        """
        found = find_files([os.fspath(path) for path in paths], self.loaded)
        return self.check_articles(found.articles, errors=found.errors, passed=found.passed, jobs=jobs)

    def check_articles(
        self,
        articles: Sequence[Article],
        *,
        errors: Iterable[FileReport] = (),
        passed: Iterable[Passed] = (),
        jobs: int | None = None,
        progress: Callable[[FileReport], None] | None = None,
        keep: bool = False,
    ) -> Report:
        """Check the given articles and return the report; see `edlint.run.session.check`."""
        return session.check(
            articles,
            self.loaded,
            self.catalog,
            jobs=jobs,
            progress=progress,
            errors=errors,
            passed=passed,
            keep=keep,
        )

    def check_many(
        self, articles: Iterable[Article | Source | PathLike], *, jobs: int | None = None
    ) -> Iterator[FileReport]:
        """Yield a report on each article, in order, as soon as it is ready.

        Articles are paths of files, or texts. They are consumed lazily, and no report is kept, so there may be any
        number.
        """
        asked = engines_for(self.loaded)
        failed = _failed([*asked, *styles_status(self.loaded)])
        found = map(_article, articles)
        for report in session.stream(found, self.loaded, self.catalog, jobs=jobs, engines=asked):
            yield replace(report, failures=(*failed, *report.failures)) if failed else report

    def check_text(
        self,
        text: str,
        format: str = "markdown",  # noqa: A002 - the word for it
        *,
        path: str = "",
        kept: "BlockCache | None" = None,
    ) -> FileReport:
        """Check a text and return the report. `path` is its name, and selects the `overrides` that apply.

        For a text that is checked repeatedly while it is edited, pass a `BlockCache` of its own as `kept`: then only changed
        parts are checked.
        """
        if self._worker is None:
            asked = engines_for(self.loaded)
            self._failed = _failed([*asked, *styles_status(self.loaded)])
            running = tuple(status.name for status in asked if status.status == "ran")
            self._worker = Worker(self.loaded, self.catalog, running)
        name = path or f"text{next((end for end, known in SUFFIXES.items() if known == format), '')}"
        report = self._worker.check(Article.of(Source(name, format, text)), kept)
        return replace(report, failures=(*self._failed, *report.failures)) if self._failed else report

    def fix(
        self,
        text: str,
        format: str = "markdown",  # noqa: A002 - as above
        *,
        path: str = "",
        unsafe: bool = False,
    ) -> FixedText:
        """Return the text with its safe fixes applied, as by `--fix`; with `unsafe`, also those that need a review."""
        report = self.check_text(text, format, path=path)
        fixing = FixSession(text, report.findings, UNSAFE if unsafe else SAFE)
        while (proposal := fixing.proposal()) is not None:
            again = self.check_text(proposal, format, path=path)
            if again.error is not None:
                # The result cannot be checked: the text so far is kept, and the report says why fixing stopped.
                report = again
                break
            if fixing.judge(again.findings):
                report = again
        if report.error is None:
            report = replace(report, findings=fixing.demoted())
        return FixedText(fixing.text, report, fixing.count, tuple(fixing.taken_back))

    def close(self) -> None:
        """End the engines and close the caches that were opened."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def check(
    paths: Sequence[PathLike],
    *,
    config: PathLike | None = None,
    settings: Settings | None = None,
    jobs: int | None = None,
) -> Report:
    """Check files, and folders with all articles below, and return the report; see `Linter.check`."""
    return Linter(config, settings).check(paths, jobs=jobs)


def check_many(
    articles: Iterable[Article | Source | PathLike],
    *,
    config: PathLike | None = None,
    settings: Settings | None = None,
    jobs: int | None = None,
) -> Iterator[FileReport]:
    """Return an iterator over the reports on articles, in order, none of which is stored; see `Linter.check_many`."""
    return Linter(config, settings).check_many(articles, jobs=jobs)


def check_text(
    text: str,
    format: str = "markdown",  # noqa: A002 - as above
    *,
    path: str = "",
    config: PathLike | None = None,
    settings: Settings | None = None,
) -> FileReport:
    """Check a text and return the report; see `Linter.check_text`."""
    with Linter(config, settings) as linter:
        return linter.check_text(text, format, path=path)


def fix(
    text: str,
    format: str = "markdown",  # noqa: A002 - as above
    *,
    path: str = "",
    unsafe: bool = False,
    config: PathLike | None = None,
    settings: Settings | None = None,
) -> FixedText:
    """Return a text with its safe fixes applied; see `Linter.fix`."""
    with Linter(config, settings) as linter:
        return linter.fix(text, format, path=path, unsafe=unsafe)


def _failed(statuses: Iterable[EngineStatus]) -> tuple[EngineStatus, ...]:
    return tuple(status for status in statuses if status.status == "failed")


def _article(one: Article | Source | PathLike) -> Article:
    if isinstance(one, Article):
        return one
    if isinstance(one, Source):
        return Article.of(one)
    path = os.fspath(one)
    size = os.path.getsize(path) if os.path.isfile(path) else 0  # noqa: PTH113, PTH202 - a name may hold anything
    return Article(path, display(path), format_of(path) or "markdown", size)
