"""Sentence segmentation: the spans of the sentences of a text.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number or a name such as “Node.js”.
"""

from bisect import bisect_right
from functools import lru_cache

from edlint.model.span import Span
from edlint.text.pattern import pattern

# Abbreviations that seldom end a sentence, even before a capital.
_TITLES = frozenset(
    (
        "mr mrs ms dr prof st sr jr vs cf eg ie e.g i.e fig figs no nos vol ch sec eq ed eds pp al approx ca "
        "resp gen col sgt capt lt rev hon incl excl dept govt misc temp orig esp"
    ).split()
)
# Abbreviations that end a sentence if a word of `_BEGINNERS` follows; “etc” does before any capital.
_OPEN = frozenset("etc inc ltd co corp u.s u.k u.n e.u a.m p.m ph.d b.a m.a b.sc m.sc".split())
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
# Words that begin a sentence far more often than they follow “U.S.” or an initial inside one.
_BEGINNERS = frozenset(
    (
        "a an and as at but by for from he her here his how however i if in it its let my no not now on one or our she "
        "so some that the their then there these they this those to we what when where which while who why with yes "
        "you your is are was after before since although because many most all both each such"
    ).split()
)
# The end of a sentence, which the mark of a note may follow (a link or superscript in the page): “[1]”, “¹”, “1”.
_END = r"[.!?…]+[\"'”’)\]»*_]*(?:\[[0-9a-z]{1,3}\])*[¹²³⁰⁴-⁹]*(?:\s+|$)|[.!?][”’)]?[0-9]{1,2} +"
_BEFORE_NOTE = 4  # fewest letters before a full stop with a note's number: fewer are an abbreviation, “fig.1”
_CLOSERS = "\"'”’)]»*_ \t"
_STARTERS = "\"'“‘([«*_¿¡"


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of a block, without the blanks between them.

    Every code point that is not blank lies in exactly one sentence.
    """
    spans: list[Span] = []
    start = 0
    for end in pattern(_END).spans(text):
        if end.end < len(text) and not _ends(text, end, start):
            continue
        spans.append(_strip(text, start, end.end))
        start = end.end
    spans.append(_strip(text, start, len(text)))
    return tuple(span for span in spans if not span.empty)


def sentence_at(text: str, offset: int) -> Span:
    """Return the sentence that contains `offset`, or the nearest one before it; the whole text if there is none."""
    found = sentences(text)
    if not found:
        return Span(0, len(text))
    return found[max(0, bisect_right(found, (offset, len(text) + 1)) - 1)]


def begins_sentence(text: str, offset: int) -> bool:
    """Whether no letter or digit of the sentence comes before `offset`."""
    # One code point at a time: the scan ends at the first letter, however long the sentence is.
    return not any(text[at].isalnum() for at in range(sentence_at(text, offset).start, offset))


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _ends(text: str, mark: Span, begun: int) -> bool:
    """Whether the stop at `mark` ends the sentence that begins at `begun`, judged by the words before and after."""
    position = next((at for at in range(mark.end, len(text)) if text[at] not in _STARTERS), len(text))
    following = text[position : position + 1]
    stop = text[mark.start : mark.end].strip()
    if stop[-1] in "0123456789":
        word = text[max(0, mark.start - _BEFORE_NOTE) : mark.start]
        return following.isupper() and len(word) == _BEFORE_NOTE and word.isalpha() and word.islower()
    if not stop.startswith(".") or stop.startswith(".."):
        # “What?” she said; wait … and see: a lower-case letter continues the sentence.
        return not following.islower()
    begin = _word_begin(text, mark.start)
    word = text[begin : mark.start].lower().strip("’'")
    if word.isdigit() and not following.islower() and not text[begun:begin].strip():
        return False  # “1. First do this”: a number in a list
    return _ends_after(text, word, begin, position, dots=len(stop))


def _ends_after(text: str, word: str, begin: int, position: int, *, dots: int) -> bool:
    """Whether a stop after the word that begins at `begin` ends the sentence; the next word begins at `position`."""
    following = text[position : position + 1]
    if following.islower():
        # An abbreviation in mid-sentence, or a sentence that begins with a name in lower case (npm, iPhone).
        return dots == 1 and len(word) > 3 and word.isalpha() and word not in _TITLES
    if word in _MONTHS and following.isdigit():
        return False
    if word in _TITLES:
        return word == "no" and begin > 0 and not following.isdigit()
    if word == "etc":
        return True
    initial = len(word) == 1 and text[begin].isupper() and word != "i"
    if word not in _OPEN and not initial:
        return True
    return _begins_after(text, position) or (word not in _OPEN and not _name_follows(text, begin))


def _begins_after(text: str, position: int) -> bool:
    """Whether a sentence begins after initials: “in the U.S. The vote”, “plan B. We went on”, not “U.S. Senate”."""
    return _next_word(text, position) in _BEGINNERS and text[position + 1 : position + 2] != "."


def _word_begin(text: str, end: int) -> int:
    """Return the offset where the word that ends at `end` begins; full stops and apostrophes are part of it."""
    while end > 0 and (text[end - 1].isalnum() or text[end - 1] in ".’'"):
        end -= 1
    return end


def _next_word(text: str, position: int) -> str:
    end = position
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[position:end].lower()


def _name_follows(text: str, begin: int) -> bool:
    """Whether the initial is placed as in a name: at the start, or after a capitalised word or another initial."""
    end = begin
    while end > 0 and text[end - 1].isspace():
        end -= 1
    start = end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    return start == end or text[start].isupper() or text[end - 1] == "."
