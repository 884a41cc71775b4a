"""Headings in title case and in sentence case, as Vale writes them."""

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
    """Writes headings; `terms` keep their own way of writing, and what `prefix` fits is left out."""

    def __init__(
        self, terms: Sequence[str], prefix: str, indicators: Sequence[str], *, chicago: bool = False
    ) -> None:
        """Take the terms, and the ends of words behind which a sentence begins anew. `chicago` is a style of titles."""
        self._terms = sorted(terms, key=lambda term: -len(term.encode()))
        self._prefix = prefix
        self._indicators = tuple(indicators)
        self._chicago = chicago
        joined = rf"\b(?:{'|'.join(self._terms)})\b|" if terms else ""
        self._words = f"(?i){joined}{_SENTENCE_WORD}"

    def sentence(self, text: str, budget: Budget) -> str:
        """Return a heading with a capital where it begins, and small letters but in terms. Raises RegexError."""
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
        """Return a heading with capitals but for small words."""
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
        """Return how a word is written as a term; empty for one that is none."""
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
    """Return a text with a capital at the start of every word; a sign of ASCII or a blank ends one."""
    out: list[str] = []
    before = " "
    for char in text:
        ends = not (before.isalnum() or before == "_") if before.isascii() else before.isspace()
        out.append(char.upper() if ends else char)
        before = char
    return "".join(out)


def _within(text: str, start: int, end: int) -> bool:
    """Whether a word stands in a row of words: not behind a colon, and no part of one with a hyphen."""
    before, second = text[start - 1 : start], text[start - 2 : start - 1] if start > 1 else ""
    # Vale looks one word's length too far to the right for the hyphen behind it.
    behind = text[end + (end - start) :][:1]
    return before in {" ", "-", "/"} and second not in {":", "-"} and (behind != "-" or before == "-")
