"""The context of a document's words: their neighbours, their frequency, and evidence from the rest of the document."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from edlint.check.spelling.evidence import FOREIGN, Occurrence
from edlint.check.spelling.known import known, plain
from edlint.check.spelling.lexicon import LOWER, PERSON, Lexicon
from edlint.check.spelling.tokens import Token, Tokens, parts, tokens
from edlint.language.classes import classes
from edlint.language.data import english
from edlint.language.foreign import lean
from edlint.model.block import Block, BlockKind, MarkKind
from edlint.model.span import Span
from edlint.prose.prose import Prose
from edlint.text.pattern import pattern
from edlint.text.ranges import Ranges
from edlint.text.sentences import begins_sentence
from edlint.text.words import unjoined

_FILE = "spelling/words"
_NAMES = frozenset({MarkKind.CODE, MarkKind.LINK, MarkKind.IMAGE, MarkKind.LABEL})
_JOINTS = frozenset("/-‐‑[]")
_OPEN = frozenset("“‘„«\"'")
_CLOSED = frozenset("”’“»\"'")
_USUAL = 60
"""The SCOWL level up to which a word is English for everybody: “die”, but not “des” (an abbreviation)."""
_NO_NAME = frozenset("bMPDRKW")
"""The classes of words that are seldom first names: verbs and function words."""
_NEXT = frozenset([" ", " & "])
_GAPS = frozenset({" ", ", ", "/", " & "})
"""The text between the words of a list."""
_NAME = r"[\pL\pN]+[._/:@\\][\pL\pN][^\s]*"
"""A file name, a path or an identifier: letters with a punctuation mark inside."""
_HYPHENS = frozenset("-‐‑")
_EMPHASIS = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.QUOTE})
_NOTHING: frozenset[str] = frozenset()
_METADATA = frozenset({BlockKind.TITLE, BlockKind.DESCRIPTION})


class Context:
    """A document's words and their context, each part computed once, on first use."""

    def __init__(self, prose: Prose, lexicon: Lexicon) -> None:
        """Take a document and the lexicon of its language."""
        self._prose = prose
        self._lexicon = lexicon
        self._set_apart: dict[int, tuple[Ranges, frozenset[Span]]] = {}

    def occurrence(
        self, block: Block, token: Token, whole: Token, found: Sequence[Token], index: int
    ) -> Occurrence:
        """Return a word's context; `token` is `whole`, which is the block's word `found[index]`, or a part of it."""
        text, span = block.text, token.span
        before, left, right, beside = _neighbours(text, token, found, index)
        titled = id(block) in self._titled
        short_links, emphasised = self._apart(block)
        in_quotes = _alone_in_quotes(text, span)
        joints = _JOINTS.intersection(
            text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
        )
        return Occurrence(
            token.text,
            before=plain(left),
            after=plain(right),
            # German writes every noun with a capital.
            first=begins_sentence(text, span.start) or titled or self._lexicon.language == "de",
            uses=self._uses[stem(token.text)],
            in_code=self.in_code(token.text),
            joined=whole is not token or bool(joints),
            named=not titled and ((_capital(left) and _mid_sentence(text, before)) or _capital(right)),
            with_name=self._is_name(left or _initial(text, before, token)) or self._is_name(right),
            coined=bool(joints - _HYPHENS) or not (whole is token or whole.text.islower()),
            linked=short_links.touch(span),
            alone=len(found) == 1,
            mentioned=_mentioned(left, before, set_apart=in_quotes or span in emphasised),
            alone_in_quotes=in_quotes,
            beside_unknown=any(self._unknown(near) for near in beside),
            foreign=self._lexicon.language == "en" and any(self._foreign(near) for near in beside),
            named_elsewhere=stem(token.text) in self._names,
            quoted=token.quoted or block.kind in _METADATA,
            surname=not titled and self._surname(text, before, token),
        )

    def in_code(self, word: str) -> bool:
        """Whether the word occurs in the article's code or addresses."""
        return plain(word) in self._code

    @cached_property
    def words(self) -> list[tuple[Block, Tokens]]:
        """Return the blocks with their words, in reading order."""
        prose = self._prose
        return [
            (block, prose.block_result(number, tokens, partial(_tokens, prose, number)))
            for number, block in enumerate(prose.blocks)
        ]

    def _is_name(self, word: str) -> bool:
        """Whether a neighbour is an initial, or a word that is a name and nothing else."""
        if not word[:1].isupper():
            return False
        entry = self._lexicon.get(plain(word))
        return len(word) == 1 or entry is None or not entry.forms & LOWER

    def _surname(self, text: str, before: Token | None, token: Token) -> bool:
        """Whether a capitalised word follows a first name (“Anna Thier”) or a title (“Dr. Wich”)."""
        if (
            before is None
            or not token.text[0].isupper()
            or token.text.isupper()
            or not before.text[0].isupper()
        ):
            return False
        gap = text[before.span.end : token.span.start]
        if gap in {" ", ". "} and before.text in english(_FILE, "titles"):
            return True
        name = plain(before.text)
        entry = self._lexicon.get(name)
        # “Mark Recieved Items” is no name, and neither is “Will Recieve”.
        named = entry is not None and bool(entry.forms & PERSON) and _NO_NAME.isdisjoint(classes(name))
        return gap == " " and named

    def _foreign(self, word: str) -> bool:
        """Whether a neighbour is a word of another language and not of English."""
        return len(word) > 1 and lean(plain(word)) >= FOREIGN and not self._in_english(word)

    def _in_english(self, word: str) -> bool:
        entry = self._lexicon.get(plain(word))
        return entry is not None and (0 < entry.level <= _USUAL)

    def _unknown(self, word: str) -> bool:
        """Whether a neighbour is a lower-case word that is neither known nor a listed misspelling."""
        return (
            word.isalpha()
            and word.islower()
            and len(word) > 2
            and not known(self._lexicon, word)
            and not self._lexicon.meant(word)
        )

    @cached_property
    def _titled(self) -> frozenset[int]:
        """Return the ids of the headings that are written in title case."""
        return frozenset(
            id(block) for block, found in self.words if block.kind is BlockKind.HEADING and _title_case(found)
        )

    def _apart(self, block: Block) -> tuple[Ranges, frozenset[Span]]:
        """Return a block's links of three words at most, which are often names, and its emphasised spans."""
        known = self._set_apart.get(id(block))
        if known is None:
            links = Ranges(
                mark.span
                for mark in block.marks
                if mark.kind is MarkKind.LINK and block.text.count(" ", mark.span.start, mark.span.end) < 3
            )
            known = links, frozenset(mark.span for mark in block.marks if mark.kind in _EMPHASIS)
            self._set_apart[id(block)] = known
        return known

    @cached_property
    def _names(self) -> frozenset[str]:
        """Return the stems of unknown words that have a capital inside a sentence somewhere in the document."""
        if self._lexicon.language == "de":
            return frozenset()
        return frozenset[str]().union(
            *(
                self._prose.block_result(number, Context, partial(self._names_in, found=found))
                for number, (block, found) in enumerate(self.words)
                if block.kind is not BlockKind.HEADING
            )
        )

    def _names_in(self, block: Block, found: Tokens) -> frozenset[str]:
        return frozenset(
            stem(part.text)
            for index, word in enumerate(found.texts)
            if not word.islower()
            for part in parts(found[index])
            if part.text[0].isupper()
            and not part.text.isupper()
            and not known(self._lexicon, part.text)
            and not self._lexicon.meant(plain(part.text))
            and _mid_sentence(block.text, part)
        )

    @cached_property
    def _uses(self) -> Counter[str]:
        uses: Counter[str] = Counter()
        for word, count in Counter(word for _, found in self.words for word in found.texts).items():
            for part in plain(word).split("-"):
                uses[part.removesuffix("'s").removesuffix("s")] += count
        return uses

    @cached_property
    def _code(self) -> frozenset[str]:
        blocks = range(len(self._prose.blocks))
        return _code_words(self._prose.document.code).union(
            *(self._prose.block_result(number, _names_of_code, _names_of_code) for number in blocks)
        )


