"""docutils' state machine, made to hand prose over as it meets it: blocks and places in place of a tree.

Which lines are what is docutils' own grammar. What differs: no class of a directive is ever found or run, no reference is
resolved, no message is kept, and nested machines are used again, which is where docutils spends most of its time.
"""

from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from docutils import nodes
from docutils.nodes import fully_normalize_name, unescape
from docutils.parsers.rst import languages, states

from edlint.parse.rst.inline import Inline
from edlint.parse.rst.lines import Lines, Part
from edlint.parse.rst.machine import Machine, Reporter
from edlint.parse.rst.receiver import Receiver


def _parts(block: Any) -> list[Part]:
    return [block.part(index) for index in range(len(block))]


class _Reading:
    """What every state does otherwise than docutils'."""

    nested_sm = Machine
    state_machine: Any
    memo: Any
    parent: Any

    def __init__(self, state_machine: Any, debug: bool = False) -> None:
        super().__init__(state_machine, debug)  # type: ignore[call-arg] # a state of docutils stands beside this
        self.nested_sm_kwargs = {"state_classes": CLASSES, "initial_state": "Body"}

    @property
    def receiver(self) -> Receiver:
        """Return who is told."""
        return cast("Receiver", self.memo.receiver)

    def part(self, lineno: int, text: str | None = None) -> Part:
        """Return the line with this number, counted as this machine counts, or the end of it."""
        machine = self.state_machine
        return cast("Part", machine.input_lines.part(lineno - 1 - machine.input_offset, text))

    def nested(
        self, block: Any, offset: int, node: Any, *, titles: bool = False, initial: str = "Body"
    ) -> Any:
        """Run a nested machine over lines; the caller puts it back into the pool."""
        pool = self.memo.pool
        machine = pool.pop() if pool else Machine(CLASSES, "Body", parent_state_machine=self.state_machine)
        machine.initial_state = initial
        machine.parent_state_machine = self.state_machine
        machine.section_level_offset = 0
        machine.run(block, offset, self.memo, node, titles)
        return machine

    def nested_parse(
        self, block: Any, input_offset: int, node: Any = None, match_titles: bool = False, **machine: Any
    ) -> int:
        """Read lines as docutils does, with a machine from the pool."""
        if machine:
            return cast("int", super().nested_parse(block, input_offset, node, match_titles, **machine))  # type: ignore[misc]
        nested = self.nested(block, input_offset, node, titles=match_titles)
        offset = nested.abs_line_offset()
        self.memo.pool.append(nested)
        return cast("int", offset)

    def nested_list_parse(  # noqa: PLR0917 - docutils' own
        self,
        block: Any,
        input_offset: int,
        node: Any,
        initial_state: str,
        blank_finish: Any,
        blank_finish_state: str | None = None,
        extra_settings: dict[str, Any] | None = None,
    ) -> tuple[int, Any]:
        """Read the further members of a list, with a machine from the pool."""
        pool = self.memo.pool
        machine = pool.pop() if pool else Machine(CLASSES, "Body")
        machine.parent_state_machine = self.state_machine
        machine.initial_state = initial_state
        finish: Any = machine.states[blank_finish_state or initial_state]
        finish.blank_finish = blank_finish
        for key, value in (extra_settings or {}).items():
            setattr(machine.states[initial_state], key, value)
        machine.run(block, input_offset, self.memo, node, False)
        offset = machine.abs_line_offset()
        pool.append(machine)
        return offset, finish.blank_finish

    def section(self, title: str, source: str, style: Any, lineno: int, messages: Any) -> None:  # noqa: ARG002
        """Give a title over, at the level that its underline has had since it was first seen."""
        styles = self.memo.title_styles
        if style not in styles:
            styles.append(style)
        self.receiver.heading([self.part(lineno, title)], styles.index(style) + 1)

    def paragraph(self, lines: list[str], lineno: int) -> tuple[list[Any], int]:
        """Give a paragraph over; say whether a literal block follows."""
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
        """Read an item."""
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
        """Read a term and what it means."""
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
        """Read what an option of a command does."""
        self.receiver.enter("definition")
        try:
            return cast("tuple[Any, Any]", super().option_list_item(match))  # type: ignore[misc]
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
        """Read a field of the header that a PEP begins with."""
        machine = self.state_machine
        opening = self.part(machine.abs_line_number(), match.string)
        block, _, _, finish = machine.get_first_known_indented(match.end(), until_blank=True)
        self.receiver.prose([opening, *_parts(block)[1:]], "header")
        return nodes.field(), finish

    def line_block_line(self, match: Any, lineno: int) -> tuple[Any, list[Any], Any]:  # noqa: ARG002
        """Read a line of a line block."""
        machine = self.state_machine
        block, _, _, finish = machine.get_first_known_indented(match.end(), until_blank=True)
        if block:
            self.receiver.prose(_parts(block), "line")
        line = nodes.line()
        line.indent = 0  # type: ignore[assignment] # docutils sets a number as well
        return line, [], finish

    def block_quote(self, indented: Any, line_offset: int) -> list[Any]:
        """Read what is indented: a quotation, unless it follows a list and nobody is named."""
        aside = self.receiver.after_list()
        while indented:
            block, named, _, indented, following = self.split_attribution(indented, line_offset)  # type: ignore[attr-defined]
            self.receiver.enter("quote", not aside or bool(named))
            self.nested_parse(block, line_offset, nodes.block_quote())
            if named:
                self.receiver.prose(_parts(named), "attribution")
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
        """Say that a table cannot be read."""
        block.replace("\0", "")
        self.receiver.unread(_parts(block))
        return []

    def literal_block(self) -> list[Any]:
        """Take a block of code."""
        block, *_ = self.state_machine.get_indented()
        while block and not block[-1].strip():
            block.trim_end()
        if not block:
            return self._quoted()
        self.receiver.code(_parts(block))
        return []

    def _quoted(self) -> list[Any]:
        found = self.quoted_literal_block()  # type: ignore[attr-defined] # a Text's
        for node in found:
            if isinstance(node, nodes.literal_block):
                first = cast("int", node.line) - 1
                count = node.astext().count("\n") + 1
                lines = self.memo.lines[first : first + count]
                self.receiver.code(_parts(lines))
        return []

    def explicit_construct(self, match: Any) -> tuple[list[Any], Any]:
        """Find out which explicit construct this is, and read it."""
        for original, pattern in states.Body.explicit.constructs:
            found = pattern.match(match.string)
            if found:
                try:
                    return getattr(self, original.__name__)(found)  # type: ignore[no-any-return]
                except states.MarkupError:
                    break
        return self.comment(match)

    def footnote(self, match: Any) -> tuple[list[Any], Any]:
        """Read a footnote."""
        return self._noted(match, self.memo.inline.note(match.group(1), "definition"))

    def citation(self, match: Any) -> tuple[list[Any], Any]:
        """Read what a citation stands for."""
        return self._noted(match, match.group(1))

    def _noted(self, match: Any, label: str) -> tuple[list[Any], Any]:
        block, _, offset, finish = self.state_machine.get_first_known_indented(match.end())
        self.receiver.enter("note", label)
        if block:
            self.nested_parse(block, offset, nodes.footnote())
        self.receiver.leave()
        return [], finish

    def make_target(self, block: Any, block_text: str, lineno: int, target_name: str) -> nodes.Element:
        """Remember where a link leads."""
        kind, data = self.parse_target(block, block_text, lineno)  # type: ignore[attr-defined]
        name = fully_normalize_name(unescape(target_name)) if target_name else ""
        alias = fully_normalize_name(data) if kind == "refname" else ""
        self.receiver.target(name, data if kind == "refuri" else "", alias)
        return nodes.target()

    def substitution_def(self, match: Any) -> tuple[list[Any], Any]:
        """Read what a substitution stands for, where that is a directive's."""
        opening = match.string[match.end() :]
        block, _, _, finish = self.state_machine.get_first_known_indented(match.end(), strip_indent=False)
        name, bar, rest = opening.partition("|")
        word, colons, _ = rest.partition("::")
        if not bar or not colons:
            return [], finish
        body = opening[len(name) + 1 + len(word) + 2 :].lstrip()
        block = block[:]
        block.data[0] = body
        for index in range(1, len(block)):
            block.data[index] = block.data[index].lstrip()
        self.receiver.enter("substitution")
        self.receiver.directive(self, word.strip(), block)
        self.receiver.leave()
        return [], finish

    def directive(self, match: Any, **_: Any) -> tuple[list[Any], Any]:
        """Give a directive over."""
        block, _, _, finish = self.state_machine.get_first_known_indented(match.end(), strip_top=0)
        self.receiver.directive(self, match.group(1), block)
        return [], finish

    def comment(self, match: Any) -> tuple[list[Any], Any]:
        """Give a comment over."""
        machine = self.state_machine
        opening = self.part(machine.abs_line_number(), match.string)
        if machine.is_next_line_blank() and not match.string[match.end() :].strip():
            return [], True
        block, _, _, finish = machine.get_first_known_indented(match.end())
        while block and not block[-1].strip():
            block.trim_end()
        self.receiver.comment(_parts(block), opening)
        return [], finish


