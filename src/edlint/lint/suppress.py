"""Comments in the text that suppress findings; suppressed findings stay in the report, marked."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from edlint.config.profile import Profile
from edlint.lint import sensitivity
from edlint.lint.directive import PREFIX, Directive
from edlint.lint.place import fingerprint
from edlint.lint.policy import accepted, policy
from edlint.model.checker import ENGINES
from edlint.model.document import Comment, Document
from edlint.model.finding import Finding, Severity, Suppression
from edlint.model.rule import Rule, matches
from edlint.model.span import Span

UNUSED = "edlint.unused-suppression"


class Comments:
    """The suppression comments of a document, and the findings about them."""

    def __init__(
        self, document: Document, profile: Profile, catalog: Mapping[str, Rule], *, today: date | None = None
    ) -> None:
        """Parse the comments; `today` is the date that expiry is compared with."""
        self._document = document
        self._profile = profile
        self._catalog = catalog
        self._policy = policy(profile)
        self._own: list[Finding] = []
        self._directives: list[Directive] = []
        day = today or date.today()  # noqa: DTZ011 - an expiry is a day in the life of whoever runs this
        for comment in document.comments:
            directives, faults = accepted(comment, self._policy, catalog, day)
            self._directives += directives
            self._own += [_about(comment, document, rule, text) for rule, text in faults]
        _pair(self._directives)
        self._silencer = _Silencer(self._directives, document)

    def silence(self, rule: str, span: Span) -> Directive | None:
        """Return the directive that suppresses a rule's finding at a span of the source, marked as used, or None."""
        if any(matches(rule, selector) for selector in self._policy.never):
            return None
        return self._silencer.of(rule, span)

    def applied(self, findings: Iterable[Finding], *, ran: Collection[str] | None = None) -> list[Finding]:
        """Return the findings with the suppressed ones marked, and findings about the comments themselves.

        `ran` names the checkers that ran without failing (None: all): a comment about rules of another checker is not
        reported as unused.
        """
        marked = []
        for finding in findings:
            directive = self.silence(finding.rule, finding.span)
            marked.append(
                finding
                if directive is None or finding.suppressed is not None
                else replace(finding, suppressed=Suppression("comment", str(directive.terms)))
            )
        unused = [
            _about(directive.comment, self._document, UNUSED, _unused(directive))
            for directive in self._directives
            if not directive.used and not directive.void and _judged(directive.selector, self._profile, ran)
        ]
        for finding in _numbered([*self._own, *unused]):
            rule = self._catalog.get(finding.rule)
            severity = self._profile.selection.decide(
                finding.rule,
                rule.severity if rule else finding.severity,
                enabled=rule.enabled if rule else True,
            )
            if severity is not None:
                marked.append(replace(finding, severity=severity))
        return marked


def suppress(
    findings: Iterable[Finding],
    document: Document,
    profile: Profile,
    catalog: Mapping[str, Rule],
    *,
    ran: Collection[str] | None = None,
    today: date | None = None,
) -> list[Finding]:
    """Return the findings with the suppressed ones marked, and findings about the comments themselves.

    `edlint-disable-line RULE… -- reason; by NAME; until DATE` applies to its own line, `edlint-disable-next-line` to
    the next line that is neither empty nor a comment of edlint's, `edlint-disable` and `edlint-enable` to findings that
    begin between them (without `enable`: to the end), `edlint-disable-file` to the whole file. Without a rule they
    apply to every rule. An expired comment, or one for a rule that the policy never lets be silenced, does nothing. See
    `Comments` for `ran` and `today`.
    """
    return Comments(document, profile, catalog, today=today).applied(findings, ran=ran)


def _pair(directives: Iterable[Directive]) -> None:
    """Mark each `enable` as used if a `disable` before it names the same rules or some of them."""
    off: set[str] = set()
    for directive in directives:
        if directive.verb == "disable":
            off.add(directive.selector)
        elif directive.verb == "enable":
            name = directive.selector
            directive.used = any(matches(name, one) or matches(one, name) for one in off)


