"""The gate: decides which findings count, given a baseline and an earlier state of the files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from edlint.config.load import Loaded
from edlint.model.report import Report, Revision
from edlint.model.rule import Rule
from edlint.run import baseline as baselines
from edlint.run.baseline import Baseline, BaselineEntry
from edlint.run.files import Article
from edlint.run.since import Changes, mark, of_revision, old_articles

Check = Callable[[list[Article]], Report]


@dataclass
class Gate:
    """Checks articles and marks the findings that do not count: those in the baseline or in the earlier state."""

    loaded: Loaded
    catalog: Mapping[str, Rule]
    check: Check
    baseline: Baseline | None = None
    changes: Changes | None = None
    _before: Report = field(default_factory=lambda: Report("", ()), repr=False)
    _gone: Report = field(default_factory=lambda: Report("", ()), repr=False)

    def articles(self, articles: Sequence[Article]) -> list[Article]:
        """Return what to check for a first report: the articles, then the old texts that they are compared with."""
        return [*articles, *(old_articles(self.changes) if self.changes is not None else [])]

    def first(self, report: Report) -> Report:
        """Return the report on `articles` without the old texts, with the findings that do not count marked."""
        if self.changes is None:
            return self.judge(report)
        # An old text that could not be read or checked is no error of this run.
        self._before = of_revision(report, Revision.BEFORE)
        self._gone = of_revision(report, Revision.GONE)
        return self.judge(of_revision(report, Revision.NOW))

    def judge(self, report: Report) -> Report:
        """Return a report with the findings that do not count marked."""
        if self.baseline is not None:
            report = baselines.mark(report, self.baseline)
        if self.changes is not None:
            report = mark(report, self.changes, self._before, self._gone)
            from edlint.run.difference import by_difference  # noqa: PLC0415 - it reads articles; most runs have no changes

            report = by_difference(report, self._before, self.loaded, self.catalog)
            report = replace(report, base=self.changes.base)
        return report

    def again(self, articles: list[Article]) -> Report:
        """Check articles and return the report with the findings that do not count marked."""
        return self.judge(self.check(articles))

    def unmatched_entries(self, report: Report) -> list[BaselineEntry]:
        """Return the baseline's entries that match no finding any more."""
        if self.baseline is None:
            return []
        return baselines.unmatched_entries(report, self.baseline, self.loaded, self.catalog)
