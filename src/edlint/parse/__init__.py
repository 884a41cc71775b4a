"""Parsers: a file's text in, a Document out. A format is one module and one line here."""

from importlib import import_module
from pathlib import PurePath
from typing import cast

from edlint.model.document import Document
from edlint.model.errors import SourceError
from edlint.model.source import Source
from edlint.parse.base import Parser
from edlint.parse.lines import restored, unified

FORMATS: dict[str, str] = {
    "markdown": "edlint.parse.markdown:parse",
    "html": "edlint.parse.html:parse",
    "text": "edlint.parse.plain:parse",
    "rst": "edlint.parse.rst:parse",
    "asciidoc": "edlint.parse.asciidoc:parse",
    "notebook": "edlint.parse.notebook:parse",
    "quarto": "edlint.parse.quarto:parse",
}
"""Format name → `module:function`; the module is imported when the first such file is met."""

SUFFIXES: dict[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".rst": "rst",
    ".rest": "rst",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".asc": "asciidoc",
    ".ipynb": "notebook",
    ".qmd": "quarto",
    ".rmd": "quarto",
    ".rmarkdown": "quarto",
}
"""File name suffix → format."""


def format_of(path: str) -> str | None:
    """Return the format that a file's name says it is in, or None."""
    return SUFFIXES.get(PurePath(path).suffix.lower())


def parse(source: Source) -> Document:
    """Return the document of a source. Raises SourceError for a format that nobody knows."""
    target = FORMATS.get(source.format)
    if target is None:
        raise SourceError(
            f"{source.path}: no parser for the format “{source.format}”; there are {', '.join(FORMATS)}"
        )
    module, _, function = target.partition(":")
    parser = cast("Parser", getattr(import_module(module), function))
    return parser(source) if "\r" not in source.text else restored(parser(unified(source)), source)
