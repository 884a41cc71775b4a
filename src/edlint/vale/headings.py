"""Convert headings to title case and sentence case as Vale does."""

from collections.abc import Sequence

from edlint.language.data import english
from edlint.text.pattern import pattern
from edlint.vale.regex import Budget, RegexError, regex
from edlint.vale.subject import Subject
from edlint.vale.tagger import tagged

_FILE = "markup/words"
_SENTENCE_WORD = r"[\p{N}\p{L}*]+[^\s]*"
_TITLE_WORD = r"[\p{N}\p{L}]+[^\s\-/]*"
_NUMBER = r"\d+\."
_ENDS = (".", "!", "?")


class Headings:
    """Converts headings; `terms` keep their case, and a part that the pattern `prefix` matches is left unchanged."""

    def __init__(
        self, terms: Sequence[str], prefix: str, indicators: Sequence[str], *, chicago: bool = False
    ) -> None:
        """Take the terms, the word endings after which a sentence begins, and whether titles are in Chicago style."""
        self._terms = sorted(terms, key=lambda term: -len(term.encode()))
        self._prefix = prefix
        self._indicators = tuple(indicators)
        self._chicago = chicago
        joined = rf"\b(?:{'|'.join(self._terms)})\b|" if terms else ""
        self._words = f"(?i){joined}{_SENTENCE_WORD}"

    def sentence(self, text: str, budget: Budget) -> str:
        """Return a heading in sentence case: lower case except terms and the first word. Raises RegexError."""
        head, text = self._parted(text)
        made: list[str] = []
        before = ""
        for number, (start, end) in enumerate(regex(self._words).spans(Subject(text), budget)):
            word = text[start:end]
            term = self._term(word, budget)
            if term:
                made.append(term)
            elif number == 0 or self._restarts(before, number - 1):
                made.append(word[:1].upper() + word[1:].lower())
            else:
                made.append(word.lower())
            before = word
        return head + " ".join(made)

    def title(self, text: str, budget: Budget) -> str:
        """Return a heading in title case: all words capitalised except small words."""
        head, text = self._parted(text)
        tags = [word.tag for word in tagged(text if text.endswith(_ENDS) else text + ".")]
        made: list[str] = []
        position = 0
        for number, span in enumerate(pattern(_TITLE_WORD).spans(text)):
            word = text[span.start : span.end]
            made.append(text[position : span.start])
            position = span.end
            term = self._term(word, budget)
            bounding = span.start == 0 or span.end == len(text)
            following = tags[number + 1] if number + 1 < len(tags) else ""
            if term:
                made.append(term)
            elif self._small(word.lower(), following, bounding=bounding) and _within(
                text, span.start, span.end
            ):
                made.append(word.lower())
            else:
                made.append(word[:1].upper() + word[1:])
        return "".join([head, *made, text[position:]])

    def _parted(self, text: str) -> tuple[str, str]:
        if not self._prefix:
            return "", text
        found = next(iter(pattern(self._prefix).spans(text)), None)
        prefix = text[found.start : found.end] if found is not None else ""
        return prefix, text.removeprefix(prefix)

    def _restarts(self, word: str, number: int) -> bool:
        return word.endswith(self._indicators) or (number == 0 and pattern(_NUMBER).found(word))

    def _small(self, word: str, following: str, *, bounding: bool) -> bool:
        if word == "to" and following and not self._chicago:
            return following.startswith("NN")
        return not bounding and (
            word in english(_FILE, "vale_small")
            or (self._chicago and word in english(_FILE, "vale_prepositions"))
        )

    def _term(self, word: str, budget: Budget) -> str:
        """Return the spelling of a word that is a term; empty for any other word."""
        folded = word.casefold()
        for term in self._terms:
            if term.casefold() == folded:
                return term
            try:
                if regex(term).found(word, budget):
                    return word
            except RegexError:
                continue
        return ""


def titled(text: str) -> str:
    """Return a text with every word capitalised; an ASCII sign or a blank ends a word."""
    out: list[str] = []
    before = " "
    for char in text:
        ends = not (before.isalnum() or before == "_") if before.isascii() else before.isspace()
        out.append(char.upper() if ends else char)
        before = char
    return "".join(out)


def _within(text: str, start: int, end: int) -> bool:
    """Whether a word is within a phrase: not after a colon, and not part of a hyphenated word."""
    before, second = text[start - 1 : start], text[start - 2 : start - 1] if start > 1 else ""
    # Vale looks for the hyphen after the word one word's length too far to the right.
    behind = text[end + (end - start) :][:1]
    return before in {" ", "-", "/"} and second not in {":", "-"} and (behind != "-" or before == "-")
