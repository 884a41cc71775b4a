"""Patterns shared by the kinds of rule that search for words: Vale's templates, and exceptions."""

from collections.abc import Sequence
from typing import Self

from edlint.vale.config import ValeConfig
from edlint.vale.corpus import BlockView
from edlint.vale.definition import Definition
from edlint.vale.regex import Budget, Regex, RegexError, regex

_WORD = r"(?m)\b(?:%s)\b"
_ANY = r"(?m)(?:%s)"


def template(
    pieces: str, *, word: bool, own: str = "", ignore_case: bool = False, raw: str = "", append: bool = True
) -> str:
    """Return the pattern of a rule; with `word`, its pieces match whole words, or by the configured template `own`.

    The pattern `raw` is put after the pieces with `append`, and before them without it.
    """
    shape = (own or _WORD) if word else _ANY
    whole = shape.replace("%s", pieces, 1)
    whole = whole + raw if append else raw + whole
    return ("(?i)" if ignore_case else "") + whole


class Exceptions:
    """Words and phrases that a rule does not flag: its own exceptions, and the vocabulary's accepted words."""

    def __init__(self, own: Sequence[str], accepted: Sequence[str]) -> None:
        """Compile the pattern of the words. Raises RegexError."""
        terms = sorted([*own, *accepted], key=lambda term: -len(term.encode()))
        each = [term if term.startswith("(?i)") else f"(?-i){term}" for term in terms]
        self._words: Regex | None = regex(_WORD.replace("%s", "|".join(each), 1)) if each else None
        self._phrases = phrases((*own, *accepted))
        self._last: tuple[BlockView, list[tuple[int, int]]] | None = None

    @classmethod
    def of(cls, definition: Definition, config: ValeConfig) -> Self:
        """Return the exceptions of a rule. Raises RegexError, StyleError."""
        accepted = config.accepted if definition.flag("vocab", default=True) else ()
        return cls(definition.texts("exceptions"), accepted)

    @property
    def source(self) -> str:
        """Return the pattern of the words; empty if there are none."""
        return self._words.source if self._words is not None else ""

    def hold(self, words: str, budget: Budget) -> bool:
        """Whether a text contains an exception. Raises BudgetError."""
        return self._words is not None and self._words.found(words, budget)

    def pass_over(self, view: BlockView, start: int, end: int, budget: Budget) -> bool:
        """Whether a match contains an exception, or is within an excepted phrase. Raises BudgetError."""
        if self.hold(view.text[start:end].strip(), budget):
            return True
        if self._phrases is None:
            return False
        if self._last is None or self._last[0] is not view:
            self._last = view, list(self._phrases.spans(view.subject, budget))
        return any(first <= start and end <= last for first, last in self._last[1])


def phrases(terms: Sequence[str]) -> Regex | None:
    """Return the pattern of the terms of several words; None if there are none, or it cannot be compiled."""
    found = [term for term in terms if " " in term or "\t" in term or r"\s" in term]
    try:
        return regex(rf"(?i)\b(?:{'|'.join(found)})\b") if found else None
    except RegexError:
        return None
