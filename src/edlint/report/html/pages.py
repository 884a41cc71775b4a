"""Pages from a report: one file with everything, or a front page and a page an article."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from edlint.model.claim import ClaimStatus
from edlint.model.finding import Severity
from edlint.model.report import FileReport, Report
from edlint.report.history import Trend
from edlint.report.html.article import article
from edlint.report.markdown import score
from edlint.report.safe import printable

FRONT = "index.html"


class Served(NamedTuple):
    """What a page of `edlint serve` needs to talk to it: the token, and which state of the files it shows."""

    token: str
    version: str


def single(report: Report, history: Sequence[Trend] = (), *, served: Served | None = None) -> str:
    """Return one page with the summary and every article below it; `served` lets it write decisions back."""
    return _page("single", report, history, [article(file, report.rules) for file in report.files], served)


def folder(report: Report, history: Sequence[Trend] = ()) -> dict[str, str]:
    """Return file name → page: `index.html`, and one for each article that could be checked."""
    pages = {FRONT: _page("front", report, history, [])}
    for number, file in enumerate(report.files):
        if file.source is not None:
            pages[page_name(number, file)] = _page("article", report, (), [article(file, report.rules)])
    return pages


def page_name(number: int, file: FileReport) -> str:
    """Return the name of an article's page: safe in any file system and any URL, and the same path's own."""
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in file.path)[-60:].strip("-")
    return f"{number + 1:04}-{stem or 'article'}.html"


def _page(
    kind: str, report: Report, history: Sequence[Trend], articles: Sequence[Any], served: Served | None = None
) -> str:
    style, script = _asset("page.css"), _asset("page.js")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            kind=kind,
            report=report,
            summary=[_line(number, file) for number, file in enumerate(report.files)],
            totals={severity.value: report.count(severity) for severity in Severity},
            unsourced=sum(_unsourced(file) for file in report.files),
            history=history,
            articles=articles,
            style=style,
            script=script,
            policy=_policy(style, script),
            one=kind == "single",
            token=served.token if served else "",
            version=served.version if served else "",
        )
    )


def _line(number: int, file: FileReport) -> dict[str, Any]:
    """Return what the front page says of one file."""
    families: dict[str, int] = {}
    for finding in file.live:
        if finding.severity is not Severity.SUGGESTION:
            families[finding.family] = families.get(finding.family, 0) + 1
    return {
        "number": number,
        "page": page_name(number, file),
        "path": printable(file.path),
        "error": printable(file.error) if file.error is not None else None,
        "words": file.words,
        "score": score(file) if file.source is not None else None,
        "counts": {severity.value: file.count(severity) for severity in Severity},
        "families": dict(sorted(families.items(), key=lambda item: -item[1])),
        "unchanged": sum(f.suppressed is not None and f.suppressed.by == "unchanged" for f in file.findings),
        "claims": len(file.claims),
        "unsourced": _unsourced(file),
        "grade": file.readability.get("flesch_kincaid_grade"),
        "ease": file.readability.get("flesch_reading_ease"),
    }


def _unsourced(file: FileReport) -> int:
    return sum(claim.status is ClaimStatus.UNSOURCED for claim in file.claims)


def _policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy that allows just this style and this script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return files("edlint.report.html").joinpath("assets", name).read_text(encoding="utf-8")


def _harmless(value: Any) -> Any:
    """Return what a template may show: in plain text, what turns or hides letters is spelt out, line by line."""
    if type(value) is not str:
        return value
    return "\n".join(printable(line) for line in value.split("\n"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("edlint.report.html", "assets"),
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
