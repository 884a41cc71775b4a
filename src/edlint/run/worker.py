"""The worker that checks files one after another in a process, with cached results."""

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from edlint.cache.results import ResultCache
from edlint.check import make, own_checkers
from edlint.config.globs import relative_to
from edlint.config.load import Loaded
from edlint.config.profile import Profile
from edlint.config.resolve import profile_for
from edlint.model.checker import CHECKERS
from edlint.model.document import Document
from edlint.model.errors import FAULT, EdlintError, EngineError, SourceError
from edlint.model.finding import Severity
from edlint.model.outcome import Outcome
from edlint.model.report import EngineStatus, FileReport, Revision
from edlint.model.rule import STYLES, Rule
from edlint.model.source import Source
from edlint.parse import parse
from edlint.rules.base import Checker, Engine
from edlint.run.files import Article
from edlint.run.formats import Formats
from edlint.run.limits import Clock, limit
from edlint.run.linktargets import has_link_targets, without_existing_targets
from edlint.run.read import decode, read_source

if TYPE_CHECKING:
    from edlint.lint.lint import LintResult
    from edlint.prose.blockcache import BlockCache
    from edlint.prose.prose import Prose

_INSTALLED = frozenset({"harper"})
"""Engines that are entirely in installed packages: their results change only with those and with the settings."""


def _is_cached(name: str) -> bool:
    """Whether a checker's outcomes are cached: only built-in ones, since the cache key does not cover a pack's code."""
    return name in CHECKERS and CHECKERS[name].cached


_MORE = "also"
"""Suffix of the checker's name under which the outcome of `check_rules` is stored."""


class CachedChecker(Checker):
    """A checker that returns the cached outcome, or runs the real one (created only then) and records its outcome."""

    version = ""

    def __init__(
        self,
        name: str,
        known: Mapping[str, Outcome],
        make: Callable[[], Checker],
        outcomes: dict[str, Outcome],
    ) -> None:
        """Take the cached outcomes in `known`; new ones are recorded in `outcomes`."""
        self.name = name
        self._known = known.get(name)
        self._seen = known.get(f"{name} {_MORE}")
        self._make = make
        self._outcomes = outcomes

    def prepare(self, profile: Profile) -> None:
        """Prepare the real checker if it will be run."""
        if self._known is None:
            self._make().prepare(profile)

    def check(self, prose: "Prose", profile: Profile) -> Outcome:
        """Return the cached outcome, or the real checker's, without hits on links to files that exist."""
        outcome = self._known if self._known is not None else self._make().check(prose, profile)
        self._outcomes[self.name] = outcome
        return without_existing_targets(outcome, prose.document.source.path)

    def check_rules(self, prose: "Prose", profile: Profile, rules: Mapping[str, Severity]) -> Outcome:
        """Return the outcome for these rules, which are off by default, cached or from the real checker."""
        outcome = self._seen
        if outcome is None:
            outcome = self._make().check_rules(prose, profile, rules)
        self._outcomes[f"{self.name} {_MORE}"] = outcome
        return outcome


