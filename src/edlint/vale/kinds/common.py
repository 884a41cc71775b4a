"""What the kinds share: messages, and lists of offers as sentences."""

from collections.abc import Sequence

from edlint.vale.definition import Definition
from edlint.vale.fmt import filled


def message(definition: Definition, match: str, offers: Sequence[str]) -> str:
    """Return a rule's message about a match; where the rule has an action, what is offered is the second value."""
    if not definition.action.name:
        return one_line(filled(definition.message, [match]))
    if not offers:
        offer = match
    elif len(offers) == 1:
        offer = offers[0]
    else:
        offer = either(offers)
    return one_line(filled(definition.message, [match, offer]))


def either(words: Sequence[str]) -> str:
    """Return words as Vale lists them: `'a'`, `'a' or 'b'`, `'a', 'b', or 'c'`."""
    quoted = [f"'{word}'" for word in words]
    if len(quoted) < 3:
        return " or ".join(quoted)
    return ", ".join([*quoted[:-1], f"or {quoted[-1]}"])


def one_line(text: str) -> str:
    """Return a message without its line ends."""
    return text.replace("\n", " ")