class _Lists:
    """What a Body does otherwise, and the states of further members do not."""

    def bullet(self, match: Any, context: Any, next_state: Any) -> Any:
        """Read a list."""
        return self._listed(super().bullet, None, (match, context, next_state))  # type: ignore[misc]

    def enumerator(self, match: Any, context: Any, next_state: Any) -> Any:
        """Read a numbered list."""
        _, _, _, ordinal = self.parse_enumerator(match)  # type: ignore[attr-defined]
        return self._listed(super().enumerator, ordinal or 1, (match, context, next_state))  # type: ignore[misc]

    def line_block(self, match: Any, context: Any, next_state: Any) -> Any:
        """Read lines that are kept apart."""
        receiver: Receiver = self.receiver  # type: ignore[attr-defined]
        receiver.enter("lines")
        try:
            return super().line_block(match, context, next_state)  # type: ignore[misc]
        finally:
            receiver.leave()

    def doctest(self, match: Any, context: Any, next_state: Any) -> Any:  # noqa: ARG002
        """Take a session at Python's prompt."""
        self.receiver.code(_parts(self.state_machine.get_text_block()))  # type: ignore[attr-defined]
        return [], next_state, []

    def _listed(self, read: Any, start: int | None, arguments: tuple[Any, ...]) -> Any:
        receiver: Receiver = self.receiver  # type: ignore[attr-defined]
        receiver.enter("list", start)
        try:
            return read(*arguments)
        finally:
            receiver.leave()


