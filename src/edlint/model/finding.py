"""Hits and findings of checks, and the fixes for them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple, Self

import msgspec
from msgspec.structs import replace

from edlint.model.block import Block
from edlint.model.edit import Edit
from edlint.model.span import Span


class Severity(StrEnum):
    """How much a finding matters; a suggestion is hidden unless asked for."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"

    @property
    def rank(self) -> int:
        """Return 0 for the most severe."""
        return ("error", "warning", "suggestion").index(self.value)


class Safety(StrEnum):
    """What may be done with a fix: `--fix` applies the safe; review is applied when asked; show never."""

    SAFE = "safe"
    REVIEW = "review"
    SHOW = "show"


class Fix(NamedTuple):
    """Edits that belong together and do not overlap."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]

    def for_review(self) -> "Fix":
        """Return the fix, set from safe to review."""
        return self._replace(safety=Safety.REVIEW) if self.safety is Safety.SAFE else self


class Related(NamedTuple):
    """Another range of the source that a finding is about, and a sentence about what is there."""

    span: Span
    message: str


class Suppression(NamedTuple):
    """Why a finding does not count: the kind of suppression, and the reason given."""

    by: Literal["comment", "baseline", "overlap", "unchanged", "waiver"]
    reason: str


_NO_VALUES: Mapping[str, str] = {}
"""The values of most hits, shared because a text may have a hundred thousand hits."""


class Hit(msgspec.Struct, frozen=True):
    """A checker's raw result: `span` is in `block.text`, or in the source if `block` is None.

    `values` fill in the rule's message; `{match}` and `{replacement}` come from the span and the first replacement.
    `replacements` are for the whole span, most likely first; `fixes` are complete fixes to use instead. `message`,
    `severity` and `safety` override the rule's own. `whole` is true when the hit is about the whole document and its
    span only says where to show it. `suppressed` is set if the checker knows that the hit was accepted. `also` names
    rules that report the same, or an assessment of the fix. `related` are other ranges of the source that it is about.
    `raised` is the number of certain errors in 1,000 words from which it is a warning, if it would be none otherwise,
    else 0.
    """

    rule: str
    span: Span
    block: Block | None = None
    values: Mapping[str, str] = msgspec.field(default_factory=lambda: _NO_VALUES)
    replacements: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    message: str | None = None
    severity: Severity | None = None
    safety: Safety | None = None
    engine: str = "edlint"
    also: tuple[str, ...] = ()
    whole: bool = False
    suppressed: Suppression | None = None
    related: tuple[Related, ...] = ()
    raised: float = 0.0

    def moved(self, block: Block, by: int) -> Self:
        """Return the hit for an equal block whose source lies `by` code points further on."""
        if block is self.block:
            return self
        fixes = tuple(fix._replace(edits=tuple(edit.moved(by) for edit in fix.edits)) for fix in self.fixes)
        related = tuple(place._replace(span=place.span.shift(by)) for place in self.related)
        return replace(self, block=block, fixes=fixes, related=related)


class Finding(msgspec.Struct, frozen=True):
    """A finding as reported: `span` is in the source, `text` is the source text there, `raised` as in `Hit`."""

    rule: str
    severity: Severity
    message: str
    span: Span
    text: str
    fingerprint: str
    engine: str
    fixes: tuple[Fix, ...] = ()
    also: tuple[str, ...] = ()
    suppressed: Suppression | None = None
    related: tuple[Related, ...] = ()
    raised: float = 0.0

    @property
    def family(self) -> str:
        """Return the first part of the rule's id."""
        return self.rule.partition(".")[0]
