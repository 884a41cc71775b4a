"""The gate: which findings count, beside a baseline and a state before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from edlint.config.load import Loaded
from edlint.model.report import Report
from edlint.model.rule import Rule
from edlint.run import baseline as baselines
from edlint.run.baseline import Baseline, Entry
from edlint.run.difference import by_difference
from edlint.run.files import Article
from edlint.run.since import Changes, mark, old_articles, split

Check = Callable[[list[Article]], Report]


@dataclass
class Gate:
    """Checks articles and marks what does not count: what the baseline holds, and what was there before."""

    loaded: Loaded
    catalog: Mapping[str, Rule]
    check: Check
    baseline: Baseline | None = None
    changes: Changes | None = None
    _before: list[Report] = field(default_factory=list, repr=False)

    def articles(self, articles: Sequence[Article]) -> list[Article]:
        """Return what to check for a first report on the articles: they, and behind them what they are held against."""
        return [*articles, *(old_articles(self.changes) if self.changes is not None else [])]

    def first(self, report: Report) -> Report:
        """Return the report on `articles` without what they are held against, and with what does not count marked."""
        if self.changes is not None:
            report, *self._before = split(report, self.changes)
        return self.judge(report)

    def judge(self, report: Report) -> Report:
        """Return a report with the findings that do not count marked."""
        if self.baseline is not None:
            report = baselines.mark(report, self.baseline)
        if self.changes is not None:
            before, gone = self._before
            report = mark(report, self.changes, before, gone)
            report = by_difference(report, before, self.loaded, self.catalog)
            report = replace(report, base=self.changes.base)
        return report

    def again(self, articles: list[Article]) -> Report:
        """Check articles and judge the report."""
        return self.judge(self.check(articles))

    def settled(self, report: Report) -> list[Entry]:
        """Return the baseline's entries that nothing answers to any more."""
        if self.baseline is None:
            return []
        return baselines.settled(report, self.baseline, self.loaded, self.catalog)
