"""`extends: consistency`: of two alternative spellings, only one may be used in a file."""

from collections.abc import Iterator

from edlint.vale.config import ValeConfig
from edlint.vale.definition import Definition
from edlint.vale.regex import Regex, regex
from edlint.vale.rule import Alert, RuleContext, ValeRule
from edlint.vale.words import template


class Consistency(ValeRule):
    """Flags each block with either spelling from where both have occurred in the file."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:
        """Compile the patterns. Raises RegexError, StyleError."""
        super().__init__(definition, config)
        word = not definition.flag("nonword")
        ignore_case = definition.flag("ignorecase")
        self._pairs: list[Regex] = []
        for one, two in definition.table("either").items():
            pieces = f"(?P<first>{one})|(?P<second>{two})"
            source = template(pieces, word=word, own=config.word_template, ignore_case=ignore_case)
            self._pairs.append(regex(source))

    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield the last match in each block from where both spellings have occurred."""
        for pair in self._pairs:
            seen: set[bool] = set()
            for view in context.blocks.corpus(self.scope).views:
                last: tuple[int, int] | None = None
                for groups in pair.matches(view.subject, context.budget):
                    # The named groups are numbered too, as are groups inside them: `first` is group 1.
                    seen.add(groups[1][0] >= 0)
                    last = groups[0]
                if last is not None and len(seen) == 2:
                    match = view.text[slice(*last)]
                    yield Alert(view, *last, match, self.message_for(match))
