"""The links of articles: broken ones, and the cached answers of addresses."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from edlint.report.review import text as plain_markdown
from edlint.report.safe import as_json as written
from edlint.report.safe import printable, safe_line
from edlint.report.table import line
from edlint.text.counted import counted

_ORDER = ("dead", "unsure", "moved", "not asked", "unknown", "ok")
_COLOURS = {"dead": "31;1", "unsure": "33", "moved": "36", "ok": "32", "not asked": "2", "unknown": "2"}
_HEAD = ("path", "line", "state", "address", "why", "to", "archived", "day")


class Link(NamedTuple):
    """A link in a line of an article; `state` is `ok`, `moved`, `dead`, `unsure`, `not asked`, or `unknown`."""

    path: str
    line: int
    state: str
    address: str
    why: str = ""
    to: str = ""
    archived: str = ""
    day: str = ""


def summary(links: Sequence[Link]) -> str:
    """Return the counts in words."""
    seen = Counter(link.state for link in links)
    parts = ", ".join(f"{seen[state]} {state}" for state in _ORDER if seen[state])
    return counted(len(links), "link") + (f": {parts}" if parts else "")


def terminal(links: Sequence[Link], *, every: bool, colour: bool) -> str:
    """Return the links by file; those in order, or never requested, only with `every`."""
    lines: list[str] = []
    path = ""
    for link in links:
        if link.state in {"ok", "unknown"} and not every:
            continue
        if link.path != path:
            lines += ([""] if lines else []) + [safe_line(link.path)]
            path = link.path
        state = f"\x1b[{_COLOURS[link.state]}m{link.state}\x1b[0m" if colour else link.state
        lines.append(f"  {link.line}  {state}  {printable(link.address)}")
        lines += [f"      {note}" for note in _notes(link)]
    return "\n".join([*lines, *([""] if lines else []), f"{summary(links)}."]) + "\n"


def _notes(link: Link) -> Iterator[str]:
    if link.why and link.state not in {"ok", "unknown"}:
        yield printable(link.why) + (f" ({link.day})" if link.day else "")
    if link.to:
        yield f"now: {printable(link.to)}"
    if link.archived:
        yield f"archived: {printable(link.archived)}"


def as_json(links: Sequence[Link], **_: bool) -> str:
    """Return one JSON object with all links and the counts."""
    seen = Counter(link.state for link in links)
    data = {"links": [link._asdict() for link in links], "summary": {state: seen[state] for state in _ORDER}}
    return written(data, 2) + "\n"


def as_csv(links: Sequence[Link], **_: bool) -> str:
    """Return a table with a head, a line for each link."""
    return "".join(map(line, [_HEAD, *links]))


def as_markdown(links: Sequence[Link], *, every: bool, **_: bool) -> str:
    """Return a list to work through in an issue or a pull request."""
    lines = ["### Links", "", f"{summary(links)}.", ""]
    for link in links:
        if every or link.state not in {"ok", "unknown"}:
            notes = "; ".join(plain_markdown(note) for note in _notes(link))
            place = f"{plain_markdown(link.path)}, line {link.line}"
            lines.append(f"- [ ] {place}: {link.state}, {plain_markdown(link.address)}: {notes}")
    return "\n".join(lines).rstrip("\n") + "\n"


FORMATS: dict[str, Callable[..., str]] = {
    "terminal": terminal,
    "json": as_json,
    "csv": as_csv,
    "markdown": as_markdown,
}
"""Name of a format → the function that writes it."""
