"""How pages are read under a configuration, and the blocks that they are read into."""

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
"""An inline element → the scope of its own that its words have, where a rule asks for it."""


@dataclass(frozen=True)
class Block:
    """A stretch of text that rules look at, under a scope; `disabled` is what comments had switched off there.

    `prose` says whether it is made of sentences, `paragraphs` whether also of paragraphs: a heading is of sentences only.
    """

    text: Mapped
    scope: str
    disabled: frozenset[str] = frozenset()
    prose: bool = False
    paragraphs: bool = False
    metrics: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """How pages are read: what is left out, and which inline elements are wanted as blocks of their own."""

    skipped: tuple[str, ...]
    classes: tuple[str, ...]
    masked: tuple[str, ...]
    inline: frozenset[str]
    alts: bool
    selectors: tuple[str, ...]

    @classmethod
    def of(cls, config: ValeConfig, wanted: Collection[str], selectors: Iterable[str]) -> Self:
        """Return how pages are read under a configuration; `wanted` and `selectors` are the scopes that rules name."""
        return cls(
            config.skipped_scopes or _SKIPPED,
            (*_SKIPPED_CLASSES, *config.ignored_classes),
            config.ignored_scopes or _MASKED,
            frozenset(tag for tag, scope in INLINE_SCOPES.items() if scope in wanted),
            "alt" not in config.skipped_scopes,
            tuple(selectors),
        )
