"""The project's vocabulary: the words that it accepts and rejects."""

from functools import lru_cache

from edlint.config.profile import Vocabulary
from edlint.model.span import Span
from edlint.text.pattern import Pattern, pattern, stands_alone
from edlint.text.words import words


class ProjectWords:
    """Matches words as written in the article with the project's vocabulary.

    A word accepted in lower case is right in any case; one with a capital (`GitHub`, `Aalto`) is right as written,
    in all capitals, and with a possessive ending. Words never match inside other words.
    """

    def __init__(self, words: Vocabulary) -> None:
        """Take the words of a profile; an invalid pattern raises PatternError when it is first used."""
        self._accept = _spellings(words.accept)
        self._reject = _spellings(words.reject)
        self._accept_patterns = [pattern(source) for source in words.accept_patterns]
        self._reject_patterns = [pattern(source) for source in words.reject_patterns]

        self._phrases = [word for word in self._accept if not _is_word(word)]
        self._rejected = [word for word in self._reject if not _is_word(word)]

    def phrases(self, text: str) -> list[Span]:
        """Return the spans of accepted entries that are more than one word: `Node.js`, `C++ builder`.

        They take precedence over a rejected part of theirs (`js`).
        """
        return self._places(self._phrases, text)

    def rejected_phrases(self, text: str) -> list[Span]:
        """Return the spans of rejected entries that are more than one word: `master branch`."""
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
        """Whether the project accepts the word."""
        return _holds(word, self._accept, self._accept_patterns)

    def rejects(self, word: str) -> bool:
        """Whether the project rejects the word; rejecting takes precedence over accepting."""
        return _holds(word, self._reject, self._reject_patterns)


def _is_word(text: str) -> bool:
    """Whether an entry is one word as `text.words` splits words."""
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
    """Return the matcher of a profile's words, cached for equal words."""
    return ProjectWords(words)