def _names_of_code(block: Block) -> frozenset[str]:
    """Return the lower-case words of a block's code, addresses, labels and file names."""
    texts = [mark.value for mark in block.marks if mark.kind in _NAMES]
    texts += [block.text[span.start : span.end] for span in pattern(_NAME).spans(block.text)]
    return _code_words(texts) if texts else _NOTHING


def _tokens(prose: Prose, number: int, block: Block) -> Tokens:
    return tokens(block, prose.words(number))


def _code_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for text in texts for word in unjoined(text))


def stem(word: str) -> str:
    """Return a word in lower case without a possessive ending and without the s of a plural."""
    return plain(word).removesuffix("'s").removesuffix("s")


class _Neighbours(NamedTuple):
    """The token before; the words next to it, empty unless only a blank or “ & ” is between; those in the same list."""

    before: Token | None
    left: str
    right: str
    beside: list[str]


def _neighbours(text: str, token: Token, found: Sequence[Token], index: int) -> _Neighbours:
    left = right = ""
    beside = []
    before = found[index - 1] if index else None
    if before:
        gap = text[before.span.end : token.span.start]
        left = before.text if gap in _NEXT else ""
        beside += [before.text] if gap in _GAPS else []
    if index + 1 < len(found):
        after = found[index + 1]
        gap = text[token.span.end : after.span.start]
        right = after.text if gap in _NEXT else ""
        beside += [after.text] if gap in _GAPS else []
    return _Neighbours(before, left, right, beside)


def _mentioned(left: str, before: Token | None, *, set_apart: bool) -> bool:
    """Whether a word is mentioned, not used: “the typo teh”; after words such as “called” only if it is set apart."""
    spelt, word = english(_FILE, "spelt"), plain(before.text if before else "")
    return plain(left) in spelt or (set_apart and word in spelt | english(_FILE, "cues"))


def _initial(text: str, before: Token | None, token: Token) -> str:
    """Return the initial before a word (“Winona H. Varnon”), or nothing."""
    dotted = before is not None and text[before.span.end : token.span.start] == ". "
    return before.text if before is not None and dotted and len(before.text) == 1 else ""


def _alone_in_quotes(text: str, span: Span) -> bool:
    """Whether a word is alone in quotation marks, and so mentioned, not used."""
    return text[span.start - 1 : span.start] in _OPEN and text[span.end : span.end + 1] in _CLOSED


def _title_case(found: Sequence[Token]) -> bool:
    longer = [token.text for token in found if len(token.text) > 3]
    return len(longer) > 1 and sum(text[0].isupper() for text in longer) * 2 > len(longer)


def _capital(text: str) -> bool:
    return len(text) > 1 and text[0].isupper()


def _mid_sentence(text: str, token: Token | None) -> bool:
    return token is not None and not begins_sentence(text, token.span.start)
