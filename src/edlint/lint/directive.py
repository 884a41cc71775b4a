"""Suppression comments in an article, parsed into directives.

The form is: edlint-disable-next-line RULE… -- reason; by NAME; until 2027-01-31
"""

from typing import NamedTuple

import msgspec

from edlint.model.document import Comment
from edlint.text.terms import Terms, read_terms

VERBS = ("disable-line", "disable-next-line", "disable-file", "disable", "enable")
PREFIX = "edlint-"
CLAIM = "edlint-claim-ok"
"""Prefix of a comment that accepts a claim without a source; the claims checker reads it."""


class Directive(msgspec.Struct):
    """One rule, family or `all` that one comment names.

    `used` is set once it silences something; `void` means that it silences nothing because it has expired.
    """

    comment: Comment
    verb: str
    selector: str
    terms: Terms
    used: bool = False
    void: bool = False


class ReadComment(NamedTuple):
    """The directives of a comment, and a message if it is written wrongly (then `directives` may be empty)."""

    directives: list[Directive]
    fault: str = ""


def read(comment: Comment) -> ReadComment:
    """Parse a comment; the result is empty for a comment that is not edlint's."""
    text = " ".join(comment.text.split())
    if not text.startswith(PREFIX) or text.startswith(CLAIM):
        return ReadComment([])
    head, _, tail = f"{text} ".partition(" -- ")
    word, *selectors = head.replace(",", " ").split()
    verb = word.removeprefix(PREFIX)
    if verb not in VERBS:
        words = ", ".join(f"{PREFIX}{verb}" for verb in VERBS)
        return ReadComment([], f"“{word}” is none of edlint's comments: write {words}.")
    terms = read_terms(tail)
    if isinstance(terms, str):
        return ReadComment([], terms)
    return ReadComment(
        [Directive(comment, verb, selector, terms) for selector in dict.fromkeys(selectors) or ["all"]]
    )
