"""A range of a block's text in AsciiDoc, and what all kinds of markup in it have in common."""

from abc import ABC, abstractmethod

from edlint.model.block import MarkKind
from edlint.model.span import Span
from edlint.parse.asciidoc.marks import Marks
from edlint.parse.draft import Draft
from edlint.parse.joined import Joined
from edlint.parse.leaf import Leaf
from edlint.text.pattern import pattern

_WORK = r"\[\[\[([\w:.\-]+)(?:,[^\[\]\n]*)?\]\]\]"
"""The label of a bibliography entry."""
DEEPEST = 12
"""Maximum depth of nested formatting; further in, marks are text."""


class Notes:
    """The footnotes of a document, which become blocks of their own, and the labels of its bibliography."""

    def __init__(self, draft: Draft) -> None:
        """Start with no footnote."""
        self.draft = draft
        self.notes: dict[str, str] = {}
        self.works = frozenset(match.groups[0] or "" for match in pattern(_WORK).matches(draft.source.text))
        self._count = 0

    def numbered(self, label: str) -> str:
        """Return a footnote's label; a footnote without one is numbered."""
        if label:
            return label
        self._count += 1
        return str(self._count)


class Stretch(ABC):
    """Reads one block's text into a leaf.

    A method that reads markup returns where the markup ends, or where it begins if it is text; `end` is where the range
    ends. `_done` is how far the text has been added to the leaf, `_depth` how deep inside other markup the range is.
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
        """Read a range of the text; what is inside markup is read recursively."""

    def _feed(self, end: int) -> None:
        """Add the plain text up to `end` to the leaf."""
        self._text.feed(self._leaf, self._done, end)

    def _nothing(self, start: int, end: int) -> int:
        self._feed(start)
        self._leaf.loose = True
        return end

    def _stand(self, kind: MarkKind, value: str, start: int, end: int) -> int:
        """Add a placeholder for a range."""
        self._feed(start)
        place = self._text.place(start, end)
        self._leaf.placeholder(kind, place.start, place.end, " ".join(value.split()))
        return end

    def _within(self, kind: MarkKind | None, value: str, whole: Span, words: Span) -> int:
        """Read the words inside markup, with a mark of `kind` on them unless it is None."""
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
