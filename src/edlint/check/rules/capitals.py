"""Capitals in headings: sentence case, title case, or whichever most of the document's own headings are in."""

from collections.abc import Iterator
from typing import NamedTuple

from edlint.check.rules.kinds import Look, Options, limits
from edlint.check.rules.prose import Found, Prose
from edlint.check.rules.schema import Capitalization
from edlint.model.document import Block, BlockKind
from edlint.model.finding import Hit
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.text.words import words

# Articles, conjunctions and prepositions: small in title case (Chicago 8.159; longer ones only in some styles, so
# neither case of them is held against a heading).
_MINOR = frozenset(
    "a an the and but or nor for so yet as at by in of off on per to up via vs v if than that with from into onto "
    "over past about above across after against along among around before behind below beneath beside between beyond "
    "despite down during except inside like near out outside since through throughout till toward towards under "
    "underneath until upon within without is are be was it its do".split()
)


class _Cased(NamedTuple):
    """A heading's words that could be in either case: (span, capitalised)."""

    words: tuple[tuple[Span, bool], ...]

    @property
    def title(self) -> bool:
        return bool(self.words) and all(capital for _, capital in self.words)

    @property
    def sentence(self) -> bool:
        return bool(self.words) and not any(capital for _, capital in self.words)


def capitalization(rule: Rule) -> Look:
    """Flag the words of a heading that are not in its style."""
    spec: Capitalization = rule.spec

    def look(prose: Prose, options: Options) -> Iterator[Hit]:
        bounds = limits(rule, options, whole_words=False)
        blocks = list(prose.within(bounds))
        if not blocks or (spec.style == "majority" and len(blocks) < 3):
            return
        names = _names(prose)
        cased = {
            index: _cased(block.text, names, bounds.allow)
            for index, block in blocks
            if prose.counts(Found(block, Span(0, len(block.text)), ()), bounds, [], index)
        }
        for index, block in blocks:
            if index not in cased:
                continue
            style = spec.style if spec.style != "majority" else _majority(index, prose, cased)
            hit = style and _departure(block, cased[index], style, names, majority=spec.style == "majority")
            if hit:
                span, new = hit
                yield Hit(
                    rule.id,
                    span,
                    block,
                    values={"style": f"{style} case"},
                    replacements=(new,),
                )

    return look


def _names(prose: Prose) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that the document writes small in its prose, and those it capitalises inside sentences."""
    small: set[str] = set()
    capital: set[str] = set()
    for block in prose.blocks:
        if block.kind in {BlockKind.HEADING, BlockKind.TITLE}:
            continue
        text = block.text
        for span in words(text):
            word = text[span.start : span.end]
            if word.islower():
                small.add(word)
            elif span.start > 1 and (text[span.start - 2].isalnum() or text[span.start - 2] == ","):
                capital.add(word.lower())
    return frozenset(small), frozenset(capital - small)


def _cased(text: str, names: tuple[frozenset[str], frozenset[str]], allow: frozenset[str]) -> _Cased:
    found = []
    for number, span in enumerate(words(text)):
        word = text[span.start : span.end]
        before = text[: span.start].rstrip(" “\"'‘(*_")
        if number == 0 or before[-1:] in ":.!?—–-/" or not word[0].isalpha():
            continue
        # Acronyms, camel case and names say nothing about the heading's style.
        if word[1:] != word[1:].lower() or len(word) == 1:
            continue
        lower = word.lower()
        if lower in allow or lower in _MINOR or lower in names[1]:
            continue
        found.append((span, word[0].isupper()))
    return _Cased(tuple(found))


def _majority(index: int, prose: Prose, cased: dict[int, _Cased]) -> str:
    """Return the style of the other headings of about the same rank, or nothing when they do not agree."""
    level = prose.blocks[index].level
    others = [
        case
        for other, case in cased.items()
        if other != index and case.words and (prose.blocks[other].level > 1) == (level > 1)
    ]
    for style, count in (
        ("title", sum(case.title for case in others)),
        ("sentence", sum(case.sentence for case in others)),
    ):
        if (count >= 2 and count == len(others)) or (count >= 4 and count >= 0.8 * len(others)):
            return style
    return ""


def _departure(
    block: Block,
    case: _Cased,
    style: str,
    names: tuple[frozenset[str], frozenset[str]],
    *,
    majority: bool,
) -> tuple[Span, str] | None:
    """Return what to rewrite, and how, where the heading is not in the style."""
    text = block.text
    wrong = [span for span, capital in case.words if capital != (style == "title")]
    if style == "sentence" and majority:
        # A capital may be a name's: only words that the article itself writes small are surely none.
        wrong = [span for span in wrong if text[span.start : span.end].lower() in names[0]]
        if len(wrong) < 2 or not case.title:
            return None
    if not wrong:
        return None
    place = Span(wrong[0].start, wrong[-1].end)
    new = list(text)
    for span in wrong:
        new[span.start] = text[span.start].upper() if style == "title" else text[span.start].lower()
    return place, "".join(new[place.start : place.end])
