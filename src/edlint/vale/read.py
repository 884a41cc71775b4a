"""Read a file into the blocks to which rules are applied."""

from dataclasses import dataclass
from pathlib import PurePath

from edlint.model.block import PLACEHOLDER, BlockKind, MarkKind
from edlint.model.block import Block as ProseBlock
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.text.mapped import Builder, Mapped
from edlint.vale.applied import ignores
from edlint.vale.comments import Comments
from edlint.vale.config import ValeConfig
from edlint.vale.markdown import markdown_tokens
from edlint.vale.mdx import without_jsx
from edlint.vale.page import Walker
from edlint.vale.prepare import BLOCK, front_values, prepared, sanitized
from edlint.vale.reading import Block, ReadingOptions
from edlint.vale.regex import Budget
from edlint.vale.scope import Scope
from edlint.vale.selection import marked
from edlint.vale.tokens import html_tokens

_NORMED = {
    **dict.fromkeys(("md", "mdown", "markdown", "markdn", "Rmd", "rmd"), ".md"),
    **dict.fromkeys(("html", "htm", "shtml", "xhtml"), ".html"),
    "mdx": ".mdx",
    "txt": ".txt",
}
_FORMATS = {"markdown": ".md", "html": ".html", "text": ".txt"}
_SCOPES = {
    BlockKind.PARAGRAPH: "text",
    BlockKind.LIST_ITEM: "text.list",
    BlockKind.FOOTNOTE: "text.list",
    BlockKind.CELL: "text.table.cell",
    BlockKind.CAPTION: "text.figure.caption",
    BlockKind.ALT: "text.attr.alt",
    BlockKind.TITLE: "text.frontmatter.title",
    BlockKind.DESCRIPTION: "text.frontmatter.description",
}
_PROSE = frozenset(["text", "text.list"])


@dataclass(frozen=True)
class Page:
    """A file as read for rules: its blocks in order, the comments that turn rules off, and the unchanged source."""

    blocks: tuple[Block, ...]
    comments: Comments
    source: str


def read(
    document: Document, config: ValeConfig, how: ReadingOptions, styles: frozenset[str], budget: Budget
) -> Page:
    """Return the blocks of a file; the last are all its prose (`summary`, not in plain text) and its source (`raw`).

    Markdown, MDX, HTML and plain text are read as Vale does; the blocks of other formats come from edlint's document.
    Raises RegexError or BudgetError for the configuration's ignore patterns.
    """
    source = document.source
    suffix = PurePath(source.path).suffix
    normed = _normed(source, config)
    comments = Comments(sorted(styles))
    text = sanitized(source.text)
    walker = Walker(how, comments, suffix)
    metrics = walker.metrics
    if normed in BLOCK:
        ready = prepared(text, ignores(config, source.path, suffix), normed, budget)
        if normed == ".html":
            tokens = html_tokens(ready)
        else:
            ignored = Scope(config.ignored_scopes)
            for name, value in front_values(text):
                block = Block(value, f"text.frontmatter.{name}{suffix}", comments.disabled)
                if not ignored.fits(block.scope):
                    walker.blocks.append(block)
            tokens = markdown_tokens(without_jsx(ready) if normed == ".mdx" else ready)
        walker.walk(marked(tokens, how.selectors) if how.selectors else tokens)
    elif normed == ".txt":
        walker.blocks.append(Block(text, f"text{suffix}", prose=True, paragraphs=True))
    else:
        _from_document(document, walker, suffix)
    comments.end()
    blocks = walker.blocks
    if normed != ".txt":
        blocks.append(Block(walker.summary.made(), f"summary{suffix}", comments.disabled, metrics=metrics))
    blocks.append(Block(text, f"raw{suffix}", comments.disabled))
    return Page(tuple(blocks), comments, source.text)


def _normed(source: Source, config: ValeConfig) -> str:
    suffix = PurePath(source.path).suffix.lstrip(".")
    mapped = config.formats.get(suffix, suffix)
    return _NORMED.get(mapped) or _FORMATS.get(source.format, "")


def _from_document(document: Document, walker: Walker, suffix: str) -> None:
    """Convert edlint's blocks to Vale's; placeholders become asterisks, as code does in Vale."""
    for block in document.blocks:
        scope = _SCOPES.get(block.kind, f"text.heading.h{block.level or 1}")
        if block.kind is BlockKind.CELL and block.cell is not None and block.cell.header:
            scope = "text.table.header"
        if scope == "text" and block.quoted:
            scope = "text.blockquote"
        text = _masked(block)
        walker.metrics[scope.removeprefix("text.") if scope != "text" else "paragraphs"] += 1
        if scope in _PROSE:
            walker.summary.append(text)
            walker.summary.add("\n\n")
        prose = not scope.startswith(("text.attr", "text.frontmatter"))
        walker.blocks.append(Block(text, scope + suffix, prose=prose, paragraphs=scope == "text"))


def _masked(block: ProseBlock) -> Mapped:
    made = Builder()
    codes = {mark.span.start: mark for mark in block.marks if mark.kind in {MarkKind.CODE, MarkKind.MATH}}
    ends = [*(piece.span.start for piece in block.pieces[1:]), len(block.text)]
    for piece, end in zip(block.pieces, ends, strict=False):
        words = block.text[piece.span.start : piece.span.end]
        width = piece.source.end - piece.source.start
        if words == PLACEHOLDER:
            mark = codes.get(piece.span.start)
            words = "*" * max(len(mark.value) if mark else width, 1)
        made.add(words, piece.source.start, width)
        made.add(block.text[piece.span.end : end])
    return made.made()
