"""AsciiDoc's inline markup: formatting, macros, references and passthroughs, in one pass from left to right."""

from bisect import bisect_left
from html import unescape

from edlint.model.document import BlockKind, MarkKind
from edlint.model.span import Span
from edlint.parse.asciidoc.macros import ANYWHERE, CHARACTERS, MACROS, NOTHING, Macro
from edlint.parse.asciidoc.marks import Marks
from edlint.parse.asciidoc.raw import alternative
from edlint.parse.draft import Draft
from edlint.parse.joined import Joined
from edlint.parse.leaf import Leaf
from edlint.text.pattern import pattern

_CONSTRAINED = {"*": MarkKind.STRONG, "_": MarkKind.EMPHASIS, "#": None, "`": MarkKind.CODE}
_WORK = r"\[\[\[([\w:.\-]+)(?:,[^\[\]\n]*)?\]\]\]"
"""The label of an entry of a bibliography."""
_DEEPEST = 12
"""Formatting inside formatting is followed this far; further in, marks are text."""


class Inline:
    """Reads the inline markup of one document's blocks; footnotes become blocks of their own."""

    def __init__(self, draft: Draft) -> None:
        """Begin with no footnote."""
        self.draft = draft
        self.notes: dict[str, str] = {}
        self.works = frozenset(match.groups[0] or "" for match in pattern(_WORK).matches(draft.source.text))
        self._count = 0

    def read(self, leaf: Leaf, text: Joined) -> None:
        """Give a block's text to its leaf, with its marks and placeholders."""
        _Reading(self, leaf, text, Marks(text.value)).run(0, len(text.value), 0)

    def numbered(self, label: str) -> str:
        """Return a footnote's label; one without is numbered."""
        if label:
            return label
        self._count += 1
        return str(self._count)


