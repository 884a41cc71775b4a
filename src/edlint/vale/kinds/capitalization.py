"""`extends: capitalization`: the case of headings and other blocks."""

from collections.abc import Callable, Iterator

from edlint.text.pattern import PatternError, pattern
from edlint.vale.config import ValeConfig
from edlint.vale.definition import Definition, StyleError
from edlint.vale.headings import Headings, titled
from edlint.vale.regex import Budget, regex
from edlint.vale.rule import Alert, RuleContext, ValeRule
from edlint.vale.subject import Subject
from edlint.vale.words import Exceptions

_WORD = r"[\p{N}\p{L}*]+[^\s]*"
_THRESHOLD = 0.8
_CASES: dict[str, Callable[[str], str]] = {"$lower": str.lower, "$upper": str.upper}


class Capitalization(ValeRule):
    """Flags each block that is not written as `match`: `$title`, `$sentence`, `$lower`, `$upper` or a pattern."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:
        """Prepare the check for `match`. Raises RegexError, StyleError."""
        super().__init__(definition, config)
        accepted = config.accepted if definition.flag("vocab", default=True) else ()
        own = definition.texts("exceptions")
        self._exceptions = Exceptions(own, accepted)
        source = self._exceptions.source
        self._words = regex(f"{source}|{_WORD}" if source else _WORD)
        self._threshold = definition.number("threshold") or _THRESHOLD
        self._match = definition.text("match")
        # Without an accept list, Vale treats the rule's own exceptions as case-sensitive patterns.
        terms = [*own, *accepted] if accepted else [f"(?-i){term.removeprefix('(?i)')}" for term in own]
        prefix = definition.text("prefix")
        try:
            pattern(prefix)
        except PatternError as error:
            raise StyleError(f"“prefix”: {error}") from None
        self._headings = Headings(
            terms, prefix, definition.texts("indicators"), chicago=definition.text("style") == "Chicago"
        )
        self._regex = (
            None if self._match.startswith("$") and self._match[1:].isalpha() else regex(self._match)
        )
        if self._regex is None and self._match not in {"$title", "$sentence", *_CASES}:
            raise StyleError(f"“match: {self._match}” is no way to write a heading")

    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield one alert for each block with the wrong case."""
        for view in context.blocks.corpus(self.scope).views:
            text = view.text
            expected, right = self._checked(text, context.budget)
            if right:
                continue
            action = self.definition.action
            offers = action.parameters if action.name == "replace" else ()
            if action.name == "replace" and not offers and self._match in {"$title", "$sentence"}:
                offers = (expected,)
            said = self.format_message(text, expected)
            yield Alert(view, 0, len(text), text, said, offers)

    def _checked(self, text: str, budget: Budget) -> tuple[str, bool]:
        """Return a text as it should be written, and whether it is right."""
        if self._regex is not None:
            return self._match, self._regex.found(text, budget) or self._exceptions.hold(text, budget)
        if self._match in _CASES:
            expected = _CASES[self._match](text)
            return expected, text == expected or self._exceptions.hold(text, budget)
        title = self._match == "$title"
        expected = self._headings.title(text, budget) if title else self._headings.sentence(text, budget)
        wanted = self._in_words(expected, budget)
        words = self._in_words(text, budget)
        right = 0
        for number, word in enumerate(words):
            if (
                number >= len(wanted)
                or word == wanted[number]
                or self._exceptions.hold(word, budget)
                or (title and word == word.upper())
            ):
                right += 1
            elif number == 0 and not title and word != titled(word.lower()):
                return expected, False
        return expected, bool(words) and right / len(words) >= self._threshold

    def _in_words(self, text: str, budget: Budget) -> list[str]:
        return [text[start:end] for start, end in self._words.spans(Subject(text), budget)]
