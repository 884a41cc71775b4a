"""Inline markup, found with docutils' own patterns, with every piece of text mapped to its source offset."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

from docutils.nodes import fully_normalize_name, unescape
from docutils.parsers.rst.states import Inliner
from docutils.utils import punctuation_chars

from edlint.model.block import MarkKind
from edlint.model.span import Span
from edlint.parse.leaf import Leaf
from edlint.parse.rst.placed import PlacedText
from edlint.parse.rst.roles import DEFAULT, Role, role_of

_MARKUP = frozenset("*`|_[\\")
UNRESOLVED = "\0"
"""Prefix of the value of a link to a target that may be defined further down; the target's name follows."""

_docutils = Inliner()
_docutils.init_customizations(
    SimpleNamespace(character_level_inline_markup=False, pep_references=False, rfc_references=False)
)
_PATTERNS: Any = _docutils.patterns
_ENDS = {
    "*": _PATTERNS.emphasis,
    "**": _PATTERNS.strong,
    "``": _PATTERNS.literal,
    "_`": _PATTERNS.target,
    "|": _PATTERNS.substitution_ref,
}


class Roles:
    """The roles of a document: the standard ones, those it defines, and the default one of bare backquotes."""

    def __init__(self) -> None:
        """Start with docutils' default role."""
        self.default = DEFAULT
        self.own: dict[str, str] = {}

    def of(self, name: str) -> Role:
        """Return the role with this name; an empty `name` is the role of bare backquotes."""
        name = name.lower() or self.default
        return role_of(self.own.get(name, name))


class RstInline:
    """Reads the inline markup of one document's blocks."""

    def __init__(self) -> None:
        """Start without roles of the document's own, and without any note numbered."""
        self.roles = Roles()
        self.anonymous = 0
        self._counts: Counter[str] = Counter()

    def read(self, leaf: Leaf, text: PlacedText) -> None:
        """Add a block's text to its leaf, with its marks and placeholders."""
        if _MARKUP.isdisjoint(text.value) and "\0" not in text.value:
            text.feed(leaf, 0, len(text.value))
            return
        _InlineMarkup(self, leaf, text).run()

    def note(self, label: str, role: str) -> str:
        """Return the label of a footnote; automatic labels are numbered, references and definitions (`role`) apart."""
        if label not in {"#", "*"}:
            return fully_normalize_name(label.lstrip("#"))
        self._counts[label + role] += 1
        return f"{label}{self._counts[label + role]}"

    def unnamed(self) -> str:
        """Return the name of the next anonymous link."""
        self.anonymous += 1
        return f"{UNRESOLVED}__{self.anonymous}"


