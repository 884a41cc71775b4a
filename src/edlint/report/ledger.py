"""The ledger of claims: every claim of the articles with its status and evidence, for fact-checkers.

Article text is hostile: control characters are escaped, spreadsheets get no formulas, Markdown and HTML no markup.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from edlint.model.claim import Claim, ClaimKind, ClaimStatus
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.report.json import SCHEMA, claim_data
from edlint.report.review import text as plain_markdown
from edlint.report.safe import as_json as written
from edlint.report.safe import printable, safe_line
from edlint.report.table import line
from edlint.text.counted import counted

_COLOURS = {
    ClaimStatus.UNSOURCED: "33;1",
    ClaimStatus.WAIVED: "36",
    ClaimStatus.OWN: "2",
    ClaimStatus.SOURCED: "32",
}
HEAD = (
    "path",
    "line",
    "column",
    "kind",
    "status",
    "words",
    "quantity",
    "unit",
    "place",
    "sentence",
    "evidence",
    "addresses",
    "waiver",
    "checked by",
    "checked on",
    "source",
    "identity",
)


class Wanted(NamedTuple):
    """Which claims to list: of these kinds and statuses (empty: all), and whether in colour."""

    kinds: Collection[ClaimKind] = ()
    statuses: Collection[ClaimStatus] = ()
    colour: bool = False

    def claims(self, file: FileReport) -> list[Claim]:
        """Return the claims of a file to list, in text order."""
        return [
            claim
            for claim in file.claims
            if (not self.kinds or claim.kind in self.kinds)
            and (not self.statuses or claim.status in self.statuses)
        ]


def _listed(report: Report, wanted: Wanted) -> Iterator[tuple[FileReport, Source, Claim]]:
    for file in report.files:
        if file.source is not None:
            for claim in wanted.claims(file):
                yield file, file.source, claim


def counts(report: Report, wanted: Wanted) -> dict[str, int]:
    """Return the number of listed claims by status."""
    seen = Counter(claim.status for _, _, claim in _listed(report, wanted))
    return {status.value: seen[status] for status in ClaimStatus}


def summary(report: Report, wanted: Wanted) -> str:
    """Return the counts in words."""
    found = counts(report, wanted)
    total = sum(found.values())
    parts = ", ".join(f"{number} {status}" for status, number in found.items() if number)
    return counted(total, "claim") + (f": {parts}" if parts else "")


def terminal(report: Report, wanted: Wanted) -> str:
    """Return the ledger for a terminal: by file, each claim with its evidence or what is missing."""
    lines: list[str] = []
    for file in report.files:
        title = _paint(safe_line(file.path), "1", wanted)
        if file.error is not None or file.source is None:
            lines += [title, f"  not checked: {printable(file.error or '')}", ""]
            continue
        claims = wanted.claims(file)
        if not claims:
            continue
        lines.append(title)
        places = [file.source.where(claim.span.start) for claim in claims]
        width = max(len(place) for place in places)
        for place, claim in zip(places, claims, strict=True):
            status = _paint(f"{claim.status.value:<9}", _COLOURS[claim.status], wanted)
            lines.append(f"  {place:<{width}}  {status}  {claim.kind.value:<11}  “{printable(claim.text)}”")
            lines += [f"  {'':<{width}}  {said}" for said in _support(claim)]
        lines.append("")
    return "\n".join([*lines, f"{summary(report, wanted)}."]) + "\n"


def _support(claim: Claim) -> Iterator[str]:
    if claim.place:
        yield printable(claim.place)
    for evidence in claim.evidence:
        shown = printable(_short(evidence.text))
        yield (
            f"{evidence.kind.value}: {shown}"
            + (f" <{printable(evidence.url)}>" if evidence.url else "")
            + (f" {printable(evidence.gone)}" if evidence.gone else "")
        )
    if claim.waiver:
        yield ("" if claim.checked else "waived: ") + printable(claim.waiver)
    if not claim.evidence and claim.status is ClaimStatus.UNSOURCED:
        yield f"no evidence found; identity {claim.fingerprint}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 90 else text[:89] + "…"


def _paint(text: str, code: str, wanted: Wanted) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if wanted.colour else text


def as_json(report: Report, wanted: Wanted) -> str:
    """Return one JSON object: files with their claims as in the JSON report, and the counts by status."""
    data = {
        "schema": SCHEMA,
        "edlint": report.version,
        "files": [
            {
                "path": file.path,
                "words": file.words,
                "error": file.error,
                "claims": [claim_data(claim, file.source) for claim in wanted.claims(file)]
                if file.source
                else [],
            }
            for file in report.files
        ],
        "summary": counts(report, wanted),
    }
    return written(data, 2) + "\n"


def rows(report: Report, wanted: Wanted) -> Iterator[tuple[str | int, ...]]:
    """Yield the ledger as a table, head first; a fact-checker fills in who checked a claim, when, and the source.

    `edlint decisions apply` reads the filled-in table (see `edlint.run.sheet`).
    """
    yield HEAD
    for file, source, claim in _listed(report, wanted):
        place = source.place(claim.span.start)
        texts = "; ".join(
            f"{e.kind.value}: {_short(e.text)}" + (f" ({e.gone})" if e.gone else "") for e in claim.evidence
        )
        by, on, found = claim.checked or ("", "", "")
        yield (
            file.path,
            place.line,
            place.column,
            claim.kind.value,
            claim.status.value,
            claim.text,
            claim.quantity,
            claim.unit,
            claim.place,
            claim.sentence,
            texts,
            " ".join(e.url for e in claim.evidence if e.url),
            "" if claim.checked else claim.waiver,
            by,
            on,
            found,
            claim.fingerprint,
        )


def as_csv(report: Report, wanted: Wanted) -> str:
    """Return the table as CSV."""
    return "".join(map(line, rows(report, wanted)))


def as_markdown(report: Report, wanted: Wanted) -> str:
    """Return a table for each file, to work through in a pull request or an issue."""
    lines = ["### Claims", "", f"{summary(report, wanted)}.", ""]
    for file in report.files:
        if file.error is not None or file.source is None:
            lines += [f"**{plain_markdown(file.path)}** not checked: {plain_markdown(file.error or '')}", ""]
            continue
        claims = wanted.claims(file)
        if not claims:
            continue
        lines += [
            f"**{plain_markdown(file.path)}**",
            "",
            "| Line | Status | Kind | Words | Evidence |",
            "|--:|---|---|---|---|",
        ]
        for claim in claims:
            line = file.source.place(claim.span.start).line
            support = "; ".join(plain_markdown(_short(part)) for part in _support(claim))
            lines.append(
                f"| {line} | {claim.status.value} | {claim.kind.value} | {plain_markdown(claim.text)} | {support} |"
            )
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def as_html(report: Report, wanted: Wanted) -> str:
    """Return a self-contained page."""
    pages = [(file, wanted.claims(file)) for file in report.files]
    from edlint.report.html import ledger  # noqa: PLC0415 - a template engine, needed for this format only

    return ledger.page(pages, summary(report, wanted), report.version)


FORMATS: dict[str, Callable[[Report, Wanted], str]] = {
    "terminal": terminal,
    "json": as_json,
    "csv": as_csv,
    "markdown": as_markdown,
    "html": as_html,
}
"""Name of a format → the function that writes it."""