class _Titles:
    """What the second line of a text does otherwise."""

    state_machine: Any

    def underline(self, match: Any, context: Any, next_state: Any) -> Any:
        """Read a title; where there may be none, as in a list, docutils drops it, and here it is a paragraph."""
        machine = self.state_machine
        short = len(match.string.rstrip()) < 4 and len(context[0]) > len(match.string.rstrip())
        if not machine.match_titles and not short:
            self.receiver.prose([self.part(machine.abs_line_number() - 1, context[0].rstrip())], "paragraph")  # type: ignore[attr-defined]
            return [], next_state, []
        return super().underline(match, context, next_state)  # type: ignore[misc]


def _made(original: type) -> type:
    bases: dict[str, tuple[type, ...]] = {
        "Body": (_Lists, _Reading),
        "RFC2822Body": (_Lists, _Reading),
        "Text": (_Titles, _Reading),
    }
    return type(original.__name__, (*bases.get(original.__name__, (_Reading,)), original), {})


CLASSES = tuple(_made(state) for state in states.state_classes)


class Field(NamedTuple):
    """A field's marker: its name, and where the text behind it begins."""

    name: str
    end: int


def field(line: str) -> Field | None:
    """Return the field that a line begins, or None."""
    # A pattern is compiled when the first machine is made: directives only occur in one.
    marker = cast("Any", states.Body.patterns["field_marker"])
    match = marker.match(line)
    return Field(line[1 : match.group().rfind(":")], match.end()) if match else None


def read(lines: Lines, receiver: Receiver, inline: Inline, *, header: bool = False) -> None:
    """Read all lines; `header` says that they begin with fields as mail does. Raises RecursionError where they are nested too deep; what came before has been handed over."""
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