class _Silencer:
    """Finds the comment that suppresses a finding, with a few bisections however many comments there are."""

    def __init__(self, directives: Iterable[Directive], document: Document) -> None:
        self._files: dict[str, list[Directive]] = {}
        self._ranges: dict[str, list[Directive]] = {}
        self._lines: dict[str, list[tuple[Span, Directive]]] = {}
        reach = _Lines(document)
        for directive in sorted((d for d in directives if not d.void), key=lambda d: d.comment.span):
            if directive.verb == "disable-file":
                self._files.setdefault(directive.selector, []).append(directive)
            elif directive.verb in {"disable-line", "disable-next-line"}:
                lines = reach.at if directive.verb == "disable-line" else reach.after
                mine = self._lines.setdefault(directive.selector, [])
                mine += [(line, directive) for line in lines(directive.comment)]
            else:
                self._ranges.setdefault(directive.selector, []).append(directive)
        for mine in self._lines.values():
            mine.sort(key=lambda pair: pair[0])

    def of(self, rule: str, span: Span) -> Directive | None:
        """Return the first directive that suppresses a finding, and mark all that do as used."""
        hits: list[Directive] = []
        selectors = list(_selectors(rule))
        for selector in selectors:
            hits += self._files.get(selector, [])
            lines = self._lines.get(selector, [])
            index = bisect_right(lines, span.start, key=lambda pair: pair[0].end)
            # The end of a line belongs to it: an empty span may be there.
            index -= bool(index and lines[index - 1][0].end == span.start and span.empty)
            while index < len(lines) and lines[index][0].touches(span):
                hits.append(lines[index][1])
                index += 1
        last = self._last(selectors, span.start)
        if last is not None:
            hits.append(last)
        for hit in hits:
            hit.used = True
        return hits[0] if hits else None

    def _last(self, selectors: list[str], start: int) -> Directive | None:
        """Return the `disable` in force at `start`: the last directive about the rule, unless that is an `enable`."""
        found: list[Directive] = []
        for selector in selectors:
            known = self._ranges.get(selector, [])
            index = bisect_right(known, start, key=lambda d: d.comment.span.end)
            found += known[max(0, index - 1) : index]
        last = max(found, key=lambda d: d.comment.span, default=None)
        return last if last is not None and last.verb == "disable" else None


class _Lines:
    """Finds the lines that a comment applies to."""

    def __init__(self, document: Document) -> None:
        self._source = document.source
        self._remarks = {
            self._source.place(comment.span.start).line: comment.span
            for comment in document.comments
            if comment.text.startswith(PREFIX)
        }
        self._known: dict[int, int] = {}

    def at(self, comment: Comment) -> list[Span]:
        """Return the line of the comment; for a comment of several lines, the first and the last."""
        first, last = comment.span.start, max(comment.span.start, comment.span.end - 1)
        lines = dict.fromkeys(self._source.place(offset).line for offset in (first, last))
        return [self._source.line_span(line) for line in lines]

    def after(self, comment: Comment) -> list[Span]:
        """Return the next line that contains article text; empty at the end of the file."""
        if comment.following is not None:
            return [comment.following]
        line = self._source.place(max(comment.span.start, comment.span.end - 1)).line + 1
        passed = []
        while line <= self._source.line_count and line not in self._known and self._passes(line):
            passed.append(line)
            line += 1
        # Many comments in a row search the same lines: the result is remembered, so each line is searched once.
        line = self._known.get(line, line)
        self._known.update(dict.fromkeys(passed, line))
        return [self._source.line_span(line)] if line <= self._source.line_count else []

    def _passes(self, line: int) -> bool:
        span = self._source.line_span(line)
        text = self._source.slice(span)
        remark = self._remarks.get(line)
        if remark is not None and remark.end <= span.end:
            text = text[: remark.start - span.start] + text[remark.end - span.start :]
        return not text.strip(" \t>{}")


def _selectors(rule: str) -> Iterator[str]:
    parts = rule.split(".")
    for length in range(len(parts), 0, -1):
        yield ".".join(parts[:length])
    yield "all"


def _judged(selector: str, profile: Profile, ran: Collection[str] | None) -> bool:
    """Whether all checkers that the selector could silence ran, so that a directive without effect is really unused."""
    if ran is None:
        return True
    checkers = {active.rule.checker for name, active in profile.rules.items() if matches(name, selector)}
    checkers -= {"parser", "suppressions"}
    if selector in {"all", "grammar"}:
        return checkers <= set(ran) and (selector == "all" or any(engine in ran for engine in ENGINES))
    engine, _, name = selector.removeprefix("grammar.").partition(".")
    if engine in ENGINES:
        # A rule that is active only where errors are dense may have findings again after the next change.
        return engine in ran and not (
            name and sensitivity.switchable_rules(engine, profile.selection, {}).get(name)
        )
    return bool(checkers) and checkers <= set(ran)


def _unused(directive: Directive) -> str:
    name = "any rule" if directive.selector == "all" else directive.selector
    if directive.verb == "enable":
        return f"This comment switches nothing on again: {name} was not switched off before it. Remove it."
    return f"This comment silences nothing: no finding of {name} there. Remove it."


def _about(comment: Comment, document: Document, rule: str, message: str) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.WARNING,
        message=message,
        span=comment.span,
        text=document.source.slice(comment.span),
        fingerprint=fingerprint(rule, " ".join(comment.text.split()), "", 0),
        engine="edlint",
    )


def _numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings with unique fingerprints: equal ones get a number by their order."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        number = seen[finding.fingerprint]
        yield replace(finding, fingerprint=f"{finding.fingerprint}:{number}") if number > 1 else finding
