"""The words of a document that no dictionary and no vocabulary has, and how the document uses them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from edlint.check.spelling.evidence import FOREIGN, Occurrence
from edlint.check.spelling.known import known, plain
from edlint.check.spelling.lexicon import LOWER, Lexicon
from edlint.check.spelling.morphology import is_ending
from edlint.check.spelling.project import ProjectWords
from edlint.check.spelling.tokens import (
    Token,
    Tokens,
    clipped,
    code_like,
    coded,
    hyphened,
    is_unit,
    parts,
    tokens,
    unstretched,
)
from edlint.language.foreign import lean
from edlint.model.document import Block, BlockKind, Document, MarkKind
from edlint.model.span import Span
from edlint.text.pattern import pattern
from edlint.text.ranges import Ranges
from edlint.text.sentences import begins_sentence

_NAMES = frozenset({MarkKind.CODE, MarkKind.LINK, MarkKind.IMAGE, MarkKind.LABEL})
_JOINTS = frozenset("/-‐‑[]")
_OPEN = frozenset("“‘„«\"'")
_CLOSED = frozenset("”’“»\"'")
_USUAL = 60
"""The level of SCOWL up to which a word is English for everybody: “die”, “des” (an abbreviation) is not."""
_LONG = 5
"""The least letters of a noun with -ed."""
_GAPS = frozenset({" ", ", ", "/", " & "})
"""What stands between the words of a list."""
SPELT = frozenset("typo typos misspelling misspellings misspelled misspelt spelled spelt".split())
"""Words behind which one is spoken of rather than used."""
_CUES = SPELT | frozenset(
    "word words term name spelling spells write writes wrote written called verb noun".split()
)
"""The same, where it is set apart."""
_NAME = r"[\pL\pN]+[._/:@\\][\pL\pN][^\s]*"
"""A file's name, a path, an identifier: what has a mark inside."""
_NAME_LENGTH = 6
"""The least letters of a name with capitals inside that may be misspelt: “CrOS” is no slip of “cross”."""
_HYPHENS = frozenset("-‐‑")
_EMPHASIS = frozenset({MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.QUOTE})
_METADATA = frozenset({BlockKind.TITLE, BlockKind.DESCRIPTION})


class _Right(dict[str, bool]):
    """Whether a word is right wherever it stands; worked out once for each word of a document."""

    def __init__(self, lexicon: Lexicon, project: ProjectWords) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._project = project

    def __missing__(self, word: str) -> bool:
        right = not self._project.rejects(word) and (
            known(self._lexicon, word) or self._project.accepts(word)
        )
        self[word] = right
        return right


class Suspect(NamedTuple):
    """A word to be judged: where it stands, how, and whether the project rejects it."""

    block: Block
    token: Token
    occurrence: Occurrence
    rejected: bool = False


