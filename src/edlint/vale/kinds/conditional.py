"""`extends: conditional`: a pattern that requires another one, such as an acronym its definition."""

from collections.abc import Iterator

from edlint.vale.config import ValeConfig
from edlint.vale.definition import Definition, StyleError
from edlint.vale.regex import regex
from edlint.vale.rule import Alert, RuleContext, ValeRule
from edlint.vale.words import Exceptions


class Conditional(ValeRule):
    """Flags each match of `first` that no group of `second` has matched in this block or earlier.

    If `second` has no groups, it flags those in blocks without a match of `second`.
    """

    def __init__(self, definition: Definition, config: ValeConfig) -> None:
        """Compile the patterns. Raises RegexError, StyleError."""
        if definition.text("in"):
            raise StyleError("“in” names a scope of a View, and edlint reads none")
        super().__init__(definition, config)
        second = definition.text("second")
        self._first = regex(definition.text("first"))
        self._second = regex(second)
        opens = second.count("(")
        self._named = opens > second.count("(?") + second.count(r"\(")
        self._exceptions = Exceptions.of(definition, config)

    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield the matches without a definition, block by block; definitions also count for later blocks."""
        seen: set[str] = set()
        for view in context.blocks.corpus(self.scope).views:
            uses = list(self._first.spans(view.subject, context.budget))
            if self._named:
                for groups in self._second.matches(view.subject, context.budget):
                    seen.update(view.text[start:end] for start, end in groups[1:] if end > start)
            elif uses and next(self._second.spans(view.subject, context.budget), None) is not None:
                continue
            for start, end in uses:
                word = view.text[start:end]
                if (self._named and word in seen) or self._exceptions.pass_over(
                    view, start, end, context.budget
                ):
                    continue
                yield Alert(view, start, end, word, self.message_for(word))
