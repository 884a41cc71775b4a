"""A rule: the fields that every rule file has. The kinds in `edlint.rules.schema` add their own."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import UNSET, Meta, Struct, UnsetType, field

from edlint.model.block import BlockKind
from edlint.model.checker import ENGINES
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
STYLES = "vale"
"""The first part of the id of every rule that comes from a Vale style."""

Text = Annotated[str, Meta(min_length=1)]
Texts = Annotated[tuple[Text, ...], Meta(min_length=1)]


class Reference(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a rule's reason comes from: a title that a reader can look up, and an address where there is one."""

    title: Text
    url: Annotated[str, Meta(pattern=r"^(https?://\S+)?$")] = ""


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """Something of a rule that users may set: its default and what it means."""

    default: Any
    help: Text


class Good(Struct, frozen=True, forbid_unknown_fields=True):
    """A text on which the rule is silent. `options` and `language` are set for it alone."""

    text: Text
    format: str = "markdown"
    options: Mapping[str, Any] = {}
    language: str = "en"


class Bad(Good, frozen=True, kw_only=True):
    """A text with all the words that must be flagged in it, in order; `fixed` is it after the first fixes, if any."""

    flags: Texts
    fixed: str | None = None


class Example(NamedTuple):
    """A test of a rule: a text in which exactly the words in `flags` must be flagged; none if it is empty."""

    text: str
    format: str = "markdown"
    flags: tuple[str, ...] = ()
    fixed: str | None = None
    options: Mapping[str, Any] = {}
    language: str = "en"


class Examples(Struct, frozen=True, forbid_unknown_fields=True):
    """The rule's tests: at least two of each sort."""

    bad: Annotated[tuple[Bad, ...], Meta(min_length=2)]
    good: Annotated[tuple[Good | Text, ...], Meta(min_length=2)]


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab", cache_hash=True):
    """The common fields of all rules. The classes of the kinds have the tag `check`, which selects a file's class.

    `origin` is the path of the rule's file; it is not a field of the file.
    """

    id: Annotated[
        str,
        Meta(
            pattern=r"^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+$",
            description="the file's path, dots for slashes",
        ),
    ]
    message: Annotated[
        str,
        Meta(
            min_length=1,
            description="one sentence: what is wrong and what would settle it; {match}, {replacement}",
        ),
    ]
    severity: Severity = Severity.WARNING
    default: Literal["on", "off"] = "on"
    scope: Annotated[frozenset[BlockKind], Meta(min_length=1)] = field(
        default_factory=lambda: frozenset(BlockKind)
    )
    quotations: Annotated[bool, Meta(description="also look inside quotations")] = False
    languages: Annotated[Texts, Meta(description="“any”, or codes; “en” holds for en-GB")] = ("en",)
    safety: Annotated[Safety, Meta(description="what may be done with the replacement")] = field(
        default=Safety.REVIEW, name="fix"
    )
    options: Annotated[Mapping[str, Option], Meta(description="what users may set")] = {}
    why: Text
    sources: Annotated[tuple[Reference, ...], Meta(min_length=1)] = ()
    measured: Annotated[str, Meta(description="what it did on real text: hits, and how many were right")] = ""
    examples: Annotated[Examples | UnsetType, Meta(description="the rule's tests")] = UNSET
    origin: str = field(default="", name="(origin)")

    @property
    def family(self) -> str:
        """Return the first part of the id."""
        return self.id.partition(".")[0]

    @property
    def enabled(self) -> bool:
        """Whether the rule is on by default."""
        return self.default == "on"

    @property
    def checker(self) -> str:
        """Return the name of the checker that implements the rule."""
        return "rules"

    @property
    def cases(self) -> tuple[Example, ...]:
        """Return the rule's tests, those that must be flagged first."""
        if self.examples is UNSET:
            return ()
        good = (Good(each) if isinstance(each, str) else each for each in self.examples.good)
        return (
            *(Example(e.text, e.format, e.flags, e.fixed, e.options, e.language) for e in self.examples.bad),
            *(Example(e.text, e.format, (), None, e.options, e.language) for e in good),
        )


def matches(rule: str, selector: str) -> bool:
    """Whether a selector (`claims`, `claims.overclaim`, `all`) is the rule's id, a dotted prefix of it, or `all`."""
    return selector in ("all", rule) or rule.startswith(selector + ".")


def is_selector(selector: str, catalog: Mapping[str, Rule]) -> bool:
    """Whether a selector is `all`, a family, a rule's id or a prefix of one, or lies under an engine."""
    return (
        selector in {"all", STYLES}
        or selector in FAMILIES
        or any(matches(selector, f"grammar.{engine}") for engine in ENGINES)
        or any(matches(rule, selector) for rule in catalog)
    )
