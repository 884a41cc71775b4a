"""Sentences and their places.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number or a name such as “Node.js”.
"""

from bisect import bisect_right
from functools import lru_cache

from edlint.model.span import Span
from edlint.text.pattern import pattern

# Followed by a capital and yet seldom the end of a sentence.
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "sr",
        "jr",
        "vs",
        "cf",
        "eg",
        "ie",
        "e.g",
        "i.e",
        "fig",
        "figs",
        "no",
        "nos",
        "vol",
        "ch",
        "sec",
        "eq",
        "ed",
        "eds",
        "pp",
        "al",
        "approx",
        "ca",
        "resp",
        "gen",
        "col",
        "sgt",
        "capt",
        "lt",
        "rev",
        "hon",
    ]
)
# The end of a sentence when a capital follows.
_OPEN = frozenset(
    [
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "a.m",
        "p.m",
        "ph.d",
        "b.a",
        "m.a",
        "b.sc",
        "m.sc",
    ]
)
_END = r"[.!?…]+[\"'”’)\]»*_]*(?:\s+|$)"
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
        if end.end < len(text) and not _ends(text, end):
            continue
        spans.append(_strip(text, start, end.end))
        start = end.end
    if start < len(text):
        spans.append(_strip(text, start, len(text)))
    return tuple(span for span in spans if not span.empty)


def sentence_at(text: str, offset: int) -> Span:
    """Return the sentence that holds `offset`, or the nearest one before it; the whole text if there is none."""
    found = sentences(text)
    if not found:
        return Span(0, len(text))
    return found[max(0, bisect_right(found, (offset, len(text) + 1)) - 1)]


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _ends(text: str, mark: Span) -> bool:
    """Whether the stop at `mark` ends a sentence, judged by the word before and the word after."""
    position = mark.end
    while position < len(text) and text[position] in _STARTERS:
        position += 1
    following = text[position : position + 1]
    stop = text[mark.start : mark.end].strip()
    if following.islower():
        # “What?” she said; “e.g. this”: a small letter goes on. Only a plain stop before a code-like name may end.
        return False
    if not stop.startswith("."):
        return True
    if stop.startswith(".."):
        return True
    begin = mark.start
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in ".’'"):
        begin -= 1
    word = text[begin : mark.start].lower().strip("’'")
    if word in _TITLES:
        return (
            word in {"no", "al", "ed", "co", "st"}
            and not following.isdigit()
            and begin > 0
            and len(word) == 2
            and word == "no"
        )
    if word in _OPEN:
        return True
    # A single capital is an initial (“J. Smith”), unless it ends a sentence such as “plan B.”.
    return not (
        len(word) == 1 and text[begin].isupper() and text[begin] != "I" and _name_follows(text, begin)
    )


def _name_follows(text: str, begin: int) -> bool:
    """Whether the initial stands where names do: at the start, after a capital word or another initial."""
    before = text[:begin].rstrip().rsplit(" ", 1)[-1]
    return not before or before[:1].isupper() or before.endswith(".")
