"""Builders for many tests: a rule, a profile with rules, a text as prose."""

import gc
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from edlint.config.profile import ActiveRule, Profile
from edlint.language.data import load
from edlint.model.report import Report
from edlint.model.rule import Rule
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.report import parts, terminal
from edlint.rules.schema import Code

ZAP = """\
id: style.house.zap
message: "No {match}."
check: existence
phrases: [zap]
why: It is a test.
sources: [{title: The house}]
examples:
  bad: [{text: A zap here., flags: [zap]}, {text: The zap., flags: [zap]}]
  good: [A zip., Another zip.]
"""
"""A rule file in a house style, with its examples."""


def writer(name: str, *, suggestions: bool = False) -> Callable[[Report], str]:
    """Return a function that returns a report as a whole in a format."""
    return lambda report: "".join(parts(name, report, suggestions=suggestions))


def in_terminal(report: Report, style: terminal.Style | None = None) -> str:
    """Return a whole report as shown on a terminal."""
    return "".join(terminal.parts(report, style or terminal.Style()))


def rule(name: str, by: str = "rules", **fields: Any) -> Rule:
    """Return a rule of the checker `by`, with a message and a reason."""
    return Code(**{"id": name, "by": by, "message": "m", "why": "w", **fields})


def profile(
    rules: Iterable[Rule],
    language: str = "en",
    options: Mapping[str, Mapping[str, Any]] | None = None,
    **rest: Any,
) -> Profile:
    """Return a profile with these rules on, with their defaults; `options` are by rule id."""
    active = {
        each.id: ActiveRule(
            each,
            each.severity,
            {name: option.default for name, option in each.options.items()}
            | dict((options or {}).get(each.id, {})),
        )
        for each in rules
    }
    return Profile(active, language=language, **rest)


def prose(text: str, kind: str = "markdown", language: str = "en") -> Prose:
    """Return a text as the Prose that checkers get."""
    return Prose(parse(Source("a", kind, text)), load(language))


def grows_with_length_only(work: Callable[[int], object], count: int) -> bool:
    """Whether work on sixteen times `count` takes about sixteen times as long, and not two hundred and fifty times.

    Compares the least processor time of three runs, without the garbage collector, whose time depends on what other
    tests have left behind.
    """

    def seconds(size: int) -> float:
        begun = time.process_time()
        work(size)
        return time.process_time() - begun

    gc.disable()
    try:
        short = max(0.01, min(seconds(count) for _ in range(3)))
        return any(seconds(16 * count) < 60 * short for _ in range(3))
    finally:
        gc.enable()
