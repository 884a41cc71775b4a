"""Patterns over a page: one pass over all the blocks that a rule looks at, wherever that finds the same."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from edlint.vale.read import Page
from edlint.vale.reading import Block
from edlint.vale.regex import Budget, Groups, Regex
from edlint.vale.scope import Scope
from edlint.vale.subject import Subject
from edlint.vale.text import sentence_spans

_BETWEEN = "\n\n\x00\n\n"
"""What stands between blocks where they are looked at in one pass: no match that touches it is believed."""


class View:
    """A block with what patterns need of it; `number` is its place in the page."""

    __slots__ = ("_subject", "block", "number")

    def __init__(self, number: int, block: Block) -> None:
        """Take a block."""
        self.number = number
        self.block = block
        self._subject: Subject | None = None

    @property
    def text(self) -> str:
        """Return the block's text."""
        return self.block.text.text

    @property
    def subject(self) -> Subject:
        """Return the text as patterns look at it."""
        if self._subject is None:
            self._subject = Subject(self.block.text.text)
        return self._subject


class Corpus:
    """The blocks that rules of one scope look at."""

    def __init__(self, views: Sequence[View]) -> None:
        """Take the blocks."""
        self.views = views
        self._joined: dict[bool, tuple[Subject, list[int], list[View]]] = {}

    def spans(self, regex: Regex, budget: Budget) -> Iterator[tuple[View, int, int]]:
        """Yield where a pattern fits: the block, and the place in its text. Blocks in order only within one pass."""
        for view, groups in self._each(
            regex, lambda subject: ((span,) for span in regex.spans(subject, budget))
        ):
            yield view, *groups[0]

    def matches(self, regex: Regex, budget: Budget) -> Iterator[tuple[View, Groups]]:
        """Yield where a pattern and its groups fit."""
        yield from self._each(regex, lambda subject: regex.matches(subject, budget))

    def _each(
        self, regex: Regex, look: Callable[[Subject], Iterator[Groups]]
    ) -> Iterator[tuple[View, Groups]]:
        rest: Sequence[View] = self.views
        if regex.linear and not regex.anchored and len(self.views) > 1:
            together = self._together(regex, look)
            if together is not None:
                yield from together
                rest = [view for view in self.views if regex.edged and view.subject.wide]
        for view in rest:
            for groups in look(view.subject):
                yield view, groups

    def _together(
        self, regex: Regex, look: Callable[[Subject], Iterator[Groups]]
    ) -> list[tuple[View, Groups]] | None:
        """Return the matches of one pass, or None where one of them touches what stands between blocks."""
        subject, starts, views = self._join(narrow=regex.edged)
        found: list[tuple[View, Groups]] = []
        for groups in look(subject):
            start, end = groups[0]
            index = bisect_right(starts, start) - 1
            view, base = views[index], starts[index]
            if end > base + len(view.text):
                return None
            found.append(
                (
                    view,
                    tuple((first - base, last - base) if first >= 0 else (-1, -1) for first, last in groups),
                )
            )
        return found

    def _join(self, *, narrow: bool) -> tuple[Subject, list[int], list[View]]:
        """Return the blocks as one text; `narrow`: without those whose words have letters beyond ASCII."""
        if narrow not in self._joined:
            views = [view for view in self.views if not (narrow and view.subject.wide)]
            starts: list[int] = []
            length = 0
            for view in views:
                starts.append(length)
                length += len(view.text) + len(_BETWEEN)
            self._joined[narrow] = Subject(_BETWEEN.join(view.text for view in views)), starts, views
        return self._joined[narrow]


class Sight:
    """A page as rules look at it: its blocks and, where rules ask for them, the paragraphs and sentences in them."""

    def __init__(self, page: Page, bases: frozenset[str]) -> None:
        """Take a page, and the kinds of block that rules ask for."""
        self.page = page
        blocks: list[Block] = []
        for block in page.blocks:
            blocks += _parts(block, bases)
            blocks.append(block)
        self._views = [View(number, block) for number, block in enumerate(blocks)]
        self._corpora: dict[frozenset[str], Corpus] = {}
        self._by_scope: dict[str, list[View]] = {}
        for view in self._views:
            self._by_scope.setdefault(view.block.scope, []).append(view)

    def corpus(self, scope: Scope) -> Corpus:
        """Return the blocks that a rule looks at."""
        fitting = frozenset(name for name in self._by_scope if scope.fits(name))
        known = self._corpora.get(fitting)
        if known is None:
            views = [view for view in self._views if view.block.scope in fitting]
            known = self._corpora[fitting] = Corpus(views)
        return known


def _parts(block: Block, bases: frozenset[str]) -> Iterator[Block]:
    text = block.text
    if block.paragraphs and "paragraph" in bases and text.text:
        position = 0
        while position < len(text.text):
            gap = text.text.find("\n\n", position)
            end = len(text.text) if gap < 0 else gap + 2
            yield Block(text.part(position, end), "paragraph." + block.scope, block.disabled)
            position = end
    if block.prose and "sentence" in bases:
        for span in sentence_spans(text.text):
            yield Block(text.part(*span).stripped(), "sentence." + block.scope, block.disabled)
