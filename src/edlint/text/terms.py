"""Terms of a suppression, as written in comments in articles: `reason; by NAME; until 2027-01-31`."""

from datetime import date
from typing import NamedTuple


class Terms(NamedTuple):
    """Why something is suppressed, who is responsible for that, and the last day on which it is; None: no last day."""

    reason: str = ""
    owner: str = ""
    until: date | None = None

    def __str__(self) -> str:
        parts = [f"by {self.owner}"] if self.owner else []
        parts += [f"until {self.until.isoformat()}"] if self.until else []
        return f"{self.reason} ({', '.join(parts)})".strip() if parts else self.reason


def read_terms(text: str) -> Terms | str:
    """Parse `reason; by NAME; until DATE`; return an error message when the date is invalid.

    Owner and date are only read at the end: a reason may contain semicolons and the words “by” and “until”.
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
