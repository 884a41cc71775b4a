"""Edlint's places and texts as the protocol has them."""

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
"""The languages of editors, and the formats that edlint reads them as."""
_BINARY = frozenset({"docx", "odt"})
_ANY = frozenset({"text"})
"""Formats that editors give to every file that they do not know: only a file's name tells that it is one."""


def position(lines: Lines, offset: int) -> lsp.Position:
    """Return an offset's place."""
    point = lines.point(offset)
    return lsp.Position(point.line, point.character)


def range_of(lines: Lines, span: Span) -> lsp.Range:
    """Return a range of the text."""
    return lsp.Range(position(lines, span.start), position(lines, span.end))


def span_of(lines: Lines, place: lsp.Range) -> Span:
    """Return the offsets of a range."""
    start = lines.offset(Point(place.start.line, place.start.character))
    return Span(start, max(start, lines.offset(Point(place.end.line, place.end.character))))


def changes_of(events: Sequence[lsp.TextDocumentContentChangeEvent]) -> list[Change]:
    """Return the changes of a notification."""
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
    """Return an edit of the text."""
    return lsp.TextEdit(range_of(lines, Span(edit.start, edit.end)), edit.text)


def path_of(uri: str, language: str, folder: Path) -> str:
    """Return the path of a document; one that lies nowhere gets a name in `folder` that tells its format."""
    path = to_fs_path(uri)
    if path is not None:
        return path
    name = Path(unquote(urlsplit(uri).path)).name or "untitled"
    if format_of(name) is None:
        kind = _LANGUAGES.get(language, "markdown")
        name += ".mdx" if language == "mdx" else next(end for end, known in SUFFIXES.items() if known == kind)
    return str(folder / name)


def uri_of(path: str) -> str:
    """Return a file's address."""
    return from_fs_path(path) or ""


def format_for(uri: str, language: str) -> str | None:
    """Return the format that a document is checked as; None for one that is no article."""
    name = urlsplit(uri).path
    known = format_of(name)
    if known is not None:
        return None if known in _BINARY else known
    spoken = _LANGUAGES.get(language)
    return None if spoken in _ANY and uri.startswith("file:") else spoken


def edits_between(before: str, after: str) -> list[Edit]:
    """Return edits that make one text of another: small ones, so that marks and the cursor stay where they are."""
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
