"""Convert Markdown to the HTML tokens that Vale's converter would produce, with source positions."""

from collections.abc import Iterator
from typing import Any

import pyromark
from pyromark import Options

from edlint.text.mapped import Builder, Mapped
from edlint.text.pattern import pattern
from edlint.vale.subject import Subject
from edlint.vale.tokens import Kind, Token, end, html_tokens, start

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_MATH
)
_REST = r"(?:[/#?][-a-zA-Z0-9@:%_+.~#!?&/=();,'\">\^{}\[\]`]*)?"
_HOST = r"[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+"
_LINK = (
    rf"(?:^|[ *_~(\n])(?:((?:https?|ftp)://{_HOST}(?::[0-9]+)?{_REST})|(www\.{_HOST}{_REST})"
    r"|([a-zA-Z0-9.\-_+]+@[a-zA-Z0-9\-_]+(?:\.[a-zA-Z0-9\-_]+)+))"
)
_TAGS = {
    "Paragraph": "p",
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "del",
    "Item": "li",
    "BlockQuote": "blockquote",
    "Table": "table",
    "TableRow": "tr",
    "TableCell": "td",
    "Superscript": "sup",
    "Subscript": "sub",
}
_SILENT = frozenset(["FootnoteDefinition", "MetadataBlock", "HtmlBlock"])


def markdown_tokens(text: Mapped) -> Iterator[Token]:
    """Yield the HTML tokens of Markdown; footnotes come last, in the order of the references to them."""
    return iter(_Converter(text).tokens())


