"""`extends: occurrence`: a pattern that may occur at most, or must occur at least, so many times in a block."""

from collections.abc import Iterator

from edlint.text.pattern import pattern
from edlint.vale.config import ValeConfig
from edlint.vale.corpus import BlockView
from edlint.vale.definition import Definition
from edlint.vale.regex import regex
from edlint.vale.rule import Alert, RuleContext, ValeRule

_WORD = r"[^\t\n\f\r ]+"
_MASKS = frozenset("*@")


class Occurrence(ValeRule):
    """Counts the matches in each block; flags the first that is not code if there are too many or too few."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:
        """Compile the pattern. Raises RegexError, StyleError."""
        super().__init__(definition, config)
        token = f"(?:{definition.text('token')})"
        self._regex = regex(f"(?i){token}" if definition.flag("ignorecase") else token)
        self._most = int(definition.number("max"))
        self._least = int(definition.number("min"))

    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield one alert for each block with too many or too few matches."""
        counts: dict[int, list[tuple[int, int]]] = {}
        corpus = context.blocks.corpus(self.scope)
        for view, start, end in corpus.spans(self._regex, context.budget):
            counts.setdefault(view.number, []).append((start, end))
        for view in corpus.views:
            places = counts.get(view.number, [])
            number = len(places)
            if not (0 < self._most < number or (self._least > 0 and number < self._least)):
                continue
            place = _first_prose(view, places) if places else _first_word(view)
            if place is None:
                continue
            text = self.format_message(number)
            yield Alert(view, *place, view.text[slice(*place)], text)


def _first_prose(view: BlockView, places: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the first match that is neither blank nor masked code."""
    for start, end in places:
        words = view.text[start:end]
        if words.strip() and not set(words) <= _MASKS:
            return start, end
    return None


def _first_word(view: BlockView) -> tuple[int, int]:
    found = pattern(_WORD).first(view.text)
    return (found.start, found.end) if found is not None else (-1, -1)
