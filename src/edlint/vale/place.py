"""Locate a finding in the source: at its match, or where Vale reports it if it cannot find the match."""

from edlint.model.span import Span
from edlint.text.mapped import Mapped
from edlint.text.pattern import pattern
from edlint.vale.read import Page
from edlint.vale.rule import Alert
from edlint.vale.text import sentence_spans

_WORD = r"[\p{L}\p{N}]+"


def place(alert: Alert, page: Page) -> Span:
    """Return the span of a finding in the source; empty if it is about a block or the whole text."""
    block = alert.view.block
    text = block.text
    if alert.match or alert.end > alert.start:
        found = text.place(alert.start, alert.end)
        begin = _line(page, text.place(0, 0).start)
        return Span(begin, found.end) if _is_lost(alert, page, begin) else found
    if alert.start < 0:
        # A finding on a block is shown at the beginning of its first line, one on the whole text at the top.
        at = text.place(0, 0).start if text.runs and not block.scope.startswith("summary") else 0
        return Span(*[_line(page, at)] * 2)
    return text.place(alert.start, alert.start)


def _line(page: Page, at: int) -> int:
    return page.source.rfind("\n", 0, at) + 1


def _is_lost(alert: Alert, page: Page, begin: int) -> bool:
    """Whether Vale cannot find a match, and so reports it from the beginning of its block's first line.

    Vale searches the source for the text of the match, which masking or entities may have changed. If it is not there,
    Vale takes the line that contains all words of the sentence.
    """
    text, match = alert.view.block.text, alert.match
    if not match or _is_read_as_it_stands(text, alert.start, alert.end, page) or match in page.source:
        return False
    line = page.source[begin : page.source.find("\n", begin) % (len(page.source) + 1)]
    for start, end in reversed(list(sentence_spans(text.text))):
        sentence = text.text[start:end].strip()
        if sentence == match or sentence.find(match) > 0:
            return all(sentence[word.start : word.end] in line for word in pattern(_WORD).spans(sentence))
    return False


def _is_read_as_it_stands(text: Mapped, start: int, end: int, page: Page) -> bool:
    """Whether both ends of a match are unchanged characters of the source, with no resolved entity between them."""
    if any(run.length != run.width for run in text.part(start, end).runs):
        return False
    ends = [text.verbatim(at, at + 1) for at in (start, end - 1)]
    return all(
        found is not None and page.source[found.start : found.end] == text.text[at]
        for found, at in zip(ends, (start, end - 1), strict=True)
    )
