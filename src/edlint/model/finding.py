"""What a check found, and what would mend it."""

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


class Related(NamedTuple):
    """Another place of the source that a finding is about, and what stands there, in a sentence."""

    span: Span
    message: str


class Suppression(NamedTuple):
    """Why a finding does not count: who said so, and the reason given."""

    by: Literal["comment", "baseline", "overlap", "unchanged", "waiver"]
    reason: str


_NO_VALUES: Mapping[str, str] = {}
"""What most hits have: one for all of them, as a text may have a hundred thousand."""


class Hit(msgspec.Struct, frozen=True):
    """What a check saw, in the check's own terms: the place is in `block.text`, or in the source when `block` is None.

    `values` fill the rule's message, beside `{match}` and `{replacement}` which are filled from the span and the first
    replacement. `replacements` are for the whole span, most likely first; `fixes` are ready-made instead.
    `message`, `severity` and `safety` stand in place of the rule's own. `whole` is true when the hit is about the whole
    document and its place is only where it is shown. `suppressed` says who let it pass, where the check knows that.
    `also` names rules that say the same, or what is thought of the fix. `related` are other places that it is about, in the source.
    `raised` is how many certain errors in 1,000 words make it a warning, where it would be none without them.
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
        """Return the same hit in a block that is alike and stands `by` code points further on."""
        if block is self.block:
            return self
        fixes = tuple(fix._replace(edits=tuple(edit.moved(by) for edit in fix.edits)) for fix in self.fixes)
        related = tuple(place._replace(span=place.span.shift(by)) for place in self.related)
        return replace(self, block=block, fixes=fixes, related=related)


class Finding(msgspec.Struct, frozen=True):
    """A finding as it is reported: `span` is in the source, `text` what stands there, `raised` as in `Hit`."""

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
