"""Split texts into sentences for Vale's rules."""

from edlint.model.span import Span
from edlint.text.sentences import sentences


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of a text's sentences; line ends and no-break spaces count as blanks."""
    return sentences(text.replace("\n", " ").replace("\xa0", " "))
