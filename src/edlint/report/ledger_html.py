"""The ledger as a page: no script, nothing asked of a network, and every word of an article escaped."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape

from edlint.model.claim import Claim, ClaimStatus, Evidence
from edlint.model.report import FileReport
from edlint.report.safe import printable

_STYLE = """\
:root{color-scheme:light dark;--line:#8884;--warn:#b45309;--good:#15803d;--mute:#6b7280}
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:1.5rem 0 .5rem}
th,td{border-bottom:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}td.s{color:var(--mute);font-size:.9em;overflow-wrap:anywhere}
.unsourced{color:var(--warn);font-weight:600}.sourced{color:var(--good)}.own,.waived{color:var(--mute)}
mark{background:#fde68a;color:#1f2937;padding:0 .1em}code{font-size:.85em}"""


def page(files: Sequence[tuple[FileReport, Sequence[Claim]]], summary: str) -> str:
    """Return the page: a table a file, a row a claim."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = "".join(part for file, claims in files for part in _file(file, claims))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="edlint">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Claims</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Claims</h1>\n"
        f"<p>{_text(summary)}.</p>\n{body}</main>\n</body>\n</html>\n"
    )


def _file(file: FileReport, claims: Sequence[Claim]) -> Iterator[str]:
    if file.error is not None or file.source is None:
        yield f"<p><strong>{_text(file.path)}</strong> not checked: {_text(file.error or '')}</p>\n"
        return
    if not claims:
        return
    yield (
        f"<table>\n<caption>{_text(file.path)}</caption>\n<thead><tr>"
        '<th scope="col">Line</th><th scope="col">Status</th><th scope="col">Kind</th>'
        '<th scope="col">Claim</th><th scope="col">Evidence</th></tr></thead>\n<tbody>\n'
    )
    for claim in claims:
        yield (
            f'<tr><td class="n">{file.source.place(claim.span.start).line}</td>'
            f'<td class="{claim.status.value}">{claim.status.value}</td><td>{claim.kind.value}</td>'
            f"<td>{_sentence(claim)}</td>"
            f'<td class="s">{"<br>".join(_support(claim))}</td></tr>\n'
        )
    yield "</tbody>\n</table>\n"


def _sentence(claim: Claim) -> str:
    """Return the sentence with the claim's words marked."""
    start = claim.sentence.find(claim.text)
    if start < 0:
        return f"<mark>{_text(claim.text)}</mark> {_text(claim.sentence)}"
    end = start + len(claim.text)
    return (
        f"{_text(claim.sentence[:start])}<mark>{_text(claim.sentence[start:end])}</mark>"
        f"{_text(claim.sentence[end:])}"
    )


def _support(claim: Claim) -> Iterator[str]:
    for evidence in claim.evidence:
        yield f"{evidence.kind.value}: {_linked(evidence)}" + (
            f" <strong>{_text(evidence.gone)}</strong>" if evidence.gone else ""
        )
    if claim.waiver:
        yield f"waived: {_text(claim.waiver)}"
    if claim.status is ClaimStatus.UNSOURCED:
        yield f"identity <code>{_text(claim.fingerprint)}</code>"


def _linked(evidence: Evidence) -> str:
    words = _text(evidence.text or evidence.url)
    # Only what opens a page: `javascript:` and `data:` addresses stay words.
    if evidence.url.lower().startswith(("https://", "http://")):
        return f'<a href="{escape(evidence.url)}" rel="noreferrer noopener">{words}</a>'
    return f"{words} {_text(evidence.url)}".rstrip()


def _text(raw: str) -> str:
    return escape(printable(raw))
