"""American, British, Canadian and Australian spellings: the variants that spell a word so, and its counterpart."""

from collections.abc import Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple

from edlint.check.spelling.known import plain
from edlint.check.spelling.lexicon import Lexicon
from edlint.check.spelling.suspects import SuspectFinder
from edlint.check.spelling.tokens import Token, Tokens, code_like, parts
from edlint.language.data import english
from edlint.model.block import Block
from edlint.text.sentences import begins_sentence

# SCOWL's letters: A American, B British with -ise, Z British with -ize, C Canadian, D Australian.
ACCEPTED = {"en-US": "A", "en-GB": "BZ", "en-CA": "C", "en-AU": "D"}
NAMES = {"en-US": "American", "en-GB": "British", "en-CA": "Canadian", "en-AU": "Australian"}

_FORMS = "spelling/forms"
_MOST = 65_536
"""Most words that are cached."""


class Spelling(NamedTuple):
    """A word of the article that only some variants spell so; `letters` are SCOWL's letters of those."""

    block: Block
    token: Token
    letters: str


class _Varied(dict[str, bool]):
    """Word → whether it, or a part of it, may belong to some variants only; computed on first use."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, word: str) -> bool:
        if len(self) > _MOST:
            self.clear()
        lower = plain(word)
        entries = map(self._lexicon.get, lower.split("-"))
        varied = self[word] = any(entry is not None and entry.variants not in {"", "x"} for entry in entries)
        return varied

    def of(self, block: Block, found: Tokens) -> list[tuple[Token, str]]:
        """Return the words of a block that belong to some variants only, with SCOWL's letters of those."""
        return [
            (part, entry.variants.upper())
            for index, word in enumerate(found.texts)
            if self[word] and not (token := found[index]).quoted
            for part in parts(token)
            if (entry := self._lexicon.get(plain(part.text))) is not None
            and entry.variants not in {"", "x"}
            and not _name(block, part)
            and not code_like(block.text, part.span)
        ]


@lru_cache(maxsize=4)
def _varied(lexicon: Lexicon) -> _Varied:
    return _Varied(lexicon)


def spellings(reading: SuspectFinder, lexicon: Lexicon) -> Iterator[Spelling]:
    """Yield the author's words that belong to some variants only, without names and quoted words."""
    varied = _varied(lexicon)
    for number, (block, found) in enumerate(reading.context.words):
        if block.quoted or reading.foreign(block):
            continue
        for part, letters in reading.prose.block_result(number, _Varied, partial(varied.of, found=found)):
            if not reading.context.in_code(part.text):
                yield Spelling(block, part, letters)


def belongs(letters: str, language: str) -> bool:
    """Whether a word with these letters is right in a variant."""
    return any(letter in letters for letter in ACCEPTED[language])


@cache
def _swaps(key: str) -> list[tuple[str, str]]:
    """Return the pairs of letters that variants swap, such as (“our”, “or”), from a word list."""
    return [(one, other) for one, _, other in (each.partition("/") for each in english(_FORMS, key))]


def counterpart(lexicon: Lexicon, word: str, language: str, *, sure: bool = False) -> str | None:
    """Return the spelling of a lower-case word in a variant, or None when no swap (`sure`: no sure one) gives it."""
    best: tuple[float, str] | None = None
    for one, other in _swaps("sure") if sure else (*_swaps("sure"), *_swaps("swaps")):
        for old, new in ((one, other), (other, one)):
            if not old:
                continue
            place = word.find(old)
            while place >= 0:
                changed = word[:place] + new + word[place + len(old) :]
                entry = lexicon.get(changed)
                if entry is not None and entry.variants and belongs(entry.variants.upper(), language):
                    found = (entry.weight, changed)
                    best = max(best, found) if best else found
                place = word.find(old, place + 1)
    return best[1] if best else None


def sides(found: list[Spelling], lexicon: Lexicon) -> tuple[list[Spelling], list[Spelling]]:
    """Return the words that are American and not British, and those that are British and not American.

    Only words with a sure counterpart count: “color” and “colour”, but not “labelled” and “labeled”.
    """
    american = []
    british = []
    for one in found:
        letters = set(one.letters)
        word = plain(one.token.text)
        if "A" in letters and not letters & {"B", "Z"}:
            if counterpart(lexicon, word, "en-GB", sure=True):
                american.append(one)
        elif "A" not in letters and letters & {"B", "Z"} and counterpart(lexicon, word, "en-US", sure=True):
            british.append(one)
    return american, british


def _name(block: Block, token: Token) -> bool:
    """Whether a capital inside a sentence shows that the word is (part of) a name."""
    return token.text[0].isupper() and not begins_sentence(block.text, token.span.start)
