"""Comments in an article that speak to edlint, read into what they ask for.

edlint-disable-next-line RULE… -- reason; by NAME; until 2027-01-31
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from edlint.model.document import Comment

VERBS = ("disable-next-line", "disable-file", "disable", "enable")
PREFIX = "edlint-"


class Terms(NamedTuple):
    """Why something is silenced, who answers for it, and the last day on which it holds."""

    reason: str = ""
    owner: str = ""
    until: date | None = None

    def __str__(self) -> str:
        parts = [f"by {self.owner}"] if self.owner else []
        parts += [f"until {self.until.isoformat()}"] if self.until else []
        return f"{self.reason} ({', '.join(parts)})".strip() if parts else self.reason


@dataclass
class Directive:
    """One rule or family (or `all`) named in one comment.

    `used` once it does something, `void` when it may do nothing: it has expired.
    """

    comment: Comment
    verb: str
    selector: str
    terms: Terms
    used: bool = False
    void: bool = False


class Read(NamedTuple):
    """What a comment asks for, or what is wrong with how it is written (then `directives` may be empty)."""

    directives: list[Directive]
    fault: str = ""


def read(comment: Comment) -> Read:
    """Return what a comment asks for; nothing for a comment that is not edlint's."""
    text = " ".join(comment.text.split())
    if not text.startswith(PREFIX):
        return Read([])
    head, _, tail = f"{text} ".partition(" -- ")
    word, *selectors = head.replace(",", " ").split()
    verb = word.removeprefix(PREFIX)
    if verb not in VERBS:
        words = ", ".join(f"{PREFIX}{verb}" for verb in VERBS)
        return Read([], f"“{word}” is none of edlint's comments: write {words}.")
    terms = read_terms(tail)
    if isinstance(terms, str):
        return Read([], terms)
    return Read(
        [Directive(comment, verb, selector, terms) for selector in dict.fromkeys(selectors) or ["all"]]
    )


def read_terms(text: str) -> Terms | str:
    """Return what `reason; by NAME; until DATE` says; a sentence instead when the date is none.

    Only what stands last is taken as owner and date: a reason may hold semicolons and the words by and until.
    """
    parts = [part.strip() for part in text.split(";")]
    owner, until = "", None
    while parts:
        word, _, rest = parts[-1].partition(" ")
        if word == "by" and rest and not owner:
            owner = rest.strip()
        elif word == "until" and rest[:1].isdigit() and until is None:
            try:
                until = date.fromisoformat(rest.strip())
            except ValueError:
                return f"“{parts[-1]}” is no date: write it as “until 2027-01-31”."
        elif parts[-1]:
            break
        parts.pop()
    return Terms("; ".join(parts), owner, until)
