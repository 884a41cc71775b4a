"""The words of a document that are in no dictionary and no vocabulary, with their context."""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from edlint.check.spelling.context import Context
from edlint.check.spelling.evidence import Occurrence
from edlint.check.spelling.known import known, plain
from edlint.check.spelling.lexicon import Lexicon
from edlint.check.spelling.morphology import is_ending
from edlint.check.spelling.project import ProjectWords
from edlint.check.spelling.tokens import (
    Token,
    Tokens,
    clipped,
    code_like,
    coded,
    is_unit,
    parts,
    run,
)
from edlint.model.block import Block
from edlint.prose.prose import Prose
from edlint.text.ranges import Ranges

_LONG = 5
"""Fewest letters of a noun with -ed."""
_THRICE = 3
_MOST = 65_536
"""Most words that are cached."""
_INTERJECTION = 4
"""Most letters of a word with a double letter at its end that one more letter stretches: “hmmm”, “tooo”, “welll”."""
_NAME_LENGTH = 6
"""Fewest letters of a name with capitals inside that may be misspelt: “CrOS” is no slip of “cross”."""


class _Right(dict[str, bool]):
    """Word → whether it is right in any context, computed on first use."""

    def __init__(self, lexicon: Lexicon, project: ProjectWords) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._project = project

    def __missing__(self, word: str) -> bool:
        right = not self._project.rejects(word) and (
            known(self._lexicon, word) or self._project.accepts(word)
        )
        if len(self) > _MOST:
            self.clear()
        self[word] = right
        return right


@lru_cache(maxsize=8)
def _right(lexicon: Lexicon, project: ProjectWords) -> _Right:
    return _Right(lexicon, project)


class Suspect(NamedTuple):
    """A word to be judged: its block, its token, its context, and whether the project rejects it."""

    block: Block
    token: Token
    occurrence: Occurrence
    rejected: bool = False


class _Doubtful(NamedTuple):
    """A word or a part of one (`whole`, word number `number` of its block) that is not right in any context."""

    part: Token
    whole: Token
    number: int
    rejected: bool = False


class SuspectFinder:
    """A document as the spelling checker reads it: its words, without those that are right in any context."""

    def __init__(self, prose: Prose, lexicon: Lexicon, project: ProjectWords) -> None:
        """Take a document, the lexicon of its language and the project's words."""
        self.prose = prose
        self._lexicon = lexicon
        self._project = project
        self._right = _right(lexicon, project)
        self.context = Context(prose, lexicon)

    def suspects(self) -> Iterator[Suspect]:
        """Yield the words to be judged, in reading order."""
        for number, (block, found) in enumerate(self.context.words):
            if self.foreign(block):
                continue
            for one in self.prose.block_result(number, SuspectFinder, partial(self._doubtful, found=found)):
                occurrence = (
                    Occurrence(one.part.text)
                    if one.rejected
                    else self.context.occurrence(block, one.part, one.whole, found, one.number)
                )
                yield Suspect(block, one.part, occurrence, one.rejected)

    def _doubtful(self, block: Block, found: Tokens) -> list[_Doubtful]:
        """Return the words of a block that may be wrong; which of them are is judged in the document's context."""
        doubtful = list(self._phrases(block))
        accepted: Ranges | None = None
        for index, word in enumerate(found.texts):
            if self._right[word]:
                continue
            if accepted is None:
                accepted = Ranges(self._project.phrases(block.text))
            token = found[index]
            if accepted.touch(token.span):
                continue
            if self._project.rejects(word):
                doubtful.append(_Doubtful(token, token, index, rejected=True))
            else:
                doubtful.extend(self._inside(block, token, index))
        return doubtful

    def _phrases(self, block: Block) -> Iterator[_Doubtful]:
        """Yield the phrases of a block that the project rejects, except those inside an accepted one."""
        rejected = self._project.rejected_phrases(block.text)
        accepted = Ranges(self._project.phrases(block.text) if rejected else ())
        for span in rejected:
            if not accepted.touch(span):
                token = Token(block.text[span.start : span.end], span, quoted=False)
                yield _Doubtful(token, token, 0, rejected=True)

    def _inside(self, block: Block, token: Token, index: int) -> Iterator[_Doubtful]:
        for part in parts(token):
            if self._project.rejects(part.text):
                yield _Doubtful(part, token, index, rejected=True)
                continue
            if len(part.text) < 3 or not self._readable(part.text):
                continue
            if coded(part.text) and not self._miscoded(part.text):
                continue
            if part is not token and (
                is_ending(part.text)
                or known(self._lexicon, part.text)
                or self._project.accepts(part.text)
                or (part.span.end == token.span.end and self._ends_compound(part.text))
            ):
                continue
            if self._no_slip(block.text, part):
                continue
            if not code_like(block.text, token.span):
                yield _Doubtful(part, token, index)

    def _ends_compound(self, text: str) -> bool:
        """Whether a word may end a compound though it is no word alone: “has-beens”, “well-mannered”, “fail-safing”."""
        if text.endswith("ing") and any(known(self._lexicon, text[:-3] + end) for end in ("", "e")):
            return len(text) > _LONG
        verb = text.removesuffix("s")
        plural = verb != text and not verb.endswith(("s", "x", "z", "ch", "sh", "y"))
        return (plural and known(self._lexicon, verb)) or self._made_adjective(text)

    def _miscoded(self, text: str) -> bool:
        """Whether a word with capitals inside is a misspelt name (“PostgresSQL”), or has its first letter twice."""
        if text.isupper() or len(text) < _NAME_LENGTH:
            return False
        twice = text[0] == text[1] and text[2:].islower()
        return bool(self._lexicon.meant(plain(text))) or (twice and known(self._lexicon, text[1:]))

    def _no_slip(self, text: str, part: Token) -> bool:
        """Whether a word is a unit after a number, or stretched or clipped for effect, whatever candidates are near."""
        if self._stretched(part.text):
            return True
        return not self._lexicon.meant(plain(part.text)) and (
            is_unit(text, part.span) or (clipped(text, part.span) and known(self._lexicon, part.text + "g"))
        )

    def _stretched(self, text: str) -> bool:
        """Whether a word repeats a letter for effect: “sooo”, “yesss”, “loooong”.

        Three of a letter are a slip at the end of a longer word that has two (“overalll”), and of a consonant
        elsewhere.
        """
        found = run(text)
        if found is None:
            return False
        once, twice = known(self._lexicon, found.once), known(self._lexicon, found.twice)
        if found.length > _THRICE:
            return once or twice
        if not found.last:
            return once and found.letter in "aeiouAEIOU"
        return len(found.twice) <= _INTERJECTION if twice else once

    def _made_adjective(self, text: str) -> bool:
        """Whether the last part of a hyphenated word is a noun with -ed: “end-of-lifed”, “two-wheeled”."""
        return (
            text.endswith("ed")
            and len(text) >= _LONG
            and (known(self._lexicon, text[:-1]) or known(self._lexicon, text[:-2]))
        )

    def _readable(self, text: str) -> bool:
        """Whether a word is written in the lexicon's script."""
        language = self._lexicon.language
        return _latin(text) if language == "en" else text[0].lower() in self._lexicon.alphabet

    def foreign(self, block: Block) -> bool:
        """Whether the markup declares a block, or the document, to be in another language than the lexicon's."""
        language = (block.language or self.prose.document.language or "").partition("-")[0].lower()
        return bool(language) and language != self._lexicon.language


def _latin(text: str) -> bool:
    """Whether every letter is one of the Latin script: up to U+024F, and U+1E00 to U+1EFF."""
    return all(letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" or letter in "'’" for letter in text)
