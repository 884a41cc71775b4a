"""Sentences with a part-of-speech tag per token, and as strings of letters for patterns (`grammar/letters.yaml`)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from edlint.language.classes import classes
from edlint.language.data import LanguageData
from edlint.language.tagger import tags
from edlint.model.block import PLACEHOLDER, Block, BlockKind
from edlint.model.span import Span
from edlint.prose.prose import Prose
from edlint.prose.tagged import token_offsets

_LETTERS = "grammar/letters"
_SCOPE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_FEWEST = 3
MOST = 120
"""The most tokens of a sentence that is examined: a longer one is a list or a table, and would take quadratic time."""


class Sentence:
    """The tokens of a sentence, in lower case with straight apostrophes, and their tags and letters."""

    def __init__(self, written: Sequence[str], language: LanguageData) -> None:
        """Tag the tokens, given as written."""
        self.written = written
        self.language = language
        self.tags = tags(written)
        self.words = [word.lower().replace("’", "'") for word in written]

    @cached_property
    def letters(self) -> str:
        """Return one letter per token, as `grammar/letters.yaml` defines them."""
        of_tag, of_word, of_both = _letters(self.language)
        found = []
        for at, (written, word, tag) in enumerate(zip(self.written, self.words, self.tags, strict=True)):
            if tag == "TO" and word != "to":
                tag = "IN"  # noqa: PLW2901 - “Before start the engine”
            letter = of_word.get(word) or of_both.get((word, tag)) or of_tag.get(tag, "x")
            if letter in "vb" and "z" in classes(word) and "b" not in classes(word):
                letter = "z"
            if letter in "nsj" and at and written[0].isupper():
                letter = "p"
            if (
                written == "A"
                and letter == "e"
                and at
                and (self.words[at - 1].isalnum() or self.words[at - 1] == "&")
            ):
                letter = "p"  # “users of Option A”; no sentence begins here
            found.append("X" if written == PLACEHOLDER else letter)
        return "".join(found)

    def with_word(self, at: int, word: str) -> "Sentence":
        """Return the sentence with the token at index `at` replaced."""
        return Sentence([*self.written[:at], word, *self.written[at + 1 :]], self.language)


class _Letters(NamedTuple):
    of_tag: Mapping[str, str]
    of_word: Mapping[str, str]
    of_both: Mapping[tuple[str, str], str]


@lru_cache(maxsize=8)
def _letters(language: LanguageData) -> _Letters:
    of_tag, of_word, of_both = (
        language.table(_LETTERS, name, filled=False) for name in ("tags", "words", "tagged")
    )
    return _Letters(
        {tag: letter for letter, tags in of_tag.items() for tag in tags.split()},
        {word: letter for letter, words in of_word.items() for word in words.split()},
        {
            (word, tag): letter
            for letter, (tags, words) in of_both.items()
            for tag in tags.split()
            for word in words.split()
        },
    )


class Placed(NamedTuple):
    """A sentence, its block, and the spans of its tokens in the block's text."""

    sentence: Sentence
    block: Block
    spans: Sequence[Span]


def sentences(prose: Prose) -> Iterator[Placed]:
    """Yield the author's own sentences of running text; none for a language without data."""
    language = prose.language
    for index, block in enumerate(prose.blocks if language else ()):
        if language is None or block.kind not in _SCOPE or not prose.own(index):
            continue
        others = prose.others_words(index)
        for span in prose.sentences(index):
            known = token_offsets(block.text[span.start : span.end])
            spans = [
                Span(span.start + start, span.start + end)
                for start, end in zip(known.starts, known.ends, strict=True)
            ]
            if _FEWEST <= len(spans) <= MOST and not others.touch(span):
                yield Placed(
                    Sentence([block.text[each.start : each.end] for each in spans], language), block, spans
                )