class _Converter:
    """Converts pyromark's events to HTML tokens."""

    def __init__(self, text: Mapped) -> None:
        self._mapped = text
        self._text = text.text
        self._out: list[Token] = []
        self._pending: Builder | None = None
        self._alts: list[tuple[Token, Builder]] = []
        self._raw: Builder | None = None
        self._header = False
        self._code = False
        self._links = 0
        self._notes: dict[str, list[Token]] = {}
        self._referred: list[str] = []
        self._outer: list[tuple[str, list[Token]]] = []

    def tokens(self) -> list[Token]:
        """Convert all events and return the tokens."""
        event: Any
        point = Subject(self._text).point
        for event, place in pyromark.events_with_range(self._text, options=_OPTIONS):
            first, last = point(place["start"]), point(place["end"])
            if type(event) is str:
                self._single(event, first, last)
                continue
            ((name, value),) = event.items()
            if name == "Text":
                self._words(value, first, last)
            elif name == "Start":
                self._start(value)
            elif name == "End":
                self._end(value)
            else:
                self._other(name, value, first, last)
        self._flush()
        return [*self._out, *self._footnotes()]

    def _single(self, event: str, first: int, last: int) -> None:
        if event == "SoftBreak":
            self._add("\n", first, last)
        elif event == "HardBreak":
            if self._alts:
                self._add("\n", first, last)
                return
            self._emit(start("br"))
            self._add("\n", first, last)
        elif event == "Rule":
            self._emit(start("hr"))

    def _words(self, value: str, first: int, last: int) -> None:
        if self._raw is not None:
            self._raw.append(self._mapped.part(first, last))
        elif self._code or self._alts or self._links or ("." not in value and "@" not in value):
            self._add(value, first, last)
        else:
            self._linked(value, first, last)

    def _linked(self, value: str, first: int, last: int) -> None:
        """Add text, with the bare URLs and e-mail addresses in it as links."""
        position = 0
        if len(value) == last - first:
            for match in pattern(_LINK).matches(value):
                url = next(group for group in match.groups if group)
                at = match.span.end - len(url)
                # A full stop or closing bracket after a URL is not part of it.
                url = url.rstrip("?!.,:*_~")
                while url.endswith(")") and url.count(")") > url.count("("):
                    url = url[:-1]
                self._add(value[position:at], first + position, first + at)
                href = url if "://" in url else ("mailto:" if match.groups[2] else "http://") + url
                self._emit(start("a", {"href": href}))
                self._add(url, first + at, first + at + len(url))
                self._emit(end("a"))
                position = at + len(url)
        self._add(value[position:], first + position, last)

    def _other(self, name: str, value: Any, first: int, last: int) -> None:
        if name == "Code":
            self._code_span(value, first, last)
        elif name == "InlineMath":
            self._emit(start("code"))
            self._add(self._text[first:last], first, last)
            self._emit(end("code"))
        elif name == "DisplayMath":
            self._emit(start("pre"))
            self._add(self._text[first:last], first, last)
            self._emit(end("pre"))
        elif name == "Html":
            (self._raw or Builder()).append(self._mapped.part(first, last))
        elif name == "InlineHtml":
            for token in html_tokens(self._mapped.part(first, last)):
                self._emit(token)
        elif name == "FootnoteReference":
            if value not in self._referred:
                self._referred.append(value)
            self._emit(start("sup"))
            self._emit(start("a", {"href": f"#fn:{value}", "class": "footnote-ref"}))
            self._flush()
            number = Builder()
            place = self._mapped.place(first + 2, last - 1)
            number.add(str(self._referred.index(value) + 1), place.start, place.end - place.start)
            self._emit(Token(Kind.TEXT, text=number.made()))
            self._emit(end("a"))
            self._emit(end("sup"))
        elif name == "TaskListMarker":
            self._emit(start("input", {"type": "checkbox"}))
            self._add(" ", last, last + 1)

    def _code_span(self, value: str, first: int, last: int) -> None:
        ticks = 0
        while first + ticks < last and self._text[first + ticks] == "`":
            ticks += 1
        begin, stop = first + ticks, last - ticks
        inner = self._text[begin:stop]
        if len(inner) == len(value) + 2:
            begin, stop = begin + 1, stop - 1
        if self._alts:
            self._add(value, begin, stop)
            return
        self._emit(start("code"))
        self._add(value, begin, stop)
        self._emit(end("code"))

    def _start(self, tag: Any) -> None:
        name, value = _named(tag)
        if name == "Image":
            image = Token(Kind.START, "img", {"src": value["dest_url"], "title": value["title"]})
            self._alts.append((image, Builder()))
        elif self._alts:
            return
        elif name == "Link":
            self._links += 1
            self._emit(start("a", {"href": value["dest_url"]}))
        elif name == "FootnoteDefinition":
            self._flush()
            self._outer.append((value, self._out))
            self._out = []
        elif name == "HtmlBlock":
            self._flush()
            self._raw = Builder()
        elif name == "CodeBlock":
            self._code = True
            info = value.get("Fenced", "").split() if isinstance(value, dict) else []
            self._emit(start("pre"))
            self._emit(start("code", {"class": f"language-{info[0]}"} if info else {}))
        elif name not in _SILENT:
            self._header = name == "TableHead" or (self._header and name == "TableCell")
            for each in self._names(name, value):
                self._emit(start(each))

    def _end(self, tag: Any) -> None:
        name, value = _named(tag)
        if name == "Image":
            image, alt = self._alts.pop()
            words = alt.made()
            if self._alts:
                self._alts[-1][1].append(words)
                return
            self._emit(image._replace(attributes={**image.attributes, "alt": words.text}, alt=words))
        elif self._alts:
            return
        elif name == "Link":
            self._links -= 1
            self._emit(end("a"))
        elif name == "FootnoteDefinition":
            self._flush()
            label, outer = self._outer.pop()
            self._notes.setdefault(label, self._out)
            self._out = outer
        elif name == "HtmlBlock":
            raw, self._raw = self._raw, None
            for token in html_tokens(raw.made() if raw else Mapped("", ())):
                self._emit(token)
        elif name == "CodeBlock":
            self._code = False
            self._emit(end("code"))
            self._emit(end("pre"))
        elif name not in _SILENT:
            for each in reversed(self._names(name, value)):
                self._emit(end(each))
            if name == "TableHead":
                self._header = False

    def _names(self, name: str, value: Any) -> list[str]:
        if name == "Heading":
            level = value["level"] if isinstance(value, dict) else value
            return [str(level).lower()]
        if name == "List":
            return ["ul" if value is None or value is False else "ol"]
        if name == "TableHead":
            return ["thead", "tr"]
        if name == "TableCell" and self._header:
            return ["th"]
        return [_TAGS.get(name, "div")]

    def _footnotes(self) -> Iterator[Token]:
        noted = [label for label in self._referred if label in self._notes]
        if not noted:
            return
        yield start("div", {"class": "footnotes"})
        yield start("ol")
        for label in noted:
            yield start("li", {"id": f"fn:{label}"})
            body = self._notes[label]
            last = body[-1:] == [end("p")]
            yield from body[:-1] if last else body
            yield Token(Kind.TEXT, text=Mapped("\xa0", ()))
            yield start("a", {"href": f"#fnref:{label}", "class": "footnote-backref"})
            yield Token(Kind.TEXT, text=Mapped("↩︎", ()))
            yield end("a")
            if last:
                yield end("p")
            yield end("li")
        yield end("ol")
        yield end("div")

    def _add(self, value: str, first: int, last: int) -> None:
        """Add text that corresponds to the range `first` to `last` of the source."""
        target = self._alts[-1][1] if self._alts else self._pending
        if target is None:
            target = self._pending = Builder()
        if len(value) == last - first:
            part = self._mapped.part(first, last)
            target.append(part if part.text == value else Mapped(value, part.runs))
        else:
            place = self._mapped.place(first, last)
            target.add(value, place.start, place.end - place.start)

    def _emit(self, token: Token) -> None:
        if token.kind is Kind.TEXT and self._alts:
            return
        self._flush()
        self._out.append(token)

    def _flush(self) -> None:
        if self._pending is not None:
            self._out.append(Token(Kind.TEXT, text=self._pending.made()))
            self._pending = None


def _named(tag: Any) -> tuple[str, Any]:
    """Return the name and the value (or None) of a pyromark tag."""
    if type(tag) is str:
        return tag, None
    ((name, value),) = tag.items()
    return name, value
