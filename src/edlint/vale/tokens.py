"""A page as a stream of HTML tokens with source positions, to which all formats are converted, as in Vale."""

from collections.abc import Iterator, Mapping
from enum import Enum
from html import unescape
from typing import NamedTuple

from edlint.parse.tags import HtmlComment, HtmlText, Tag
from edlint.parse.tags import tokens as tags
from edlint.text.mapped import Mapped
from edlint.text.pattern import pattern

_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
_ALT = "alt"


class Kind(Enum):
    """The kind of a token."""

    START = 1
    END = 2
    CLOSED = 3  # `<br/>`
    TEXT = 4
    COMMENT = 5


class Token(NamedTuple):
    """A token: a tag's name and attributes, or the text of a text or comment; `alt` is an image's alternative text."""

    kind: Kind
    name: str = ""
    attributes: Mapping[str, str] = {}
    text: Mapped = Mapped("", ())
    alt: Mapped | None = None


def start(name: str, attributes: Mapping[str, str] | None = None) -> Token:
    """Return a start tag."""
    return Token(Kind.START, name, attributes or {})


def end(name: str) -> Token:
    """Return an end tag."""
    return Token(Kind.END, name)


def html_tokens(html: Mapped) -> Iterator[Token]:
    """Parse HTML into tokens."""
    for token in tags(html.text):
        if isinstance(token, HtmlText):
            yield Token(Kind.TEXT, text=unescaped(html.part(token.start, token.end)))
        elif isinstance(token, HtmlComment):
            yield Token(Kind.COMMENT, text=html.part(token.inner.start, token.inner.end))
        else:
            yield _tag(token, html)


def unescaped(text: Mapped) -> Mapped:
    """Return a text with its character references resolved."""
    if "&" not in text.text:
        return text
    found = ((span, unescape(text.text[span.start : span.end])) for span in pattern(_ENTITY).spans(text.text))
    return text.replaced((*span, value) for span, value in found if value != text.text[span.start : span.end])


def _tag(tag: Tag, html: Mapped) -> Token:
    if tag.closing:
        return Token(Kind.END, tag.name)
    kind = Kind.CLOSED if tag.raw.endswith("/>") else Kind.START
    attributes = tag.attributes() if tag.has_attributes else {}
    alt = None
    if tag.name == "img" and _ALT in attributes:
        place = tag.place(_ALT)
        alt = unescaped(html.part(*place)) if place else Mapped("", ())
    return Token(kind, tag.name, attributes, alt=alt)
