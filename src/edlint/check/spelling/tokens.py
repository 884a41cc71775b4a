"""Which words of a block are prose to be checked, and what stands around them."""

from collections.abc import Iterator
from typing import NamedTuple

from edlint.model.document import PLACEHOLDER, Block, MarkKind
from edlint.model.span import Span
from edlint.text.pattern import pattern
from edlint.text.quotes import quotations, sic
from edlint.text.words import words

_BEFORE = frozenset("_@#\\$%&<{=~`^+*" + PLACEHOLDER)
_AFTER = frozenset("_@\\=~`^" + PLACEHOLDER)
_ADDRESS = pattern(r"://|^www\.|[\w.+-]@[\w-]|\{\{|\}\}|\\\\")


class Token(NamedTuple):
    """A word of a block: `span` in the block's text; `quoted` inside a quotation."""

    text: str
    span: Span
    quoted: bool


def tokens(block: Block) -> Iterator[Token]:
    """Yield the words of a block that an editor would look at.

    Left out: passages in another language, struck-out words, what `[sic]` stands for, words with digits. Hyphenated
    words come whole.
    """
    text = block.text
    left_out = sorted(
        [mark.span for mark in block.marks if mark.kind in {MarkKind.LANGUAGE, MarkKind.STRIKE}]
        + (list(sic(text)) if "sic" in text else [])
    )
    quoted = quotations(text)
    for span in words(text):
        if any(out.start <= span.start < out.end for out in left_out):
            continue
        yield Token(
            text[span.start : span.end],
            span,
            block.quoted or any(quote.start <= span.start < quote.end for quote in quoted),
        )


def chunk(text: str, span: Span) -> Span:
    """Return the run without blanks that a word stands in."""
    start, end = span
    while start > 0 and not text[start - 1].isspace() and span.start - start < 200:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - span.end < 200:
        end += 1
    return Span(start, end)


def code_like(text: str, span: Span) -> bool:
    """Whether a word is part of a name, a path, an address or a piece of code rather than of a sentence."""
    before = text[span.start - 1 : span.start] if span.start else ""
    after = text[span.end : span.end + 1]
    if before in _BEFORE or after in _AFTER:
        return bool(before or after) and not (before == "" and after == "")
    around = chunk(text, span)
    whole = text[around.start : around.end]
    if _ADDRESS.found(whole):
        return True
    following = text[span.end : span.end + 2]
    if following in {"()", "[]", "::", "->", "=>"} or text[max(0, span.start - 2) : span.start] in {
        "--",
        "::",
        "->",
    }:
        return following not in {"->", "=>"}
    # foo.bar, but not “end.Begin”, a forgotten space.
    if before == "." and span.start > 1 and text[span.start - 2].isalnum():
        return True
    if after == "." and text[span.end + 1 : span.end + 2].isalnum():
        return True
    if before == "." and (span.start == 1 or text[span.start - 2].isspace()):
        return True
    if before == ":" and span.start > 1 and text[span.start - 2].isalnum():
        return True
    if "/" in (before, after):
        return whole.count("/") > 1 or whole[:1] in "/~." or "." in whole.rstrip(".,;:!?)")
    return False
