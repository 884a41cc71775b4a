"""The kind that finds errors of grammar which words and their classes give away."""

from collections.abc import Iterator, Sequence

from edlint.language.rows import filled, row
from edlint.model.block import MarkKind
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.prose import Lines, Prose
from edlint.prose.tagged import Tagged
from edlint.rules.matching import Matcher, Options
from edlint.rules.schema import Tokens
from edlint.rules.templates import listed
from edlint.rules.wording import fixes, in_case
from edlint.text.pattern import ByteMatch, Pattern
from edlint.text.ranges import Ranges

_PLAIN = frozenset(b"CUTX")
"""The letters of tokens that are not written as they stand in a line: capitals, marks and placeholders."""
_APART = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.CODE})
"""What sets a word apart from the one before it: “type an *a*”."""


def tokens(rule: Tokens) -> Matcher:
    """Flag words in a row, on the author's own words."""
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
                # A match is none where it wants what is there already, or where no word has the form that it wants.
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
                # A label is a name: what is written in it stands in its definition, too.
                apart = block.divided(span, _APART) or block.labelled(span)
                if not apart and not prose.others_words(index).touch(span):
                    cased = tuple(in_case(old, new) if new else "" for new in news)
                    made = fixes(prose, index, span, cased, rule.safety)
                    yield Hit(rule.id, span, block, replacements=cased, fixes=made)

    return match


def _name(flagged: str, text: str) -> bool:
    """Whether a word in capitals is flagged in a text that is not: “the ITS region”."""
    return any(len(word) > 1 and word.isupper() for word in flagged.split()) and not text.isupper()


def _right(line: bytes, found: ByteMatch, flagged: tuple[int, int], template: str) -> bool:
    """Whether what is flagged is already what the template makes of it, as far as the line tells.

    Most matches of a rule such as “a or an” are right, and looking up where their words stand takes longer than this.
    A line has words in small letters: where one has a capital, nothing is said.
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
        """Return the words of an item as they are written; an optional item that is missing is empty."""
        start, end = found.ranges[number]
        if start < 0 or end <= start:
            return ""
        span = prose.tagged.place(index, *prose.tagged.words(index, start, end))
        return prose.blocks[index].text[span.start : span.end]

    return [new for each in templates if (new := filled(each, item)) is not None]


def _passed(unless: Sequence[str], tagged: Tagged, index: int) -> Ranges:
    """Return the bytes of a block that `unless` fits, from whichever word on."""
    line = tagged.line(index)
    return Ranges(span for each in unless for span in _fits(row(each).compiled, line))


def _fits(compiled: Pattern, line: bytes) -> Iterator[Span]:
    """Yield where a row fits; one place may begin within another: “by Jan” and “Jan Wich”."""
    start = 0
    while match := next(compiled.scan(line, start), None):
        yield Span(match.start, match.end)
        start = match.start + 1