@dataclass
class Worker:
    """Checks one file after another: holds the settings, the rules, and the checkers, which are created on demand."""

    loaded: Loaded
    catalog: Mapping[str, Rule]
    engines: tuple[str, ...]
    keep: bool = False
    checkers: dict[str, Checker] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    results: ResultCache = field(default_factory=ResultCache)

    @cached_property
    def _formats(self) -> Formats:
        return Formats(self.loaded)

    def open(self) -> None:
        """Start the engines, so that they get ready while edlint's own checks run."""
        for name in self.engines:
            engine = self._checker(name)
            if engine is not None:
                cast("Engine", engine).start()

    def close(self) -> None:
        """Close the checkers and the result cache."""
        for checker in self.checkers.values():
            checker.close()
        self.checkers.clear()
        self.results.close()

    def check(self, article: Article, block_cache: "BlockCache | None" = None) -> FileReport:
        """Return the report on one file; errors are in the report, never raised.

        A fault of edlint's own becomes the file's error, with the traceback for a bug report. `block_cache` as in `lint`.
        """
        try:
            source = article.source or self._read(article)
            report = self.check_source(source, block_cache)
        except SourceError as error:
            reason = str(error).removeprefix(f"{article.display}: ")
            report = FileReport(article.display, article.format, error=reason)
        except MemoryError:
            report = FileReport(article.display, article.format, error="needs more memory than it may have")
        except Exception as error:  # noqa: BLE001 - one bad file never stops the others
            reason = FAULT.format(error=error, name=type(error).__name__)
            report = FileReport(article.display, article.format, error=reason, fault=traceback.format_exc())
        return report if article.revision is Revision.NOW else replace(report, revision=article.revision)

    def _read(self, article: Article) -> Source:
        if article.data is not None:
            return decode(article.data, article.display, article.format)
        most = self.loaded.settings.max_file_size
        return read_source(article.path, article.display, most, article.format)

    def check_source(self, source: Source, block_cache: "BlockCache | None" = None) -> FileReport:
        """Return the report on a decoded text. Raises SourceError when it cannot be parsed."""
        name = None if block_cache is not None else self._report_key(source)
        known_report = None if name is None else self.results.report(name, source)
        if known_report is not None:
            return known_report
        from edlint.language.foreign import recognise  # noqa: PLC0415 - where nothing has changed, nothing is read
        from edlint.lint.lint import lint  # noqa: PLC0415 - as above
        from edlint.rules.index import index  # noqa: PLC0415 - as above

        index()

        settings = self.loaded.settings
        clock = Clock(settings.timeout)
        try:
            with limit(settings.timeout, f"parsing took longer than {settings.timeout:g} s (timeout)"):
                document = parse(source, settings, self._formats.keys(source.path))
        except RecursionError:
            raise SourceError(f"{source.path}: nested too deeply to be read") from None
        except EdlintError as error:
            raise SourceError(str(error)) from None
        profile = profile_for(self.loaded, source.path, self.catalog, language=document.language)
        document = recognise(document, profile.language)
        own = self._own(profile)
        cached = [name for name in own if _is_cached(name)]
        key, known = self.results.get(document, profile, cached)
        if not known:
            # If nothing has changed, the engines will hardly be used either.
            self.open()
        outcomes: dict[str, Outcome] = {}
        checkers, failures = self._for(own, known, outcomes)
        last = checkers[-1].name if checkers else ""
        result = lint(
            document,
            checkers,
            profile,
            self.catalog,
            lambda name: clock.check(name, last=name == last),
            adaptive=settings.adaptive,
            block_cache=block_cache,
        )
        if len(outcomes) > len(known) and outcomes.keys() >= set(cached):
            self.results.put(key, document, outcomes)
        report = self._report(document, profile.language, result, failures)
        if name is not None and self._lasts(report, source, outcomes.values()):
            self.results.put_report(name, report)
        return report

    def _report(
        self, document: Document, language: str, result: "LintResult", failures: Sequence[EngineStatus]
    ) -> FileReport:
        return FileReport(
            path=document.source.path,
            format=document.source.format,
            words=document.words,
            readability=result.figures,
            findings=result.findings,
            claims=result.claims,
            failures=(*failures, *result.failures),
            source=document.source,
            fault=result.fault,
            language=language,
            document=document if self.keep else None,
            unread=document.unread,
            unread_share=document.unread_share,
            certain=result.certain,
        )

    def _report_key(self, source: Source) -> str | None:
        """Return the cache key of the report on a text; None if it depends on more than a key can cover."""
        settings = self.loaded.settings
        if (
            self.keep
            or settings.packs
            or settings.vale.config is not None
            or not _INSTALLED.issuperset(self.engines)
        ):
            return None
        profile = profile_for(self.loaded, source.path, self.catalog)
        where = relative_to(source.path, self.loaded.folder)
        return self.results.report_key(source, profile, self._settings, where, *self.engines)

    @cached_property
    def _settings(self) -> str:
        return repr((self.loaded.settings, self.loaded.command_line))

    @staticmethod
    def _lasts(report: FileReport, source: Source, outcomes: Iterable[Outcome]) -> bool:
        """Whether a report depends on nothing except its key, and can be restored from the cache and its text."""
        read = report.source
        return (
            not report.failures
            and read == source
            and not read.landmarks
            and not any(map(has_link_targets, outcomes))
        )

    def _own(self, profile: Profile) -> list[str]:
        """Return the names of edlint's own checkers that are needed for a file, in their order."""
        wanted = {active.rule.checker for active in profile.rules.values()}
        if wanted - {STYLES}:
            wanted |= {name for name, spec in CHECKERS.items() if spec.always}
        return [name for name in own_checkers(self.loaded.settings) if name in wanted]

    def _for(
        self, own: Sequence[str], known: Mapping[str, Outcome], outcomes: dict[str, Outcome]
    ) -> tuple[list[Checker], list[EngineStatus]]:
        checkers: list[Checker] = [
            CachedChecker(name, known, partial(self._made, name), outcomes)
            for name in own
            if _is_cached(name)
        ]
        others = [*(name for name in own if not _is_cached(name)), *self.engines]
        checkers += [checker for name in others if (checker := self._checker(name)) is not None]
        failures = [
            EngineStatus(name, "", "failed", reason) for name, reason in self.broken.items() if name in others
        ]
        return checkers, failures

    def _made(self, name: str) -> Checker:
        """Return a checker. Raises EngineError if it cannot be created."""
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
