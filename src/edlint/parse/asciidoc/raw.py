"""AsciiDoc's blocks before their inline markup is read, and the state of a line scan."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from edlint.model.block import BlockKind, CellPlace, ItemPlace
from edlint.model.span import Span
from edlint.text.pattern import pattern


class Raw(NamedTuple):
    """A block of prose before its inline markup is read: the ranges of its lines, and what it is."""

    runs: tuple[Span, ...]
    kind: BlockKind
    level: int = 0
    quoted: bool = False
    item: ItemPlace | None = None
    cell: CellPlace | None = None


@dataclass
class ScannedBlocks:
    """The result of a scan."""

    raws: list[Raw] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    listings: list[tuple[Span, ...]] = field(default_factory=list)
    entries: dict[str, Span] = field(default_factory=dict)
    tables: int = 0
    lists: int = 0
    depth: int = 0  # number of open cells that contain blocks


@dataclass
class Listed:
    """An open list: its marker, its number in the document, and how many items it has so far."""

    marker: str
    number: int
    count: int = 0
    ordered: bool = False


@dataclass
class BlockStyle:
    """The style names, attributes and title above a block."""

    names: list[str] = field(default_factory=list)
    attributes: str = ""
    title: tuple[Span, ...] | None = None

    @property
    def style(self) -> str:
        """Return the block's style, the one named last; an empty string if there is none."""
        return self.names[0] if self.names else ""


@dataclass
class Opened:
    """An open block that contains others: the line that ends it, whether it is a quotation, the lists around it."""

    delimiter: str
    quoted: bool
    lists: list[Listed]
    item: ItemPlace | None


def alternative(text: str, inner: Span) -> Span | None:
    """Return the range of the alternative text in an image's attributes (the first, or `alt=`), or None."""
    if pattern(r"(?:^|,)[ \t]*alt=").found(text[inner.start : inner.end]):
        return attribute(text, inner, "alt")
    return None if "=" in text[inner.start : inner.end].partition(",")[0] else _value(text, inner, 0)


def attribute(text: str, inner: Span, name: str) -> Span | None:
    """Return the range of an attribute's value in a macro's attributes, or None."""
    named = pattern(rf"(?:^|,)[ \t]*{name}=").first(text[inner.start : inner.end])
    return _value(text, inner, named.end) if named is not None else None


def _value(text: str, inner: Span, start: int) -> Span | None:
    value = text[inner.start : inner.end]
    if value[start : start + 1] in {'"', "'"}:
        end = value.find(value[start], start + 1)
        start, end = start + 1, len(value) if end < 0 else end
    else:
        end = value.find(",", start)
        end = len(value) if end < 0 else end
    bare = value[start:end].strip()
    at = inner.start + value.find(bare, start)
    return Span(at, at + len(bare)) if bare else None


def lines_of(text: str, start: int = 0) -> Iterator[Span]:
    """Yield the lines of a text from `start` on, without their line ends."""
    for line in text[start:].split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1
