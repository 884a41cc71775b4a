"""Reads a package into a source with one line per paragraph, parses that source, and writes changed text back."""

from itertools import accumulate

from edlint.model.block import Block, BlockKind, CellPlace, ItemPlace, MarkKind
from edlint.model.document import Document
from edlint.model.errors import SourceError
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.draft import Draft
from edlint.parse.leaf import Leaf
from edlint.parse.noise import noise
from edlint.parse.noisemap import NoiseMap
from edlint.parse.office import docx, odt
from edlint.parse.office.package import Package, PackageError
from edlint.parse.office.text import Extract, Paragraph, RunSegment

_EXTRACT = {"docx": docx.extract, "odt": odt.extract}
_KINDS = {
    "heading": BlockKind.HEADING,
    "title": BlockKind.TITLE,
    "caption": BlockKind.CAPTION,
    "cell": BlockKind.CELL,
    "item": BlockKind.LIST_ITEM,
    "note": BlockKind.FOOTNOTE,
}
_MARKS = {
    "strong": MarkKind.STRONG,
    "emphasis": MarkKind.EMPHASIS,
    "strike": MarkKind.STRIKE,
    "link": MarkKind.LINK,
}
_STANDS = {"object": MarkKind.OBJECT, "math": MarkKind.MATH, "image": MarkKind.IMAGE}


def source_of(data: bytes, display: str, form: str) -> Source:
    """Return the source of a package, with one line per paragraph. Raises SourceError if it cannot be read."""
    found = extracted(data, display, form)
    starts = accumulate((len(paragraph.text) + 1 for paragraph in found.paragraphs), initial=0)
    landmarks = tuple((at, f"¶ {number}") for number, at in enumerate(starts, 1))[:-1]
    return Source(display, form, found.text, landmarks=landmarks, data=data)


def extracted(data: bytes, display: str, form: str) -> Extract:
    """Return the text extracted from a package. Raises SourceError if it cannot be read."""
    try:
        return _EXTRACT[form](Package(data))
    except PackageError as error:
        raise SourceError(f"{display}: not read: {error}") from None


def rewritten(source: Source, text: str) -> Source:
    """Return the source with `text`, and a package that contains it. Raises SourceError if it cannot be written."""
    found = extracted(source.data, source.path, source.format)
    try:
        data = found.rewritten(text)
    except PackageError as error:
        raise SourceError(f"{source.path}: not changed: {error}") from None
    return source_of(data, source.path, source.format)


def parse(source: Source) -> Document:
    """Return the document of a package's source. Raises SourceError if its text differs from the package's."""
    found = extracted(source.data, source.path, source.format)
    if found.text != source.text:
        raise SourceError(f"{source.path}: its text is not that of the package")
    draft = Draft(source, NoiseMap(noise(source.text)))
    draft.language = found.language
    notes: dict[str, str] = {}
    at = 0
    counts: dict[int, int] = {}
    for paragraph in found.paragraphs:
        block = _block(draft, paragraph, at, counts)
        if block is not None:
            draft.blocks.append(block)
            if block.label:
                notes[block.label] = f"{notes.get(block.label, '')} {block.text}".strip()
        at += len(paragraph.text) + 1
    return draft.finish({}, notes)


def _block(draft: Draft, paragraph: Paragraph, at: int, counts: dict[int, int]) -> Block | None:
    end = at + len(paragraph.text)
    if paragraph.kind in {"code", "silent"}:
        if at < end:
            draft.listings.append((Span(at, end),))
            draft.code.append(draft.source.text[at:end])
        return None
    leaf = Leaf(draft, end)
    _feed(leaf, draft.source.text, paragraph.segments, at)
    place = None
    if paragraph.item is not None:
        number = paragraph.item
        place = ItemPlace(number, counts.get(number, 0), 0, None)
        counts[number] = counts.get(number, 0) + 1
    return leaf.close(
        _KINDS.get(paragraph.kind, BlockKind.PARAGRAPH),
        level=paragraph.level,
        quoted=paragraph.kind == "quote",
        cell=None if paragraph.cell is None else CellPlace(*paragraph.cell, header=paragraph.cell[1] == 0),
        item=place,
        label=paragraph.label,
    )


def _feed(leaf: Leaf, text: str, segments: list[RunSegment], at: int) -> None:
    """Add a paragraph's segments to its leaf; marks are opened and closed where they change."""
    opened: list[tuple[str, str]] = []
    code: list[int] = []
    for segment in segments:
        stop = at + len(segment.text)
        for mark in [mark for mark in reversed(opened) if mark not in segment.marks]:
            opened.remove(mark)
            leaf.shut(_MARKS[mark[0]], at)
        for mark in [mark for mark in segment.marks if mark not in opened]:
            opened.append(mark)
            leaf.open(_MARKS[mark[0]], at, mark[1])
        if segment.kind == "code":
            code = code or [at]
        elif code:
            _code(leaf, text, code.pop(), at)
        if segment.kind in _STANDS:
            leaf.placeholder(_STANDS[segment.kind], at, stop, segment.value)
        elif segment.kind == "note":
            leaf.point(MarkKind.FOOTNOTE, at, at, segment.value)
        elif segment.kind == "break":
            leaf.soft(at, stop)
            leaf.loose = True
        elif segment.kind != "code":
            leaf.text(segment.text, at, stop)
        at = stop
    if code:
        _code(leaf, text, code.pop(), at)


def _code(leaf: Leaf, text: str, start: int, end: int) -> None:
    leaf.placeholder(MarkKind.CODE, start, end, text[start:end])
