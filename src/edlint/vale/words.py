"""What every kind of rule that looks for words shares: Vale's templates, and what is excepted."""

from collections.abc import Sequence
from typing import Self

from edlint.vale.config import ValeConfig
from edlint.vale.definition import Definition
from edlint.vale.look import View
from edlint.vale.regex import Budget, Regex, RegexError, regex

_WORD = r"(?m)\b(?:%s)\b"
_ANY = r"(?m)(?:%s)"


def template(
    pieces: str, *, word: bool, own: str = "", ignore_case: bool = False, raw: str = "", append: bool = True
) -> str:
    """Return the pattern of a rule's pieces: held to whole words where `word`, by the configuration's `own` template if any.

    `raw` goes in front, or behind with `append`.
    """
    shape = (own or _WORD) if word else _ANY
    whole = shape.replace("%s", pieces, 1)
    whole = whole + raw if append else raw + whole
    return ("(?i)" if ignore_case else "") + whole


class Exceptions:
    """Words that a rule passes over: its own, and where it minds the vocabulary, the accepted ones."""

    def __init__(self, own: Sequence[str], accepted: Sequence[str]) -> None:
        """Take the words. Raises RegexError."""
        terms = sorted([*own, *accepted], key=lambda term: -len(term.encode()))
        each = [term if term.startswith("(?i)") else f"(?-i){term}" for term in terms]
        self._words: Regex | None = regex(_WORD.replace("%s", "|".join(each), 1)) if each else None
        self._phrases = phrases((*own, *accepted))
        self._last: tuple[View, list[tuple[int, int]]] | None = None

    @classmethod
    def of(cls, definition: Definition, config: ValeConfig) -> Self:
        """Return the words that a rule passes over. Raises RegexError, StyleError."""
        accepted = config.accepted if definition.flag("vocab", default=True) else ()
        return cls(definition.texts("exceptions"), accepted)

    @property
    def source(self) -> str:
        """Return the pattern of the words, empty where there are none."""
        return self._words.source if self._words is not None else ""

    def hold(self, words: str, budget: Budget) -> bool:
        """Whether an excepted word stands in these words."""
        return self._words is not None and self._words.found(words, budget)

    def pass_over(self, view: View, start: int, end: int, budget: Budget) -> bool:
        """Whether a match is excepted: by itself, or as it lies within an excepted phrase."""
        if self.hold(view.text[start:end].strip(), budget):
            return True
        if self._phrases is None:
            return False
        if self._last is None or self._last[0] is not view:
            self._last = view, list(self._phrases.spans(view.subject, budget))
        return any(first <= start and end <= last for first, last in self._last[1])


def phrases(terms: Sequence[str]) -> Regex | None:
    """Return the pattern of the terms that are more than a word, None where there are none."""
    found = [term for term in terms if " " in term or "\t" in term or r"\s" in term]
    try:
        return regex(rf"(?i)\b(?:{'|'.join(found)})\b") if found else None
    except RegexError:
        return None
