"""Errors elsewhere in an article never make a new finding of words that nobody touched.

A warning that is one only because its article has many certain errors (`Finding.raised`) does not count where its line or its
sentence was there before, nor in an article of a baseline beyond the rate that the article had when the baseline was written:
the baseline says it, in entries of their own, and it only falls.
"""

import contextlib
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from edlint.lint.sensitivity import LEAST, calmed, rate
from edlint.model.finding import Finding
from edlint.model.report import FileReport
from edlint.model.source import Source
from edlint.text.sentences import sentence_at

RULE = "edlint.error-rate"
"""In place of a rule, in an entry of a baseline that says how many certain errors in 1,000 words an article had."""


def read(entries: Iterable[tuple[str, str, str]]) -> dict[str, float]:
    """Return the rate of each article from (path, rule, text) of all entries of a baseline.

    In a baseline of before there were rates, all are 0. In any other an article without one is new, whatever was
    dismissed in it.
    """
    paths, found = set(), dict[str, float]()
    for path, rule, text in entries:
        paths.add(path)
        if rule == RULE:
            with contextlib.suppress(ValueError):
                # After a merge there may be two of an article.
                found[path] = min(found.get(path, math.inf), float(text))
    return found or dict.fromkeys(paths, 0.0)


def written(known: Mapping[str, float], checked: Mapping[str, FileReport]) -> dict[str, str]:
    """Return what the rates' entries say, by path, after these articles were checked; none is above what it was.

    `known` are the rates so far, of articles that are there. What is too low for any rule to speak up is 0.
    """
    found = dict(known)
    for path, file in checked.items():
        found[path] = min(rate(file.certain, file.words), found.get(path, math.inf))
    return {path: f"{now:.3f}" if now >= LEAST else "0" for path, now in found.items()}


class Calm:
    """How dense certain errors were in the articles of a baseline, by the paths from its folder."""

    def __init__(self, rates: Mapping[str, float], folder: Path) -> None:
        """Look at no file yet."""
        self._rates = rates
        self._folder = folder

    @cached_property
    def _gone(self) -> float:
        """Return the least rate of the articles that are gone, one of which may bear a new name."""
        gone = (known for path, known in self._rates.items() if not (self._folder / path).exists())
        return min(gone, default=math.inf)

    def checked(self, finding: Finding, path: str) -> Finding:
        """Return a finding as it counts at the rate that its article had; one of a new article counts as it is."""
        if not finding.raised or finding.raised <= self._rates.get(path, self._gone):
            return finding
        return calmed(finding, "the errors that make it likely came after the baseline")


class Before:
    """Which lines and sentences there were before."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Look at nothing yet: few articles have anything that is raised."""
        self._sources = sources

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(line.strip() for source in self._sources for line in source.text.split("\n"))

    @cached_property
    def _words(self) -> str:
        return " ".join(word for source in self._sources for word in source.text.split())

    def held(self, file: FileReport, finding: Finding) -> bool:
        """Whether a finding was raised on a line or in a sentence that was there, in whatever article."""
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
