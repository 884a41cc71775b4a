"""The kind that bounds a measure of a sentence or a block: its words, commas, sentences or characters."""

from collections.abc import Iterator

from edlint.model.block import PLACEHOLDER
from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.prose import Lines, Prose
from edlint.rules.matching import Matcher, Options, match_filter
from edlint.rules.schema import Metric
from edlint.text.sentences import sentences


def metric(rule: Metric) -> Matcher:
    """Flag the sentences, or the blocks, whose measure is out of bounds."""
    unit, _, what = rule.metric.partition("_")

    given = match_filter(rule, whole_words=False)

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        most = options.get("max", rule.max)
        least = options.get("min", rule.min)
        bounds = given(options)
        for index, block in bounds.blocks(prose):
            text = block.text
            if least is None and most is not None and _measure(text, what) <= most:
                # No sentence measures more than its block, so most blocks need not be split into sentences.
                continue
            for span in prose.sentences(index) if unit == "sentence" else _block(text):
                number = _measure(text[span.start : span.end], what)
                if (most is None or number <= most) and (least is None or number >= least):
                    continue
                if bounds.counts(prose, index, span):
                    yield Hit(
                        rule.id,
                        span,
                        block,
                        values={"count": str(number), "max": f"{most:g}" if most is not None else ""}
                        | {"min": f"{least:g}" if least is not None else ""},
                    )

    return match


def _block(text: str) -> tuple[Span, ...]:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return (Span(start, end),) if end > start else ()


def _measure(text: str, what: str) -> int:
    match what:
        case "words":
            # The parts between blanks, without dashes and other punctuation by itself.
            return sum(1 for part in text.split() if len(part) > 2 or part.isalnum() or part == PLACEHOLDER)
        case "commas":
            return text.count(",")
        case "sentences":
            return len(sentences(text))
        case _:
            return len(text)
