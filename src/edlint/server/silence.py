"""Insert comments that silence a finding: tries the places that the format allows, and checks the result of each."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from edlint.lint.policy import POLICY
from edlint.model.edit import Edit, edited
from edlint.model.errors import EdlintError
from edlint.model.finding import Finding
from edlint.model.report import FileReport
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.server.messages import Silenced

_MARKS = {
    "markdown": ("<!-- ", " -->"),
    "quarto": ("<!-- ", " -->"),
    "html": ("<!-- ", " -->"),
    "mdx": ("{/* ", " */}"),
    "rst": (".. ", ""),
    "asciidoc": ("// ", ""),
    "latex": ("% ", ""),
    "text": ("# ", ""),
}
_INLINE = frozenset({"markdown", "quarto", "html", "mdx", "latex"})
"""Formats in which a comment may follow text on the same line."""
_APART = frozenset({"rst", "asciidoc", "text"})
"""Formats in which a comment must be separated from a paragraph by a blank line."""

Check = Callable[[str], FileReport]
_Put = tuple[tuple[int, str], ...]
"""Insertions as (offset, text), in order; the reason is in the first of them."""


class SuppressionTrial(NamedTuple):
    """A finding to silence, with its text, the reason, the report `before`, and a function to check a changed text."""

    source: Source
    finding: Finding
    reason: str
    before: FileReport
    check: Check


def silence(trial: SuppressionTrial) -> Silenced:
    """Return the edit that inserts a comment at a finding and silences it.

    The first place for a comment is taken that silences the finding and changes no finding of another rule (except on the
    policy for such comments). Raises EdlintError if there is none.
    """
    return _first(_here(trial.source, trial.finding, trial.reason), trial, "here", whole=False)


def silence_file(trial: SuppressionTrial) -> Silenced:
    """Return the edit that inserts a comment and silences the rule of a finding in the whole text; see `silence`."""
    candidates = _file(trial.source, trial.finding.rule, trial.reason)
    return _first(candidates, trial, "in this file", whole=True)


def _first(candidates: Iterator[_Put], trial: SuppressionTrial, where: str, *, whole: bool) -> Silenced:
    text, finding = trial.source.text, trial.finding
    for candidate in candidates:
        if _silences(finding, trial.before, trial.check(_applied(text, candidate)), whole=whole):
            return _silenced(text, candidate, trial.reason)
    raise EdlintError(f"no comment can silence {finding.rule} {where}: this format has no place for one")


def _applied(text: str, put: _Put) -> str:
    return edited(text, (Edit(offset, offset, new) for offset, new in put))


def _silenced(text: str, put: _Put, reason: str) -> Silenced:
    """Return several insertions as one edit, from the first to the last."""
    first, last = put[0][0], put[-1][0]
    new = _applied(text, put)
    replaced = new[first : len(new) - (len(text) - last)]
    at = replaced.find(f"-- {reason}")
    start = at + 3 if reason and at >= 0 else 0
    return Silenced(first, last, replaced, (start, start + len(reason) if start else 0))


def _silences(finding: Finding, before: FileReport, after: FileReport, *, whole: bool) -> bool:
    """Whether a comment silenced the finding (with `whole`, its rule) and changed no finding of another rule."""
    if after.error is not None:
        return False
    old = Counter((one.rule, one.fingerprint) for one in before.live)
    new = Counter((one.rule, one.fingerprint) for one in after.live)
    gone, come = old - new, new - old
    # The policy may require more of a comment than a reason; the writer sees that finding and adds it.
    if any(rule != POLICY for rule, _ in come) or (finding.rule, finding.fingerprint) not in gone:
        return False
    if any(rule != finding.rule for rule, _ in gone):
        return False
    return not whole or all(rule != finding.rule for rule, _ in new)


def _comment(source: Source, words: str) -> str | None:
    format_ = "mdx" if source.path.lower().endswith(".mdx") else source.format
    if format_ not in _MARKS:
        return None
    begin, end = _MARKS[format_]
    return f"{begin}{words}{end}"


def _here(source: Source, finding: Finding, reason: str) -> Iterator[_Put]:
    """Yield the possible insertions of a comment for one finding, the tidiest first."""
    because = f" -- {reason}" if reason else ""
    rule = finding.rule
    next_line = _comment(source, f"edlint-disable-next-line {rule}{because}")
    this_line = _comment(source, f"edlint-disable-line {rule}{because}")
    off = _comment(source, f"edlint-disable {rule}{because}")
    on = _comment(source, f"edlint-enable {rule}")
    if next_line is None or this_line is None or off is None or on is None:
        return
    number = source.place(finding.span.start).line
    line = source.line_span(number)
    end_of_line = _line_end(source)
    indent = _indent(source.slice(line))
    first = number == 1 or not source.slice(source.line_span(number - 1)).strip(" \t>")
    inline = source.format in _INLINE
    gap = end_of_line if source.format in _APART else ""
    above = (((line.start, f"{indent}{next_line}{end_of_line}{gap}")),)
    if first or not inline:
        yield above
    if inline:
        # Blanks at the end of a line, or a backslash, may be a line break.
        text = source.slice(line)
        at = line.start + len(text.rstrip(" \t\\"))
        yield ((at, f" {this_line}"),)
        if text.rstrip().endswith("|"):
            yield ((line.start + text.rstrip().rfind("|"), f"{this_line} "),)
    if not first:
        yield above
    around = _around(source, finding.span)
    begin, end = source.line_span(around[0]), source.line_span(around[1])
    indent = _indent(source.slice(begin))
    yield (
        (begin.start, f"{indent}{off}{end_of_line}{end_of_line}"),
        (end.end, f"{end_of_line}{end_of_line}{indent}{on}"),
    )


def _file(source: Source, rule: str, reason: str) -> Iterator[_Put]:
    """Yield the possible insertions of a comment for the whole file: at the beginning (after front matter) or end."""
    comment = _comment(source, f"edlint-disable-file {rule}{f' -- {reason}' if reason else ''}")
    if comment is None:
        return
    end = _line_end(source)
    number = 1
    first = source.slice(source.line_span(1)).strip("\ufeff")
    if first.strip() in {"---", "+++"}:
        closing = next(
            (
                line
                for line in range(2, source.line_count + 1)
                if source.slice(source.line_span(line)).strip() == first.strip()
            ),
            1,
        )
        number = closing + 1
    if number > source.line_count:
        yield ((len(source.text), f"{end}{comment}{end}"),)
        return
    start = source.line_span(number).start
    start += source.text.startswith("\ufeff", start)
    yield ((start, f"{comment}{end}{end}"),)
    yield ((start, f"{comment}{end}"),)
    yield ((len(source.text), f"{end}{end}{comment}{end}"),)


def _around(source: Source, span: Span) -> tuple[int, int]:
    """Return the first and last line (from 1) of the run of non-blank lines around a span."""
    first = source.place(span.start).line
    last = source.place(max(span.start, span.end - 1)).line
    while first > 1 and source.slice(source.line_span(first - 1)).strip():
        first -= 1
    while last < source.line_count and source.slice(source.line_span(last + 1)).strip():
        last += 1
    return first, last


def _indent(line: str) -> str:
    """Return the blanks and quotation marks (`>`) at the beginning of a line."""
    return line[: len(line) - len(line.lstrip(" \t>"))]


def _line_end(source: Source) -> str:
    return "\r\n" if "\r\n" in source.text else "\n"
