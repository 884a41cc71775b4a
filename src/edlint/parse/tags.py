"""HTML tokenizer with exact offsets, in linear time for any input."""

from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

import msgspec

from edlint.model.span import Span
from edlint.text.pattern import pattern

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without an end tag."""

BLOCK = frozenset(
    (
        "address article aside blockquote body button caption center col colgroup dd details dialog div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html label legend li main menu nav "
        "noscript ol optgroup option p pre section select summary table tbody td tfoot th thead title tr ul"
    ).split()
)
"""Elements that end a paragraph and begin a block of their own."""

DEEPEST = 1000
"""Elements nested deeper than this are ignored, as in browsers."""

_RAW = frozenset(["script", "style", "textarea", "title"])
_ATTRIBUTE = r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?"
_NAME_END = frozenset(" \t\r\n\f/>")


class Tag(msgspec.Struct, frozen=True):
    """A start or end tag; `raw` is its source text, `name` is in lower case."""

    name: str
    span: Span
    raw: str
    closing: bool

    @property
    def void(self) -> bool:
        """Whether the element has no end tag."""
        return self.name in VOID or self.raw.endswith("/>")

    @property
    def component(self) -> bool:
        """Whether the name is spelled like a component's (`<DocsLink/>`, `<my-icon>`), not like an HTML element's."""
        first = 2 if self.closing else 1
        written = self.raw[first : first + len(self.name)]
        return "-" in written or (written[:1].isupper() and not written.isupper())

    @property
    def has_attributes(self) -> bool:
        """Whether the tag contains more than its name."""
        return len(self.raw) > len(self.name) + 3

    def attributes(self) -> dict[str, str]:
        """Return the attributes by lower-case name, with entities resolved; the first of equal names counts."""
        found: dict[str, str] = {}
        inner = self.raw[len(self.name) + 1 :]
        for match in pattern(_ATTRIBUTE).matches(inner):
            name, *values = match.groups
            value = next((value for value in values if value is not None), "")
            found.setdefault((name or "").lower(), unescape(value))
        return found

    def place(self, attribute: str) -> Span | None:
        """Return the source range of an attribute's value, without quotation marks; None if it is missing or empty."""
        head = len(self.name) + 1
        for match in pattern(_ATTRIBUTE).matches(self.raw[head:]):
            name, double, single, bare = match.groups
            if (name or "").lower() == attribute:
                value = double or single or bare or ""
                end = self.span.start + head + match.span.end - (bare is None and bool(value))
                return Span(end - len(value), end) if value else None
        return None


class HtmlText(NamedTuple):
    """Text between tags, its entities not resolved."""

    start: int
    end: int


class HtmlComment(NamedTuple):
    """A comment; `inner` is the range between its delimiters."""

    span: Span
    inner: Span


def tokens(text: str, base: int = 0) -> Iterator[Tag | HtmlText | HtmlComment]:
    """Yield the tags, comments and the text between them, in order, without declarations and processing instructions.

    `base` is the offset of `text` in the source; every offset that is returned counts from the source's start.
    """
    stop = len(text)
    position = data = 0
    closed = True  # whether a “>” may still follow
    while (at := text.find("<", position)) >= 0:
        token, after, closed = _token(text, at, base, closed=closed)
        if not after:
            position = at + 1
            continue
        if at > data:
            yield HtmlText(data + base, at + base)
        if token is not None:
            yield token
        position = data = after
        if isinstance(token, Tag) and token.name in _RAW and not token.void and not token.closing:
            position = _raw_end(text, token.name, after, stop)
    if stop > data:
        yield HtmlText(data + base, stop + base)


def _token(text: str, at: int, base: int, *, closed: bool) -> tuple[Tag | HtmlComment | None, int, bool]:
    """Return the tag or comment that begins at a “<”, its end (0 if it is text), and whether a “>” may still follow.

    A declaration has an end, but no token.
    """
    stop = len(text)
    following = text[at + 1 : at + 2]
    if text.startswith("<!--", at):
        inner = text.find("-->", at + 4)
        last, after = (stop, stop) if inner < 0 else (inner, inner + 3)
        return HtmlComment(Span(at + base, after + base), Span(at + 4 + base, last + base)), after, closed
    if following in {"!", "?"}:
        gap = text.find(">", at) if closed else -1
        return None, gap + 1, gap >= 0
    first = text[at + 2 : at + 3] if following == "/" else following
    if not (following.isascii() and first.isalpha()):
        return None, 0, closed
    after = _tag_end(text, at, stop) if closed else 0
    return (_tag(text, at, after, base) if after else None), after, after > 0


def _tag(text: str, start: int, end: int, base: int) -> Tag:
    raw = text[start:end]
    closing = raw[1] == "/"
    first = 2 if closing else 1
    last = first
    while last < len(raw) and raw[last] not in _NAME_END:
        last += 1
    return Tag(raw[first:last].lower(), Span(start + base, end + base), raw, closing)


def _raw_end(text: str, name: str, position: int, stop: int) -> int:
    """Return the offset of a raw-text element's end tag; `position` if it is missing, so that tags count again."""
    at = position
    while True:
        at = text.find("</", at, stop)
        if at < 0:
            return position
        if text[at + 2 : at + 2 + len(name)].lower() == name:
            return at
        at += 2


def _tag_end(text: str, start: int, stop: int) -> int:
    """Return the end of the tag that begins at `start`, ignoring “>” in quoted values; 0 if there is no “>”."""
    closing = text.find(">", start, stop)
    if closing < 0:
        return 0
    position = start
    double = text.find('"', position, closing)
    single = text.find("'", position, closing)
    while double >= 0 or single >= 0:
        quote = min(place for place in (double, single) if place >= 0)
        before = quote - 1
        while before > start and text[before] in " \t\r\n\f":
            before -= 1
        position = quote + 1
        if text[before] == "=":
            match = text.find(text[quote], position, stop)
            if match < 0:
                return closing + 1
            position = match + 1
            if match > closing:
                further = text.find(">", position, stop)
                if further < 0:
                    return closing + 1
                closing = further
                double = single = -2
        if double == -2 or 0 <= double < position:
            double = text.find('"', position, closing)
        if single == -2 or 0 <= single < position:
            single = text.find("'", position, closing)
    return closing + 1
