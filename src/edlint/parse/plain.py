"""Plain text: paragraphs, and headings in a text that has no empty lines to separate its paragraphs."""

from collections.abc import Iterable

from edlint.model.block import BlockKind
from edlint.model.document import Comment, Document
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.draft import Draft
from edlint.parse.joined import add_block
from edlint.parse.noise import noise
from edlint.parse.noisemap import NoiseMap
from edlint.text.pattern import pattern

_COMMENT = r"^[ \t]*(?:<!--[ \t]*(edlint-[^\r\n]*?)[ \t]*-->|(?:#|//)[ \t]*(edlint-[^\r\n]*?))[ \t]*\r?$"
# A line longer than this was not broken by hand (72 to 80 columns are usual, 100 and 120 occur).
_LONG = 120
# A heading has at most this many words and is much shorter than the paragraphs around it.
_HEADING_WORDS = 12
_HEADING_LENGTH = 80
_STOPPED_WORDS = 7
_STOPPED_LENGTH = 50


def parse(source: Source) -> Document:
    """Return the document of a plain text; never fails.

    Paragraphs are separated by empty lines. If lines are long and no empty line separates them, each line is a
    paragraph, and a short line among them may be a heading.
    """
    draft = Draft(source, NoiseMap(noise(source.text)))
    lines = list(_lines(source.text))
    remarks = {}
    for match in pattern(_COMMENT).matches(source.text):
        text = next(group for group in match.groups if group is not None)
        draft.comments.append(Comment(match.span, text))
        remarks[match.span.start] = match.span.end
    lines = [line for line in lines if line.start not in remarks]
    if _a_paragraph_a_line(source.text, lines):
        for index, line in enumerate(lines):
            heading = _is_heading(source.text, lines, index)
            add_block(draft, [line], BlockKind.HEADING if heading else BlockKind.PARAGRAPH)
    else:
        for group in _groups(source.text, lines):
            add_block(draft, group)
    return draft.finish()


def _lines(text: str) -> Iterable[Span]:
    start = 1 if text.startswith("\ufeff") else 0
    for end in pattern(r"\r\n|\r|\n").spans(text):
        yield Span(start, end.start)
        start = end.end
    if start < len(text):
        yield Span(start, len(text))


def _groups(text: str, lines: list[Span]) -> Iterable[list[Span]]:
    group: list[Span] = []
    for line in lines:
        if text[line.start : line.end].strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _a_paragraph_a_line(text: str, lines: list[Span]) -> bool:
    """Whether each line is a paragraph: none between is empty, and at least half are longer than hand-broken lines."""
    while lines and not text[lines[-1].start : lines[-1].end].strip():
        lines = lines[:-1]
    while lines and not text[lines[0].start : lines[0].end].strip():
        lines = lines[1:]
    if len(lines) < 2 or any(not text[line.start : line.end].strip() for line in lines):
        return False
    long = sum(1 for line in lines if line.end - line.start > _LONG)
    return long * 2 >= len(lines)


def _is_heading(text: str, lines: list[Span], index: int) -> bool:
    """Whether a line is a heading: it is short, above a longer line, and begins with a capital letter or a digit."""
    line = text[lines[index].start : lines[index].end].strip()
    if not line or len(line) > _HEADING_LENGTH or len(line.split()) > _HEADING_WORDS:
        return False
    if index + 1 >= len(lines) or lines[index + 1].end - lines[index + 1].start <= len(line) * 1.5:
        return False
    if not (line[0].isupper() or line[0].isdigit()):
        return False
    if line[-1] not in ".!?…:,;":
        return True
    # A line that ends in a stop may be a sentence: it is a heading only if it is very short and no short line precedes
    # it.
    after_heading = index > 0 and lines[index - 1].end - lines[index - 1].start <= _HEADING_LENGTH
    return len(line) <= _STOPPED_LENGTH and len(line.split()) <= _STOPPED_WORDS and not after_heading
