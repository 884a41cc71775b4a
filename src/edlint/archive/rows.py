"""The stored results of a checked article: a row for it, and one for each finding and each claim."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from edlint.archive.store import require
from edlint.model.document import Document
from edlint.model.finding import Severity
from edlint.model.report import FileReport
from edlint.model.source import Source
from edlint.report.common import excerpt
from edlint.text.pattern import pattern

TABLES = ("articles", "findings", "claims")
_CONTEXT = 160
_YEAR = r"(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)"
_LONG = 1_000
"""Code points to which a stored text is cut, as a hostile article may have very long words."""


class Rows(NamedTuple):
    """The rows of one article, by table."""

    articles: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    claims: list[dict[str, Any]]


def schemas() -> dict[str, Any]:
    """Return the Arrow schema of each table."""
    arrow = require("pyarrow")
    text, number, many = arrow.string(), arrow.int32(), arrow.list_(arrow.string())
    few = arrow.dictionary(arrow.int32(), arrow.string())
    return {
        "articles": arrow.schema(
            [
                ("id", text), ("name", text), ("stamp", text), ("format", few), ("language", few), ("section", few),
                ("author", few), ("date", text), ("year", arrow.int16()), ("words", number), ("errors", number),
                ("warnings", number), ("suggestions", number), ("suppressed", number), ("claims", number),
                ("unsourced", number), ("figures", arrow.map_(text, arrow.float64())), ("unread", arrow.float32()),
                ("error", text), ("failures", many), ("milliseconds", number),
            ]
        ),
        "findings": arrow.schema(
            [
                ("id", text), ("number", number), ("rule", few), ("severity", few), ("message", text), ("start", number),
                ("end", number), ("line", number), ("column", number), ("text", text), ("before", text), ("after", text),
                ("fixes", many), ("engine", few), ("fingerprint", text), ("suppressed", few),
            ]
        ),
        "claims": arrow.schema(
            [
                ("id", text), ("number", number), ("kind", few), ("status", few), ("text", text), ("sentence", text),
                ("start", number), ("end", number), ("line", number), ("quantity", text), ("unit", text),
                ("evidence", many), ("urls", many), ("fingerprint", text), ("waiver", text),
            ]
        ),
    }  # fmt: skip


def packed(table: Any) -> bytes:
    """Return an Arrow table as the bytes of a Parquet file."""
    sink = require("pyarrow").BufferOutputStream()
    require("pyarrow.parquet").write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def rows(entry: Mapping[str, Any], report: FileReport, milliseconds: int) -> Rows:
    """Return the rows of an article from its plan entry and its report (with the document, if it has one)."""
    said = _metadata(report.document)
    date = entry["date"] or said(
        "date", "published", "publishdate", "article:published_time", "dcterms.created"
    )
    year = next((int(found.groups[0] or 0) for found in pattern(_YEAR).matches(date)), None)
    source = report.source
    article = {
        "id": entry["id"],
        "name": entry["name"],
        "stamp": entry["stamp"],
        "format": entry["format"],
        "language": report.language,
        "section": entry["section"] or said("section", "category", "categories", "article:section"),
        "author": entry["author"] or said("author", "authors", "byline", "article:author"),
        "date": _clean(date[:40]),
        "year": year,
        "words": report.words,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "suggestions": report.count(Severity.SUGGESTION),
        "suppressed": len(report.findings) - len(report.live),
        "claims": len(report.claims),
        "unsourced": report.unsourced,
        "figures": list(report.readability.items()),
        "unread": report.unread_share,
        "error": None if report.error is None else _clean(report.error),
        "failures": [_clean(f"{failure.name}: {failure.detail}") for failure in report.failures],
        "milliseconds": milliseconds,
    }
    if source is None:
        return Rows([article], [], [])
    return Rows([article], _findings(entry["id"], report, source), _claims(entry["id"], report, source))


def _findings(id_: str, report: FileReport, source: Source) -> list[dict[str, Any]]:
    found = []
    for number, finding in enumerate(report.findings):
        place = source.place(finding.span.start)
        before, _, after = excerpt(source, finding.span, _CONTEXT)
        found.append(
            {
                "id": id_,
                "number": number,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "message": _clean(finding.message),
                "start": finding.span.start,
                "end": finding.span.end,
                "line": place.line,
                "column": place.column,
                "text": _clean(finding.text),
                "before": _clean(before),
                "after": _clean(after),
                "fixes": [_clean(fix.title) for fix in finding.fixes[:5]],
                "engine": finding.engine,
                "fingerprint": finding.fingerprint,
                "suppressed": finding.suppressed.by if finding.suppressed else None,
            }
        )
    return found


def _claims(id_: str, report: FileReport, source: Source) -> list[dict[str, Any]]:
    return [
        {
            "id": id_,
            "number": number,
            "kind": claim.kind.value,
            "status": claim.status.value,
            "text": _clean(claim.text),
            "sentence": _clean(claim.sentence),
            "start": claim.span.start,
            "end": claim.span.end,
            "line": source.place(claim.span.start).line,
            "quantity": _clean(claim.quantity),
            "unit": _clean(claim.unit),
            "evidence": [_clean(one.text) for one in claim.evidence],
            "urls": [_clean(one.url) for one in claim.evidence if one.url],
            "fingerprint": claim.fingerprint,
            "waiver": _clean(claim.waiver),
        }
        for number, claim in enumerate(report.claims)
    ]


def _metadata(document: Document | None) -> Any:
    """Return a function that looks up the first of several names in an article's front matter, as text.

    Of a list it returns the first item; without a value, an empty string.
    """
    known = (
        {str(name).lower(): value for name, value in document.metadata.items()}
        if document is not None
        else {}
    )

    def said(*names: str) -> str:
        for name in names:
            value = known.get(name)
            if isinstance(value, list | tuple) and value:
                value = value[0]
            if isinstance(value, dict):
                value = value.get("name")
            if value not in (None, ""):
                return _clean(str(value))[:200]
        return ""

    return said


def _clean(text: str) -> str:
    """Return a text cut to _LONG code points, with lone surrogates, which Parquet does not allow, escaped."""
    text = text[:_LONG]
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()
