"""Convert a page's tokens to blocks of text as Vale's walker does, with what it skips and masks, and its blanks."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from edlint.text.mapped import Builder, Mapped
from edlint.vale.comments import OFF, Comments
from edlint.vale.reading import INLINE_SCOPES, Block, ReadingOptions
from edlint.vale.selection import MARK, VOID, name
from edlint.vale.tokens import Kind, Token

_INLINE = frozenset(
    "b big i small abbr acronym cite dfn em kbd strong a br img span sub sup code tt del".split()
)
_SCOPES = {
    "th": "text.table.header",
    "td": "text.table.cell",
    "caption": "text.table.caption",
    "li": "text.list",
    "blockquote": "text.blockquote",
    "figcaption": "text.figure.caption",
    **{f"h{level}": f"text.heading.h{level}" for level in range(10)},
}
_SUMMED = frozenset(["text.blockquote", "text.list"])
_CLOSING = frozenset(".?!,:;)]}—–")
_TIGHT = frozenset("([{—–")
_BLANKS = {"\n": "\n", "\r": "\n", " ": " ", "\t": " "}
"""The blank that a text's leading or trailing blank in the source becomes."""


class _Open(NamedTuple):
    """An open element: its name and classes, and if selectors match it, their names and its content."""

    name: str
    css: str
    names: tuple[str, ...] = ()
    held: "_Held | None" = None


class _Held:
    """The text of an element that selectors match, and the counts in it."""

    def __init__(self) -> None:
        self.text = Builder()
        self.metrics: Counter[str] = Counter()


class _Capture(NamedTuple):
    """The text of an open inline element that is to be a block of its own."""

    tag: str
    masked: bool
    words: Builder


