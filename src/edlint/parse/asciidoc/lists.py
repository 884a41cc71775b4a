"""AsciiDoc's lists: items by their markers, terms with their definitions, callouts."""

from edlint.model.block import BlockKind, ItemPlace
from edlint.model.span import Span
from edlint.parse.asciidoc.lines import CALLOUT, LIST, TERM, TERM_END, AsciiDocLines
from edlint.parse.asciidoc.raw import Listed
from edlint.text.pattern import pattern


class ListScanner(AsciiDocLines):
    """Reads list items."""

    def _list(self, line: str) -> bool:
        bare = line.lstrip()
        indent = len(line) - len(bare)
        if self._is(LIST, bare):
            marker = bare.split(None, 1)[0]
            kind = marker if marker[0] in "*.-•" else marker[-1] + ("1" if marker[0].isdigit() else "a")
            self._begin_item(kind, ordered=marker[0] not in "*-•")
            text = indent + len(marker)
            rest = bare[len(marker) :].lstrip()
            if rest[:4].lower() in {"[ ] ", "[x] ", "[*] "}:
                text = len(line) - len(rest) + 3
            self._item_text(text)
            return True
        if self._is(rf"{CALLOUT}\S.*", bare):
            self._begin_item("<1>", ordered=True)
            self._item_text(indent + bare.index(">") + 1)
            return True
        if ("::" in bare or ";;" in bare) and self._is(TERM, bare):
            end = next((m for m in pattern(TERM_END).matches(bare) if m.span.start > 0), None)
            if end is None:
                return False
            marker = end.groups[0] or "::"
            self._begin_item(marker, ordered=False)
            run = Span(
                self._lines[self._at].start + indent, self._lines[self._at].start + indent + end.span.start
            )
            self._emit((self._trim(run),), BlockKind.LIST_ITEM)
            if bare[end.span.start + len(marker) :].strip():
                self._item_text(indent + end.span.start + len(marker))
            else:
                self._at += 1
                self._definition()
            return True
        return False

    def _definition(self) -> None:
        """Read the definition of a term if it is below the term, indented or not."""
        self._attached = True
        at = self._at
        while at < len(self._lines) and not self._line(at).strip():
            at += 1
        if at == len(self._lines) or (at > self._at and self._line(at)[0] not in " \t"):
            return
        line = self._line(at)
        if line.strip() != "+" and not line.startswith("//") and not self._breaks(line, listed=True):
            self._at = at
            self._item_text(0)

    def _begin_item(self, marker: str, *, ordered: bool) -> None:
        self._reset()
        self._attached = False
        markers = [held.marker for held in self._lists]
        if marker in markers:
            del self._lists[markers.index(marker) + 1 :]
        else:
            self._lists.append(Listed(marker, self._found.lists, ordered=ordered))
            self._found.lists += 1
        held = self._lists[-1]
        start = 1 if ordered else None
        self._item = ItemPlace(held.number, held.count, len(self._lists) - 1, start)
        held.count += 1
        if marker in {"::", ":::", "::::", ";;"}:
            self._item = None

    def _item_text(self, column: int) -> None:
        """Read an item's own text, which ends at a blank line or where a block begins."""
        runs = [self._cut(self._at, column)]
        self._at += 1
        while self._at < len(self._lines):
            line = self._line(self._at)
            if not line.strip() or line.strip() == "+" or self._breaks(line, listed=True):
                break
            if self._remark():
                continue
            if self._at < len(self._lines):
                runs.append(self._trim(self._lines[self._at]))
                self._at += 1
        self._emit(tuple(runs), BlockKind.LIST_ITEM, item=self._item)
