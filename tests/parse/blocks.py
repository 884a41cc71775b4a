"""Parsed documents as plain tuples, for the parser tests."""

from edlint.model.block import MarkKind
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.parse import SUFFIXES, parse


def suffix(form: str) -> str:
    """Return the first file name suffix of a format, or for commit messages a whole name."""
    if form == "commit":
        return "/COMMIT_EDITMSG"
    return next(ending for ending, name in SUFFIXES.items() if name == form)


def read(text: str, form: str = "markdown", path: str = "") -> Document:
    """Return the parsed document of a text."""
    return parse(Source(path or f"a{suffix(form)}", form, text))


def kinds(text: str, form: str = "markdown", path: str = "") -> list[tuple[str, str]]:
    """Return kind and text of every block, with “□” for a placeholder."""
    return [(block.kind.value, block.text.replace("\ufffc", "□")) for block in read(text, form, path).blocks]


def marks(text: str, kind: MarkKind, form: str = "markdown") -> list[tuple[str, str]]:
    """Return text and value of every mark of a kind."""
    return [
        (block.text[mark.span.start : mark.span.end].replace("\ufffc", "□"), mark.value)
        for block in read(text, form).blocks
        for mark in block.marks
        if mark.kind is kind
    ]
