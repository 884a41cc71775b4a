"""A review's findings and claims in Markdown: the words, a link to the line, and the fix as a suggestion."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from edlint.model.claim import Claim, ClaimStatus
from edlint.model.finding import Severity
from edlint.model.report import FileReport, Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.report.common import Excerpt, Remark, elsewhere, excerpt, remarks
from edlint.report.host import Host
from edlint.report.proposal import offered
from edlint.report.safe import guarded, printable, safe_line
from edlint.text.counted import counted

_MARKS = {Severity.ERROR: "🔴", Severity.WARNING: "🟠", Severity.SUGGESTION: "⚪"}
# One article full of faults must not drown the others.
_ITEMS = 100
# More findings of one article than this are shown when asked for.
_OPEN = 25
# Characters for the text around the findings of a file, or at the end, when not all of them fit.
_FRAME = 100
_AROUND = 160
# A suggestion repeats a whole line, which may be a paragraph: longer ones show little of the change.
_LONGEST = 1_500
# Characters that begin markup inside a line; article text never begins a line, as our own words precede it.
_SPECIAL = frozenset("\\`*_[]|~>$")


class _Item(NamedTuple):
    file: FileReport
    rank: int
    place: int
    number: int
    text: str


def findings(report: Report, where: Host | None, room: int, *, suggestions: bool) -> str:
    """Return the findings, file by file, the worst files and findings first, in at most `room` characters.

    `where` is the host that lines are linked to. Findings that do not fit are counted; more severe ones are kept first.
    """
    items = [item for file in report.files for item in _items(file, where, suggestions=suggestions)]
    items.sort(key=lambda item: item.rank)
    heads = {path: _head(path, where) for path in {item.file.path for item in items}}
    kept: dict[str, list[_Item]] = {}
    left: list[_Item] = []
    full = False
    room -= _FRAME
    for item in items:
        path = item.file.path
        if len(kept.get(path, ())) >= _ITEMS:
            left.append(item)
            continue
        room -= len(item.text) + (0 if path in kept else len(heads[path]) + _FRAME)
        full = full or room < 0
        if full:
            left.append(item)
        else:
            kept.setdefault(path, []).append(item)
    parts = []
    for path, mine in kept.items():
        rest = sum(item.number for item in left if item.file.path == path)
        parts.append(_section(heads[path], mine, rest))
    more = [item for item in left if item.file.path not in kept]
    if more:
        files = counted(len({item.file.path for item in more}), "more file")
        parts.append(
            f"\n{counted(sum(item.number for item in more), 'finding')} in {files} do not fit here.\n"
        )
    return "".join(parts)


def _items(file: FileReport, where: Host | None, *, suggestions: bool) -> Iterator[_Item]:
    if file.source is None:
        return
    for remark in remarks(file.shown(suggestions=suggestions)):
        first = remark.first
        item = _item(remark, file, file.source, where)
        yield _Item(file, first.severity.rank, first.span.start, len(remark.all), item)


def _head(path: str, where: Host | None) -> str:
    return f"\n#### {_linked(text(path), where.address(path) if where else '')}\n\n"


def _section(head: str, items: list[_Item], rest: int) -> str:
    items = sorted(items, key=lambda item: (item.rank, item.place))
    more = f"- and {rest} more\n" if rest else ""
    body = "".join(item.text for item in items) + more
    if len(items) > _OPEN:
        total = sum(item.number for item in items) + rest
        body = f"<details><summary>{counted(total, 'finding')}</summary>\n\n{body}\n</details>\n"
    return head + body


def _item(remark: Remark, file: FileReport, source: Source, where: Host | None) -> str:
    finding, more = remark.first, elsewhere(remark, source)
    head = (
        f"- {_MARKS[finding.severity]} {finding.severity.value}, {_line(file, source, finding.span, where)}: "
    )
    lines = [f"{head}{text(finding.message)} ({text(finding.rule)})" + (f", {more}" if more else "")]
    quoted = excerpt(source, finding.span, _AROUND)
    if "".join(quoted).strip():
        lines += ["", f"  > {_quoted(quoted)}"]
    lines += _suggestion(remark, source)
    return "\n".join(lines) + "\n"


def _suggestion(remark: Remark, source: Source) -> Iterator[str]:
    """Yield the lines after the first fix as a suggestion block of GitHub and GitLab, unless they need escaping."""
    made = offered(remark.first, source)
    if made is None or len(made.new) > _LONGEST:
        return
    new = made.new.split("\n")
    if any(guarded(shown) != line for line in new for shown in ["\t".join(map(printable, line.split("\t")))]):
        return
    fence = "`" * max(3, 1 + max(map(_backticks, new)))
    yield from ("", f"  {fence}suggestion", *(f"  {line}" for line in new), f"  {fence}")


def _backticks(line: str) -> int:
    """Return the length of the longest run of backticks in a line."""
    return max(map(len, "".join(c if c == "`" else " " for c in line).split(" ")))


def claims(report: Report, where: Host | None, room: int) -> str:
    """Return the claims without a source as a checklist: only new ones if there is an earlier state."""
    lines = [
        line for file in report.files if file.source is not None for line in _claims(file, file.source, where)
    ]
    if not lines:
        return ""
    title = f"\n#### {'New claims' if report.base else 'Claims'} without a source: {len(lines)}\n\n"
    room -= len(title) + _FRAME
    ends = list(accumulate(map(len, lines)))
    fit = bisect_right(ends, room)
    more = f"- and {len(lines) - fit} more\n" if fit < len(lines) else ""
    return title + "".join(lines[:fit]) + more


def _claims(file: FileReport, source: Source, where: Host | None) -> Iterator[str]:
    kinds: dict[tuple[str, str, int], list[str]] = {}
    for claim in _new(file):
        kinds.setdefault((claim.text, claim.sentence, claim.span.start), []).append(claim.kind.value)
    for (words, sentence, start), mine in kinds.items():
        place = _line(file, source, Span(start, start), where, named=True)
        begin, found, end = sentence.partition(words)
        quoted = Excerpt(begin, found, end) if found else Excerpt("", words, "")
        yield f"- [ ] {place}, {', '.join(mine)}: {_quoted(quoted)}\n"


def _new(file: FileReport) -> Iterator[Claim]:
    """Yield the claims without a source that did not lack one before, in the same or in an edited sentence."""
    unsourced = [claim for claim in file.claims if claim.status is ClaimStatus.UNSOURCED]
    old = file.before.claims if file.before is not None else ()
    known = {claim.fingerprint: claim for claim in old if claim.status is ClaimStatus.UNSOURCED}
    same = {claim.fingerprint for claim in unsourced}
    edited = [claim for print_, claim in known.items() if print_ not in same]
    for claim in unsourced:
        if claim.fingerprint in known:
            continue
        before = next((other for other in edited if _edited(other, claim)), None)
        if before is None:
            yield claim
        else:
            edited.remove(before)


def _edited(old: Claim, new: Claim) -> bool:
    """Whether two claims have the same words in sentences that share more than half of their words."""
    if (old.kind, old.text) != (new.kind, new.text):
        return False
    one, two = (Counter(claim.sentence.lower().split()) for claim in (old, new))
    return (one & two).total() * 2 > max(one.total(), two.total())


def _line(file: FileReport, source: Source, span: Span, where: Host | None, *, named: bool = False) -> str:
    """Return the line of a range, linked if there is an address; with `named` the file's path is before it."""
    path = f"{text(file.path)}, " if named else ""
    if source.landmarks or source.data:
        return f"{path}{text(source.where(span.start))}"
    first = source.place(span.start).line
    last = source.place(max(span.start, span.end - 1)).line
    return _linked(f"{path}line {first}", where.address(file.path, first, last) if where else "")


def _linked(words: str, address: str) -> str:
    return f"[{words}]({address})" if address else words


def _quoted(quoted: Excerpt) -> str:
    """Return the excerpt with its words in bold, by an HTML tag, since asterisks do not work next to punctuation."""
    before, words, after = (text(part, trim=False) for part in quoted)
    return (
        f"{before}<strong>{words}</strong>{after}".strip() if words.strip() else f"{before}‸{after}".strip()
    )


def text(raw: str, *, trim: bool = True) -> str:
    """Return article text escaped for Markdown: no markup, no HTML, no mention of a user.

    Without `trim`, a blank at the beginning and end is kept where the text has any.
    """
    plain = " ".join(raw.split())
    if not trim and plain:
        plain = f"{' ' if raw[0].isspace() else ''}{plain}{' ' if raw[-1].isspace() else ''}"
    shown = safe_line(plain)
    escaped = "".join(f"\\{c}" if c in _SPECIAL else c for c in shown)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace("@", "@\u200b")
    # Addresses must not become links, or #1 a reference.
    return escaped.replace("://", "\\://").replace("www.", "www\\.").replace("#", "#\u200b")
