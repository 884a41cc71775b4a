"""Explicit markup, which begins with two dots: notes, targets, substitutions, directives, comments."""

from typing import Any, cast

from docutils import nodes
from docutils.nodes import fully_normalize_name, unescape
from docutils.parsers.rst import states

from edlint.parse.rst.lines import Part
from edlint.parse.rst.receiver import Receiver


class Explicit:
    """Mixin by which every parser state reads explicit markup; the classes of directives are never looked up."""

    state_machine: Any
    memo: Any
    nested_parse: Any

    @property
    def receiver(self) -> Receiver:
        """Return the receiver of what is parsed."""
        return cast("Receiver", self.memo.receiver)

    def part(self, lineno: int, text: str | None = None) -> Part:
        """Return the line with this number in this state machine's count; with `text`, only the end that `text` is."""
        machine = self.state_machine
        return cast("Part", machine.input_lines.part(lineno - 1 - machine.input_offset, text))

    def explicit_construct(self, match: Any) -> tuple[list[Any], Any]:
        """Determine which explicit construct this is and read it; anything unknown is a comment."""
        for original, pattern in states.Body.explicit.constructs:
            found = pattern.match(match.string)
            if found:
                try:
                    return getattr(self, original.__name__)(found)  # type: ignore[no-any-return] # docutils' own method, by its name
                except states.MarkupError:
                    break
        return self.comment(match)

    def footnote(self, match: Any) -> tuple[list[Any], Any]:
        """Read the definition of a footnote."""
        return self._noted(match, self.memo.inline.note(match.group(1), "definition"))

    def citation(self, match: Any) -> tuple[list[Any], Any]:
        """Read the definition of a citation."""
        return self._noted(match, match.group(1))

    def _noted(self, match: Any, label: str) -> tuple[list[Any], Any]:
        block, _, offset, finish = self.state_machine.get_first_known_indented(match.end())
        self.receiver.enter("note", label)
        if block:
            self.nested_parse(block, offset, nodes.footnote())
        self.receiver.leave()
        return [], finish

    def make_target(self, block: Any, block_text: str, lineno: int, target_name: str) -> nodes.Element:
        """Pass the target of a link, an address or another name, to the receiver."""
        kind, data = self.parse_target(block, block_text, lineno)  # type: ignore[attr-defined] # a Body's, and a Body stands beside this
        name = fully_normalize_name(unescape(target_name)) if target_name else ""
        alias = fully_normalize_name(data) if kind == "refname" else ""
        self.receiver.target(name, data if kind == "refuri" else "", alias)
        return nodes.target()

    def substitution_def(self, match: Any) -> tuple[list[Any], Any]:
        """Read the content of a substitution if a directive defines it."""
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
        """Pass a directive to the receiver."""
        block, _, _, finish = self.state_machine.get_first_known_indented(match.end(), strip_top=0)
        self.receiver.directive(self, match.group(1), block)
        return [], finish

    def comment(self, match: Any) -> tuple[list[Any], Any]:
        """Pass a comment to the receiver."""
        machine = self.state_machine
        opening = self.part(machine.abs_line_number(), match.string)
        if machine.is_next_line_blank() and not match.string[match.end() :].strip():
            return [], True
        block, _, _, finish = machine.get_first_known_indented(match.end())
        while block and not block[-1].strip():
            block.trim_end()
        self.receiver.comment(block.parts, opening)
        return [], finish