class Walker:
    """Converts tokens to `blocks`, with `metrics` (counts of elements) and `summary` (the text for measures)."""

    def __init__(self, how: ReadingOptions, comments: Comments, suffix: str) -> None:
        """Take the reading options, the comments to update, and the file's suffix, which is part of each scope."""
        self._how = how
        self._comments = comments
        self._suffix = suffix
        self.blocks: list[Block] = []
        self.summary = Builder()
        self.metrics: Counter[str] = Counter()
        self._buffer = Builder()
        self._tags: list[str] = []
        self._classes: list[str] = []
        self._enclosing: list[_Open] = []
        self._names: list[str] = []
        self._seen: set[str] = set()
        self._captures: list[_Capture] = []
        self._captured: list[tuple[str, Mapped]] = []
        self._active_tag = ""
        # The name of the element that an ignored class hides, and how many elements of that name are open.
        self._hidden: tuple[str, int] | None = None
        self._in_skipped = False
        self._inline = False
        self._skip = False
        self._closed_inline = False
        self._trailing = ""
        self._href = ""

    def walk(self, tokens: Iterable[Token]) -> None:
        """Process all tokens."""
        for token in tokens:
            self._token(token)
        for source in self._how.selectors:
            if name(source) not in self._seen:
                # A selector without a match makes an empty block, so that a rule can report that it is missing.
                self._add(Mapped("", ()), f"doc.{name(source)}{self._suffix}")

    def _token(self, token: Token) -> None:
        name = token.name
        block = token.kind in {Kind.START, Kind.END} and name not in _INLINE
        closed = self._counted(token)
        css = token.attributes.get("class", "")
        left: _Open | None = None
        if block and token.kind is Kind.END:
            left = self._leave(name)
        elif block and name not in VOID:
            self._enter(token, css)
        if not self._skips(token, css, closed=closed):
            self._read(token, css)
        if block and token.kind is Kind.END:
            self._flush()
            self._reset()
            self._end_selection(left)
        self._href = token.attributes.get("href", "")
        if name == "img" and token.alt is not None and self._how.alts:
            self._add(token.alt, "text.attr.alt")

    def _skips(self, token: Token, css: str, *, closed: bool) -> bool:
        """Whether a token begins or ends a skipped element; in between, `_in_skipped` is set."""
        name = token.name
        if token.kind is Kind.START and name not in _INLINE:
            hidden = bool(css) and any(one in self._how.classes for one in css.split(" "))
            if hidden:
                self._hidden = (name, 1)
            if hidden or name in self._how.skipped:
                self._in_skipped = True
                self._count(name)
                return True
        word = name if name or token.kind is not Kind.TEXT else token.text.text.strip()
        ends = self._in_skipped and (word in self._how.skipped or closed)
        if ends:
            self._in_skipped, self._hidden = False, None if closed else self._hidden
        return ends

    def _read(self, token: Token, css: str) -> None:
        if token.kind is Kind.START:
            self._start(token, css)
        elif token.kind is Kind.END and token.name in _INLINE:
            self._end_inline(token.name)
        elif token.kind is Kind.CLOSED and token.name in _INLINE:
            self._inline, self._closed_inline = True, False
        elif token.kind is Kind.COMMENT:
            if not self._inline:
                self._closed_inline = True
            place = token.text.place(0, len(token.text.text))
            self._comments.read(token.text.text, place.start)
        elif token.kind is Kind.TEXT:
            self._text(token.text)

    def _counted(self, token: Token) -> bool:
        """Update the count of open hidden elements; return whether the last of them has just been closed."""
        if self._hidden is None or token.name != self._hidden[0]:
            return False
        name, open_ = self._hidden
        open_ += 1 if token.kind is Kind.START else -1
        self._hidden = (name, open_)
        return open_ == 0

    def _enter(self, token: Token, css: str) -> None:
        names = tuple(token.attributes.get(MARK, "").split())
        self._enclosing.append(_Open(token.name, css, names, _Held() if names else None))
        self._seen.update(names)

    def _leave(self, name: str) -> _Open | None:
        for index in range(len(self._enclosing) - 1, -1, -1):
            if self._enclosing[index].name == name:
                return self._enclosing.pop(index)
        return None

    def _end_selection(self, left: _Open | None) -> None:
        if left is not None and left.held is not None:
            text = left.held.text.made().stripped()
            if text.text:
                scope = f"doc.{'.'.join(left.names)}{self._suffix}"
                self.blocks.append(Block(text, scope, self._comments.disabled, metrics=left.held.metrics))

    def _count(self, metric: str, text: Mapped | None = None) -> None:
        """Count a metric for the page and for the open elements that selectors match, to which its text is added."""
        self.metrics[metric] += 1
        for each in self._enclosing:
            if each.held is not None:
                each.held.metrics[metric] += 1
                if text is not None:
                    each.held.text.append(text)
                    each.held.text.add("\n\n")

    def _start(self, token: Token, css: str) -> None:
        name = token.name
        if name not in _INLINE and name not in VOID and self._flush():
            self._reset()
        if name in {"em", "b"} and (self._tags or [self._active_tag])[-1] == "code":
            name = "code"
        self._inline = name in _INLINE
        self._skip = name in self._how.masked or name in self._how.skipped
        self._closed_inline = False
        if name in self._how.inline:
            self._captures.append(_Capture(name, self._skip, Builder()))
        self._tags.append(name)
        self._classes.append(css)
        if self._how.selectors:
            self._names += token.attributes.get(MARK, "").split()
        self._active_tag = name

    def _end_inline(self, name: str) -> None:
        self._active_tag = ""
        self._closed_inline = True
        if self._captures and self._captures[-1].tag == name:
            words = self._captures.pop().words.made().stripped()
            if words.text:
                self._captured.append((INLINE_SCOPES[name], words))

    def _text(self, raw: Mapped) -> None:
        off = self._in_skipped or OFF in self._comments.disabled
        text = raw.stripped()
        if text.text and not off:
            nested = self._nested() and not self._inline
            words, blank = self._clean(
                (" " if nested else "") + text.text, text, _BLANKS.get(raw.text[:1], "")
            )
            self._closed_inline = False
            if blank == " " and not self._trailing and self._buffer.last in _TIGHT:
                blank = ""
            lead = blank + (" " if nested else "")
            self._buffer.add(lead)
            self._buffer.append(words)
            for capture in self._captures:
                if capture.masked:
                    capture.words.append(text)
                else:
                    capture.words.add(lead)
                    capture.words.append(words)
        if not off:
            self._trailing = _BLANKS.get(raw.text[-1:], "")

    def _clean(self, text: str, words: Mapped, separator: str) -> tuple[Mapped, str]:
        """Return a text as its block contains it (masked if need be), and the blank that goes before it."""
        starter = text[0] in _CLOSING and not self._skip
        if self._skip or self._href == text:
            words = words.masked()
            self._skip = False
        if self._closed_inline and separator:
            return words, separator
        return words, " " if not self._closed_inline and self._inline and not starter else ""

    def _nested(self) -> bool:
        """Whether the current element is a list item in a list item."""
        tags = self._tags
        return len(tags) > 3 and tags[-1] == tags[-3] == "li" and tags[-2] in {"ol", "ul"}

    def _flush(self) -> bool:
        """Make a block of the text collected so far; return whether there was any."""
        text = self._buffer.made()
        if not text.text.strip():
            return False
        if "data" in self._tags:
            self._count("meta")
            self._add(text, self._with_classes("meta") + self._suffix)
            return True
        scope = next((_SCOPES[tag] for tag in self._tags if tag in _SCOPES), "")
        if not scope or scope in _SUMMED:
            self.summary.append(text)
            self.summary.add("\n\n")
        if scope:
            lead = len(text.text) - len(text.text.lstrip(" "))
            text = text.part(lead, len(text.text))
        self._count(scope.removeprefix("text.") or "paragraphs", text)
        self.blocks.append(
            Block(
                text,
                self._with_classes(scope or "text") + self._suffix,
                self._comments.disabled,
                prose=True,
                paragraphs=not scope,
            )
        )
        for own, words in self._captured:
            self._add(words, own + self._suffix)
        return True

    def _reset(self) -> None:
        self._buffer = Builder()
        self._tags = []
        self._classes = []
        self._names = []
        self._captured = []

    def _add(self, text: Mapped, scope: str) -> None:
        self.blocks.append(Block(text, scope, self._comments.disabled))

    def _with_classes(self, scope: str) -> str:
        given = [each.css for each in self._enclosing] + self._classes
        names = dict.fromkeys(
            name for css in given for name in css.split() if not any(sign in name for sign in ".&~")
        )
        scope += "".join(f".class.{name}" for name in names)
        if self._how.selectors:
            inside = [name for each in self._enclosing for name in each.names]
            scope += "".join(f".in.{name}" for name in dict.fromkeys([*inside, *self._names]))
        return scope
