"""The kind that finds the same word twice in a row."""

from collections.abc import Iterator

from edlint.language.classes import classes
from edlint.language.data import english
from edlint.model.block import Block, BlockKind, MarkKind
from edlint.model.edit import Edit
from edlint.model.finding import Fix, Hit, Safety
from edlint.model.span import Span
from edlint.prose.prose import Lines, Prose
from edlint.rules.matching import Matcher, Options, match_filter, plain
from edlint.rules.schema import Repetition
from edlint.text.sentences import begins_sentence

_FILE = "grammar/repetition"
_DIVIDING = frozenset(
    {
        MarkKind.EMPHASIS,
        MarkKind.STRONG,
        MarkKind.QUOTE,
        MarkKind.LABEL,
        MarkKind.LANGUAGE,
        MarkKind.FOOTNOTE,
    }
)
_FINITE = frozenset("zdBHV")  # the classes of verbs that may end a clause
_TITLES = frozenset([BlockKind.HEADING, BlockKind.TITLE])
_BESIDE = 40  # code points on each side of a doubled word that are searched for its neighbours
_BESIDE_MARKS = " .,;:()"
_OPENERS = "(“\"'‘[*_"


def repetition(rule: Repetition) -> Matcher:
    """Flag the same word twice in a row."""
    given = match_filter(rule, whole_words=False)

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        bounds = given(options)
        for index, block in bounds.blocks(prose):
            for span, word in _doubles(block.text):
                if (
                    plain(word) not in bounds.allow
                    and not _meant(block, span, word)
                    and bounds.counts(prose, index, span)
                ):
                    made = _undouble(block, span, word, rule)
                    yield Hit(
                        rule.id,
                        span,
                        prose.blocks[index],
                        values={"word": word},
                        replacements=(word,),
                        fixes=made,
                    )

    return match


def _doubles(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the span and the word wherever a word occurs twice with only blanks between."""
    parts = text.split(" ")
    lowered = text.lower().split(" ")
    if len(lowered) != len(parts):
        return
    at = 0
    before, start = "", 0
    for part, low in zip(parts, lowered, strict=True):
        if part:
            # The first word may have an opening mark before it, the second a closing one after it.
            bare = before.lstrip(_OPENERS)
            if bare and low.startswith(bare) and bare.isalpha():
                rest = low[len(bare) : len(bare) + 2]
                if not rest or not (rest[0].isalnum() or (rest[0] in "-‐‑_/@.'’" and rest[1:].isalnum())):
                    first = start + len(before) - len(bare)
                    yield Span(first, at + len(bare)), text[first : first + len(bare)]
            before, start = low, at
        at += len(part) + 1


def _meant(block: Block, span: Span, word: str) -> bool:
    """Whether the repetition may be intended.

    That is so of a verb that ends a clause and the next verb (“what works works”), a name (“Duran Duran”, inside a
    sentence “The The”), a call (“go go go”), a specimen (“a a b b”), one word in other type (“the _default_ default”)
    or in a label, two words with a footnote between, two of which the second has capitals that the first has not
    (“season SEASON”, “of work Work at”), and two that are written differently and separated by a line end or by the
    edge of a link (“the [The Guide](…)”).
    """
    second = block.text[span.end - len(word) : span.end]
    small = word.lower() in english(_FILE, "small")
    return (
        block.divided(span, _DIVIDING)
        or _ends_link(block, span.start + len(word))
        or _specimen(block.text, span)
        or (second != word and (not second.islower() or not block.plain_run(span)))
        or (not small and _thrice(block.text, span, word))
        or _verbs_meet(block.text, span, word, english(_FILE, "asking" if small else "clause"))
        or (word.lower() in english(_FILE, "objects") and _given(block.text, span))
        or _named(block, span, word, second)
    )


def _ends_link(block: Block, end: int) -> bool:
    """Whether the first word ends a link's text of several words: “there is a [calendar to subscribe to](…) to stay informed”."""
    return any(
        mark.kind is MarkKind.LINK and mark.span.end == end and block.text.count(" ", *mark.span) > 1
        for mark in block.marks
    )


def _thrice(text: str, span: Span, word: str) -> bool:
    """Whether the doubled word occurs once more beside the two: “go go go”."""
    before = text[max(0, span.start - len(word) - 1) : span.start]
    behind = text[span.end : span.end + len(word) + 1]
    return before.lower() == f"{word.lower()} " or behind.lower() == f" {word.lower()}"


def _named(block: Block, span: Span, word: str, second: str) -> bool:
    """Whether one of the two may be a name or both are: “Will will come”, “the Who who sang”, “Duran Duran”."""
    if not word[0].isupper():
        return False
    titled, opens = block.kind in _TITLES, begins_sentence(block.text, span.start)
    if second[0].isupper():
        return word.lower() not in english(_FILE, "small") or not (titled or opens)
    return not titled and (word.lower() in english(_FILE, "names") or not opens)


def _given(text: str, span: Span) -> bool:
    """Whether the first of two pronouns is the object of a verb before it: “gave her her book”, “tell you you may”."""
    before = text[max(0, span.start - _BESIDE) : span.start].lower().split()[-1:]
    return any(word in english(_FILE, "giving") for word in before)


def _verbs_meet(text: str, span: Span, word: str, openers: frozenset[str]) -> bool:
    """Whether a verb may end a clause that `openers` begin, and the same verb follow it: “what works works”."""
    if not _FINITE & set(classes(word.lower())):
        return False
    near = text[max(0, span.start - _BESIDE) : span.start].lower()
    begin = max(near.rfind(end) for end in ".!?;:") + 1
    return any(part in openers for part in near[begin:].split())


def _specimen(text: str, span: Span) -> bool:
    """Whether another doubled word is next to the doubled one, or another single letter next to a doubled letter."""
    before = text[max(0, span.start - _BESIDE) : span.start].split()[-2:]
    rest = text[span.end : span.end + _BESIDE]
    if any(len(pair) == 2 and pair[0].lower() == pair[1].lower() for pair in (before, rest.split()[:2])):
        return True
    beside = (word.strip(_BESIDE_MARKS) for word in (*before[-1:], *rest.lstrip(_BESIDE_MARKS).split()[:1]))
    return text[span.start + 1] == " " and any(len(word) == 1 and word.isalpha() for word in beside)


def _undouble(block: Block, span: Span, word: str, rule: Repetition) -> tuple[Fix, ...]:
    """Return the fix that deletes one of the two words: one that has no markup or line end beside it."""
    second = span.end - len(word)
    places = [Span(span.start + len(word), span.end)]
    if block.text[span.end : span.end + 1] == " ":
        places.append(Span(second, span.end + 1))
    if span.start and block.text[span.start - 1] == " " and block.text[second : span.end] == word:
        places.append(Span(span.start - 1, span.start + len(word)))
    for place in places:
        edit = block.edit(place, "")
        if edit is not None:
            # “The The released an album”: where both have a capital, they may be a name.
            named = word[0].isupper() and block.text[second].isupper()
            safety = Safety.REVIEW if named and rule.safety is Safety.SAFE else rule.safety
            return (Fix(f"Write “{word}” once", safety, (Edit(*edit),)),)
    return ()
