"""Quotations inside a block, and words marked with “[sic]”."""

from functools import lru_cache

from edlint.model.span import Span
from edlint.text.pattern import pattern

_NONE, _ANOTHER = -1, -2
_OPENING = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"'}
_OPENERS = f"[{''.join(_OPENING)}]"


@lru_cache(maxsize=2048)
def quotations(text: str) -> tuple[Span, ...]:
    """Return the spans of quoted words, marks included: “…”, "…", «…», ‘…’.

    An apostrophe is no closing mark, an opening mark without a closing one is ignored, and so are inch marks (5").
    """
    spans: list[Span] = []
    if _OPENING.keys().isdisjoint(text):
        return ()
    done = 0
    unclosed: set[str] = set()
    for position, _ in pattern(_OPENERS).spans(text):
        opener = text[position]
        if position < done or opener in unclosed or not _may_open(text, position):
            continue
        end = _closing(text, position, _OPENING[opener])
        if end == _NONE:
            unclosed.add(opener)
        if end >= 0:
            spans.append(Span(position, end + 1))
            done = end + 1
    return tuple(spans)


def _may_open(text: str, position: int) -> bool:
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    if text[position] == "‘" and after.isdigit():
        return False  # ‘90s: an apostrophe that an editor turned into an opening mark
    return not before.isalnum() and not after.isspace()


def _closing(text: str, opened: int, closers: str) -> int:
    """Return the offset of the closing mark; `_ANOTHER` if another quotation opens first, `_NONE` if there is none."""
    opener = text[opened]
    for position in range(opened + 2, len(text)):
        if text[position] == opener not in closers and opener != "‘":
            return _ANOTHER
        if text[position] in closers and not text[position - 1].isspace():
            after = text[position + 1 : position + 2]
            if text[position] != "’" or not after.isalnum():
                return position
    return _NONE


@lru_cache(maxsize=2048)
def sic(text: str) -> tuple[Span, ...]:
    """Return the spans of up to six words with the `[sic]`, `(sic)`, “sic.”, “sic!” or “sic)” that follows them."""
    found = []
    for mark in pattern(r"[\[(]sic!?[\])]|\bsic[.!)]", ignore_case=True).spans(text):
        end = mark.start
        while end > 0 and text[end - 1].isspace():
            end -= 1
        begin = end
        # The words back to the quotation mark or six words, whichever is nearer.
        count = 0
        while begin > 0 and count < 6 and text[begin - 1] not in '“"‘.;:!?':
            begin -= 1
            count += text[begin] == " "
        found.append(Span(begin, mark.end))
    return tuple(found)
