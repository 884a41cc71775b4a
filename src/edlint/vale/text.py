"""What Vale's way of reading asks of a text."""

from edlint.model.span import Span
from edlint.text.sentences import sentences


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return where the sentences of a text stand; line ends and hard blanks are blanks to them."""
    return sentences(text.replace("\n", " ").replace("\xa0", " "))
