"""Attributions: names of the source of a statement, as in a subject with a reporting verb, “according to …”, a survey.

A capitalised word next to a possible verb is not enough: “Harbor Notes is fast” names a product, “the customers of
Acme found” a crowd, and “Testing showed” begins a sentence.
"""

from collections.abc import Iterator

import msgspec

from edlint.check.claims.language import Language, Naming
from edlint.check.claims.names import Names
from edlint.language.classes import classes
from edlint.model.block import Block, BlockKind
from edlint.model.span import Span
from edlint.text.literals import loose, may_fit
from edlint.text.pattern import Match
from edlint.text.words import words

_HEADS = frozenset([BlockKind.HEADING, BlockKind.TITLE])
_NEAR = 60  # code points before or after a name that are examined
_WHERE = ("from ", "at ")
_SHORT, _LONG, _BEGINNING = 40, 120, 20  # code points of the text between a name and its verb


class Attribution(msgspec.Struct, frozen=True):
    """Words at `span` that name a source; `work`: a survey, report or count, not a person or organisation."""

    span: Span
    words: str
    work: bool


class Attributions:
    """Finds the attributions of a block, with the names in the whole document as context."""

    def __init__(self, names: Names, language: Language) -> None:
        """Store the document's names, and the patterns of its language."""
        self._language = language
        self._names = names

    def found(self, block: Block) -> Iterator[Attribution]:
        """Yield the attributions of a block, in no particular order."""
        text = loose(block.text)
        for naming in self._language.named:
            if (naming.headings and block.kind not in _HEADS) or not may_fit(naming.needs, text):
                continue
            for match in naming.pattern.matches(block.text):
                name = self._proper(match.names.get("name") or match.names.get("plain") or "")
                who = (match.names.get("who") or "").strip(" ,()–—")
                if " " not in name and who.startswith(_WHERE):
                    # “Researchers at Northwind found”: the source is their employer.
                    name, who = self._proper(who.partition(" ")[2].removeprefix("the ")), ""
                if name and self._attributes(block.text, match, name, who, naming):
                    said = block.text[match.span.start : match.span.end].strip(" ,.;:()–—’'")
                    yield Attribution(match.span, said, naming.work)

    def _attributes(self, text: str, match: Match, name: str, who: str, naming: Naming) -> bool:
        """Whether the words around a name make it a source, and not part of something else."""
        plain = match.names.get("plain")
        if plain and self._language.cues["no_plain"].whole(plain):
            return False
        start = text.index(name, match.span.start, match.span.end)
        if who and not self._speaks(who):
            return False
        if naming.subject and not (
            self._is_subject(text, start) and (_one(name, who) or not self._begins(text, start, name))
        ):
            return False
        if naming.subject and self._reports_nothing(text, start, match.span):
            return False
        if naming.verb and not self._is_verb(text, match.span.end):
            return False
        if naming.work:
            # “60% of Acme users report”: here “report” is a verb.
            told = text[start + len(name) : match.span.end].lower().split()[-2:-1]
            if self._goes_on(text, match.span.end) or (told and self._language.cues["crowd"].whole(told[0])):
                return False
        return not self._reduced(text, match.span, name)

    def _speaks(self, who: str) -> bool:
        """Whether the text between a name and its verb describes a person or organisation, and not a product."""
        if who.startswith(_WHERE):
            return True
        if self._language.cues["product"].whole(who):
            return False
        begins = self._language.cues["person"].first(who[:_BEGINNING])
        return len(who) <= _SHORT or (len(who) <= _LONG and begins is not None and begins.start == 0)

    def _is_subject(self, text: str, start: int) -> bool:
        """Whether a name may be a subject: not after a preposition, except in “researchers at …”, “a survey by …”."""
        before = text[max(0, start - _NEAR) : start]
        span = self._language.cues["preposition"].first(before)
        return span is None or self._language.cues["reporters"].found(before[: span.start])

    def _begins(self, text: str, start: int, name: str) -> bool:
        """Whether the name is an ordinary word that is capitalised because it begins a sentence: “Testing showed”."""
        head = text[:start].rstrip(" \"'“‘([*_")
        if " " in name or (head and head[-1] not in ".!?:;–—"):
            return False
        if self._language.cues["clear.famous"].whole(name) or self._language.cues["houses"].whole(name):
            return False
        plain = name.lower().replace("’", "'").removesuffix("'s")
        return name[1:].islower() and bool(classes(plain)) and name not in self._names.inside

    def _is_verb(self, text: str, end: int) -> bool:
        """Whether a word before `end` that may be a noun is a verb: the next word begins an object or a clause."""
        rest = text[end : end + _NEAR]
        following = next((rest[word.start : word.end] for word in words(rest)[:1]), "")
        if not following or any(sign in ",.;:!?)" for sign in rest.partition(following)[0]):
            return False
        return following[:1].isupper() or not set(classes(following.lower())) & set("bdnzBHMVPKO")

    def _reports_nothing(self, text: str, start: int, span: Span) -> bool:
        """Whether the source at `start` reports no figure, and the figure is in another clause of the sentence.

        “Smith said hello, and 40% of adults …”, “40% of trains are late, and Smith found a seat”.
        """
        cues = self._language.cues
        rest = text[span.end - 1 : span.end + _NEAR]
        empty = cues["empty"].first(rest)
        if empty is not None and not rest[1 : empty.start].strip():
            return True
        another = cues["another"].first(rest)
        before = text[max(0, start - _NEAR) : start + 1]
        beside = any(cut.end == len(before) - 1 for cut in cues["another"].spans(before))
        said = rest[1 : another.start] if another else ""
        if beside and not another:
            said = rest[1:].partition(". ")[0].rstrip(".!?")
        return (
            bool(said.strip())
            and said.count(".") == 0
            and not cues["carries"].found(said)
            and not cues["asked"].found(text[span.start : span.end])
        )

    def _goes_on(self, text: str, end: int) -> bool:
        """Whether the noun at the end of a match is part of a longer compound: “the Northwind survey tool”."""
        rest = text[end - 1 : end + _NEAR]
        following = [rest[word.start : word.end] for word in words(rest)[:1]]
        between = rest.partition(following[0])[0] if following else "."
        if not following or between.strip() or self._language.cues["of_survey"].whole(following[0]):
            return False
        letters = set(classes(following[0].lower()))
        return bool(letters & set("spm")) and not letters & set("dznrPMBHVWRK")

    def _proper(self, name: str) -> str:
        """Return a name without leading words that are only capitalised at a sentence's start; "" if none is left."""
        parts = name.split()
        while parts and (self._is_common(parts[0]) or (len(parts) > 1 and _is_year(parts[0]))):
            parts.pop(0)
        return " ".join(parts) if any(part[:1].isalpha() or part[-1:].isalpha() for part in parts) else ""

    def _is_common(self, word: str) -> bool:
        plain = word.lower().rstrip(".,").replace("’", "'").partition("'")[0]
        if self._language.cues["initialism"].whole(word.rstrip(".,")):
            return False
        if plain in self._language.no_name or self._language.cues["crowd"].whole(plain):
            return True
        return word[:1].isupper() and plain in self._names.small and not word.isupper()

    def _reduced(self, text: str, span: Span, name: str) -> bool:
        """Whether a sentence begins with an ordinary noun and a participle: “Bugs found in production”.

        In English such a noun is a plural.
        """
        if (
            " " in name
            or not text[span.start :].lstrip().startswith(name)
            or not (name[1:].islower() and name.endswith("s"))
        ):
            return False
        head = text[: span.start].rstrip()
        first = not head or head[-1] in ".!?"
        following = text[span.end :].lstrip()[:12]
        cue = self._language.cues["reduced"].first(following)
        return first and cue is not None and cue.start == 0


def _is_year(word: str) -> bool:
    """Whether a word before a name is a year: “In 2021 Jo Smith found”."""
    return len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"}


def _one(name: str, who: str) -> bool:
    """Whether an ordinary word is a person's name, followed by a description: “Smith, who leads it, found”."""
    return who.startswith("who ") and not name.endswith("s")