class _Reading:
    """One block's text on its way into a leaf."""

    def __init__(self, inline: Inline, leaf: Leaf, text: Joined, marks: Marks) -> None:
        self._inline = inline
        self._leaf = leaf
        self._text = text
        self._marks = marks
        self._value = text.value

    def run(self, start: int, end: int, depth: int) -> None:
        """Read a stretch; what is inside of markup is read in turn."""
        done = at = start
        index = bisect_left(self._marks.starts, start)
        while index < len(self._marks.tokens) and self._marks.tokens[index].start < end:
            token = self._marks.tokens[index]
            index += 1
            if token.start < at:
                if token.end <= at:
                    continue
                token = self._again(token, at)
                if token.empty:
                    continue
            stop = self._take(token, done, end, depth)
            if stop > token.start:
                done = at = stop
                index = max(index, bisect_left(self._marks.starts, at) - 1)
        self._text.feed(self._leaf, done, end)

    def _again(self, token: Span, at: int) -> Span:
        """Return what is left of a token of which the first part was taken: a macro's name may begin in it."""
        return Span(at, token.end) if self._value[token.end - 1] == "[" else Span(at, at)

    def _take(self, token: Span, done: int, end: int, depth: int) -> int:
        """Take the markup at a token, and the plain text before it; return where it ends, or the token's start for text."""
        value = self._value
        start = token.start
        found = value[start : token.end]
        if found == "\\":
            return self._escape(start, done, end)
        if found[0] == "+" or found == "$$":
            return self._passed(start, found, done, end)
        if found[0] == "{":
            return self._attribute(start, done, end)
        if found == "<<":
            return self._reference(start, done, end, depth)
        if found == "[[":
            mark = "]]]" if value.startswith("[[[", start) else "]]"
            close = self._marks.find(mark, start, end)
            return self._nothing(done, start, close + len(mark)) if close > 0 else start
        if found == "((":
            return self._index(start, done, end, depth)
        if found[0] == "&":
            meaning = unescape(found)
            if meaning == found:
                return start
            self._text.feed(self._leaf, done, start)
            self._leaf.text(meaning, *self._text.place(start, token.end))
            return token.end
        if found == " +":
            if token.end != end:
                self._text.feed(self._leaf, done, start)
                place = self._text.place(start, token.end)
                self._leaf.soft(place.start, place.end)
                return token.end
            return self._nothing(done, start, token.end)
        if found[-1] == "[":
            return self._macro(token, found, done, end, depth) if ":" in found else start
        if found in {'"`', "'`"}:
            return self._curved(start, found, done, end, depth)
        return self._format(start, found, done, end, depth)

    def _nothing(self, done: int, start: int, end: int) -> int:
        self._text.feed(self._leaf, done, start)
        self._leaf.builder.loose = True
        return end

    def _stand(self, kind: MarkKind, value: str, done: int, start: int, end: int) -> int:
        """Put a placeholder in the place of a stretch."""
        self._text.feed(self._leaf, done, start)
        place = self._text.place(start, end)
        self._leaf.placeholder(kind, place.start, place.end, " ".join(value.split()))
        return end

    def _within(  # noqa: PLR0917 - what, where, and how far in
        self, kind: MarkKind | None, value: str, whole: Span, words: Span, done: int, depth: int
    ) -> int:
        """Read words inside of markup, marked as what they are."""
        self._text.feed(self._leaf, done, whole.start)
        place = self._text.place(whole.start, whole.end)
        if kind is not None:
            self._leaf.open(kind, place.start, value)
        if depth < _DEEPEST:
            self.run(words.start, words.end, depth + 1)
        else:
            self._text.feed(self._leaf, words.start, words.end)
        if kind is not None:
            self._leaf.shut(kind, place.end)
        return whole.end

    def _escape(self, start: int, done: int, end: int) -> int:
        """Take a backslash before what would be markup: the mark behind it is text."""
        following = self._value[start + 1 : start + 2]
        index = bisect_left(self._marks.starts, start + 1)
        token = self._marks.tokens[index] if index < len(self._marks.tokens) else Span(-1, -1)
        if token.start != start + 1 or not following:
            return start
        found = self._value[token.start : token.end]
        stop = token.end
        if following in "*_`#^~":
            stop = token.start + (2 if self._value.startswith(following * 2, token.start) else 1)
        elif following == "{":
            close = self._value.find("}", start)
            stop = close + 1 if close > 0 else stop
        elif found[-1] == "[":
            close = self._value.find("]", stop)
            stop = close + 1 if close > 0 else stop
        if stop > end:
            return start
        self._text.feed(self._leaf, done, start)
        self._text.feed(self._leaf, start + 1, stop)
        return stop

    def _passed(self, start: int, mark: str, done: int, end: int) -> int:
        """Take a passthrough: text that no markup is looked for in."""
        value = self._value
        if mark == "+":
            before = value[start - 1 : start] if start else ""
            if before.isalnum() or before in {"_", ";", ":", "}"} or value[start + 1 : start + 2].isspace():
                return start
            close = self._marks.closing("+", start + 1, end)
        else:
            close = self._marks.find(mark, start + len(mark), end)
        if close <= start + len(mark) - 1 or close == start + len(mark):
            return start
        return self._stand(MarkKind.CODE, value[start + len(mark) : close], done, start, close + len(mark))

    def _attribute(self, start: int, done: int, end: int) -> int:
        close = self._marks.find("}", start, end)
        name = self._value[start + 1 : close]
        if close < 0 or not pattern(r"(?:counter2?:|set:)?[A-Za-z0-9_][\w\-]*(?::[^{}\n]*)?").whole(name):
            return start
        if name in NOTHING or name.startswith("set:"):
            self._text.feed(self._leaf, done, start)
            return close + 1
        if name in CHARACTERS:
            self._text.feed(self._leaf, done, start)
            self._leaf.text(CHARACTERS[name], *self._text.place(start, close + 1))
            return close + 1
        return self._stand(MarkKind.OBJECT, f"{{{name}}}", done, start, close + 1)

    def _reference(self, start: int, done: int, end: int, depth: int) -> int:
        """Read `<<target,words>>`."""
        close = self._marks.find(">>", start, end)
        if close < 0:
            return start
        comma = self._value.find(",", start, close)
        target = self._value[start + 2 : close if comma < 0 else comma].strip()
        if comma < 0 or not self._value[comma + 1 : close].strip():
            if target in self._inline.works:
                return self._stand(MarkKind.CITATION, target, done, start, close + 2)
            return self._stand(MarkKind.LINK, f"#{target}", done, start, close + 2)
        words = self._bare(Span(comma + 1, close))
        return self._within(MarkKind.LINK, f"#{target}", Span(start, close + 2), words, done, depth)

    def _index(self, start: int, done: int, end: int, depth: int) -> int:
        """Read `((a term))`, which is shown, or pass over `(((a, term)))`, which is not."""
        hidden = self._value.startswith("(((", start)
        close = self._marks.find(")))" if hidden else "))", start, end)
        if close < 0:
            return start
        if hidden:
            return self._nothing(done, start, close + 3)
        return self._within(None, "", Span(start, close + 2), Span(start + 2, close), done, depth)

    def _curved(self, start: int, mark: str, done: int, end: int, depth: int) -> int:
        """Read `"`words`"`: quotation marks that are shown curved."""
        before = self._value[start - 1 : start] if start else ""
        close = self._marks.find(mark[::-1], start + 2, end)
        if (
            before.isalnum()
            or before in {"_", ";", ":", "}"}
            or close <= start + 2
            or self._value[start + 2].isspace()
        ):
            return start
        opening, closing = ("“", "”") if mark[0] == '"' else ("‘", "’")
        self._text.feed(self._leaf, done, start)
        self._leaf.text(opening, *self._text.place(start, start + 2))
        self._within(None, "", Span(start + 2, close), Span(start + 2, close), start + 2, depth)
        self._leaf.text(closing, *self._text.place(close, close + 2))
        return close + 2

    def _format(self, start: int, found: str, done: int, end: int, depth: int) -> int:
        """Read `*strong*`, `__un__constrained` and their like, with the role that may stand before."""
        value = self._value
        begin = start
        if found[0] == "[":
            begin = start + len(found) - 1
        mark = value[begin]
        if mark in "\"'`" and found[-1] in "\"'" and len(found) == 2:
            if not self._apostrophe(begin):
                return start
            self._text.feed(self._leaf, done, start)
            self._leaf.text("’" if found[1] == "'" else "”", *self._text.place(start, start + 2))
            return start + 2
        if value.startswith(mark * 2, begin) and mark not in "^~":
            close = self._marks.find(mark * 2, begin + 2, end)
            if close > begin + 2:
                return self._marked(mark, Span(start, close + 2), Span(begin + 2, close), done, depth)
        if mark in "^~":
            close = self._marks.find(mark, begin + 1, end)
            if close <= begin + 1 or any(c.isspace() for c in value[begin + 1 : close]):
                return start
            return self._within(None, "", Span(start, close + 1), Span(begin + 1, close), done, depth)
        before = value[start - 1 : start] if start else ""
        if before.isalnum() or before in {"_", ";", ":", "}"} or (mark in "*#" and before == "&"):
            return start
        if mark == "`" and before in {'"', "'"}:
            return start
        if begin + 1 >= end or value[begin + 1].isspace():
            return start
        close = self._marks.closing(mark, begin + 1, end)
        if close <= begin + 1:
            return start
        return self._marked(mark, Span(start, close + 1), Span(begin + 1, close), done, depth)

    def _apostrophe(self, at: int) -> bool:
        """Whether a backquote and a quotation mark are a curved apostrophe: “Sam`'s”."""
        return at > 0 and self._value[at + 1] == "'" and self._value[at - 1].isalnum()

    def _marked(self, mark: str, whole: Span, words: Span, done: int, depth: int) -> int:
        kind = _CONSTRAINED[mark]
        if kind is MarkKind.CODE:
            inner = self._value[words.start : words.end].strip("+")
            return self._stand(kind, inner, done, whole.start, whole.end)
        return self._within(kind, "", whole, words, done, depth)

    def _macro(self, token: Span, found: str, done: int, end: int, depth: int) -> int:
        """Read `name:target[words]`; an address is a macro without a name."""
        value = self._value
        name, _, target = found[:-1].partition(":")
        start = token.start
        if not target.startswith("//"):
            known = pattern(ANYWHERE).first(name.lower())
            # A name has neither full stops nor plus signs, though an address's may.
            begin = known.start if known else max(name.rfind("."), name.rfind("+")) + 1
            token, name = Span(start + begin, token.end), name[begin:]
        before = value[token.start - 1 : token.start] if token.start else ""
        if (
            not name
            or before == "\\"
            or (not pattern(ANYWHERE).found(name.lower()) and (before.isalnum() or before == "_"))
            or (target.startswith(":") and name not in {"link", "xref"})
        ):
            return start
        close = self._marks.bracket(token.end, end)
        if close < 0:
            return start
        whole, inner = Span(token.start, close + 1), Span(token.end, close)
        macro = MACROS.get(name.lower(), Macro.LINK if target.startswith("//") else Macro.OBJECT)
        if macro is Macro.LINK:
            address = target if name in {"link", "xref"} else f"{name}:{target}"
            if name == "xref":
                address = target if "." in target or "/" in target else f"#{target.lstrip('#')}"
            words = self._link_words(inner)
            if words.empty:
                return self._stand(MarkKind.LINK, address, done, whole.start, whole.end)
            return self._within(MarkKind.LINK, address, whole, words, done, depth)
        if macro is Macro.NOTE:
            return self._noted(target, whole, inner, done, depth)
        if macro is Macro.IMAGE:
            return self._image(target, whole, inner, done)
        if macro is Macro.WORDS:
            return self._within(None, "", whole, self._bare(inner), done, depth)
        if macro is Macro.NOTHING:
            return self._nothing(done, whole.start, whole.end)
        kinds = {Macro.CODE: MarkKind.CODE, Macro.MATH: MarkKind.MATH, Macro.CITATION: MarkKind.CITATION}
        shown = value[inner.start : inner.end] or target
        return self._stand(kinds.get(macro, MarkKind.OBJECT), shown, done, whole.start, whole.end)

    def _link_words(self, inner: Span) -> Span:
        """Return the words of a link without its attributes: `words,window=_blank`, `"words, with a comma"`, `words^`."""
        value = self._value[inner.start : inner.end]
        start, end = 0, len(value)
        if value.lstrip()[:1] == '"' and value.find('"', value.index('"') + 1) > 0:
            start = value.index('"') + 1
            end = value.find('"', start)
        elif "=" in value:
            first = value.partition(",")[0]
            end = 0 if "=" in first else len(first)
        words = self._bare(Span(inner.start + start, inner.start + end))
        return (
            Span(words.start, words.end - 1) if self._value[words.start : words.end].endswith("^") else words
        )

    def _bare(self, span: Span) -> Span:
        value = self._value[span.start : span.end]
        bare = value.strip()
        at = span.start + (value.find(bare) if bare else 0)
        return Span(at, at + len(bare))

    def _noted(self, target: str, whole: Span, inner: Span, done: int, depth: int) -> int:
        """Read a footnote, whose words become a block of their own."""
        before = whole.start
        while before > done and self._value[before - 1] in " \n":
            before -= 1
        self._text.feed(self._leaf, done, before)
        label = target.strip()
        if self._value.startswith("footnoteref", whole.start):
            comma = self._value.find(",", inner.start, inner.end)
            stop = inner.end if comma < 0 else comma
            label = self._value[inner.start : stop].strip()
            inner = Span(min(stop + 1, inner.end), inner.end)
        if self._value[inner.start : inner.end].strip():
            label = self._inline.numbered(label)
            self._note(self._bare(inner), label, depth)
        place = self._text.place(whole.start, whole.end)
        self._leaf.point(MarkKind.FOOTNOTE, place.start, place.end, label)
        return whole.end

    def _note(self, words: Span, label: str, depth: int) -> None:
        draft = self._inline.draft
        leaf = Leaf(draft, self._text.place(words.start, words.end).end)
        if depth < _DEEPEST:
            _Reading(self._inline, leaf, self._text, self._marks).run(words.start, words.end, depth + 1)
        else:
            self._text.feed(leaf, words.start, words.end)
        block = leaf.close(BlockKind.FOOTNOTE, label=label)
        if block is not None:
            draft.blocks.append(block)
            self._inline.notes.setdefault(label, block.text)

    def _image(self, target: str, whole: Span, inner: Span, done: int) -> int:
        words = alternative(self._value, inner)
        self._stand(MarkKind.IMAGE, target, done, whole.start, whole.end)
        if words is not None and "\n" not in self._value[words.start : words.end]:
            place = self._text.place(words.start, words.end)
            leaf = Leaf(self._inline.draft, place.end)
            leaf.text(self._value[words.start : words.end], place.start, place.end)
            block = leaf.close(BlockKind.ALT)
            if block is not None:
                self._leaf.images.append(block)
        return whole.end
