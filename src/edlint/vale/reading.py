"""The options for reading pages under a configuration, and the blocks that reading produces."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from edlint.text.mapped import Mapped
from edlint.vale.config import ValeConfig

_SKIPPED = ("script", "style", "pre", "figure", "noscript", "iframe")
_SKIPPED_CLASSES = ("problematic", "pre", "code")
_MASKED = ("tt", "code", "kbd")
INLINE_SCOPES = {
    "a": "link",
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "code": "code",
    "tt": "code",
}
"""Inline elements, and the scope of the block that their text becomes if any rule names it."""


@dataclass(frozen=True)
class Block:
    """A text with a scope to which rules are applied; `disabled` are the rules and styles that comments turned off.

    `prose`: it can be split into sentences; `paragraphs`: it can also be split into paragraphs, unlike a heading.
    `metrics` are counts of elements, for blocks of a whole text or selection.
    """

    text: Mapped
    scope: str
    disabled: frozenset[str] = frozenset()
    prose: bool = False
    paragraphs: bool = False
    metrics: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadingOptions:
    """How pages are read: elements to skip (`skipped`, or by class `classes`) or to mask, and optional blocks.

    `inline` are the inline elements that become blocks, `alts` whether images' alternative texts do, and `selectors` the
    CSS selectors whose elements do.
    """

    skipped: tuple[str, ...]
    classes: tuple[str, ...]
    masked: tuple[str, ...]
    inline: frozenset[str]
    alts: bool
    selectors: tuple[str, ...]

    @classmethod
    def of(cls, config: ValeConfig, wanted: Collection[str], selectors: Iterable[str]) -> Self:
        """Return the options for a configuration; `wanted` and `selectors` are the scopes and selectors in rules."""
        return cls(
            config.skipped_scopes or _SKIPPED,
            (*_SKIPPED_CLASSES, *config.ignored_classes),
            config.ignored_scopes or _MASKED,
            frozenset(tag for tag, scope in INLINE_SCOPES.items() if scope in wanted),
            "alt" not in config.skipped_scopes,
            tuple(selectors),
        )
