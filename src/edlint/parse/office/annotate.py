"""Writes remarks into a Word document: comments in the margin, and tracked changes that the author may accept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape

from edlint.model.edit import Edit
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.office.docx import BODY
from edlint.parse.office.read import extracted
from edlint.parse.office.text import Extract, TextNode, spliced
from edlint.text.pattern import pattern

_COMMENTS = "word/comments.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_BY = 'w:author="edlint"'
_Splice = tuple[int, int, bytes]


class WordComment(NamedTuple):
    """A comment on a range of the text, and the change that it offers, if any."""

    span: Span
    words: str
    edit: Edit | None = None


@dataclass
class _Letter:
    """A code point of the body: its byte range in the part, and the node that contains it."""

    node: TextNode
    start: int
    end: int


def annotated(source: Source, remarks: Sequence[WordComment]) -> tuple[bytes, int]:
    """Return the package with remarks as comments and their edits as tracked changes, and how many could be placed.

    Remarks in footnotes cannot be placed, because Word has no comments there. Raises SourceError if the source is not a
    Word document.
    """
    found = extracted(source.data, source.path, source.format)
    letters = _letters(found)
    data = found.parts[BODY]
    old = found.package.read(_COMMENTS)
    number = 1 + max((int(match.groups[0] or 0) for match in pattern(r'w:id="(\d{1,9})"').matches(old.decode("utf-8", "replace"))), default=0)  # fmt: skip
    changes = list(_changes(remarks, letters, data))
    splices = [splice for change in changes for splice in change]
    taken = [(start, end) for start, end, _ in splices if end > start]
    opened: list[_Splice] = []
    shut: list[_Splice] = []
    comments: list[str] = []
    for remark in remarks:
        place = _place(remark.span, letters)
        if place is None:
            continue
        first, last = place
        begin, end = _outside(first.start, taken, after=False), _outside(last.end, taken, after=True)
        mark = f'<w:commentRangeStart w:id="{number}"/>'.encode()
        opened.append((begin, begin, _split(first.node, mark)))
        reference = f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
        shut.append((end, end, _split(last.node, reference.encode())))
        comments.append(_comment(number, remark.words))
        number += 1
    if not comments:
        return source.data, 0
    spaced = _spaced([*opened, *shut, *splices], letters, data)
    parts = {
        BODY: spliced(data, [*spaced, *shut, *opened, *splices]),
        _COMMENTS: _with_comments(old, comments),
        **({} if old else _registered(found)),
    }
    return found.package.written(parts), len(comments)


def _letters(found: Extract) -> dict[int, _Letter]:
    """Return the code points of the body by their offset in the text."""
    known: dict[int, Iterator[tuple[int, int]]] = {}
    letters: dict[int, _Letter] = {}
    at = 0
    for paragraph in found.paragraphs:
        for segment in paragraph.segments:
            node = segment.node
            if node is not None and node.part == BODY:
                places = known.setdefault(id(node), _places(found.parts[BODY], node))
                for offset in range(at, at + len(segment.text)):
                    place = next(places, None)
                    if place is not None:
                        letters[offset] = _Letter(node, *place)
            at += len(segment.text)
        at += 1
    return letters


def _places(data: bytes, node: TextNode) -> Iterator[tuple[int, int]]:
    """Yield the byte range of each code point of a node; an entity counts as one."""
    raw = data[node.start : node.end].decode("utf-8", "replace")
    at = node.start
    index = 0
    while index < len(raw):
        stop = raw.find(";", index) + 1 if raw[index] == "&" else index + 1
        stop = stop or len(raw)
        width = len(raw[index:stop].encode())
        yield at, at + width
        at += width
        index = stop


def _place(span: Span, letters: dict[int, _Letter]) -> tuple[_Letter, _Letter] | None:
    """Return the first and the last code point of a range (of an empty range, the one before it), or None."""
    offsets = range(span.start, span.end) if not span.empty else range(max(0, span.start - 1), span.start)
    held = [letters[offset] for offset in offsets if offset in letters]
    return (held[0], held[-1]) if held else None


def _outside(at: int, taken: list[tuple[int, int]], *, after: bool) -> int:
    """Return the offset `at`, or the edge of the change that it lies inside."""
    for start, end in taken:
        if start < at < end:
            return end if after else start
    return at


def _split(node: TextNode, between: bytes) -> bytes:
    """Return markup that ends a run, inserts `between`, and begins another run of the same formatting."""
    return b"</w:t></w:r>" + between + _again(node)


def _again(node: TextNode) -> bytes:
    return b"<w:r>" + _looks(node) + b'<w:t xml:space="preserve">'


def _looks(node: TextNode) -> bytes:
    return node.run.properties if node.run is not None else b""


def _changes(
    remarks: Sequence[WordComment], letters: dict[int, _Letter], data: bytes
) -> Iterator[list[_Splice]]:
    """Yield the tracked changes; none overlaps another, or lies inside one that the document already has."""
    number = 9_000_000
    done = -1
    for remark in sorted(remarks, key=lambda remark: remark.span):
        edit = remark.edit
        if edit is None or edit.start < done:
            continue
        held = [letters.get(offset) for offset in range(edit.start, edit.end)]
        before = letters.get(edit.start - 1)
        if any(letter is None for letter in held) or (not held and before is None):
            continue
        touched = [letter for letter in held if letter is not None] or ([before] if before else [])
        if any(letter.node.run is None or not letter.node.run.split for letter in touched):
            continue
        number += 2
        yield _change(edit.text, touched, data, number, insert=not held)
        done = edit.end + (not held)


def _change(new: str, letters: list[_Letter], data: bytes, number: int, *, insert: bool) -> list[_Splice]:
    """Return the splices of one change: the deletions, run by run, and the insertion after the first of them."""
    groups: list[list[_Letter]] = []
    for letter in letters:
        if groups and groups[-1][-1].node is letter.node and groups[-1][-1].end == letter.start:
            groups[-1].append(letter)
        else:
            groups.append([letter])
    splices: list[_Splice] = []
    for index, group in enumerate(groups):
        node = group[0].node
        start, end = group[0].start, group[-1].end
        body = b""
        if not insert:
            body += f'<w:del w:id="{number}" {_BY}>'.encode() + b"<w:r>" + _looks(node)
            body += b'<w:delText xml:space="preserve">' + data[start:end] + b"</w:delText></w:r></w:del>"
        if index == 0 and new:
            body += f'<w:ins w:id="{number + 1}" {_BY}>'.encode() + _again(node)
            body += escape(new).encode() + b"</w:t></w:r></w:ins>"
        splices.append((end if insert else start, end, _split(node, body)))
    return splices


def _spaced(splices: Sequence[_Splice], letters: dict[int, _Letter], data: bytes) -> list[_Splice]:
    """Return the splices that preserve the blanks at the ends of the runs that are split."""
    nodes = {id(letter.node): letter.node for letter in letters.values()}
    places = [start for start, _, _ in splices]
    return [
        (node.tag + 4, node.tag + 4, b' xml:space="preserve"')
        for node in nodes.values()
        if any(node.start <= place <= node.end for place in places)
        and b"xml:space" not in data[node.tag : node.start]
    ]


def _comment(number: int, words: str) -> str:
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in words.split("\n")
    )
    return f'<w:comment w:id="{number}" {_BY} w:initials="ed">{lines}</w:comment>'


def _with_comments(old: bytes, comments: Sequence[str]) -> bytes:
    new = "".join(comments).encode()
    at = old.rfind(b"</w:comments>")
    if at >= 0:
        return old[:at] + new + old[at:]
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{_MAIN}">'
    return head.encode() + new + b"</w:comments>"


def _registered(found: Extract) -> dict[str, bytes]:
    """Return the parts that must be changed to register a new part for comments."""
    types, relations = found.package.read(_TYPES), found.package.read(_RELATIONS)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    override = f'<Override PartName="/{_COMMENTS}" ContentType="{kind}"/>'.encode()
    relation = f'<Relationship Id="rIdEdlint" Type="{_OFFICE}/comments" Target="comments.xml"/>'.encode()
    if not relations:
        relations = f'<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'.encode()
    return {
        _TYPES: types.replace(b"</Types>", override + b"</Types>"),
        _RELATIONS: relations.replace(b"</Relationships>", relation + b"</Relationships>"),
    }
