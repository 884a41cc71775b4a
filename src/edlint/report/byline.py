"""The title and the authors of an article, from its front matter."""

from collections.abc import Mapping
from typing import Any

from edlint.model.block import BlockKind
from edlint.model.document import Document
from edlint.report.safe import one_line


def title_of(document: Document | None) -> str:
    """Return the title in the front matter, else the first heading of level 1, else ""."""
    if document is None:
        return ""
    found = document.metadata.get("title")
    if not isinstance(found, str) or not found.strip():
        headings = (b for b in document.blocks if b.kind is BlockKind.HEADING and b.level == 1)
        found = next((block.text for block in headings), "")
    return one_line(found)


def author_of(document: Document | None) -> str:
    """Return the author, or the authors separated by commas, in the front matter, else ""."""
    data: Mapping[str, Any] = document.metadata if document is not None else {}
    found = data.get("author", data.get("authors", data.get("byline", "")))
    names = found if isinstance(found, list | tuple) else [found]
    said = [name.get("name", "") if isinstance(name, Mapping) else name for name in names]
    return ", ".join(one_line(name) for name in said if isinstance(name, str) and name.strip())
