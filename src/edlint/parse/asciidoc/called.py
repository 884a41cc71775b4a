"""AsciiDoc's macros: links, images, footnotes and everything else written as `name:target[words]`."""

from edlint.model.block import BlockKind, MarkKind
from edlint.model.span import Span
from edlint.parse.asciidoc.macros import ANYWHERE, MACROS, Macro
from edlint.parse.asciidoc.raw import alternative
from edlint.parse.asciidoc.stretch import DEEPEST, Stretch
from edlint.parse.leaf import Leaf
from edlint.text.pattern import pattern

_STANDS = {Macro.CODE: MarkKind.CODE, Macro.MATH: MarkKind.MATH, Macro.CITATION: MarkKind.CITATION}


class Macros(Stretch):
    """Reads macros."""

    def _macro(self, token: Span, found: str, end: int) -> int:
        """Read `name:target[words]`; an address is a macro without a name."""
        value = self._value
        name, _, target = found[:-1].partition(":")
        start = token.start
        if not target.startswith("//"):
            known = pattern(ANYWHERE).first(name.lower())
            # The name of a macro has no full stops or plus signs, though the scheme of an address may.
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
        return self._called(name, target, Span(token.start, close + 1), Span(token.end, close))

    def _called(self, name: str, target: str, whole: Span, inner: Span) -> int:
        """Read a macro according to its name."""
        macro = MACROS.get(name.lower(), Macro.LINK if target.startswith("//") else Macro.OBJECT)
        if macro is Macro.LINK:
            return self._linked(name, target, whole, inner)
        if macro is Macro.NOTE:
            return self._noted(target, whole, inner)
        if macro is Macro.IMAGE:
            return self._image(target, whole, inner)
        if macro is Macro.WORDS:
            return self._within(None, "", whole, self._bare(inner))
        if macro is Macro.NOTHING:
            return self._nothing(whole.start, whole.end)
        shown = self._value[inner.start : inner.end] or target
        return self._stand(_STANDS.get(macro, MarkKind.OBJECT), shown, whole.start, whole.end)

    def _linked(self, name: str, target: str, whole: Span, inner: Span) -> int:
        """Read the words of a link; a link without words becomes a placeholder."""
        address = target if name in {"link", "xref"} else f"{name}:{target}"
        if name == "xref":
            address = target if "." in target or "/" in target else f"#{target.lstrip('#')}"
        words = self._link_words(inner)
        if words.empty:
            return self._stand(MarkKind.LINK, address, whole.start, whole.end)
        return self._within(MarkKind.LINK, address, whole, words)

    def _link_words(self, inner: Span) -> Span:
        """Return the range of a link's words alone: `words,window=_blank`, `"words, with a comma"`, `words^`."""
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

    def _noted(self, target: str, whole: Span, inner: Span) -> int:
        """Read a footnote; its words become a block of their own."""
        before = whole.start
        while before > self._done and self._value[before - 1] in " \n":
            before -= 1
        self._feed(before)
        label = target.strip()
        if self._value.startswith("footnoteref", whole.start):
            comma = self._value.find(",", inner.start, inner.end)
            stop = inner.end if comma < 0 else comma
            label = self._value[inner.start : stop].strip()
            inner = Span(min(stop + 1, inner.end), inner.end)
        if self._value[inner.start : inner.end].strip():
            label = self._notes.numbered(label)
            self._note(self._bare(inner), label)
        place = self._text.place(whole.start, whole.end)
        self._leaf.point(MarkKind.FOOTNOTE, place.start, place.end, label)
        return whole.end

    def _note(self, words: Span, label: str) -> None:
        draft = self._notes.draft
        leaf = Leaf(draft, self._text.place(words.start, words.end).end)
        if self._depth < DEEPEST:
            inside = type(self)(self._notes, leaf, self._text, self._marks, self._depth + 1)
            inside.run(words.start, words.end)
        else:
            self._text.feed(leaf, words.start, words.end)
        block = leaf.close(BlockKind.FOOTNOTE, label=label)
        if block is not None:
            draft.blocks.append(block)
            self._notes.notes.setdefault(label, block.text)

    def _image(self, target: str, whole: Span, inner: Span) -> int:
        words = alternative(self._value, inner)
        self._stand(MarkKind.IMAGE, target, whole.start, whole.end)
        if words is not None and "\n" not in self._value[words.start : words.end]:
            place = self._text.place(words.start, words.end)
            leaf = Leaf(self._notes.draft, place.end)
            leaf.text(self._value[words.start : words.end], place.start, place.end)
            block = leaf.close(BlockKind.ALT)
            if block is not None:
                self._leaf.images.append(block)
        return whole.end
