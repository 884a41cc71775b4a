"""docutils' state machine without what is not needed here: observers, messages, and a new machine for each list."""

from typing import Any, cast

from docutils import nodes
from docutils.parsers.rst import states
from docutils.statemachine import StateMachineWS


class Reporter:
    """A reporter of docutils that discards every message."""

    def _say(self, *_: Any, **__: Any) -> nodes.Element:
        return nodes.comment()

    debug = info = warning = error = severe = system_message = _say
    get_source_and_line = None


class Machine(states.NestedStateMachine):
    """A nested state machine that can be used again; it has no observers."""

    def run(  # type: ignore[override] # docutils' own two machines differ in this as well
        self, input_lines: Any, input_offset: int, memo: Any, node: Any, match_titles: bool = True
    ) -> Any:
        """Parse lines without building a tree: the states pass what they find to the receiver."""
        first = getattr(self, "memo", None) is not memo
        self.match_titles = match_titles
        self.memo = memo
        self.document = memo.document
        self.language = memo.language
        self.reporter = memo.reporter
        self.node = node
        if first:
            StateMachineWS.runtime_init(self)
        return StateMachineWS.run(self, input_lines, input_offset)

    def runtime_init(self) -> None:
        """Do nothing: `run` initialises the states itself, and only when the memo (the document) changes."""

    def notify_observers(self) -> None:
        """Do nothing: there are no observers."""


class Nesting:
    """Mixin by which every state parses nested lines on pooled machines; making them is most of docutils' time."""

    nested_sm = Machine
    nested_sm_kwargs: dict[str, Any]
    state_machine: Any
    memo: Any

    def nested_parse(
        self, block: Any, input_offset: int, node: Any = None, match_titles: bool = False, **special: Any
    ) -> int:
        """Parse nested lines as docutils does, with a machine from the pool."""
        if special:
            return cast("int", super().nested_parse(block, input_offset, node, match_titles, **special))  # type: ignore[misc] # a state's
        machine = self._machine("Body")
        machine.section_level_offset = 0
        machine.run(block, input_offset, self.memo, node, match_titles)
        self.memo.pool.append(machine)
        return cast("int", machine.abs_line_offset())

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
        """Parse the further items of a list, with a machine from the pool."""
        machine = self._machine(initial_state)
        finish: Any = machine.states[blank_finish_state or initial_state]
        finish.blank_finish = blank_finish
        for key, value in (extra_settings or {}).items():
            setattr(machine.states[initial_state], key, value)
        machine.run(block, input_offset, self.memo, node, False)
        self.memo.pool.append(machine)
        return machine.abs_line_offset(), finish.blank_finish

    def _machine(self, initial_state: str) -> Any:
        pool = self.memo.pool
        machine = pool.pop() if pool else Machine(self.nested_sm_kwargs["state_classes"], "Body")
        machine.parent_state_machine = self.state_machine
        machine.initial_state = initial_state
        return machine
