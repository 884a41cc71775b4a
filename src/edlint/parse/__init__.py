"""Parsers turn a file's text into a Document. A new format takes one parser module and one line in `FORMATS`.

Terms used in the parsers: a draft (`draft.py`) collects what will be the Document; a leaf (`leaf.py`) is one block
under construction; noise (`noise.py`) is what is not prose inside a sentence, such as an address; an aside
(`asides.py`) is words outside the running text, such as a title in a tag; a mask (`template.py`) hides syntax from the
real parser without moving offsets. Runs, marks and placeholders are those of `model/block.py`.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from edlint.config.schema import Settings
from edlint.model.document import Document
from edlint.model.errors import SourceError
from edlint.model.source import Source

if TYPE_CHECKING:
    from edlint.parse.base import Parser

FORMATS: dict[str, str] = {
    "markdown": "edlint.parse.markdown:parse",
    "html": "edlint.parse.html:parse",
    "text": "edlint.parse.plain:parse",
    "rst": "edlint.parse.rst:parse",
    "asciidoc": "edlint.parse.asciidoc:parse",
    "latex": "edlint.parse.latex:parse",
    "docx": "edlint.parse.office:parse",
    "odt": "edlint.parse.office:parse",
    "notebook": "edlint.parse.notebook:parse",
    "values": "edlint.parse.values:parse",
    "po": "edlint.parse.po:parse",
    "subtitles": "edlint.parse.subtitles:parse",
    "commit": "edlint.parse.commit:parse",
    "quarto": "edlint.parse.quarto:parse",
}
"""Format name → `module:function`; the module is imported when the first file of its format is parsed."""

VALUE_SUFFIXES = (".yaml", ".yml", ".json", ".toml")
"""Suffixes of data files in which the configuration can select single values as prose."""

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
    ".tex": "latex",
    ".ltx": "latex",
    ".docx": "docx",
    ".odt": "odt",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".po": "po",
    ".pot": "po",
    ".ipynb": "notebook",
    ".qmd": "quarto",
    ".rmd": "quarto",
    ".rmarkdown": "quarto",
}
"""File name suffix → format."""


_CONFIGURED = frozenset(["latex", "markdown"])
"""Formats whose parser receives the configuration section of the same name as `options`."""


_MESSAGES = frozenset(["COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG"])
"""Names of the files in which git keeps a message while it is being edited."""

CONTAINERS = frozenset(["docx", "odt"])
"""Formats whose files are packages: the text is extracted from the package, and edits are written back into it."""


def format_of(path: str) -> str | None:
    """Return the format that a file's name implies, or None."""
    # Called for every file of a folder; building a Path would cost as much as reading the file.
    name = os.path.basename(path.rstrip("/"))  # noqa: PTH119 - as above
    if name in _MESSAGES:
        return "commit"
    return SUFFIXES.get(os.path.splitext(name)[1].lower())  # noqa: PTH122 - as above


def parse(source: Source, settings: Settings | None = None, keys: Sequence[str] = ()) -> Document:
    """Parse a source into a document; in a file of values, only the values that `keys` selects are prose.

    Raises SourceError for an unknown format and for a file that cannot be read.
    """
    target = FORMATS.get(source.format)
    if target is None:
        raise SourceError(
            f"{source.path}: no parser for the format “{source.format}”; there are {', '.join(FORMATS)}"
        )
    module, _, function = target.partition(":")
    parser: Any = getattr(import_module(module), function)
    options: dict[str, Any] = {}
    if source.format == "values":
        options["options"] = keys
    elif settings is not None and source.format in _CONFIGURED:
        options["options"] = getattr(settings, source.format)
    read: Parser = partial(parser, **options)
    if "\r" not in source.text or source.data:
        return read(source)
    from edlint.parse.lines import restored, unified  # noqa: PLC0415 - few texts have such line ends

    return restored(read(unified(source)), source)


def unpacked(data: bytes, display: str, format_: str) -> Source:
    """Return the source extracted from a package's bytes. Raises SourceError if it is broken or exceeds the limits."""
    from edlint.parse.office import source_of  # noqa: PLC0415 - only where there is such a file

    return source_of(data, display, format_)


def rewritten(source: Source, text: str) -> Source:
    """Return the source with its text replaced, in its package if it has one. Raises SourceError if that fails."""
    if source.format not in CONTAINERS:
        return replace(source, text=text)
    from edlint.parse.office import rewritten as repacked  # noqa: PLC0415 - as above

    return repacked(source, text)