class _InlineMarkup:
    """Reads one text into a leaf; `_rest`, always the end of the text, has not been read yet."""

    def __init__(self, inline: RstInline, leaf: Leaf, text: PlacedText) -> None:
        self._inline = inline
        self._leaf = leaf
        self._text = text
        self._rest = text.value
        self._done = 0
        self._endless: set[str] = set()

    def run(self) -> None:
        search = _PATTERNS.initial.search
        while match := search(self._rest):
            groups = match.groupdict()
            if groups["start"]:
                self._simple(match, groups["start"])
            elif groups["backquote"]:
                self._backquote(match)
            else:
                self._whole(match, groups)
        self._text.feed(self._leaf, self._done, len(self._text.value))

    @property
    def _base(self) -> int:
        return len(self._text.value) - len(self._rest)

    def _until(self, at: int, *, trim: bool = False) -> None:
        """Add the text before a piece of markup to the leaf; with `trim`, without the blanks at its end."""
        stop = at
        if trim:
            while stop > self._done and self._text.value[stop - 1] in " \n":
                stop -= 1
        self._text.feed(self._leaf, self._done, stop)

    def _after(self, end: int) -> None:
        self._done = end
        self._rest = self._text.value[end:]

    def _pass(self, count: int) -> None:
        """Treat a start string that begins no markup as text."""
        self._rest = self._rest[count:]

    def _end(self, kind: str, pattern: Any, begin: int) -> Any:
        """Return the match of an end string with text before it, or None; a missing one is searched for only once."""
        if kind in self._endless:
            return None
        found = pattern.search(self._rest[begin:])
        if found is None:
            self._endless.add(kind)
        return found if found is not None and found.start(1) else None

    def _source(self, at: int) -> int:
        """Return the source offset directly after the code point before `at`."""
        return self._text.offset(at - 1) + 1 if at else self._text.offset(0)

    def _simple(self, match: Any, kind: str) -> None:
        begin = match.end("start")
        found = None if _quoted(match) else self._end(kind, _ENDS[kind], begin)
        if found is None:
            self._pass(begin)
            return
        start, first = self._base + match.start("start"), self._base + begin
        last, end = first + found.start(1), first + found.end(1)
        self._until(start)
        if kind in {"*", "**"}:
            self._marked(
                MarkKind.EMPHASIS if kind == "*" else MarkKind.STRONG, "", Span(start, end), Span(first, last)
            )
        elif kind == "``":
            self._placeholder(MarkKind.CODE, start, end, self._words(first, last))
        elif kind == "|":
            self._placeholder(MarkKind.OBJECT, start, end, f"|{self._words(first, last)}|")
        else:
            self._marked(MarkKind.LABEL, "", Span(start, end), Span(first, last))
        self._after(end)

    def _words(self, first: int, last: int) -> str:
        return " ".join(unescape(self._text.value[first:last], restore_backslashes=True).split())

    def _placeholder(self, kind: MarkKind, start: int, end: int, value: str) -> None:
        self._leaf.placeholder(kind, self._text.offset(start), self._source(end), value)

    def _marked(self, kind: MarkKind, value: str, place: Span, words: Span) -> None:
        self._leaf.open(kind, self._text.offset(place.start), value)
        self._text.feed(self._leaf, words.start, words.end)
        self._leaf.shut(kind, self._source(place.end))

    def _named(self, address: str, place: Span, words: Span) -> None:
        """Add a link whose words are also the name of its target, unless it is anonymous."""
        if not address.startswith(f"{UNRESOLVED}__"):
            self._leaf.open(MarkKind.LABEL, self._text.offset(place.start))
        self._marked(MarkKind.LINK, address, place, words)
        self._leaf.shut(MarkKind.LABEL, self._source(place.end))

    def _backquote(self, match: Any) -> None:
        begin = match.end("backquote")
        role = (match.group("role") or "")[1:-1]
        found = None
        if role or not _quoted(match):
            found = self._end("`", _PATTERNS.interpreted_or_phrase_ref, begin)
        if found is None:
            self._pass(begin)
            return
        start = self._base + match.start("role")
        first = self._base + begin
        last, end = first + found.start(1), first + found.end()
        self._until(start)
        suffix = (found.group("role") or "")[1:-1]
        if found.group("refend") and not role:
            self._phrase(start, first, last, end, anonymous=found.group("refend") == "__")
        elif (role and suffix) or found.group("refend"):
            self._placeholder(MarkKind.CODE, start, end, self._words(first, last))
        else:
            self._role(role or suffix, start, first, last, end)
        self._after(end)

    def _phrase(self, start: int, first: int, last: int, end: int, *, anonymous: bool) -> None:
        """Read a link: `words <address>`_, `words`_, `words`__."""
        escaped = self._text.value[first:last]
        found = _PATTERNS.embedded_link.search(escaped)
        if found is None:
            name = UNRESOLVED + fully_normalize_name(unescape(escaped))
            address = self._inline.unnamed() if anonymous else name
            self._named(address, Span(start, end), Span(first, last))
            return
        alias = found.group(2)
        if alias.endswith("_") and not alias.endswith("\0_") and not _PATTERNS.uri.match(alias):
            address = UNRESOLVED + fully_normalize_name(unescape(alias[:-1]))
        else:
            address = "".join(unescape(alias).split())
            address = f"mailto:{address}" if _PATTERNS.email.match(address) else address
        if found.start(0) > 0:
            self._marked(MarkKind.LINK, address, Span(start, end), Span(first, first + found.start(0)))
        else:
            self._placeholder(MarkKind.LINK, start, end, address)

    def _role(self, name: str, start: int, first: int, last: int, end: int) -> None:
        """Read a role's content as prose, a name or a placeholder, by its kind; `words <target>` is a link."""
        role = self._inline.roles.of(name)
        words = self._text.value[first:last]
        stop, target = last, ""
        if role.titled and words.endswith(">"):
            opening = words.rfind("<")
            if opening > 0 and words[opening - 1] in " \n":
                target = words[opening + 1 : -1]
                stop = first + len(words[:opening].rstrip())
        if target:
            if role.prose or _is_prose(self._text.value[first:stop]):
                self._marked(MarkKind.LINK, unescape(target), Span(start, end), Span(first, stop))
                return
            words = self._text.value[first:stop]
        if role.prose and not role.names:
            kind = MarkKind.LABEL if not name and " " not in words else role.mark
            if kind is None:
                self._text.feed(self._leaf, first, last)
            else:
                self._marked(kind, "", Span(start, end), Span(first, last))
        else:
            kind = role.mark or MarkKind.CODE
            self._placeholder(kind, start, end, role.address + self._words(first, first + len(words)))

    def _whole(self, match: Any, groups: dict[str, Any]) -> None:
        start, end = self._base + match.start("whole"), self._base + match.end("whole")
        if groups["refend"]:
            name = groups["refname"]
            last = start + len(name)
            address = (
                self._inline.unnamed()
                if groups["refend"] == "__"
                else UNRESOLVED + fully_normalize_name(name)
            )
            self._until(start)
            self._named(address, Span(start, end), Span(start, last))
        elif groups["citationlabel"]:
            self._until(start)
            self._placeholder(MarkKind.CITATION, start, end, groups["footnotelabel"])
        else:
            self._until(start, trim=True)
            label = self._inline.note(groups["footnotelabel"], "reference")
            self._leaf.point(MarkKind.FOOTNOTE, self._text.offset(start), self._source(end), label)
        self._after(end)


def _is_prose(words: str) -> bool:
    """Whether the words of a link to code are ordinary words rather than a name."""
    return " " in words.strip() and not any(mark in words for mark in "()[]{}=_\0")


def _quoted(match: Any) -> bool:
    """Whether quotation marks or brackets enclose a start string directly, so that it is text."""
    string, start = match.string, match.start()
    if start == 0:
        return False
    if match.end() >= len(string):
        return True
    return bool(punctuation_chars.match_chars(string[start - 1], string[match.end()]))
