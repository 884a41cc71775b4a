"""The limits of declarative rules: which matches of a rule's patterns count as hits."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from edlint.model.block import Block, BlockKind, MarkKind
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.prose import Lines, Match, Prose
from edlint.rules.schema import Declarative
from edlint.text.pattern import Pattern, pattern, stands_alone
from edlint.text.ranges import Ranges

Options = Mapping[str, Any]
Matcher = Callable[[Prose, Lines, Options], Iterator[Hit]]
"""The function made of a rule: it takes the prose, the lines in which the rule can match, and the user's options,
and yields hits.
"""

_COMMON_WORDS = frozenset({"inclusive", "style"})
"""The families of rules about common words, whose matches in names and titles do not count."""
_TITLES = frozenset({BlockKind.HEADING, BlockKind.TITLE})

# Most characters between the edge of a sentence or block and its first or last word.
_EDGE = 20


class MatchFilter(msgspec.Struct, frozen=True):
    """Which matches of a rule count: by kind of block, by position in it, and by exceptions.

    `unless` are patterns as written, compiled only when there is a match, which in most documents there is not.
    If `names` is false, capitalised words inside a sentence do not count: they are a name, or the title of a work.
    """

    scope: frozenset[BlockKind]
    quotations: bool = False
    unless: tuple[str, ...] = ()
    ignore_case: bool = False
    at: str = "anywhere"
    allow: frozenset[str] = frozenset()
    whole_words: bool = False
    names: bool = True

    def readable(self, block: Block) -> bool:
        """Whether the rule applies to this block."""
        return block.kind in self.scope and block.language is None and (self.quotations or not block.quoted)

    def blocks(self, prose: Prose) -> Iterator[tuple[int, Block]]:
        """Yield the blocks to which the rule applies, with their numbers."""
        for index, block in enumerate(prose.blocks):
            if self.readable(block):
                yield index, block

    def found(
        self,
        prose: Prose,
        lines: Lines,
        searched: Pattern,
        group: int = 0,
        again: Callable[[Match], bool] | None = None,
    ) -> Iterator[Match]:
        """Yield the matches that count, in reading order; their `span` is that of the flagged group.

        `again` is passed on to `Lines.scan`.
        """
        passed: dict[int, list[Ranges]] = {}
        for match in lines.scan(searched, again):
            span = match.groups[group]
            if span is None or span.empty or not self.readable(prose.blocks[match.block]):
                continue
            if self.counts(prose, match.block, span, passed.setdefault(match.block, [])):
                yield match._replace(span=span)

    def counts(self, prose: Prose, index: int, span: Span, passed: list[Ranges] | None = None) -> bool:
        """Whether a match at `span` counts; `passed` caches the ranges of the block that `unless` matches."""
        text = prose.blocks[index].text
        if self.whole_words and not stands_alone(text, span.start, span.end):
            return False
        if self.allow and plain(text[span.start : span.end]) in self.allow:
            return False
        if self.at != "anywhere" and not _at(prose, index, span, self.at):
            return False
        if not self.names and _is_name(prose.blocks[index], span):
            return False
        if prose.others_words(index, quotations_too=not self.quotations).touch(span):
            return False
        block = prose.blocks[index]
        if _holds_note(block, span) or (text[span.start : span.end].isspace() and not block.plain_run(span)):
            return False
        passed = [] if passed is None else passed
        if self.unless and not passed:
            passed.extend(
                Ranges(pattern(unless, ignore_case=self.ignore_case).spans(text)) for unless in self.unless
            )
        return not any(ranges.touch(span) for ranges in passed)


def match_filter(rule: Declarative, *, whole_words: bool) -> Callable[[Options], MatchFilter]:
    """Return the function that gives the limits of the rule for the user's options."""
    plainly = _limits(rule, {}, whole_words=whole_words)

    def given(options: Options) -> MatchFilter:
        return _limits(rule, options, whole_words=whole_words) if options.get("allow") else plainly

    return given


def _limits(rule: Declarative, options: Options, *, whole_words: bool) -> MatchFilter:
    users: Sequence[str] = options.get("allow") or ()
    return MatchFilter(
        scope=rule.scope,
        quotations=rule.quotations,
        unless=rule.unless,
        ignore_case=not rule.case,
        at=rule.at,
        allow=frozenset(plain(word) for word in (*rule.allow, *users)),
        whole_words=whole_words,
        names=rule.names if rule.names is not None else rule.case or rule.family not in _COMMON_WORDS,
    )


def plain(text: str) -> str:
    """Return words in the form in which they are compared: lower case, single blanks, straight apostrophes."""
    return " ".join(text.replace("’", "'").casefold().split())


def _is_name(block: Block, span: Span) -> bool:
    """Whether all words are capitalised (not in capitals) where neither the sentence nor a heading requires it."""
    words = block.text[span.start : span.end]
    if block.kind in _TITLES or words.isupper() or not all(word[0].isupper() for word in words.split()):
        return False
    before = block.text[max(0, span.start - _EDGE) : span.start].rstrip(" \"'“‘([*_")
    return before[-1:].isalnum() or before[-1:] in {",", "’"}


def _holds_note(block: Block, span: Span) -> bool:
    """Whether a span of only blanks and punctuation has a footnote mark in it, which is not part of the text."""
    if not block.marks or any(c.isalnum() for c in block.text[span.start : span.end]):
        return False
    notes = [mark.span.start for mark in block.marks if mark.kind is MarkKind.FOOTNOTE]
    at = bisect_left(notes, span.start)
    return at < len(notes) and notes[at] <= span.end


def _at(prose: Prose, index: int, span: Span, where: str) -> bool:
    text = prose.blocks[index].text
    edge = Span(0, len(text)) if where.startswith("block") else prose.sentence_at(index, span.start)
    if where.endswith("start"):
        return span.start - edge.start < _EDGE and not text[edge.start : span.start].strip(" \"'“‘([*_")
    return edge.end - span.end < _EDGE and not text[span.end : edge.end].strip(" .!?…\"'”’)]*_")
