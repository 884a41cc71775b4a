"""`extends: existence`: words and patterns that should not occur."""

from collections.abc import Iterator, Sequence

from edlint.vale.actions import offered
from edlint.vale.config import ValeConfig
from edlint.vale.corpus import BlockView
from edlint.vale.definition import Definition
from edlint.vale.regex import Groups, RegexError, regex
from edlint.vale.rule import Alert, RuleContext, ValeRule
from edlint.vale.words import Exceptions, template


class Existence(ValeRule):
    """Flags every match of one pattern."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:
        """Compile the pattern. Raises RegexError, StyleError."""
        super().__init__(definition, config)
        tokens = [token for token in definition.texts("tokens") if token.strip()]
        nonword = definition.flag("nonword")
        raw = "".join(definition.texts("raw"))
        append = definition.flag("append")
        source = template(
            "|".join(tokens),
            word=not nonword and bool(definition.texts("tokens")),
            own=config.word_template,
            ignore_case=definition.flag("ignorecase"),
            raw=raw,
            append=append,
        )
        self._regex = regex(source)
        accepted = config.accepted if definition.flag("vocab", default=True) and not nonword else ()
        self._exceptions = Exceptions(definition.texts("exceptions"), accepted)
        # Groups are needed only for replacements with references to them, which few rules have.
        offers = definition.action.parameters
        self._groups = _groups(tokens, raw, append=append) if any("$" in each for each in offers) else []

    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield the matches that are not exceptions."""
        corpus = context.blocks.corpus(self.scope)
        found: Iterator[tuple[BlockView, Groups]]
        if self._groups:
            found = corpus.matches(self._regex, context.budget)
        else:
            found = (
                (view, ((start, end),)) for view, start, end in corpus.spans(self._regex, context.budget)
            )
        for view, groups in found:
            start, end = groups[0]
            if self._exceptions.pass_over(view, start, end, context.budget):
                continue
            match = view.text[start:end]
            offers = offered(
                self.definition.action,
                match,
                _texts(view.text, groups, self._groups),
                context.budget,
                match_case=self.definition.match_case,
            )
            yield Alert(view, start, end, match, self.message_for(match, offers), tuple(offers))


def _groups(tokens: Sequence[str], raw: str, *, append: bool) -> list[tuple[int, int]]:
    """Return for each token the number of its first group in the whole pattern, and how many groups it has."""
    found: list[tuple[int, int]] = []
    pieces = [*tokens, raw] if append else [raw, *tokens]
    number = 1
    for piece in pieces:
        try:
            count = regex(piece).groups if piece else 0
        except RegexError:
            count = 0
        found.append((number, count))
        number += count
    return found[:-1] if append else found[1:]


def _texts(text: str, groups: Groups, tokens: Sequence[tuple[int, int]]) -> list[str]:
    """Return the texts of the groups of the token that matched."""
    for first, count in tokens:
        own = groups[first : first + count]
        if any(start >= 0 for start, _ in own):
            return [text[start:end] if start >= 0 else "" for start, end in own]
    return []
