"""Whether a sentence asserts a statement, or negates, questions, corrects, reports, supposes or hedges it.

The patterns of the cues are in the language's data file `misconceptions/stances`.
"""

from collections.abc import Iterable

from edlint.language.data import LanguageData
from edlint.model.block import Block, BlockKind
from edlint.model.span import Span

_FILE = "misconceptions/stances"
_OPENING = 5  # tokens at the start of the next clause that may begin a condition, its comma included


def falsehood_blocks(blocks: Iterable[Block], known: LanguageData) -> frozenset[int]:
    """Return the numbers of headings that announce falsehoods (“Ten myths about …”), and of the blocks under them."""
    found: set[int] = set()
    level: int | None = None
    for number, block in enumerate(blocks):
        if block.kind in {BlockKind.HEADING, BlockKind.TITLE}:
            here = 0 if block.kind is BlockKind.TITLE else max(1, block.level)
            if level and here <= level:
                level = None
            if level is None and known.pattern(_FILE, "section").found(block.text):
                level = here
        if level is not None:
            found.add(number)
    return frozenset(found)


def keeps_statement(gap: str, known: LanguageData) -> bool:
    """Whether the words between two parts of a statement keep it whole: no negation, hedge, contrast or new subject."""
    return not known.pattern(_FILE, "negated").found(gap) and not known.pattern(_FILE, "turning").found(gap)


def asserted(sentence: str, span: Span, after: str, known: LanguageData) -> bool:
    """Whether the sentence asserts the words at `span`, judged by the rest of it and by the next sentence, `after`."""
    before, behind = sentence[: span.start], sentence[span.end :]
    asks = ";" not in behind and sentence.rstrip("\"'”’)* ").endswith("?")
    if asks or known.pattern(_FILE, "question").found(sentence):
        return False
    own, following = _clauses(behind, known)
    if known.pattern(_FILE, "further").found(following):
        following = ""
    clause = before[max((mark.end for mark in known.pattern(_FILE, "clause").spans(before)), default=0) :]
    return not (
        known.pattern(_FILE, "led").found(clause)
        or known.pattern(_FILE, "reported").found(before)
        or known.pattern(_FILE, "denied").found(before)
        or known.pattern(_FILE, "correction").found(before)
        or known.pattern(_FILE, "correction").found(behind)
        or known.pattern(_FILE, "turn").found(_until_break(behind))
        or known.pattern(_FILE, "condition").found(own)
        or known.pattern(_FILE, "condition").found(" ".join(following.split()[:_OPENING]))
        or known.pattern(_FILE, "refutation").found(after)
    )


def next_clause_end(sentence: str, span: Span, known: LanguageData) -> int:
    """Return the offset of the end of the next clause: up to there, words may still concern those at `span`."""
    own, following = _clauses(sentence[span.end :], known)
    return span.end + len(own) + len(following)


def _clauses(behind: str, known: LanguageData) -> tuple[str, str]:
    """Return the rest of a statement's clause, and the next clause with the words that join the two.

    In “A UUID can never collide, so we used one, and if I did it again …” the condition does not concern the statement.
    """
    statement = _until_break(behind)
    starts = [mark.start for mark in known.pattern(_FILE, "clause").spans(statement)]
    # “, and ” is one break, not two.
    starts = [
        start for n, start in enumerate(starts) if not n or statement[starts[n - 1] : start].strip(" ,:(—–-")
    ]
    first = starts[0] if starts else len(statement)
    second = starts[1] if len(starts) > 1 else len(statement)
    return statement[:first], statement[first:second]


def _until_break(behind: str) -> str:
    """Return the text before the first semicolon, after which another statement begins."""
    return behind.partition(";")[0]
