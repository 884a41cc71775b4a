"""A stretch of a block's text in AsciiDoc, and what is done with markup in it, whatever markup it is."""

from abc import ABC, abstractmethod

from edlint.model.block import MarkKind
from edlint.model.span import Span
from edlint.parse.asciidoc.marks import Marks
from edlint.parse.draft import Draft
from edlint.parse.joined import Joined
from edlint.parse.leaf import Leaf
from edlint.text.pattern import pattern

_WORK = r"\[\[\[([\w:.\-]+)(?:,[^\[\]\n]*)?\]\]\]"
"""The label of an entry of a bibliography."""
DEEPEST = 12
"""Formatting inside formatting is followed this far; further in, marks are text."""


class Notes:
    """The footnotes of a document, which become blocks of their own, and the works that its bibliography lists."""

    def __init__(self, draft: Draft) -> None:
        """Begin with no footnote."""
        self.draft = draft
        self.notes: dict[str, str] = {}
        self.works = frozenset(match.groups[0] or "" for match in pattern(_WORK).matches(draft.source.text))
        self._count = 0

    def numbered(self, label: str) -> str:
        """Return a footnote's label; one without is numbered."""
        if label:
            return label
        self._count += 1
        return str(self._count)


class Stretch(ABC):
    """One block's text on its way into a leaf.

    What takes markup answers where it ends, or where it begins when it is text; `end` is where the stretch ends.
    `_done` is how far the text has been given to the leaf, `_depth` how far inside of other markup it stands.
    """

    def __init__(self, notes: Notes, leaf: Leaf, text: Joined, marks: Marks, depth: int = 0) -> None:
        self._notes = notes
        self._leaf = leaf
        self._text = text
        self._marks = marks
        self._value = text.text
        self._done = 0
        self._depth = depth

    @abstractmethod
    def run(self, start: int, end: int) -> None:
        """Read a stretch; what is inside of markup is read in turn."""

    def _feed(self, end: int) -> None:
        """Give the plain text up to here to the leaf."""
        self._text.feed(self._leaf, self._done, end)

    def _nothing(self, start: int, end: int) -> int:
        self._feed(start)
        self._leaf.loose = True
        return end

    def _stand(self, kind: MarkKind, value: str, start: int, end: int) -> int:
        """Put a placeholder in the place of a stretch."""
        self._feed(start)
        place = self._text.place(start, end)
        self._leaf.placeholder(kind, place.start, place.end, " ".join(value.split()))
        return end

    def _within(self, kind: MarkKind | None, value: str, whole: Span, words: Span) -> int:
        """Read words inside of markup, marked as what they are."""
        self._feed(whole.start)
        place = self._text.place(whole.start, whole.end)
        if kind is not None:
            self._leaf.open(kind, place.start, value)
        if self._depth < DEEPEST:
            self._depth += 1
            self.run(words.start, words.end)
            self._depth -= 1
        else:
            self._text.feed(self._leaf, words.start, words.end)
        if kind is not None:
            self._leaf.shut(kind, place.end)
        return whole.end

    def _bare(self, span: Span) -> Span:
        value = self._value[span.start : span.end]
        bare = value.strip()
        at = span.start + (value.find(bare) if bare else 0)
        return Span(at, at + len(bare))
