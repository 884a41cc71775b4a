"""A rule as documents, reports and the rule engine see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from edlint.model.document import BlockKind
from edlint.model.finding import Safety, Severity

FAMILIES = (
    "spelling",
    "grammar",
    "readability",
    "claims",
    "consistency",
    "style",
    "inclusive",
    "typography",
    "terms",
    "markup",
    "edlint",
)
"""The first part of every rule id."""

ENGINES = ("harper", "languagetool")
"""Grammar engines, whose own rules (`grammar.harper.AnA`) are too many to list: any name under theirs is taken."""


class Reference(NamedTuple):
    """Where a rule's reason comes from."""

    title: str
    url: str = ""


class Option(NamedTuple):
    """Something of a rule that users may set: its default and what it means."""

    default: Any
    help: str


@dataclass(frozen=True)
class Example:
    """A text and what the rule must do with it.

    `flags` are the words that must be flagged, in order and nothing else (empty: the rule is silent). `fixed` is the
    text after the fixes, where one is promised. `options` and `language` are set for this example alone.
    """

    text: str
    format: str = "markdown"
    flags: tuple[str, ...] = ()
    fixed: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    language: str = "en"


@dataclass(frozen=True)
class Rule:
    """One rule. `checker` names who carries it out; `spec` is what that checker needs (validated when loaded)."""

    id: str
    message: str
    severity: Severity
    why: str
    checker: str
    sources: tuple[Reference, ...] = ()
    scope: frozenset[BlockKind] = frozenset(BlockKind)
    quotations: bool = False
    safety: Safety = Safety.REVIEW
    enabled: bool = True
    options: Mapping[str, Option] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    languages: tuple[str, ...] = ("en",)
    spec: Any = None
    origin: str = ""
    measured: str = ""

    @property
    def family(self) -> str:
        """Return the first part of the id."""
        return self.id.partition(".")[0]


def matches(rule: str, selector: str) -> bool:
    """Whether a rule id is the selector or lies under it (`claims`, `claims.overclaim`, `all`)."""
    return selector in ("all", rule) or rule.startswith(selector + ".")


def known(selector: str, catalog: Mapping[str, Rule]) -> bool:
    """Whether a selector is a rule, a family or another beginning of rules' ids, or an engine's."""
    return (
        selector == "all"
        or selector in FAMILIES
        or any(matches(selector, f"grammar.{engine}") for engine in ENGINES)
        or any(matches(rule, selector) for rule in catalog)
    )
