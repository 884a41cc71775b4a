"""What is in force for one file: rules with their severity and options, language, vocabulary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from edlint.model.finding import Severity
from edlint.model.rule import Rule


@dataclass(frozen=True)
class ActiveRule:
    """A rule that is on for a file, as the configuration left it."""

    rule: Rule
    severity: Severity
    options: Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """The project's vocabulary: plain words (as written) and patterns (RE2, matching a whole word)."""

    accept: frozenset[str] = frozenset()
    accept_patterns: tuple[str, ...] = ()
    reject: frozenset[str] = frozenset()
    reject_patterns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """Which rules are on: the last of the selectors that fits a rule decides (`+claims`, `-claims.overclaim`)."""

    steps: tuple[tuple[bool, str], ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def decide(self, rule: str, severity: Severity, *, enabled: bool) -> Severity | None:
        """Return the severity a rule has for this file, or None when it is off.

        The longest selector that fits wins (`claims.overclaim` over `claims`), then the later one.
        """
        best = (-1, -1)
        for index, (on, selector) in enumerate(self.steps):
            if (selector in {"all", rule} or rule.startswith(selector + ".")) and (
                len(selector) * (selector != "all"),
                index,
            ) > best:
                best, enabled = (len(selector) * (selector != "all"), index), on
        if not enabled:
            return None
        fitting = [s for s in self.severities if s in {"all", rule} or rule.startswith(s + ".")]
        return self.severities[max(fitting, key=len)] if fitting else severity


@dataclass(frozen=True)
class Profile:
    """The rules and settings for one file. Hashable by identity; made once per distinct set of overrides."""

    rules: Mapping[str, ActiveRule]
    selection: Selection = Selection()
    language: str = "en"
    words: Words = Words()

    @property
    def english(self) -> bool:
        """Whether the file is in English: edlint's own English rules run only then."""
        return self.language.partition("-")[0] == "en"

    def active(self, checker: str) -> list[ActiveRule]:
        """Return the rules that this checker must carry out."""
        return [active for active in self.rules.values() if active.rule.checker == checker]
