"""HTML parser: finds the text that a reader sees, in well-formed and in malformed pages."""

from edlint.model.block import BlockKind
from edlint.model.document import Document, Unread
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.asides import worded
from edlint.parse.draft import Draft
from edlint.parse.elements import Elements
from edlint.parse.frontmatter import front_matter
from edlint.parse.leaf import CODE_COMPONENTS, NOT_PROSE, Leaf
from edlint.parse.noise import merged, noise
from edlint.parse.noisemap import NoiseMap
from edlint.parse.tags import BLOCK, HtmlComment, HtmlText, Tag, tokens
from edlint.parse.template import mask

_PHRASES = frozenset(["code", "kbd", "samp", "var", "tt"])
_NOTHING = frozenset("meta link base br wbr input source col param".split())
_LEFT_OUT = (NOT_PROSE | CODE_COMPONENTS) - _PHRASES


def parse(source: Source) -> Document:
    """Return the document of an HTML page or fragment; never fails."""
    front = front_matter(source)
    masked, masks = mask(source.text, front.end)
    draft = Draft(source, NoiseMap(merged(masks.noise, noise(masked))))
    draft.language = front.language
    draft.comments += masks.comments
    draft.code += masks.code
    draft.known += [Span(0, front.end), *masks.spans]
    flow = Flow(draft)
    flow.feed(masked[front.end :], front.end)
    flow.flush()
    draft.blocks[:0] = front.blocks
    draft.problems += front.problems
    return draft.finish({**front.metadata, **flow.metadata}, flow.footnotes)


