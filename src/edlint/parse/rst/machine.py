"""docutils' state machine without what is not needed here: observers, messages, and machines made anew for each list."""

from typing import Any

from docutils import nodes
from docutils.parsers.rst import states
from docutils.statemachine import StateMachineWS


class Reporter:
    """Says nothing to nobody."""

    def _say(self, *_: Any, **__: Any) -> nodes.Element:
        return nodes.comment()

    debug = info = warning = error = severe = system_message = _say
    get_source_and_line = None


class Machine(states.NestedStateMachine):
    """A nested machine that may be used again; it has no observers to tell of its lines."""

    def run(  # type: ignore[override] # docutils' own two machines differ in this as well
        self, input_lines: Any, input_offset: int, memo: Any, node: Any, match_titles: bool = True
    ) -> Any:
        """Read lines into nothing: the states hand over what they meet."""
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
        """Nothing: the states were told of the document when this machine was made."""

    def notify_observers(self) -> None:
        """Nothing: there are none."""
