"""`extends: repetition`: the same token twice in a row."""

from collections.abc import Iterator

from edlint.text.sentences import sentences
from edlint.vale.actions import offered
from edlint.vale.config import ValeConfig
from edlint.vale.definition import Definition
from edlint.vale.regex import regex
from edlint.vale.rule import Alert, RuleContext, ValeRule
from edlint.vale.words import Exceptions


class Repetition(ValeRule):
    """Flags two successive tokens that are the same, within a sentence."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:
        """Compile the pattern. Raises RegexError, StyleError."""
        super().__init__(definition, config)
        self._ignore_case = definition.flag("ignorecase")
        source = f"({'|'.join(definition.texts('tokens'))})"
        self._regex = regex(f"(?i){source}" if self._ignore_case else source)
        self._most = int(definition.number("max"))
        self._alpha = definition.flag("alpha")
        self._exceptions = Exceptions.of(definition, config)

    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield the repetitions."""
        before: tuple[int, int, int, str] | None = None
        count = 0
        for view, start, end in context.blocks.corpus(self.scope).spans(self._regex, context.budget):
            word = view.text[start:end].strip()
            known = before is not None and before[0] == view.number
            if not known:
                count = 0
            hit = (
                known
                and before is not None
                and bool(word)
                and self._same(word, before[3])
                and not (self._alpha and not word.isalpha())
            )
            if hit and before is not None:
                count += 1
                first = before[1]
                if count > self._most and len(sentences(view.text[first:end].replace("\n", " "))) == 1:
                    words = view.text[first:end]
                    if not self._exceptions.pass_over(view, first, end, context.budget):
                        text = self.format_message(word)
                        offers = offered(self.definition.action, words, (), context.budget)
                        yield Alert(view, first, end, words, text, tuple(offers))
                        count = 0
            before = (view.number, start, end, word)

    def _same(self, one: str, two: str) -> bool:
        return one.casefold() == two.casefold() if self._ignore_case else one == two
