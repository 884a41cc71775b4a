"""Run patterns over the blocks of a page: over all blocks at once, joined, where that gives the same matches."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from edlint.vale.read import Page
from edlint.vale.reading import Block
from edlint.vale.regex import Budget, Groups, Regex
from edlint.vale.scope import Scope
from edlint.vale.subject import Subject
from edlint.vale.text import sentence_spans

_BETWEEN = "\n\n\x00\n\n"
"""The separator between joined blocks; if a match touches it, the joined result is discarded."""


class BlockView:
    """A block with its text prepared for patterns; `number` is its index in the page."""

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
        """Return the text prepared for patterns, created when first needed."""
        if self._subject is None:
            self._subject = Subject(self.block.text.text)
        return self._subject


class Corpus:
    """The blocks to which rules of one scope apply."""

    def __init__(self, views: Sequence[BlockView]) -> None:
        """Take the blocks."""
        self.views = views
        self._joined: dict[bool, tuple[Subject, list[int], list[BlockView]]] = {}

    def spans(self, regex: Regex, budget: Budget) -> Iterator[tuple[BlockView, int, int]]:
        """Yield (block, start, end) of a pattern's matches; blocks with non-ASCII words may come after the others."""
        for view, groups in self._each(
            regex, lambda subject: ((span,) for span in regex.spans(subject, budget))
        ):
            yield view, *groups[0]

    def matches(self, regex: Regex, budget: Budget) -> Iterator[tuple[BlockView, Groups]]:
        """Yield each match of a pattern as its block and the spans of the match and its groups."""
        yield from self._each(regex, lambda subject: regex.matches(subject, budget))

    def _each(
        self, regex: Regex, look: Callable[[Subject], Iterator[Groups]]
    ) -> Iterator[tuple[BlockView, Groups]]:
        rest: Sequence[BlockView] = self.views
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
    ) -> list[tuple[BlockView, Groups]] | None:
        """Return the matches in the joined blocks, or None if one of them touches a separator."""
        subject, starts, views = self._join(narrow=regex.edged)
        found: list[tuple[BlockView, Groups]] = []
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

    def _join(self, *, narrow: bool) -> tuple[Subject, list[int], list[BlockView]]:
        """Return the joined text, the offsets of its blocks, and the blocks; `narrow`: without non-ASCII words."""
        if narrow not in self._joined:
            views = [view for view in self.views if not (narrow and view.subject.wide)]
            starts: list[int] = []
            length = 0
            for view in views:
                starts.append(length)
                length += len(view.text) + len(_BETWEEN)
            self._joined[narrow] = Subject(_BETWEEN.join(view.text for view in views)), starts, views
        return self._joined[narrow]


class PageBlocks:
    """The blocks of a page for rules and, if any rule needs them, the paragraphs and sentences in them."""

    def __init__(self, page: Page, bases: frozenset[str]) -> None:
        """Take a page, and the scope sections that rules name."""
        self.page = page
        blocks: list[Block] = []
        for block in page.blocks:
            blocks += _parts(block, bases)
            blocks.append(block)
        self._views = [BlockView(number, block) for number, block in enumerate(blocks)]
        self._corpora: dict[frozenset[str], Corpus] = {}
        self._by_scope: dict[str, list[BlockView]] = {}
        for view in self._views:
            self._by_scope.setdefault(view.block.scope, []).append(view)

    def corpus(self, scope: Scope) -> Corpus:
        """Return the blocks to which a rule with this scope applies."""
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
