"""Quarto and R Markdown: Markdown whose code chunks may have captions among their options."""

from collections.abc import Iterator

import yaml
from msgspec.structs import replace

from edlint.config.yamldata import SAFE
from edlint.model.block import VERBATIM, Block, BlockKind
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import markdown
from edlint.parse.draft import Draft
from edlint.parse.leaf import Leaf
from edlint.parse.mapped import MappedText
from edlint.parse.noise import noise
from edlint.parse.noisemap import NoiseMap
from edlint.parse.scalar import Scalar
from edlint.text.pattern import pattern

_CAPTIONS = {
    **dict.fromkeys("fig-cap tbl-cap lst-cap cap title subtitle fig.cap tab.cap".split(), BlockKind.CAPTION),
    **dict.fromkeys("fig-alt alt-text fig.alt".split(), BlockKind.ALT),
}
_OPTION = r"^[ \t>]*(?:#|%%|//|--)\|[ ]?"
_HEADER = r"\b(fig\.cap|fig\.alt|tab\.cap)[ \t]*=[ \t]*(?:\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)')"


def parse(source: Source) -> Document:
    """Return the document of a Quarto or R Markdown file; never fails."""
    document = markdown.parse(source)
    captions = [block for runs in document.listings if runs for block in _chunk(source, runs)]
    blocks = sorted((*map(_below, document.blocks), *captions), key=lambda block: block.span.start)
    return replace(document, blocks=tuple(blocks))


def _below(block: Block) -> Block:
    """Return a paragraph that begins with a colon as a caption; return any other block unchanged."""
    if block.kind is not BlockKind.PARAGRAPH or not block.text.startswith(": ") or len(block.text) < 3:
        return block
    first = block.piece(0)
    if not first.verbatim or first.span.end < 3:
        return block
    start, end = first.source.start + 2, first.source.end
    others = ((at - 2, place, stop, what) for at, place, stop, what in block.runs[1:])
    return replace(
        block,
        kind=BlockKind.CAPTION,
        text=block.text[2:],
        runs=((0, start, end, VERBATIM), *others),
        span=Span(start, block.span.end),
        marks=tuple(mark._replace(span=mark.span.shift(-2)) for mark in block.marks if mark.span.start > 1),
    )


def _chunk(source: Source, runs: tuple[Span, ...]) -> Iterator[Block]:
    """Yield the captions of a code chunk, from the options at its top and from the line that opens it."""
    text = source.text
    begin = text.rfind("\n", 0, max(0, runs[0].start - 1)) + 1
    fence = text[begin : runs[0].start]
    if "{" not in fence:
        return
    for match in pattern(_HEADER).matches(fence):
        name, double, single = match.groups
        words = double or single
        if words and name:
            at = begin + fence.index(words, match.span.start + len(name))
            yield from _words(source, Span(at, at + len(words)), _CAPTIONS[name])
    options = MappedText(source)
    for line in (line for run in runs for line in _lines(text, run)):
        mark = pattern(_OPTION).first(text[line.start : line.end])
        if mark is None or mark.start:
            break
        place = Span(line.start + mark.end, line.end)
        options.add(text[place.start : place.end], place)
    inner = Source(source.path, "yaml", options.text)
    for scalar in _scalars(inner.text):
        block = scalar.block(inner, _CAPTIONS[scalar.name])
        if block is not None:
            yield options.block(block, scalar.spell(inner))


def _lines(text: str, run: Span) -> Iterator[Span]:
    """Yield the lines of a run, each with its line end."""
    start = run.start
    while start < run.end:
        end = text.find("\n", start, run.end) + 1
        yield Span(start, end or run.end)
        start = end or run.end


def _words(source: Source, span: Span, kind: BlockKind) -> Iterator[Block]:
    leaf = Leaf(
        Draft(source, NoiseMap([item.shift(span.start) for item in noise(source.slice(span))])), span.end
    )
    leaf.text(source.slice(span), span.start, span.end)
    block = leaf.close(kind)
    if block is not None:
        yield block


def _scalars(text: str) -> Iterator[Scalar]:
    if not text.strip():
        return
    try:
        node = yaml.compose(text, Loader=SAFE)
    except (yaml.YAMLError, RecursionError):
        return
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        values = value.value if isinstance(value, yaml.SequenceNode) else [value]
        if name in _CAPTIONS:
            for each in values:
                if isinstance(each, yaml.ScalarNode) and each.tag == "tag:yaml.org,2002:str":
                    yield Scalar.of_yaml(name, each, text)
