"""Marks in running text: ranges that may overlap in any way, written as elements that nest."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from edlint.report.safe import printable


class Ink(NamedTuple):
    """An element around `start` to `end` of a text; of two that overlap in part, the one of higher rank is cut in two.

    `open` begins the element, `again` begins its further parts where it had to be cut (an id may stand only once).
    """

    start: int
    end: int
    rank: int
    open: Markup
    close: Markup
    again: Markup | None = None


@dataclass
class _Pen:
    """What is written so far, and the elements that are open, innermost last."""

    out: list[str]
    stack: list[Ink]
    begun: set[int]

    def begin(self, ink: Ink) -> None:
        again = ink.again if id(ink) in self.begun and ink.again is not None else ink.open
        self.begun.add(id(ink))
        self.out.append(again)
        self.stack.append(ink)

    def end(self, keep: Callable[[Ink], bool]) -> list[Ink]:
        """Close from the inside out while `keep` says no; return what was closed, outermost first."""
        closed: list[Ink] = []
        while self.stack and not keep(self.stack[-1]):
            closed.append(self.stack.pop())
            self.out.append(closed[-1].close)
        return closed[::-1]


def inked(text: str, inks: Iterable[Ink], instead: Mapping[int, Markup] | None = None) -> Markup:
    """Return the text as HTML with the elements of `inks` around their ranges; an empty range stands at its place.

    `instead` has HTML for single code points of the text. Everything else of the text is escaped, and what turns or
    hides letters is spelt out.
    """
    instead = instead or {}
    ordered = sorted(inks, key=lambda ink: (ink.start, -ink.end, ink.rank))
    points = sorted({0, len(text), *(i.start for i in ordered), *(i.end for i in ordered)})
    places = sorted(instead)
    pen = _Pen([], [], set())
    following = taken = 0
    for index, point in enumerate(points):
        if any(ink.end <= point for ink in pen.stack):
            outermost = next(ink for ink in pen.stack if ink.end <= point)
            depth = pen.stack.index(outermost)
            for ink in _closed_to(pen, depth):
                if ink.end > point:
                    pen.begin(ink)
        while following < len(ordered) and ordered[following].start == point:
            ink = ordered[following]
            following += 1
            if ink.end <= point:
                pen.out += [ink.open, ink.close]
                continue
            cut = pen.end(lambda other, new=ink: other.end >= new.end or other.rank <= new.rank)  # type: ignore[misc] # a lambda takes no annotation
            pen.begin(ink)
            for other in cut:
                pen.begin(other)
        if index + 1 == len(points):
            break
        position, until = point, points[index + 1]
        while taken < len(places) and places[taken] < until:
            at = places[taken]
            taken += 1
            pen.out += [_plain(text[position:at]), instead[at]]
            position = at + 1
        pen.out.append(_plain(text[position:until]))
    return Markup("".join(pen.out))  # noqa: S704 - every part is escaped, or markup of ours


def _closed_to(pen: _Pen, depth: int) -> Sequence[Ink]:
    """Close down to a depth of the stack; return what was closed, outermost first."""
    return pen.end(lambda _: len(pen.stack) <= depth)


def _plain(text: str) -> Markup:
    """Return article text for HTML; line ends stay."""
    if text.isprintable() or ("\n" not in text and "\r" not in text):
        return escape(printable(text))
    return escape("\n".join(printable(line) for line in text.replace("\r\n", "\n").split("\n")))
