"""docutils' state machine, changed to pass on prose as it finds it: blocks with source offsets instead of a tree.

What each line is, docutils' own grammar decides. The differences: no directive class is looked up or run, no reference
is resolved, no message is kept, and nested machines are reused, since docutils spends most of its time making them.
"""

from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from docutils import nodes
from docutils.parsers.rst import languages, states

from edlint.parse.rst.explicit import Explicit
from edlint.parse.rst.inline import RstInline
from edlint.parse.rst.lines import RstLines
from edlint.parse.rst.machine import Machine, Nesting, Reporter
from edlint.parse.rst.receiver import Receiver


class _State(Nesting, Explicit):
    """What every state does differently from docutils."""

    parent: Any

    def __init__(self, state_machine: Any, debug: bool = False) -> None:
        super().__init__(state_machine, debug)  # type: ignore[call-arg] # a state of docutils stands beside this
        self.nested_sm_kwargs = {"state_classes": CLASSES, "initial_state": "Body"}

    def section(self, title: str, source: str, style: Any, lineno: int, messages: Any) -> None:  # noqa: ARG002
        """Pass a title to the receiver, with the level at which its underline first occurred."""
        styles = self.memo.title_styles
        if style not in styles:
            styles.append(style)
        self.receiver.heading([self.part(lineno, title)], styles.index(style) + 1)

    def paragraph(self, lines: list[str], lineno: int) -> tuple[list[Any], int]:
        """Pass a paragraph to the receiver; the second result is 1 if a literal block follows, else 0."""
        parts = [self.part(lineno + index, line) for index, line in enumerate(lines)]
        text, line, column = parts[-1]
        escapes = len(text) - 2 - len(text[:-2].rstrip("\\")) if text.endswith("::") else 1
        if escapes % 2:
            self.receiver.prose(parts, "paragraph")
            return [nodes.paragraph()], 0
        text = text[:-2]
        if text and not text.endswith(" "):
            text += ":"
        parts[-1] = (text.rstrip(), line, column)
        if parts[-1][0]:
            self.receiver.prose(parts, "paragraph")
        elif len(parts) > 1:
            self.receiver.prose(parts[:-1], "paragraph")
        return [], 1

    def list_item(self, indent: int) -> tuple[Any, Any]:
        """Read a list item."""
        machine = self.state_machine
        if machine.line[indent:]:
            block, offset, finish = machine.get_known_indented(indent)
        else:
            block, indent, offset, finish = machine.get_first_known_indented(indent)
        item = nodes.list_item()
        self.receiver.enter("item")
        if block:
            self.nested_parse(block, offset, item)
        self.receiver.leave()
        return item, finish

    def definition_list_item(self, termline: list[str]) -> tuple[Any, Any]:
        """Read a term and its definition."""
        machine = self.state_machine
        lineno = machine.abs_line_number() - 1
        block, _, offset, finish = machine.get_indented()
        self.receiver.prose([self.part(lineno, termline[0])], "term")
        item = nodes.definition_list_item()
        self.receiver.enter("definition")
        self.nested_parse(block, offset, item)
        self.receiver.leave()
        return item, finish

    def option_list_item(self, match: Any) -> tuple[Any, Any]:
        """Read the description of a command's option."""
        self.receiver.enter("definition")
        try:
            return cast("tuple[Any, Any]", super().option_list_item(match))  # type: ignore[misc] # a Body stands beside this
        finally:
            self.receiver.leave()

    def field(self, match: Any) -> tuple[Any, Any]:
        """Read a field: its name and its body."""
        machine = self.state_machine
        name = self.parse_field_marker(match)  # type: ignore[attr-defined] # a Body's
        lineno = machine.abs_line_number()
        _, line, column = self.part(lineno)
        part = (name, line, column + 1)
        block, _, offset, finish = machine.get_first_known_indented(match.end())
        self.receiver.enter("field", part)
        node = nodes.field()
        if block:
            self.nested_parse(block, offset, node)
        self.receiver.leave()
        return node, finish

    def rfc2822_field(self, match: Any) -> tuple[Any, Any]:
        """Read a field of the header at the beginning of a PEP."""
        machine = self.state_machine
        opening = self.part(machine.abs_line_number(), match.string)
        block, _, _, finish = machine.get_first_known_indented(match.end(), until_blank=True)
        self.receiver.prose([opening, *block.parts[1:]], "header")
        return nodes.field(), finish

    def line_block_line(self, match: Any, lineno: int) -> tuple[Any, list[Any], Any]:  # noqa: ARG002
        """Read a line of a line block."""
        machine = self.state_machine
        block, _, _, finish = machine.get_first_known_indented(match.end(), until_blank=True)
        if block:
            self.receiver.prose(block.parts, "line")
        line = nodes.line()
        line.indent = 0  # type: ignore[assignment] # docutils sets a number as well
        return line, [], finish

    def block_quote(self, indented: Any, line_offset: int) -> list[Any]:
        """Read an indented block: a quotation, unless it follows a list and has no attribution."""
        aside = self.receiver.after_list()
        while indented:
            block, named, _, indented, following = self.split_attribution(indented, line_offset)  # type: ignore[attr-defined] # a Body's
            self.receiver.enter("quote", not aside or bool(named))
            self.nested_parse(block, line_offset, nodes.block_quote())
            if named:
                self.receiver.prose(named.parts, "attribution")
            self.receiver.leave()
            line_offset = following
            while indented and not indented[0]:
                indented = indented[1:]
                line_offset += 1
        return []

    def build_table(self, tabledata: Any, tableline: int, *_: Any, **__: Any) -> nodes.Element:
        """Read a table's cells, row by row."""
        _, heads, rows = tabledata
        self.receiver.enter("table")
        for number, row in enumerate([*heads, *rows]):
            for column, cell in enumerate(row):
                if cell is not None and "".join(cell[3]):
                    self.receiver.enter("cell", (number, column, number < len(heads)))
                    self.nested_parse(cell[3], tableline, nodes.entry())
                    self.receiver.leave()
        self.receiver.leave()
        return nodes.table()

    def malformed_table(self, block: Any, *_: Any, **__: Any) -> list[Any]:
        """Pass on a table that cannot be parsed as unread."""
        block.replace("\0", "")
        self.receiver.unread(block.parts)
        return []

    def literal_block(self) -> list[Any]:
        """Pass a literal block to the receiver as code."""
        block, *_ = self.state_machine.get_indented()
        while block and not block[-1].strip():
            block.trim_end()
        if not block:
            return self._quoted()
        self.receiver.code(block.parts)
        return []

    def _quoted(self) -> list[Any]:
        found = self.quoted_literal_block()  # type: ignore[attr-defined] # a Text's
        for node in found:
            if isinstance(node, nodes.literal_block):
                first = cast("int", node.line) - 1
                count = node.astext().count("\n") + 1
                lines = self.memo.lines[first : first + count]
                self.receiver.code(lines.parts)
        return []


