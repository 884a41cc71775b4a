"""`extends: substitution`: words to be replaced by preferred ones."""

from collections.abc import Iterator
from dataclasses import replace

from edlint.text.pattern import pattern
from edlint.vale.actions import substituted
from edlint.vale.case import first_upper, recased
from edlint.vale.config import ValeConfig
from edlint.vale.definition import Definition, StyleError
from edlint.vale.regex import Budget, RegexError, regex
from edlint.vale.rule import Alert, RuleContext, ValeRule, either
from edlint.vale.spellings import spellings
from edlint.vale.subject import Subject
from edlint.vale.words import Exceptions, template

_CAPTURE = r"\\.|\((?:\?)?|\[(?:\\.|[^\]\\])*\]"
_GROUP = r"\$[0-9]"
_LITERAL = frozenset("\\.+*?()|[]{}^$")


class Substitution(ValeRule):
    """Flags the matches of an alternation of all keys, the longest first, and proposes the value of the key."""

    def __init__(self, definition: Definition, config: ValeConfig) -> None:
        """Compile the pattern. Raises RegexError, StyleError."""
        message = definition.message
        if definition.action.name == "replace" and not definition.action.parameters:
            for quoted in ("'%s'", '"%s"'):
                if message.count(quoted) == 2:
                    # The replacements are listed with quotation marks of their own.
                    message = message.replace(quoted, "%s", 1)
        super().__init__(replace(definition, message=message), config)
        swap = definition.table("swap")
        if not swap:
            raise StyleError("“swap” is empty")
        self._keys = sorted(swap, key=lambda key: -len(key.encode()))
        self._values = [swap[key] for key in self._keys]
        self._ignore_case = definition.flag("ignorecase")
        self._word = not definition.flag("nonword")
        self._own = config.word_template
        self._regex = regex(self._template("|".join(f"(?:{without_groups(key)})" for key in self._keys)))
        self._exceptions = Exceptions.of(definition, config)
        self._capitalize = definition.flag("capitalize")

    def alerts(self, context: RuleContext) -> Iterator[Alert]:
        """Yield the matches that differ from the key's value and are not exceptions."""
        for view, start, end in context.blocks.corpus(self.scope).spans(self._regex, context.budget):
            match = view.text[start:end]
            value = self._value(view.subject, start, end, context.budget)
            if (
                value is None
                or self._is_right(value, match, context.budget)
                or self._exceptions.pass_over(view, start, end, context.budget)
            ):
                continue
            offers, expected = self._offers(value, match)
            yield Alert(view, start, end, match, self.format_message(expected, match), tuple(offers))

    def _template(self, pieces: str) -> str:
        return template(pieces, word=self._word, own=self._own, ignore_case=self._ignore_case)

    def _value(self, subject: Subject, start: int, end: int, budget: Budget) -> str | None:
        """Return the value of the first key, in the alternation's order, that matches the span; None without one."""
        match = subject.text[start:end]
        folded = match.casefold()
        for index, key in enumerate(self._keys):
            if not _LITERAL & set(key):
                if key == match or (self._ignore_case and key.casefold() == folded):
                    return self._replaced(index, match, budget)
            elif self._fits(key, subject, start, end, budget):
                return self._replaced(index, match, budget)
        return None

    def _fits(self, key: str, subject: Subject, start: int, end: int, budget: Budget) -> bool:
        try:
            one = regex(self._template(without_groups(key)))
        except RegexError:
            return False
        first, last = max(0, start - _AROUND), min(len(subject.text), end + _AROUND)
        near = Subject(subject.text[first:last])
        return any((a + first, b + first) == (start, end) for a, b in one.spans(near, budget))

    def _replaced(self, index: int, match: str, budget: Budget) -> str:
        value = self._values[index]
        if self._capitalize and match == first_upper(match):
            value = first_upper(value)
        if not pattern(_GROUP).found(value):
            return value
        key = self._keys[index]
        return substituted(f"(?i){key}" if self._ignore_case else key, value, match, budget)

    def _is_right(self, value: str, match: str, budget: Budget) -> bool:
        if self.definition.action.name == "replace":
            return match in options(value)
        if all(char.isalpha() or char.isdigit() or char in " -" for char in value):
            return value == match
        try:
            return regex(f"^(?:{value})$").found(match, budget)
        except RegexError:
            return value == match

    def _offers(self, value: str, match: str) -> tuple[list[str], str]:
        """Return the replacements, and the expected text for the message."""
        action = self.definition.action
        if action.name != "replace":
            folded = match.casefold()
            return [], next((each for each in spellings(value) if each.casefold() == folded), value)
        if action.parameters:
            return list(action.parameters), value
        offers = options(value)
        if self._capitalize and match == first_upper(match):
            offers = [first_upper(each) for each in offers]
        if self.definition.match_case:
            offers = [recased(each, match) for each in offers]
        return offers, either(offers)


_AROUND = 200


def options(value: str) -> list[str]:
    r"""Split a value at `|` into its replacements; `\|` is a literal `|`."""
    parts: list[str] = [""]
    escaped = False
    for char in value:
        if char == "|" and not escaped:
            parts.append("")
        else:
            parts[-1] = parts[-1][:-1] + "|" if char == "|" else parts[-1] + char
        escaped = char == "\\" and not escaped
    return [part for part in parts if part]


def without_groups(source: str) -> str:
    """Return a pattern with its numbered groups made non-capturing."""
    out: list[str] = []
    position = 0
    for span in pattern(_CAPTURE).spans(source):
        found = source[span.start : span.end]
        out.append(source[position : span.start])
        out.append("(?:" if found == "(" else found)
        position = span.end
    return "".join([*out, source[position:]])
