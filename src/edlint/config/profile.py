"""The profile of one file: the rules that are on, with severity and options, the language, and the vocabulary."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from edlint.config.globs import Globs, relative_to
from edlint.config.schema import Section, wrong_globs
from edlint.config.weights import Weights
from edlint.model.finding import Severity
from edlint.model.rule import Rule, matches


class ActiveRule(msgspec.Struct, frozen=True):
    """A rule that is on for a file, with its configured severity and options."""

    rule: Rule
    severity: Severity
    options: Mapping[str, Any]


class Vocabulary(msgspec.Struct, frozen=True):
    """The project's vocabulary: plain words (as written) and patterns (RE2, matching a whole word)."""

    accept: frozenset[str] = frozenset()
    accept_patterns: tuple[str, ...] = ()
    reject: frozenset[str] = frozenset()
    reject_patterns: tuple[str, ...] = ()


class Waiver(Section, frozen=True, kw_only=True):
    """A claim that somebody accepted without a source: one `[[claims]]` table of the file of waivers.

    `files` are globs (none: every file), `until` is the last day on which it is valid, `where` its file and line.
    """

    claim: Annotated[str, Meta(pattern="^([0-9a-f]{24})?$", description="the claim's identity")] = ""
    text: Annotated[str, Meta(description="the claim's words, in place of its identity")] = ""
    files: Annotated[tuple[str, ...], Meta(max_length=2_000, description="only in these files")] = ()
    reason: Annotated[str, Meta(min_length=1)]
    by: Annotated[str, Meta(min_length=1)]
    until: date
    where: str = msgspec.field(default="", name="(where)")

    def _wrong(self) -> Iterator[tuple[str, str]]:
        yield from wrong_globs("files", self.files)
        if bool(self.claim) == bool(self.text):
            yield "claim", "give the claim's identity as “claim”, or its words as “text”"


class Waivers(msgspec.Struct, frozen=True):
    """The file of waivers; globs are relative to `folder`."""

    entries: tuple[Waiver, ...] = ()
    folder: Path = Path()

    def of(self, path: str) -> tuple[Waiver, ...]:
        """Return the waivers that apply to the file at `path`, which is relative to the working directory."""
        return tuple(
            entry
            for entry in self.entries
            if not entry.files or Globs(entry.files).match(relative_to(path, self.folder))
        )


class Selection(msgspec.Struct, frozen=True):
    """Which rules are on. Each step is `(on, selector)`; None in place of a boolean means the rule's own default."""

    steps: tuple[tuple[bool | None, str], ...] = ()
    severities: Mapping[str, Severity] = msgspec.field(default_factory=dict)

    def decide(self, rule: str, severity: Severity, *, enabled: bool) -> Severity | None:
        """Return the severity of a rule for this file, or None when it is off.

        `severity` and `enabled` are the rule's own. The longest matching selector wins (`claims.overclaim` over
        `claims` over `all`), and of equal ones the later.
        """
        best, on = (-1, -1), None
        for index, (step, selector) in enumerate(self.steps):
            rank = (0 if selector == "all" else len(selector), index)
            if rank > best and matches(rule, selector):
                best, on = rank, step
        if not (enabled if on is None else on):
            return None
        fitting = [selector for selector in self.severities if matches(rule, selector)]
        return (
            self.severities[max(fitting, key=lambda s: 0 if s == "all" else len(s))] if fitting else severity
        )

    def says(self, rule: str) -> bool:
        """Whether a severity is configured for a rule, or for a selector that matches it."""
        return any(matches(rule, selector) for selector in self.severities)


class Profile(msgspec.Struct, frozen=True, dict=True):
    """The rules and settings for one file, created once per distinct set of overrides and language.

    `weights` are those that the project trained itself, or None.
    """

    rules: Mapping[str, ActiveRule]
    selection: Selection = Selection()
    language: str = "en"
    words: Vocabulary = Vocabulary()
    waivers: Waivers = Waivers()
    weights: Weights | None = None

    @property
    def english(self) -> bool:
        """Whether the file is in English: edlint's own English rules run only then."""
        return self.language.partition("-")[0] == "en"

    def active(self, checker: str) -> Sequence[ActiveRule]:
        """Return the active rules that this checker implements."""
        return self._by_checker.get(checker, ())

    @cached_property
    def _by_checker(self) -> Mapping[str, Sequence[ActiveRule]]:
        found: dict[str, list[ActiveRule]] = {}
        for active in self.rules.values():
            found.setdefault(active.rule.checker, []).append(active)
        return found