class _ListStates:
    """What a Body does differently, but the states of further list items do not."""

    def bullet(self, match: Any, context: Any, next_state: Any) -> Any:
        """Read a list."""
        return self._listed(super().bullet, None, (match, context, next_state))  # type: ignore[misc] # a Body stands beside this

    def enumerator(self, match: Any, context: Any, next_state: Any) -> Any:
        """Read a numbered list."""
        _, _, _, ordinal = self.parse_enumerator(match)  # type: ignore[attr-defined] # a Body's
        return self._listed(super().enumerator, ordinal or 1, (match, context, next_state))  # type: ignore[misc] # a Body stands beside this

    def line_block(self, match: Any, context: Any, next_state: Any) -> Any:
        """Read a line block."""
        receiver: Receiver = self.receiver  # type: ignore[attr-defined] # a Placed's
        receiver.enter("lines")
        try:
            return super().line_block(match, context, next_state)  # type: ignore[misc] # a Body stands beside this
        finally:
            receiver.leave()

    def doctest(self, match: Any, context: Any, next_state: Any) -> Any:  # noqa: ARG002
        """Pass a doctest block to the receiver as code."""
        self.receiver.code(self.state_machine.get_text_block().parts)  # type: ignore[attr-defined] # the machine cuts lines with parts
        return [], next_state, []

    def _listed(self, read: Any, start: int | None, arguments: tuple[Any, ...]) -> Any:
        receiver: Receiver = self.receiver  # type: ignore[attr-defined] # a Placed's
        receiver.enter("list", start)
        try:
            return read(*arguments)
        finally:
            receiver.leave()


class _TitleState:
    """What the state after a text's first line does differently."""

    state_machine: Any

    def underline(self, match: Any, context: Any, next_state: Any) -> Any:
        """Read a title; where none is allowed, as in a list, docutils drops it, and here it becomes a paragraph."""
        machine = self.state_machine
        short = len(match.string.rstrip()) < 4 and len(context[0]) > len(match.string.rstrip())
        if not machine.match_titles and not short:
            self.receiver.prose([self.part(machine.abs_line_number() - 1, context[0].rstrip())], "paragraph")  # type: ignore[attr-defined] # a Placed's
            return [], next_state, []
        return super().underline(match, context, next_state)  # type: ignore[misc] # a Text stands beside this


def _made(original: type) -> type:
    bases: dict[str, tuple[type, ...]] = {
        "Body": (_ListStates, _State),
        "RFC2822Body": (_ListStates, _State),
        "Text": (_TitleState, _State),
    }
    return type(original.__name__, (*bases.get(original.__name__, (_State,)), original), {})


CLASSES = tuple(_made(state) for state in states.state_classes)


class Field(NamedTuple):
    """A field marker: its name, and the column where the text after it begins."""

    name: str
    end: int


def field(line: str) -> Field | None:
    """Return the field whose marker begins the line, or None."""
    # The pattern is compiled when the first machine is made, which is before any directive is read.
    marker = cast("Any", states.Body.patterns["field_marker"])
    match = marker.match(line)
    return Field(line[1 : match.group().rfind(":")], match.end()) if match else None


def read(lines: RstLines, receiver: Receiver, inline: RstInline, *, header: bool = False) -> None:
    """Parse all lines; `header` says that they begin with fields, as mail does.

    Raises RecursionError if they are nested too deep; what came before has been passed on.
    """
    reporter: Any = Reporter()
    document = SimpleNamespace(reporter=reporter, current_line=0)
    memo = SimpleNamespace(
        document=document,
        reporter=reporter,
        language=languages.get_language("en"),
        title_styles=[],
        section_level=0,
        section_bubble_up_kludge=False,
        inliner=None,
        receiver=receiver,
        pool=[],
        lines=lines,
        inline=inline,
    )
    Machine(CLASSES, "RFC2822Body" if header else "Body").run(lines, 0, memo, nodes.section())
