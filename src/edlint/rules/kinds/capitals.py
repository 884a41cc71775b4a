"""Capitals in headings: sentence case, title case, or the style of most of the document's own headings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from edlint.language.classes import classes
from edlint.language.data import english
from edlint.model.block import Block, BlockKind
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.prose import Lines, Prose
from edlint.rules.matching import Matcher, Options, match_filter
from edlint.rules.schema import Capitalization
from edlint.text.sentences import sentences
from edlint.text.words import words

_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.TITLE})
_MARKS = ".,;:!?…\"'“”‘’()[]*_"


class _Cased(NamedTuple):
    """The words of a heading that could be in either case, each with whether it is capitalised.

    `common` are those that are surely no names.
    """

    words: tuple[tuple[Span, bool], ...]
    common: frozenset[Span] = frozenset()

    @property
    def title(self) -> bool:
        return bool(self.words) and all(capital for _, capital in self.words)

    @property
    def sentence(self) -> bool:
        return bool(self.words) and not any(capital for _, capital in self.words)


def capitalization(rule: Capitalization) -> Matcher:
    """Flag the words of a heading that are not in its style."""
    given = match_filter(rule, whole_words=False)

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        bounds = given(options)
        blocks = list(bounds.blocks(prose))
        if not blocks or (rule.style == "majority" and len(blocks) < 3):
            return
        cased = {
            index: _cased(block.text, bounds.allow)
            for index, block in blocks
            if bounds.counts(prose, index, Span(0, len(block.text)))
        }
        cased = {index: case for index, case in cased.items() if case.words}
        if rule.style == "sentence" or (rule.style == "majority" and _mixed(cased.values())):
            cased = _without_names(cased, prose)
        majority = _Majority(prose, cased)
        for index, case in cased.items():
            block = prose.blocks[index]
            style = rule.style if rule.style != "majority" else majority.of_others(index)
            hit = style and _departure(block, case, style, majority=rule.style == "majority")
            if not hit or (style == "sentence" and _is_name(prose, block, hit[0])):
                continue
            span, new = hit
            yield Hit(rule.id, span, block, values={"style": f"{style} case"}, replacements=(new,))

    return match


def _is_name(prose: Prose, block: Block, span: Span) -> bool:
    """Whether the words also occur so in the text (“the Private Network Access draft”), or “(PNA)” follows them."""
    phrase = block.text[span.start : span.end]
    following = [*block.text[span.end :].split(maxsplit=1), ""][0]
    initials = "".join(word[0] for word in phrase.split() if word[0].isupper())
    return (following.startswith("(") and following.endswith(f"{initials})")) or any(
        phrase in other.text for other in prose.blocks if other.kind not in _HEADINGS
    )


def _mixed(cases: Iterable[_Cased]) -> bool:
    """Whether the headings are not all in one style; those of most documents are, and need no more work."""
    cases = list(cases)
    return not (all(case.title for case in cases) or all(case.sentence for case in cases))


def _without_names(cased: dict[int, _Cased], prose: Prose) -> dict[int, _Cased]:
    """Return the headings without words capitalised inside sentences; `common` are those in lower case there."""
    small: set[str] = set()
    capital: set[str] = set()
    for block in prose.blocks:
        if block.kind in _HEADINGS:
            continue
        before = "."
        for token in block.text.split():
            word = token.strip(_MARKS)
            if word.islower():
                small.add(word)
            elif before[-1].isalnum() or before[-1] == ",":
                capital.add(word.lower())
            before = token
    names = capital - small
    found = {}
    for index, case in cased.items():
        text = prose.blocks[index].text
        left = tuple(each for each in case.words if text[each[0].start : each[0].end].lower() not in names)
        common = frozenset(span for span, _ in left if text[span.start : span.end].lower() in small)
        if left:
            found[index] = _Cased(left, common)
    return found


class _Majority:
    """Counts of the styles of a document's headings, those of level 1 apart from the rest."""

    def __init__(self, prose: Prose, cased: Mapping[int, _Cased]) -> None:
        self._prose = prose
        self._cased = cased
        self._counts: Counter[tuple[bool, str]] = Counter()
        for index, case in cased.items():
            self._counts.update(self._keys(index, case))

    def _keys(self, index: int, case: _Cased) -> list[tuple[bool, str]]:
        low = self._prose.blocks[index].level > 1
        return [(low, "all")] + [(low, style) for style in ("title", "sentence") if getattr(case, style)]

    def of_others(self, index: int) -> str:
        """Return the style of the other headings of about the same rank, or an empty string when they do not agree."""
        counts = self._counts - Counter(self._keys(index, self._cased[index]))
        low = self._prose.blocks[index].level > 1
        for style in ("title", "sentence"):
            count, everyone = counts[low, style], counts[low, "all"]
            if (count >= 2 and count == everyone) or (count >= 4 and count >= 0.8 * everyone):
                return style
        return ""


def _cased(text: str, allow: frozenset[str]) -> _Cased:
    found: list[tuple[Span, bool]] = []
    if len(sentences(text)) > 1 or text.rstrip().endswith(("?", "!")):
        # A heading that is a whole sentence is in sentence case, whatever the others are.
        return _Cased(())
    for number, span in enumerate(words(text)):
        word = text[span.start : span.end]
        before = text[: span.start].rstrip(" “\"'‘(*_")
        if number == 0 or before[-1:] in ":.!?—–-/" or not word[0].isalpha():
            continue
        # Acronyms, camel case and words with digits are no evidence of the heading's style.
        if word[1:] != word[1:].lower() or len(word) == 1 or not word.replace("-", "").isalpha():
            continue
        lower = word.lower()
        if lower in allow or lower in english("markup/words", "minor"):
            continue
        found.append((span, word[0].isupper()))
    return _Cased(tuple(found))


def _departure(block: Block, case: _Cased, style: str, *, majority: bool) -> tuple[Span, str] | None:
    """Return the span to rewrite and its new text; None where the heading is in the style."""
    text = block.text
    wrong = [span for span, capital in case.words if capital != (style == "title")]
    if style == "title":
        # A word without a class is taken for a name that is written in lower case: “kubeadm”, “etcd”.
        wrong = [span for span in wrong if classes(text[span.start : span.end])]
    if style == "sentence" and majority:
        # A capitalised word may be a name: only words that the article itself writes in lower case are surely none.
        wrong = [span for span in wrong if span in case.common]
        if len(wrong) < 3 or not case.title:
            return None
    if not wrong:
        return None
    # In a heading with mixed styles, all the words that could be in either case are shown, not only the wrong ones.
    shown = wrong if not majority or len(wrong) == len(case.words) else [span for span, _ in case.words]
    place = Span(shown[0].start, shown[-1].end)
    new = list(text)
    for span in wrong:
        new[span.start] = text[span.start].upper() if style == "title" else text[span.start].lower()
    return place, "".join(new[place.start : place.end])
