"""The ledger of claims as a page, which can be filtered and filled in, and exports decisions."""

from collections.abc import Sequence
from typing import Any

from edlint.model.claim import Claim, ClaimKind, ClaimStatus
from edlint.model.report import FileReport
from edlint.model.source import Source
from edlint.report.html.pages import look, template
from edlint.report.html.words import web
from edlint.report.safe import one_line, printable

_SCRIPTS = ("common.js", "ledger.js")


def page(files: Sequence[tuple[FileReport, Sequence[Claim]]], summary: str, version: str) -> str:
    """Return the page: a table for each article, a row for each claim."""
    articles = [
        {
            "path": printable(file.path),
            "error": printable(file.error) if file.error is not None else None,
            "claims": [_row(claim, file.source) for claim in claims] if file.source else [],
        }
        for file, claims in files
        if claims or file.error is not None
    ]
    return template("ledger.html.j2").render(
        articles=articles,
        summary=printable(summary),
        version=version,
        kinds=[kind.value for kind in ClaimKind],
        statuses=[status.value for status in ClaimStatus],
        **look("img-src data:;", *_SCRIPTS),
    )


def _row(claim: Claim, source: Source) -> dict[str, Any]:
    sentence, words = one_line(claim.sentence), one_line(claim.text)
    before, found, after = sentence.partition(words) if words else ("", "", "")
    checked = claim.checked
    return {
        "line": source.where(claim.span.start),
        "kind": claim.kind.value,
        "status": claim.status.value,
        "open": claim.status is ClaimStatus.UNSOURCED,
        "sentence": (before, found, after) if found else ("", words, ""),
        "text": words,
        "place": printable(claim.place),
        "fingerprint": claim.fingerprint,
        "waiver": "" if checked else printable(claim.waiver),
        "checked": [printable(part) for part in checked] if checked else ["", "", ""],
        "evidence": [
            (
                e.kind.value.replace("-", " "),
                printable(e.text or e.url),
                e.url if web(e.url) else "",
                printable(e.gone),
            )
            for e in claim.evidence
        ],
    }
