"""Turns AsciiDoc's raw blocks into blocks of prose."""

from edlint.model.block import BlockKind
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.parse.asciidoc.blocks import Scanner
from edlint.parse.asciidoc.inline import AsciiDocInline
from edlint.parse.asciidoc.raw import Raw, ScannedBlocks, lines_of
from edlint.parse.draft import Draft
from edlint.parse.frontmatter import front_matter
from edlint.parse.joined import Joined
from edlint.parse.leaf import Leaf
from edlint.parse.noise import noise
from edlint.parse.noisemap import NoiseMap
from edlint.text.pattern import pattern

_ENTRIES = {"doctitle": BlockKind.TITLE, "title": BlockKind.TITLE, "description": BlockKind.DESCRIPTION}


def parse(source: Source) -> Document:
    """Return the document of an AsciiDoc file; never fails."""
    front = front_matter(source)
    found = scan(source)
    draft = Draft(source, NoiseMap(noise(_plain(source.text))))
    inline = AsciiDocInline(draft)
    draft.blocks += front.blocks
    for span in found.comments:
        inner = source.slice(span).strip().lstrip("/").strip()
        draft.comment(span, inner)
    for runs in found.listings:
        draft.code.append("\n".join(source.slice(run) for run in runs))
        draft.listings.append(tuple(run for run in runs if not run.empty))
    metadata = {name: source.slice(span) for name, span in found.entries.items()}
    draft.language = front.language or metadata.get("lang")
    for name, kind in _ENTRIES.items():
        if name in found.entries:
            _read(inline, Raw((found.entries[name],), kind))
    for raw in found.raws:
        _read(inline, raw)
    draft.blocks.sort(key=lambda block: block.span.start)
    draft.listings = [runs for runs in draft.listings if runs]
    draft.problems += front.problems
    return draft.document({**metadata, **front.metadata}, inline.notes)


def scan(source: Source) -> ScannedBlocks:
    """Return the raw blocks of a file."""
    found = ScannedBlocks()
    start = front_matter(source).end
    Scanner(source.text, found).scan(list(lines_of(source.text, start)), header=True)
    return found


def _read(inline: AsciiDocInline, raw: Raw) -> None:
    draft = inline.draft
    leaf = Leaf(draft, raw.runs[-1].end)
    inline.read(leaf, Joined(draft.source.text, raw.runs), cell=raw.cell is not None)
    block = leaf.close(raw.kind, level=raw.level, quoted=raw.quoted, cell=raw.cell, item=raw.item)
    if block is not None:
        draft.blocks.append(block)
    draft.blocks += leaf.images


def _plain(text: str) -> str:
    """Return the text with blanks for underscores at the edges of words, so that the path in `_a/b.txt_` is found."""
    parts: list[str] = []
    position = 0
    for start, end in pattern(r"_+").spans(text):
        if not (text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()):
            parts += (text[position:start], " " * (end - start))
            position = end
    return "".join(parts) + text[position:]