class Flow:
    """Reads HTML in one or more pieces; elements left open by one piece are still open in the next.

    For example, a `<div lang="fr">` between two empty lines of Markdown applies to the Markdown that follows.
    """

    def __init__(self, draft: Draft) -> None:
        """Start with no open element."""
        self._draft = draft
        self._leaf: Leaf | None = None
        self._elements = Elements(draft)
        self._skip: tuple[str, int] | None = None  # name of the skipped element, and where its content begins
        self._skipped = 0
        self._began = 0
        self._commented = 0  # end of a comment that the HTML read so far left open
        self._last_comment = -1
        self._end = 0
        self._outside = False  # whether the HTML is inside a block quotation of the surrounding format
        self.footnotes: dict[str, str] = {}
        self.metadata: dict[str, str] = {}

    @property
    def quoted(self) -> bool:
        """Whether a block quotation is open."""
        return self._outside or self._elements.holds("blockquote")

    @property
    def language(self) -> str | None:
        """Return the language declared by the innermost element that declares one, if it is not the document's."""
        language = self._elements.language
        return language if language and self._draft.foreign(language) else None

    def hides(self, at: int) -> bool:
        """Whether the text at offset `at` is not shown or not prose, as a skipped element or a comment is open there.

        Its end tag may be in a paragraph of the surrounding format, which this class never reads.
        """
        if self._skip is not None:
            end = self._draft.closing(*self._skip)
            if end < at:
                self._draft.known.append(Span(self._skip[1], end))
                self._skip = None
        return self._skip is not None or at < self._commented

    def feed(self, text: str, base: int, *, quoted: bool = False) -> None:
        """Read `text`, which begins at source offset `base`; markup of the surrounding format in it is blanked."""
        self._outside = quoted
        self._end = base + len(text)
        self.hides(base)
        for token in tokens(text, base):
            if isinstance(token, HtmlComment):
                self._draft.comment(token.span, self._draft.source.text[token.inner.start : token.inner.end])
                if token.inner.end == token.span.end:
                    self._comment_on(token)
                if self._leaf:
                    self._leaf.hidden(token.span)
            elif isinstance(token, HtmlText):
                if self._skip is None:
                    self._text(text[token.start - base : token.end - base], token.start)
            else:
                self._tag(token)
        self._outside = False

    def _comment_on(self, remark: HtmlComment) -> None:
        """Extend a comment that does not end in the HTML just read: everything up to its end is hidden."""
        text = self._draft.source.text
        if self._last_comment < 0:
            self._last_comment = text.rfind("-->")
        if self._last_comment < remark.span.end:
            self._draft.unread.append(Unread(remark.inner, "it stands in a comment that is never closed"))
            return
        self._commented = text.index("-->", remark.span.end) + 3
        self._draft.known.append(Span(remark.span.start, self._commented))

    def flush(self) -> None:
        """Close the block that is open, if any."""
        leaf, self._leaf = self._leaf, None
        if leaf is None:
            return
        kind, level, item, cell, label = self._elements.context()
        block = leaf.close(
            kind, level=level, quoted=self.quoted, language=self.language, cell=cell, item=item, label=label
        )
        if block is not None:
            self._draft.blocks.append(block)
            if kind is BlockKind.FOOTNOTE:
                self.footnotes[label] = f"{self.footnotes.get(label, '')} {block.text}".strip()
        self._draft.blocks += leaf.images

    def _text(self, value: str, start: int) -> None:
        if self._leaf is None:
            if not value.strip():
                return
            self._leaf = Leaf(self._draft, self._end, collapse=True)
        self._leaf.html(value, start)

    def _tag(self, tag: Tag) -> None:
        self._draft.known.append(tag.span)
        if self._skip is not None:
            self._inside(tag)
            return
        name = tag.name
        leaf = self._leaf
        if leaf is not None and leaf.skipping:
            if not (leaf.skipping in _PHRASES and name in BLOCK):
                leaf.tag(tag)
                return
            leaf.unskip(tag.span.start)
        if name in {"meta", "html"}:
            self._head(tag)
        code = self._leaf is None and name in CODE_COMPONENTS
        if name in BLOCK or name in {"script", "style", "template"} or code:
            if tag.component:
                self._draft.asides += worded(tag.raw, tag.span.start, self._draft.attributes)
            if name not in {"script", "style", "template"}:
                self.flush()
            if tag.closing:
                self._elements.shut(name)
            elif not tag.void:
                self._start(tag)
            return
        if self._leaf is None:
            if tag.closing or name in _NOTHING:
                return
            self._leaf = Leaf(self._draft, self._end, collapse=True)
        self._leaf.tag(tag)

    def _inside(self, tag: Tag) -> None:
        name, begin = self._skip or ("", 0)
        if tag.name != name or (tag.void and not tag.closing):
            return
        self._skipped += -1 if tag.closing else 1
        if self._skipped == 0:
            self._skip = None
            self._draft.known.append(Span(begin, tag.span.start))
            if self._leaf is not None:
                self._leaf.hidden(Span(self._began, tag.span.end))
            if name == "pre" or name in CODE_COMPONENTS:
                self._draft.code.append(self._draft.source.text[begin : tag.span.start])
                self._draft.listings.append((Span(begin, tag.span.start),))

    def _head(self, tag: Tag) -> None:
        attributes = tag.attributes()
        if tag.name == "html":
            language = attributes.get("lang") or attributes.get("xml:lang")
            if language and not tag.closing:
                # The page's own attribute overrides front matter, from which a template may make many pages.
                self._draft.language = language
            return
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        place = tag.place("content")
        if not name or place is None:
            return
        self.metadata[name] = attributes["content"]
        if name == "description":
            words = Leaf(self._draft, place.end, collapse=True)
            words.html(self._draft.source.text[place.start : place.end], place.start)
            block = words.close(BlockKind.DESCRIPTION)
            if block is not None:
                self._draft.blocks.append(block)

    def _start(self, tag: Tag) -> None:
        name = tag.name
        attributes = tag.attributes() if tag.has_attributes else {}
        self._elements.make_way(name)
        hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
        if not (name in _LEFT_OUT or hidden):
            self._elements.start(name, attributes)
        elif self._draft.closing(name, tag.span.end) < len(self._draft.source.text):
            self._skip, self._skipped, self._began = (name, tag.span.end), 1, tag.span.start
