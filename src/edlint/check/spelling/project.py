"""The project's own words: what it accepts, what it rejects."""

from functools import lru_cache

from edlint.config.profile import Vocabulary
from edlint.model.span import Span
from edlint.text.pattern import Pattern, pattern, stands_alone
from edlint.text.words import words


class ProjectWords:
    """Answers for single words as written in the article.

    A word accepted in small letters is right in any case; one with a capital (`GitHub`, `Aalto`) is right as written,
    in capitals throughout, and with a possessive ending. Words never match inside other words.
    """

    def __init__(self, words: Vocabulary) -> None:
        """Take the words of a profile. Raises PatternError for a pattern that is none."""
        self._accept = _spellings(words.accept)
        self._reject = _spellings(words.reject)
        self._accept_patterns = [pattern(source) for source in words.accept_patterns]
        self._reject_patterns = [pattern(source) for source in words.reject_patterns]

        self._phrases = [word for word in self._accept if not _is_word(word)]
        self._rejected = [word for word in self._reject if not _is_word(word)]

    def phrases(self, text: str) -> list[Span]:
        """Return where accepted entries stand that are more than a word: `Node.js`, `C++ builder`.

        They win over a rejected part of theirs (`js`).
        """
        return self._places(self._phrases, text)

    def rejected_phrases(self, text: str) -> list[Span]:
        """Return where rejected entries stand that are more than a word: `master branch`."""
        return self._places(self._rejected, text)

    @staticmethod
    def _places(phrases: list[str], text: str) -> list[Span]:
        if not phrases:
            return []
        straight = text.replace("’", "'")
        found = []
        for phrase in phrases:
            there = straight.lower() if phrase.islower() and len(straight.lower()) == len(text) else straight
            start = there.find(phrase)
            while start >= 0:
                end = start + len(phrase)
                if stands_alone(there, start, end):
                    found.append(Span(start, end))
                start = there.find(phrase, end)
        return found

    def accepts(self, word: str) -> bool:
        """Whether the project says that the word is right."""
        return _holds(word, self._accept, self._accept_patterns)

    def rejects(self, word: str) -> bool:
        """Whether the project says that the word is wrong here; rejecting wins over accepting."""
        return _holds(word, self._reject, self._reject_patterns)


def _is_word(text: str) -> bool:
    """Whether an entry is one word as `text.words` cuts them."""
    return [text[span.start : span.end] for span in words(text)] == [text]


def _spellings(words: frozenset[str]) -> frozenset[str]:
    plain = {word.replace("’", "'") for word in words}
    return frozenset(plain | {word.upper() for word in plain})


def _holds(word: str, known: frozenset[str], patterns: list[Pattern]) -> bool:
    if not known and not patterns:
        return False
    straight = word.replace("’", "'")
    for form in {straight, straight.removesuffix("'s"), straight.removesuffix("'")}:
        if form in known or form.lower() in known or any(one.whole(form) for one in patterns):
            return True
    return False


@lru_cache(maxsize=64)
def project_words(words: Vocabulary) -> ProjectWords:
    """Return the matcher of a profile's words, the same one for equal words."""
    return ProjectWords(words)
