"""The kind that finds grammatical errors by sequences of words and word classes."""

from collections.abc import Iterator, Sequence

from edlint.language.rows import filled, row
from edlint.model.block import Block, MarkKind
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.prose import Lines, Prose
from edlint.prose.tagged import TaggedText
from edlint.rules.matching import Matcher, Options
from edlint.rules.schema import Tokens
from edlint.rules.templates import listed
from edlint.rules.wording import fixes, in_case
from edlint.text.pattern import ByteMatch, Pattern
from edlint.text.ranges import Ranges

_PLAIN = frozenset(b"CUTX")
"""Class letters of tokens whose text in a line of tokens differs from the block's: capitals, marks, placeholders."""
_APART = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.CODE})
"""Markup that sets a word apart from the one before it: “type an *a*”."""


def tokens(rule: Tokens) -> Matcher:
    """Flag sequences of tokens in the author's own words; see `edlint.language.rows`."""
    rows = [(each.find, listed(each.replace)) for each in rule.patterns]

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        tagged = prose.tagged
        taken: set[tuple[int, int]] = set()
        passed: dict[int, Ranges] = {}
        for source, templates in rows:
            for index, found in tagged.scan(source):
                if prose.blocks[index].kind not in rule.scope:
                    continue
                start, end = row(source).flagged(found)
                if templates and _right(tagged.line(index), found, (start, end), templates[0]):
                    continue
                first, after = tagged.words(index, start, end)
                span = tagged.place(index, first, after)
                old = prose.blocks[index].text[span.start : span.end]
                news = _replacements(prose, index, found, templates)
                # Skip a match whose replacement is there already, or whose words lack the form that the template names.
                if templates and (not news or news[0] == old.lower()):
                    continue
                if _name(old, prose.blocks[index].text):
                    continue
                if index not in passed:
                    passed[index] = _passed(rule.unless, tagged, index)
                if passed[index].touch(Span(found.start, found.end)) or (index, first) in taken:
                    continue
                taken.add((index, first))
                block = prose.blocks[index]
                # A label is a name, and its definition has the same text.
                apart = block.divided(span, _APART) or block.labelled(span) or _spoken_of(block, span)
                if not apart and not prose.others_words(index).touch(span):
                    cased = tuple(in_case(old, new) if new else "" for new in news)
                    made = fixes(prose, index, span, cased, rule.safety)
                    yield Hit(rule.id, span, block, replacements=cased, fixes=made)

    return match


def _spoken_of(block: Block, span: Span) -> bool:
    """Whether a word is set apart as a word that is spoken of: “what *it* and *them* refer to”."""
    return any(mark.kind in _APART and mark.span == span for mark in block.marks)


def _name(flagged: str, text: str) -> bool:
    """Whether a word in capitals is flagged in a text that is not: “the ITS region”."""
    return any(len(word) > 1 and word.isupper() for word in flagged.split()) and not text.isupper()


def _right(line: bytes, found: ByteMatch, flagged: tuple[int, int], template: str) -> bool:
    """Whether the flagged part equals its replacement already, as far as the line of tokens shows.

    Most matches of a rule such as “a or an” are right, and finding the offsets of their words takes longer than this.
    A line has words in lower case: where a word of the match has a capital, the result is False.
    """

    def words(start: int, end: int) -> str:
        return b" ".join(token.partition(b"/")[0] for token in line[start:end].split()).decode()

    def item(number: int) -> str:
        return words(*found.ranges[number]) if found.ranges[number][0] >= 0 else ""

    start, end = found.ranges[0]
    if any(
        not _PLAIN.isdisjoint(token.rpartition(b"/")[0].rpartition(b"/")[2])
        for token in line[start:end].split()
    ):
        return False
    return filled(template, item) == words(*flagged)


def _replacements(prose: Prose, index: int, found: ByteMatch, templates: Sequence[str]) -> list[str]:
    def item(number: int) -> str:
        """Return the words of an item as written; an empty string for an optional item that is missing."""
        start, end = found.ranges[number]
        if start < 0 or end <= start:
            return ""
        span = prose.tagged.place(index, *prose.tagged.words(index, start, end))
        return prose.blocks[index].text[span.start : span.end]

    return [new for each in templates if (new := filled(each, item)) is not None]


def _passed(unless: Sequence[str], tagged: TaggedText, index: int) -> Ranges:
    """Return the byte ranges of a block's line that `unless` matches, overlapping matches included."""
    line = tagged.line(index)
    return Ranges(span for each in unless for span in _fits(row(each).compiled, line))


def _fits(compiled: Pattern, line: bytes) -> Iterator[Span]:
    """Yield the byte ranges of a row's matches; one may begin inside another: “by Jan” and “Jan Wich”."""
    start = 0
    while match := next(compiled.scan(line, start), None):
        yield Span(match.start, match.end)
        start = match.start + 1
