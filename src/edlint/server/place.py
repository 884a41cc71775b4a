"""Convert edlint's offsets, edits, paths and formats to and from those of the protocol."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lsprotocol import types as lsp
from pygls.uris import from_fs_path, to_fs_path

from edlint.model.edit import Edit, shared_ends
from edlint.model.span import Span
from edlint.parse import SUFFIXES, format_of
from edlint.server.buffer import Change, Lines, Point

_LANGUAGES = {
    "markdown": "markdown",
    "mdx": "markdown",
    "html": "html",
    "plaintext": "text",
    "text": "text",
    "restructuredtext": "rst",
    "rst": "rst",
    "asciidoc": "asciidoc",
    "latex": "latex",
    "tex": "latex",
    "quarto": "quarto",
    "rmd": "quarto",
}
"""The format in which edlint parses a document, by the protocol's language id."""
_BINARY = frozenset({"docx", "odt"})
_ANY = frozenset({"text"})
"""Formats that editors assign to unknown files too, so that only the file name decides."""


def position(lines: Lines, offset: int) -> lsp.Position:
    """Convert an offset to a position."""
    point = lines.point(offset)
    return lsp.Position(point.line, point.character)


def range_of(lines: Lines, span: Span) -> lsp.Range:
    """Convert a span to a range."""
    return lsp.Range(position(lines, span.start), position(lines, span.end))


def span_of(lines: Lines, place: lsp.Range) -> Span:
    """Convert a range to a span; one whose end is before its start becomes empty."""
    start = lines.offset(Point(place.start.line, place.start.character))
    return Span(start, max(start, lines.offset(Point(place.end.line, place.end.character))))


def changes_of(events: Sequence[lsp.TextDocumentContentChangeEvent]) -> list[Change]:
    """Convert the changes of a `didChange` notification."""
    return [
        Change(
            Point(event.range.start.line, event.range.start.character),
            Point(event.range.end.line, event.range.end.character),
            event.text,
        )
        if isinstance(event, lsp.TextDocumentContentChangePartial)
        else Change(None, None, event.text)
        for event in events
    ]


def text_edit(lines: Lines, edit: Edit) -> lsp.TextEdit:
    """Convert an edit."""
    return lsp.TextEdit(range_of(lines, Span(edit.start, edit.end)), edit.text)


def path_of(uri: str, language: str, folder: Path) -> str:
    """Return the path of a document; one without a file gets a path in `folder` with its format's suffix."""
    path = to_fs_path(uri)
    if path is not None:
        return path
    name = Path(unquote(urlsplit(uri).path)).name or "untitled"
    if format_of(name) is None:
        kind = _LANGUAGES.get(language, "markdown")
        name += ".mdx" if language == "mdx" else next(end for end, known in SUFFIXES.items() if known == kind)
    return str(folder / name)


def uri_of(path: str) -> str:
    """Return the URI of a file."""
    return from_fs_path(path) or ""


def format_for(uri: str, language: str) -> str | None:
    """Return the format in which a document is checked; None for one that is not an article."""
    name = urlsplit(uri).path
    known = format_of(name)
    if known is not None:
        return None if known in _BINARY else known
    spoken = _LANGUAGES.get(language)
    return None if spoken in _ANY and uri.startswith("file:") else spoken


def edits_between(before: str, after: str) -> list[Edit]:
    """Return small edits that turn `before` into `after`, so that the editor's cursor and marks stay in place."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [*accumulate(map(len, old), initial=0)]
    edits = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        start, end, text = starts[i1], starts[i2], "".join(new[j1:j2])
        head, tail = shared_ends(before[start:end], text)
        edits.append(Edit(start + head, end - tail, text[head : len(text) - tail]))
    return edits
