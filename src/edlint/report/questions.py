"""Editors' questions to authors: written as Markdown or comments of a pull request; answers are read as decisions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from edlint.model.claim import Claim
from edlint.model.finding import Finding
from edlint.model.report import FileReport, Report
from edlint.report.byline import author_of, title_of
from edlint.report.review import text as plain
from edlint.report.safe import printable
from edlint.run.decisions import Decision
from edlint.text.pattern import pattern

_MARK = r"^<!-- edlint-question ([0-9a-zA-Z:-]{1,80}) (\S[^\n]*) -->$"
_FIELD = r"^(Answer|Source|By):[ \t]*(.*)$"
_NOBODY = "the author"


class Question(NamedTuple):
    """A question about words of an article: `line` is their line, 0 if they are gone."""

    path: str
    title: str
    author: str
    line: int
    words: str
    text: str
    by: str
    fingerprint: str


def questions(decisions: Iterable[Decision], report: Report) -> Iterator[Question]:
    """Yield the questions among the decisions, with the author in the article's front matter."""
    files = {file.path: file for file in report.files}
    for one in decisions:
        if one.action not in {"ask", "query"}:
            continue
        file = files.get(one.path)
        finding = _finding(file, one.fingerprint)
        line = one.line
        if file is not None and file.source is not None and finding is not None:
            line = file.source.place(finding.span.start).line
        document = file.document if file is not None else None
        yield Question(
            one.path,
            title_of(document) or one.path,
            author_of(document),
            line,
            one.words,
            one.reason,
            one.by,
            one.fingerprint,
        )


def by_author(found: Iterable[Question]) -> dict[str, str]:
    """Return a Markdown text for each author, with fields for answers, which `answers` reads."""
    sheets: dict[str, dict[str, list[Question]]] = {}
    for one in found:
        sheets.setdefault(one.author or _NOBODY, {}).setdefault(one.path, []).append(one)
    return {author: _sheet(author, articles) for author, articles in sheets.items()}


def _sheet(author: str, articles: Mapping[str, Sequence[Question]]) -> str:
    lines = [f"# Questions for {plain(author)}", ""]
    lines += ["Write behind “Answer:”, or name a source behind “Source:”, and send this file back.", ""]
    for path, asked in articles.items():
        lines += [f"## {plain(asked[0].title)}", "", f"{plain(path)}", ""]
        for one in asked:
            place = f"Line {one.line}: " if one.line else ""
            lines += [
                f"<!-- edlint-question {one.fingerprint} {printable(one.path).replace('--', '- -')} -->",
                f"**{place}{plain(one.text)}** ({plain(one.by or 'the editor')})",
                "",
                f"> {plain(one.words)}",
                "",
                "Answer:",
                "",
                "Source:",
                "",
            ]
    return "\n".join([*lines, f"By: {printable(author) if author != _NOBODY else ''}".rstrip(), ""])


def answers(text: str, report: Report | None = None) -> list[Decision]:
    """Return an author's answers in a sheet as decisions: a source for a claim, a reason to dismiss any other finding.

    Without `report`, the decisions only name the files, so that they can be checked first.
    """
    files = {file.path: file for file in report.files} if report is not None else {}
    made: list[tuple[str, str, dict[str, str]]] = []
    by = ""
    for line in text.splitlines():
        mark = next(pattern(_MARK).matches(line.strip()), None)
        field = next(pattern(_FIELD).matches(line.strip()), None)
        if mark is not None:
            made.append((mark.groups[0] or "", mark.groups[1] or "", {}))
        elif field is not None and field.groups[1]:
            if field.groups[0] == "By":
                by = field.groups[1].strip()
            elif made:
                made[-1][2][field.groups[0] or ""] = field.groups[1].strip()
    found = []
    for fingerprint, path, said in made:
        if said:
            found.append(_answered(files.get(path), fingerprint, path, said, by or _NOBODY))
    return found


def _answered(
    file: FileReport | None, fingerprint: str, path: str, said: Mapping[str, str], by: str
) -> Decision:
    finding = _finding(file, fingerprint)
    claim = _claim(file, finding)
    source = said.get("Source", "")
    words = finding.text if finding is not None else ""
    if claim is not None and source:
        return Decision(path, claim.fingerprint, "checked", words=claim.text, by=by, source=source)
    reason = "; ".join(part for part in (said.get("Answer", ""), source) if part)
    return Decision(path, fingerprint, "dismiss", words=words, reason=reason, by=by)


def _finding(file: FileReport | None, fingerprint: str) -> Finding | None:
    return (
        next((f for f in file.findings if f.fingerprint == fingerprint), None) if file is not None else None
    )


def _claim(file: FileReport | None, finding: Finding | None) -> Claim | None:
    if file is None or finding is None or finding.family != "claims":
        return None
    return next((claim for claim in file.claims if claim.span.touches(finding.span)), None)


def github(found: Iterable[Question]) -> dict[str, Any]:
    """Return a review of a pull request, for `gh api repos/…/pulls/…/reviews --input`."""
    comments = [
        {"path": one.path, "line": one.line, "side": "RIGHT", "body": _said(one)} for one in found if one.line
    ]
    return {"event": "COMMENT", "comments": comments}


def rdjson(found: Iterable[Question]) -> dict[str, Any]:
    """Return the questions in reviewdog's format."""
    return {
        "source": {"name": "edlint"},
        "diagnostics": [
            {
                "message": f"{one.text} (about “{one.words}”)" if one.words else one.text,
                "location": {"path": one.path, "range": {"start": {"line": max(1, one.line)}}},
                "severity": "INFO",
            }
            for one in found
        ],
    }


def _said(one: Question) -> str:
    return f"{plain(one.text)}\n\n> {plain(one.words)}\n\n{plain(one.by or 'The editor')} asks."
