"""Corrections that a person types: new words for those of a finding, as an edit of the source."""

from itertools import takewhile

from edlint.model.block import PLACEHOLDER
from edlint.model.document import Document
from edlint.model.edit import Edit
from edlint.model.errors import EdlintError
from edlint.model.locate import block_at
from edlint.model.span import Span
from edlint.text.pattern import pattern

_AS_IT_READS = frozenset(
    ["markdown", "html", "text", "rst", "asciidoc", "latex", "quarto", "subtitles", "commit"]
)
"""Formats whose source may be rewritten directly: in the others, new words could break the surrounding syntax."""


def words(document: Document, span: Span) -> str:
    """Return the words in a range of the source as the person who corrects them sees them: without markup.

    Where the range contains a placeholder (code, an image) or lies outside the prose, return the source itself, with
    each run of blanks as one space.
    """
    found = block_at(document, span)
    text = found[0].text[found[1].start : found[1].end] if found is not None else PLACEHOLDER
    return " ".join(document.source.slice(span).split()) if PLACEHOLDER in text else text


def correction(document: Document, span: Span, new: str) -> Edit:
    """Return the smallest edit of the source that replaces `words(document, span)` by `new`.

    Raises EdlintError, with the reason, where that is not possible.
    """
    old, new = words(document, span), " ".join(new.split())
    if new == old:
        raise EdlintError("nothing was changed")
    found = block_at(document, span)
    if found is not None and old == found[0].text[found[1].start : found[1].end]:
        edit = found[0].edit(found[1], new)
    else:
        edit = _raw(document, span, new.split())
    if edit is None:
        raise EdlintError("markup is in the way; change the file itself")
    return edit


def _raw(document: Document, span: Span, new: list[str]) -> Edit | None:
    """Return an edit of the source for the words that differ; blanks and line ends between the others are kept."""
    if document.source.format not in _AS_IT_READS:
        return None
    old = [place.shift(span.start) for place in pattern(r"\S+").spans(document.source.slice(span))]
    texts = [document.source.slice(place) for place in old]
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(texts, new, strict=False)))
    rest = zip(reversed(texts[head:]), reversed(new[head:]), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    gone, come = old[head : len(old) - tail], " ".join(new[head : len(new) - tail])
    if gone and come:
        return Edit(gone[0].start, gone[-1].end, come)
    before = old[head - 1].end if head else span.start
    after = old[len(old) - tail].start if tail else span.end
    if gone:
        return Edit(gone[0].start, after, "") if tail else Edit(before, gone[-1].end, "")
    return Edit(before, before, f" {come}") if head else Edit(after, after, f"{come} ")
