"""Generate candidate corrections of a sentence: changes of one word, each with the kind of slip it corrects.

Only lower-case words and the first word of a sentence are changed; names, code and words joined to signs are not.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from edlint.engines.reader.tokens import BLANK
from edlint.language import inflection
from edlint.language.articles import indefinite_article
from edlint.language.classes import classes
from edlint.language.data import DATA
from edlint.text.pattern import pattern

_MANY = 20_000
_WORD = r"[A-Za-z]+(?:['’][A-Za-z]+)*"
_ARTICLES = ("a", "an", "the")
_GLUE_BEFORE = frozenset("_/\\@#$.~-=<>{}[]+&%:`^|*0123456789")
_GLUE_BEHIND = frozenset("_/\\@=<>{}[]()`+^|*-")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SUFFIXES = (
    " s es ed d ing er ers or ly y al ally ion ions ation ations ive ent ence ant ance ency ment ments able ible ful "
    "fully ness ity ous ously ic ical e t ce te th ility"
).split(" ")
_BE = {
    "is": "are",
    "are": "is",
    "was": "were",
    "were": "was",
    "has": "have",
    "have": "has",
    "do": "does",
    "does": "do",
}
_BE_FORMS = ("is", "are", "was", "were", "be", "been", "being")
_HAVE_FORMS = ("has", "have", "had", "having")


class Candidate(NamedTuple):
    """A replacement: `new` for the text between the offsets `start` and `end` (code points)."""

    start: int
    end: int
    new: str
    kind: str


class Word(NamedTuple):
    """A word and its offsets; `free` when it may be changed, `first` when it is the first word of the text."""

    start: int
    end: int
    text: str
    free: bool
    first: bool


@cache
def lists() -> Mapping[str, list[list[str]]]:
    """Return the word lists of `reader-words.txt` by their headings, each a list of lines split into words."""
    text = (DATA / "en" / "grammar" / "reader-words.txt").read_text("ascii")
    found: dict[str, list[list[str]]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current.append(line.split())
    return found


def words(text: str) -> list[Word]:
    """Return the words of a text."""
    found: list[Word] = []
    for span in pattern(_WORD).spans(text):
        word = text[span.start : span.end]
        before, behind = text[span.start - 1 : span.start], text[span.end : span.end + 1]
        after = text[span.end + 1 : span.end + 2]
        glued = before in _GLUE_BEFORE if before else False
        glued = glued or behind in _GLUE_BEHIND if behind else glued
        glued = glued or (behind in {".", ":"} and after not in {"", " ", ")", '"', "”", "’"})
        first = not any(c.isalpha() for c in text[: span.start]) if not found else False
        small = word.islower() or (first and word[1:].islower()) or word in {"A", "I"}
        found.append(Word(span.start, span.end, word, small and not glued, first))
    return found


class Candidates:
    """Generates candidates; `vocabulary` holds the English words that are one token, which are the commonest."""

    def __init__(self, tokens: Iterable[str]) -> None:
        """Build the vocabulary from the model's tokens."""
        self.vocabulary = {
            word
            for token in tokens
            if token.startswith(BLANK)
            and (word := token[1:]).isascii()
            and word.isalpha()
            and word.islower()
            and classes(word)
        }
        self._confused: dict[str, dict[str, None]] = {}
        for row in lists()["confused"]:
            for word in row:
                self._confused.setdefault(word, {}).update(dict.fromkeys(row))
        self._taken_out = frozenset(lists()["taken-out"][0])
        self._prepositions = lists()["prepositions"][0]
        self._forms = lru_cache(_MANY)(self._all_forms)
        self._near = lru_cache(_MANY)(self._all_near)

    def changes(self, text: str, found: list[Word]) -> Iterator[Candidate]:
        """Yield the candidates that replace, split, join or remove one of the words `found` in a text."""
        for index, word in enumerate(found):
            if not word.free:
                continue
            following = found[index + 1] if index + 1 < len(found) else None
            if following is not None and text[word.end : following.start] != " ":
                following = None
            small = word.text.lower().replace("’", "'")
            for new, kind in self._instead(small, following).items():
                yield Candidate(word.start, word.end, _as(word.text, new), kind)
            yield from self._without(text, word, small, following)

    def _instead(self, word: str, following: Word | None) -> dict[str, str]:
        """Return the replacements of a word with the kind of each; a later kind may overwrite an earlier one."""
        if not classes(word) and word not in self._confused:
            return {}  # an unknown word: left to the spelling check
        found = dict(self._forms(word))
        if word in _ARTICLES:
            found |= dict.fromkeys(_ARTICLES, "wrong-article")
        if word in self._prepositions:
            found |= dict.fromkeys(self._prepositions, "preposition")
        for new in (*self._confused.get(word, ()), *self._near(word)):
            near = word not in self._confused or new not in self._confused[word]
            found.setdefault(new, "near-word" if near else "confusable")
        letters = classes(word)
        if word.endswith("s") and word.isalpha() and "p" in letters:
            found |= {f"{word[:-1]}'s": "apostrophe", f"{word}'": "apostrophe"}
        elif word.endswith("'s"):
            found |= {f"{word[:-2]}s": "apostrophe", word[:-2]: "apostrophe", f"{word[:-2]}s'": "apostrophe"}
        elif following is not None and "s" in letters:
            found[f"{word}'s"] = "apostrophe"
        for at in range(1, len(word) - 1):
            if (
                len(word) > 3
                and word[:at] in self.vocabulary
                and word[at:] in self.vocabulary
                and (at > 1 or word[0] == "a")
            ):
                found[f"{word[:at]} {word[at:]}"] = "split-word"
        found.pop(word, None)
        return found

    def _without(self, text: str, word: Word, small: str, following: Word | None) -> Iterator[Candidate]:
        kind = "extra-article" if small in _ARTICLES else "extra-word"
        if following is not None:
            if small in self._taken_out:
                if word.first:
                    yield Candidate(word.start, following.end, _as(word.text, following.text), kind)
                else:
                    yield Candidate(word.start, following.start, "", kind)
            joined = small + following.text
            if joined in self.vocabulary or (following.text.islower() and classes(joined)):
                yield Candidate(word.start, following.end, _as(word.text, joined), "joined-words")
        elif small in self._taken_out and not word.first and text[word.start - 1] == " ":
            yield Candidate(word.start - 1, word.end, "", kind)

    def _all_forms(self, word: str) -> tuple[tuple[str, str], ...]:
        letters = classes(word)
        found: dict[str, str] = {}

        def add(form: str, kind: str) -> None:
            if form != word and (classes(form) or form in self.vocabulary):
                found.setdefault(form, kind)

        for forms in (_BE_FORMS, _HAVE_FORMS):
            if word in forms:
                for form in forms:
                    add(form, "agreement" if _BE.get(word) == form else "verb-form")
                return tuple(found.items())
        verb = inflection.base(word)
        if "b" in classes(verb) and set(letters) & set("bzdng"):
            third = inflection.third(verb)
            for form in (verb, third):
                add(form, "agreement" if word in {verb, third} else "verb-form")
            for form in (inflection.past(verb), inflection.participle(verb), inflection.ing(verb)):
                add(form, "verb-form")
        if set(letters) & set("smk"):
            add(inflection.plural(word), "noun-number")
        if "p" in letters:
            add(inflection.singular(word), "noun-number")
        for suffix in _SUFFIXES:
            stem = word[: len(word) - len(suffix)]
            if word.endswith(suffix) and len(stem) > 2:
                for other in _SUFFIXES:
                    if stem + other in self.vocabulary:
                        add(stem + other, "word-form")
        return tuple(found.items())

    def _all_near(self, word: str) -> tuple[str, ...]:
        """Return the words of the vocabulary at an edit distance of one (a swap of neighbours counts as one)."""
        near: dict[str, None] = {}
        for at in range(len(word) + 1) if len(word) > 1 else ():
            head, tail = word[:at], word[at:]
            near |= dict.fromkeys((head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:]))
            for letter in _LETTERS:
                near |= dict.fromkeys((head + letter + tail, head + letter + tail[1:]))
        return tuple(form for form in near if form != word and len(form) > 1 and form in self.vocabulary)


def put_in(text: str, word: Word, likely: Iterable[str], most: int) -> Iterator[Candidate]:
    """Yield candidates that insert a word of `likely` (likeliest first) before `word`, at most `most` of them."""
    if word.start and text[word.start - 1] != " ":
        return
    if word.first and not word.free:
        return
    for new in likely:
        if new in {"a", "an"} and indefinite_article(word.text) != new:
            continue
        kind = "missing-article" if new in _ARTICLES else "missing-word"
        if word.first:
            yield Candidate(word.start, word.end, f"{new.capitalize()} {word.text.lower()}", kind)
        else:
            yield Candidate(word.start, word.start, f"{new} ", kind)
        most -= 1
        if not most:
            return


def _as(old: str, new: str) -> str:
    """Return `new`, capitalised if `old` is (except “I”)."""
    return new[:1].upper() + new[1:] if old[:1].isupper() and old != "I" else new
