"""Markdown parser: CommonMark with tables, footnotes, task lists, mathematics, front matter and dialect extensions."""

from itertools import filterfalse

from edlint.config.schema import MarkdownSettings
from edlint.model.document import Document, Unread
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.asides import Aside, titles
from edlint.parse.draft import Draft
from edlint.parse.frontmatter import front_matter
from edlint.parse.inline import inline
from edlint.parse.layout import lay_out
from edlint.parse.lined import LineLayout
from edlint.parse.mdx import masked
from edlint.parse.noise import merged, noise
from edlint.parse.noisemap import NoiseMap
from edlint.parse.reader import MarkdownReader
from edlint.parse.template import mask
from edlint.parse.view import MarkdownView, code
from edlint.text.pattern import pattern
from edlint.text.ranges import Ranges

_REFERENCE = r"^[ >\t]*\[[^\]\n]+\]:[^\n]*"


def parse(source: Source, options: MarkdownSettings | None = None) -> Document:
    """Return the document of a Markdown file, or of MDX if the path ends in `.mdx`; never fails."""
    attributes = (options or MarkdownSettings()).attributes
    front = front_matter(source)
    mdx = source.path.lower().endswith(".mdx")
    text = source.text
    layout = lay_out(text, front.end, mdx=mdx, attributes=attributes)
    extra = [*inline(text, front.end), *(masked(text, front.end) if mdx else ())]

    dropped = [Span(0, front.end), *layout.dropped]

    def taken() -> list[Span]:
        # A line of MDX tags must not be parsed as HTML, which would continue to the next empty line.
        seen = Ranges([*dropped, *layout.tags]).spans if layout.tags else dropped
        return Ranges([*code(MarkdownView(text, seen)), *layout.fences, *dropped]).spans

    shown, masks = mask(text, front.end, code=taken, extra=extra, attributes=attributes)
    draft = Draft(source, NoiseMap(merged(masks.noise, noise(shown, markdown=True))))
    draft.language = front.language
    draft.attributes = attributes
    draft.comments += masks.comments
    draft.code += [*masks.code, *(text[span.start : span.end] for span in layout.code)]
    draft.listings += [(span,) for span in layout.code]
    draft.blocks += front.blocks
    draft.problems += front.problems
    draft.known += [*dropped, *masks.spans]
    draft.unread += [
        Unread(span, f"it stands in a directive that edlint does not know: {name}")
        for span, name in layout.unknown
        if _reads_as_prose(text[span.start : span.end])
    ]
    draft.asides += [*layout.asides, *masks.asides]
    reader = MarkdownReader(draft, MarkdownView(shown, dropped), shown, layout)
    reader.read()
    if "title" in attributes and "]:" in text:
        # What looks like a definition may be a line of code, or of a paragraph.
        spans = (*(block.span for block in draft.blocks), *(one.span for one in draft.comments))
        held = Ranges([*draft.known, *spans])
        found = titles(text, front.end, len(text), defined=True)
        draft.asides += filterfalse(lambda aside: held.cover(aside.span), found)
    draft.known += pattern(_REFERENCE).spans(text)
    for aside in draft.asides:
        reader.footnotes |= _read_aside(draft, aside)
    if draft.asides:
        draft.blocks.sort(key=lambda block: block.span.start)
    footnotes = {label: " ".join(texts) for label, texts in reader.footnotes.items()}
    return draft.finish(front.metadata, footnotes)


def _reads_as_prose(text: str) -> bool:
    """Whether a text is sentences rather than code: mostly words and blanks, with a line that ends like a sentence."""
    plain = sum(c.isalpha() or c in " ,.\n" for c in text)
    return plain > len(text) * 0.92 and len(text.split()) >= 8 and pattern(r"[a-z]{2}[.!?]$").found(text)


def _read_aside(draft: Draft, aside: Aside) -> dict[str, list[str]]:
    """Read an aside into the draft's blocks; return the texts of the footnotes in it, by label."""
    start = aside.span.start
    text = draft.source.text[start : aside.span.end]
    shown, masks = mask(text, 0, code=lambda: code(MarkdownView(text)), extra=inline(text))
    found = merged(masks.noise, noise(shown, markdown=True))
    running, draft.noise = draft.noise, NoiseMap([item.shift(start) for item in found])
    # The margins (`> `) of a title of several lines are not part of it.
    margins = [span for span in pattern(r"^[ >\t]+").spans(shown) if span.start]
    reader = MarkdownReader(draft, MarkdownView(shown, margins, base=start), shown, LineLayout(), aside)
    reader.read()
    draft.noise = running
    return reader.footnotes
