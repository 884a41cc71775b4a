"""Prevents errors elsewhere in an article from making findings of words that nobody changed.

A warning that is one only because its article has many certain errors (`Finding.raised`) does not count if its line or
its sentence existed before, nor, in an article of a baseline, beyond the error rate that the article had when the
baseline was written. The baseline stores that rate in entries of its own, and rewriting it never raises the rate.
"""

import contextlib
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from edlint.lint.sensitivity import LEAST, error_rate, lower_raised
from edlint.model.finding import Finding
from edlint.model.report import FileReport
from edlint.model.source import Source
from edlint.text.sentences import sentence_at

RULE = "edlint.error-rate"
"""Stands in for the rule in a baseline entry that stores the certain errors in 1,000 words of an article."""


def read(entries: Iterable[tuple[str, str, str]]) -> dict[str, float]:
    """Return the rate of each article from (path, rule, text) of all entries of a baseline.

    In a baseline from before rates were stored, all are 0. In any other, an article without a rate is new, even if
    findings in it were dismissed.
    """
    paths, found = set(), dict[str, float]()
    for path, rule, text in entries:
        paths.add(path)
        if rule == RULE:
            with contextlib.suppress(ValueError):
                # After a merge there may be two rates of an article.
                found[path] = min(found.get(path, math.inf), float(text))
    return found or dict.fromkeys(paths, 0.0)


def written(known: Mapping[str, float], checked: Mapping[str, FileReport]) -> dict[str, str]:
    """Return the texts of the rates' entries, by path, after these articles were checked; no rate is raised.

    `known` are the rates so far, of articles that exist. A rate that is too low for any rule is written as 0.
    """
    found = dict(known)
    for path, file in checked.items():
        found[path] = min(error_rate(file.certain, file.words), found.get(path, math.inf))
    return {path: f"{now:.3f}" if now >= LEAST else "0" for path, now in found.items()}


class BaselineRates:
    """The error rates that the articles of a baseline had, by paths relative to its folder."""

    def __init__(self, rates: Mapping[str, float], folder: Path) -> None:
        """Take the rates; no file is read."""
        self._rates = rates
        self._folder = folder

    @cached_property
    def _gone(self) -> float:
        """Return the lowest rate of the articles that no longer exist, one of which may have been renamed."""
        gone = (known for path, known in self._rates.items() if not (self._folder / path).exists())
        return min(gone, default=math.inf)

    def checked(self, finding: Finding, path: str) -> Finding:
        """Return the finding as it is at the rate that its article had; in a new article it is unchanged."""
        if not finding.raised or finding.raised <= self._rates.get(path, self._gone):
            return finding
        return lower_raised(finding, "the errors that make it likely came after the baseline")


class OldLines:
    """The lines and sentences of the old texts."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Take the old texts; they are split on demand, since few articles have raised findings."""
        self._sources = sources

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(line.strip() for source in self._sources for line in source.text.split("\n"))

    @cached_property
    def _words(self) -> str:
        return " ".join(word for source in self._sources for word in source.text.split())

    def held(self, file: FileReport, finding: Finding) -> bool:
        """Whether a finding was raised in a line or sentence that existed before, in any article."""
        if not finding.raised or file.source is None:
            return False
        text = file.source.text
        line = file.source.line_span(file.source.place(finding.span.start).line)
        if file.source.slice(line).strip() in self._lines:
            return True
        start = text.rfind("\n\n", 0, finding.span.start) + 1
        end = text.find("\n\n", finding.span.end)
        paragraph = text[start : end if end >= 0 else len(text)]
        sentence = sentence_at(paragraph, finding.span.start - start)
        return " ".join(paragraph[sentence.start : sentence.end].split()) in self._words
