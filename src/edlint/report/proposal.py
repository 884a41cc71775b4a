"""The lines that a fix changes, before and after, for a suggestion on a pull request or a preview on a terminal."""

from collections.abc import Sequence
from typing import NamedTuple

from edlint.model.edit import Edit, edited
from edlint.model.finding import Finding, Safety
from edlint.model.source import Source
from edlint.model.span import Span


class Proposal(NamedTuple):
    """Lines `first` to `last` of the source, from 1, before and after the fix, without the last line's end."""

    first: int
    last: int
    old: str
    new: str


def offered(finding: Finding, source: Source) -> Proposal | None:
    """Return the lines as changed by the first fix that may be offered, or None."""
    fix = next((fix for fix in finding.fixes if fix.safety is not Safety.SHOW), None)
    return proposal(fix.edits, source) if fix is not None else None


def proposal(edits: Sequence[Edit], source: Source) -> Proposal | None:
    """Return the lines as changed by the edits, which do not overlap; None if the source has no lines for people.

    The lines in the text of a notebook or a Word document exist only inside edlint.
    """
    if not edits or source.data or source.landmarks:
        return None
    made = sorted(edits)
    first = source.place(made[0].start).line
    last = source.place(max(edit.end for edit in made)).line
    whole = Span(source.line_span(first).start, source.line_span(last).end)
    return Proposal(first, last, source.slice(whole), edited(source.text, made, *whole))
