"""HTML pages of a report: one file with everything, or a front page and a page for each article."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from edlint.model.finding import Severity
from edlint.model.report import FileReport, Report
from edlint.report.common import not_read, passed_over
from edlint.report.history import Trend, present
from edlint.report.html import front
from edlint.report.html.article import article
from edlint.report.safe import printable
from edlint.text.counted import counted, noun

_NAME = 40
FRONT = "index.html"
_SCRIPTS = ("common.js", "front.js", "reading.js", "decisions.js", "exchange.js")


class Served(NamedTuple):
    """What a page needs to talk to `edlint serve`: the token, and the version of the files that it shows."""

    token: str
    version: str


def single(report: Report, history: Sequence[Trend] = (), *, served: Served | None = None) -> str:
    """Return one page with the summary and every article; with `served` it can send decisions back."""
    articles = [article(file, report.rules, at) for at, file in enumerate(report.files)]
    return _page("single", report, _front(report, history), articles, served=served)


def folder(report: Report, history: Sequence[Trend] = ()) -> Iterator[tuple[str, str]]:
    """Yield file name and page: `index.html`, then one for each article that could be checked, made on demand."""
    yield FRONT, _page("front", report, _front(report, history), [])
    checked = [(page_name(n, file), file) for n, file in enumerate(report.files) if file.source is not None]
    for at, (name, file) in enumerate(checked):
        beside = {
            "previous": checked[at - 1] if at else None,
            "next": checked[at + 1] if at + 1 < len(checked) else None,
        }
        ways = {way: (to[0], printable(to[1].path)) for way, to in beside.items() if to is not None}
        yield name, _page("article", report, {}, [article(file, report.rules, 0)], ways=ways)


def page_name(number: int, file: FileReport) -> str:
    """Return the file name of an article's page: safe in any file system and URL, and unique by its number."""
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in file.path)[-60:].strip("-")
    return f"{number + 1:04}-{stem or 'article'}.html"


def _front(report: Report, history: Sequence[Trend]) -> dict[str, Any]:
    trends = [*history, present(report)] if history else []
    lines = [
        front.line(number, file, page_name(number, file), trends) for number, file in enumerate(report.files)
    ]
    return {
        "summary": front.urgent(lines),
        "moved": front.moved(
            trends, {file.path: line["title"] for file, line in zip(report.files, lines, strict=True)}
        ),
        "totals": {severity.value: report.count(severity) for severity in Severity},
        "unsourced": sum(file.unsourced for file in report.files),
        "families": front.families(report),
        "missed": printable(not_read(report, 10)),
        "passed": printable(passed_over(report, 10)),
        "compared": any(file.before is not None for file in report.files),
        "trends": trends,
        "charts": front.charts(trends),
    }


def _page(
    kind: str,
    report: Report,
    summary: dict[str, Any],
    articles: Sequence[Any],
    *,
    ways: dict[str, tuple[str, str]] | None = None,
    served: Served | None = None,
) -> str:
    return template("page.html.j2").render(
        kind=kind,
        version=report.version,
        engines=report.engines,
        front=summary,
        articles=articles,
        ways=ways or {},
        one=kind == "single",
        served=served,
        **look("connect-src 'self'; img-src data:;", *_SCRIPTS),
    )


@cache
def look(more: str, *scripts: str) -> dict[str, Any]:
    """Return the style, these scripts as one, and a Content-Security-Policy that allows these and `more`."""
    style = _asset("page.css")
    script = '"use strict";\n{\n' + "\n".join(_asset(name) for name in scripts) + "}\n"
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; {more} "
        "base-uri 'none'; form-action 'none'"
    )
    # Both are files of ours, and are put into the page unescaped.
    return {"style": Markup(style), "script": Markup(script), "policy": policy}  # noqa: S704 - no word of an article is in them


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return files("edlint.report.html").joinpath("assets", name).read_text(encoding="utf-8")


def _broken(path: str) -> Markup:
    """Return a path in which a line may break between folders, and within a name only if it is very long."""
    parts = [
        Markup('<span class="whole">{}</span>').format(part) if len(part) <= _NAME else part
        for part in path.split("/")
    ]
    return Markup("/<wbr>").join(parts)


def _harmless(value: Any) -> Any:
    """Return a template's value; in a string, control and invisible characters are written as escape sequences."""
    if type(value) is not str or value.isprintable():
        return value
    return "\n".join(printable(line) for line in value.split("\n"))


@cache
def template(name: str) -> Template:
    """Return one of our templates, with automatic escaping."""
    environment = Environment(
        loader=PackageLoader("edlint.report.html", "assets"),
        autoescape=True,
        finalize=_harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"counted": counted, "noun": noun, "broken": _broken}
    return environment.get_template(name)
