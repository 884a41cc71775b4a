"""Counts in a title (“Seven tips”) that contradict the headings, the list or the text below it."""

from collections.abc import Iterator

from edlint.check.numbers.counts import count_of, counts_in, item_count
from edlint.check.numbers.found import FoundIn, counted, readable
from edlint.check.numbers.read import singular
from edlint.language.data import LanguageData
from edlint.model.block import Block, BlockKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.text.pattern import pattern
from edlint.text.sentences import sentence_at

_FILE = "numbers/titles"
_HEADING_NUMBER = r"^(?:[A-Za-z]+ )?#?([0-9]{1,2})[.):–—-](?:\s|$)"
_MOST = 30  # a title with a higher count announces no list


def headings(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield a title's count (“7 tips for …”) that the headings, the only list or the text below contradict."""
    title = _title(document)
    told = _title_count(title.text, known) if title else None
    if title is None or told is None:
        return
    span, said = told
    found = next(_headed(document, title, (span, said), known), None)
    if found is not None:
        yield found
        return
    if not known.has(_FILE) or not 2 <= said <= _MOST:
        return
    yield from _one_list(document, title, (span, said), known)
    yield from _repeated(document, title, (span, said), known)


def _headed(
    document: Document, title: Block, told: tuple[Span, int], known: LanguageData
) -> Iterator[FoundIn]:
    """Yield a title's count if the numbered headings of a level, or those that are questions, are more or fewer."""
    span, said = told
    of_questions = known.pattern("numbers/counts", "questions").found(title.text[span.start : span.end])
    headings = [b for b in document.blocks if b.kind is BlockKind.HEADING and b is not title]
    for level in (1, 2, 3):
        listed = _listed([block for block in headings if block.level == level], of_questions=of_questions)
        extra = any(known.pattern(_FILE, "extra").found(block.text) for block in listed)
        if len(listed) >= 3 and not extra and 1 <= abs(said - len(listed)) <= 3:
            yield counted(document, title, span, len(listed), listed[-1])


def _listed(below: list[Block], *, of_questions: bool) -> list[Block]:
    """Return the headings numbered in order, or, for a count of questions, all if all are questions; else []."""
    numbers = [
        (block, int(match.groups[0] or 0))
        for block in below
        for match in pattern(_HEADING_NUMBER).matches(block.text)
    ]
    asks = [block.text.rstrip().endswith("?") for block in below]
    if not numbers:
        return below if of_questions and all(asks) else []
    told = [block for block, _ in numbers]
    in_order = [number for _, number in numbers] == list(range(1, len(told) + 1))
    # “Three teams tell”, above five questions to them.
    others = not of_questions and any(block.text.rstrip().endswith("?") for block in told)
    return told if in_order and not others else []


def _one_list(
    document: Document, title: Block, told: tuple[Span, int], known: LanguageData
) -> Iterator[FoundIn]:
    """Yield a title's count if only one list follows, introduced by a colon, and has another length."""
    blocks, (span, said) = document.blocks, told
    first = next((i for i, block in enumerate(blocks) if block.item and not block.item.depth), 0)
    headed = any(b.kind is BlockKind.HEADING and b is not title and b.text != title.text for b in blocks)
    if headed or first < 1 or not blocks[first - 1].text.rstrip().endswith(":"):
        return
    lists = {block.item.list for block in blocks if block.item}
    count, more = item_count(blocks, first, known)
    if len(lists) == 1 and not more and count >= 2 and 1 <= abs(said - count) <= 2:
        yield counted(document, title, span, count, blocks[first])


def _repeated(
    document: Document, title: Block, told: tuple[Span, int], known: LanguageData
) -> Iterator[FoundIn]:
    """Yield a title's count (“Seven tips”) if the text states one other number of them: “these eight tips”."""
    (span, said), found = told, []
    thing = singular(title.text[span.start : span.end].rpartition(" ")[2].lower(), known)
    for block in document.blocks:
        if block.kind is not BlockKind.PARAGRAPH or not readable(block):
            continue
        for match in counts_in(block.text, known):
            words = block.text[match.span.start : match.span.end]
            value = count_of(match, known)
            if value is not None and singular(words.rpartition(" ")[2].lower(), known) == thing:
                found.append((block, match.span, value))
    if len({value for *_, value in found}) != 1:
        return
    block, there, value = found[0]
    sentence = sentence_at(block.text, there.start)
    led = known.pattern(_FILE, "led").found(block.text[sentence.start : there.start])
    other = known.pattern(_FILE, "other").found(block.text[sentence.start : sentence.end])
    if led and not other and value != said and 2 <= value <= _MOST and abs(value - said) <= 3:
        yield counted(document, title, span, value, block)


def _title(document: Document) -> Block | None:
    """Return the title, else the first main heading."""
    title = next((b for b in document.blocks if b.kind is BlockKind.TITLE), None)
    return title or next((b for b in document.blocks if b.kind is BlockKind.HEADING and b.level == 1), None)


def _title_count(text: str, known: LanguageData) -> tuple[Span, int] | None:
    """Return the only count of a title and its span: “7 tips”, “Faster builds: 7 tips”, “… in 7 steps”."""
    found = counts_in(text, known)
    if len(found) != 1 or not known.pattern("numbers/counts", "opens").found(
        text[: found[0].span.start].rstrip()
    ):
        return None
    said = count_of(found[0], known)
    return None if said is None else (found[0].span, said)