class Reading:
    """A document as spelling reads it: everything that its own words say, looked at once and only when needed."""

    def __init__(self, document: Document, lexicon: Lexicon, project: ProjectWords) -> None:
        """Take a document, the lexicon of its language and the project's words."""
        self._document = document
        self._lexicon = lexicon
        self._project = project
        self._right = _Right(lexicon, project)
        self._set_apart: dict[int, tuple[Ranges, frozenset[Span]]] = {}

    def suspects(self) -> Iterator[Suspect]:
        """Yield the words to be judged, in reading order."""
        for block, found in self.words:
            if self.foreign(block):
                continue
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
                    yield Suspect(block, token, Occurrence(word), rejected=True)
                else:
                    yield from self._inside(block, found, index)

    def _inside(self, block: Block, found: Sequence[Token], index: int) -> Iterator[Suspect]:
        token = found[index]
        for part in parts(token):
            if self._project.rejects(part.text):
                yield Suspect(block, part, Occurrence(part.text), rejected=True)
                continue
            if len(part.text) < 3 or not self._readable(part.text):
                continue
            if coded(part.text) and not self._miscoded(part.text):
                continue
            if part is not token and (
                is_ending(part.text)
                or known(self._lexicon, part.text)
                or self._project.accepts(part.text)
                or (part.span.end == token.span.end and self._made_adjective(part.text))
            ):
                continue
            if self._no_slip(block.text, part):
                continue
            if not code_like(block.text, token.span):
                yield Suspect(block, part, self._occurrence(block, part, token, found, index))

    def _miscoded(self, text: str) -> bool:
        """Whether a word with capitals inside is a misspelt name (“PostgresSQL”), or has its first letter twice."""
        if text.isupper() or len(text) < _NAME_LENGTH:
            return False
        twice = text[0] == text[1] and text[2:].islower()
        return bool(self._lexicon.meant(plain(text))) or (twice and known(self._lexicon, text[1:]))

    def _no_slip(self, text: str, part: Token) -> bool:
        """Whether a word is a unit behind a figure, stretched or clipped for effect, whatever it is near."""
        if any(known(self._lexicon, word) for word in unstretched(part.text)):
            return True
        return not self._lexicon.meant(plain(part.text)) and (
            is_unit(text, part.span) or (clipped(text, part.span) and known(self._lexicon, part.text + "g"))
        )

    def _made_adjective(self, text: str) -> bool:
        """Whether the last part of a hyphenated word is a noun with -ed: “end-of-lifed”, “two-wheeled”."""
        return (
            text.endswith("ed")
            and len(text) >= _LONG
            and (known(self._lexicon, text[:-1]) or known(self._lexicon, text[:-2]))
        )

    def _is_name(self, word: str) -> bool:
        """Whether a neighbour is an initial, or a word that is a name and nothing else."""
        if not word[:1].isupper():
            return False
        entry = self._lexicon.get(plain(word))
        return len(word) == 1 or entry is None or not entry.forms & LOWER

    def _readable(self, text: str) -> bool:
        """Whether a word is in the lexicon's script."""
        language = self._lexicon.language
        return _latin(text) if language == "en" else text[0].lower() in self._lexicon.alphabet

    def foreign(self, block: Block) -> bool:
        """Whether the markup says that a block is in another language than the document's profile."""
        language = (block.language or self._document.language or "").partition("-")[0].lower()
        return bool(language) and language != self._lexicon.language

    def _occurrence(
        self, block: Block, token: Token, whole: Token, found: Sequence[Token], index: int
    ) -> Occurrence:
        text = block.text
        before = found[index - 1] if index else None
        after = found[index + 1] if index + 1 < len(found) else None
        left = before.text if before and text[before.span.end : token.span.start] == " " else ""
        right = after.text if after and text[token.span.end : after.span.start] == " " else ""
        first = begins_sentence(text, token.span.start)
        titled = id(block) in self._titled
        short_links, emphasised = self._apart(block)
        alone_in_quotes = _alone_in_quotes(text, token.span)
        edges = (
            text[max(0, token.span.start - 1) : token.span.start] + text[token.span.end : token.span.end + 1]
        )
        beside = [before.text] if before and text[before.span.end : token.span.start] in _GAPS else []
        if after and text[token.span.end : after.span.start] in _GAPS:
            beside.append(after.text)
        return Occurrence(
            token.text,
            before=plain(left),
            after=plain(right),
            # German writes every noun with a capital.
            first=first or titled or self._lexicon.language == "de",
            uses=self._uses[stem(token.text)],
            in_code=self.in_code(token.text),
            joined=whole is not token or any(edge in _JOINTS for edge in edges),
            named=not titled and ((_capital(left) and _mid_sentence(text, before)) or _capital(right)),
            with_name=self._is_name(left or _initial(text, before, token)) or self._is_name(right),
            coined=any(edge in _JOINTS - _HYPHENS for edge in edges)
            or not (whole is token or whole.text.islower()),
            linked=short_links.touch(token.span),
            alone=len(found) == 1,
            mentioned=plain(left) in SPELT
            or (
                plain(before.text if before else "") in _CUES
                and (alone_in_quotes or token.span in emphasised)
            ),
            alone_in_quotes=alone_in_quotes,
            beside_unknown=any(self._unknown(near) for near in beside),
            foreign=self._lexicon.language == "en" and any(self._foreign(near) for near in beside),
            named_elsewhere=stem(token.text) in self._names,
            quoted=token.quoted or block.kind in _METADATA,
        )

    def _foreign(self, word: str) -> bool:
        """Whether a neighbour is a word of another language and none of English."""
        return len(word) > 1 and lean(plain(word)) >= FOREIGN and not self._in_english(word)

    def _in_english(self, word: str) -> bool:
        entry = self._lexicon.get(plain(word))
        return entry is not None and (0 < entry.level <= _USUAL)

    def _unknown(self, word: str) -> bool:
        """Whether a neighbour is a word in small letters that is neither known nor a misspelling that a list has."""
        return (
            word.isalpha()
            and word.islower()
            and len(word) > 2
            and not known(self._lexicon, word)
            and not self._lexicon.meant(word)
        )

    def in_code(self, word: str) -> bool:
        """Whether the article's code or addresses have the word."""
        return plain(word) in self._code

    @cached_property
    def words(self) -> list[tuple[Block, Tokens]]:
        """Return the blocks with their words, in reading order."""
        return [(block, tokens(block)) for block in self._document.blocks]

    @cached_property
    def _titled(self) -> frozenset[int]:
        """Return the ids of the headings that are written in title case."""
        return frozenset(
            id(block) for block, found in self.words if block.kind is BlockKind.HEADING and _title_case(found)
        )

    def _apart(self, block: Block) -> tuple[Ranges, frozenset[Span]]:
        """Return where a block has links of three words at most, names of what is linked, and what is emphasised."""
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
        """Return the unknown words that have a capital inside a sentence somewhere."""
        if self._lexicon.language == "de":
            return frozenset()
        return frozenset(
            stem(part.text)
            for block, found in self.words
            if block.kind is not BlockKind.HEADING
            for index, word in enumerate(found.texts)
            if word[0].isupper() or hyphened(word)
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
                uses[stem(part)] += count
        return uses

    @cached_property
    def _code(self) -> frozenset[str]:
        texts = list(self._document.code)
        for block in self._document.blocks:
            texts.extend(mark.value for mark in block.marks if mark.kind in _NAMES)
            texts.extend(block.text[span.start : span.end] for span in pattern(_NAME).spans(block.text))
        return frozenset(
            text[span.start : span.end].lower()
            for text in texts
            for span in pattern(r"[\pL\pN]+").spans(text)
        )


def stem(word: str) -> str:
    """Return a word in small letters without a possessive ending and without the s of a plural."""
    return plain(word).removesuffix("'s").removesuffix("s")


def _initial(text: str, before: Token | None, token: Token) -> str:
    """Return the initial before a word (“Winona H. Varnon”), or nothing."""
    dotted = before is not None and text[before.span.end : token.span.start] == ". "
    return before.text if before is not None and dotted and len(before.text) == 1 else ""


def _latin(text: str) -> bool:
    """Whether every letter is one of the Latin script: up to U+024F, and U+1E00 to U+1EFF."""
    return all(letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" or letter in "'’" for letter in text)


def _alone_in_quotes(text: str, span: Span) -> bool:
    """Whether quotation marks stand on both sides of a word: it is spoken of."""
    return text[span.start - 1 : span.start] in _OPEN and text[span.end : span.end + 1] in _CLOSED


def _title_case(found: Sequence[Token]) -> bool:
    longer = [token.text for token in found if len(token.text) > 3]
    return len(longer) > 1 and sum(text[0].isupper() for text in longer) * 2 > len(longer)


def _capital(text: str) -> bool:
    return len(text) > 1 and text[0].isupper()


def _mid_sentence(text: str, token: Token | None) -> bool:
    return token is not None and not begins_sentence(text, token.span.start)
