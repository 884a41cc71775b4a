"""Marks in running text: ranges that may overlap in any way, written as nested HTML elements."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from edlint.report.safe import printable


class Annotation(NamedTuple):
    """An element around `start` to `end` of a text; of two that partly overlap, the one of higher rank is split.

    `open` is its start tag, `again` the start tag of its further parts (an id may occur only once), `close` the end
    tag.
    """

    start: int
    end: int
    rank: int
    open: Markup
    close: Markup
    again: Markup | None = None


@dataclass
class _Writer:
    """The output so far, and the elements that are open, innermost last."""

    out: list[str]
    stack: list[Annotation]
    begun: set[int]

    def begin(self, annotation: Annotation) -> None:
        again = (
            annotation.again
            if id(annotation) in self.begun and annotation.again is not None
            else annotation.open
        )
        self.begun.add(id(annotation))
        self.out.append(again)
        self.stack.append(annotation)

    def end(self, keep: Callable[[Annotation], bool]) -> list[Annotation]:
        """Close elements from the innermost out until `keep` is true; return those closed, outermost first."""
        closed: list[Annotation] = []
        while self.stack and not keep(self.stack[-1]):
            closed.append(self.stack.pop())
            self.out.append(closed[-1].close)
        return closed[::-1]


def annotated(
    text: str, annotations: Iterable[Annotation], instead: Mapping[int, Markup] | None = None
) -> Markup:
    """Return the text as HTML with the elements of `annotations` around their ranges, empty ones at their offset.

    `instead` has HTML that replaces single code points of the text, by offset. All other text is escaped, and control
    and invisible characters are written as escape sequences.
    """
    instead = instead or {}
    ordered = sorted(annotations, key=lambda annotation: (annotation.start, -annotation.end, annotation.rank))
    points = sorted({0, len(text), *(i.start for i in ordered), *(i.end for i in ordered)})
    places = sorted(instead)
    writer = _Writer([], [], set())
    following = taken = 0
    for index, point in enumerate(points):
        # Close the elements that end here, and reopen those that were opened inside of them and continue.
        for annotation in writer.end(lambda _, here=point: all(one.end > here for one in writer.stack)):  # type: ignore[misc] # a lambda takes no annotation
            if annotation.end > point:
                writer.begin(annotation)
        while following < len(ordered) and ordered[following].start == point:
            annotation = ordered[following]
            following += 1
            if annotation.end <= point:
                writer.out += [annotation.open, annotation.close]
                continue
            cut = writer.end(lambda other, new=annotation: other.end >= new.end or other.rank <= new.rank)  # type: ignore[misc] # as above
            writer.begin(annotation)
            for other in cut:
                writer.begin(other)
        if index + 1 == len(points):
            break
        position, until = point, points[index + 1]
        while taken < len(places) and places[taken] < until:
            at = places[taken]
            taken += 1
            writer.out += [_plain(text[position:at]), instead[at]]
            position = at + 1
        writer.out.append(_plain(text[position:until]))
    return Markup("".join(writer.out))  # noqa: S704 - every part is escaped, or markup of ours


def _plain(text: str) -> Markup:
    """Return article text as HTML; line ends are kept."""
    if text.isprintable() or ("\n" not in text and "\r" not in text):
        return escape(printable(text))
    return escape("\n".join(printable(line) for line in text.replace("\r\n", "\n").split("\n")))
