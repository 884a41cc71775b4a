"""Comments in the text that silence findings; what they silence stays in the report, marked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from edlint.config.profile import Profile
from edlint.model.document import Comment, Document
from edlint.model.finding import Finding, Severity, Suppression
from edlint.model.rule import FAMILIES, Rule, matches
from edlint.model.span import Span

_VERBS = ("disable-next-line", "disable-file", "disable", "enable")
UNUSED = "edlint.unused-suppression"
UNKNOWN = "edlint.unknown-suppression"


@dataclass
class _Directive:
    """One rule or family named in one comment, and the range that it silences."""

    comment: Comment
    verb: str
    selector: str
    reason: str
    reach: Span
    used: bool = False


def suppress(
    findings: list[Finding], document: Document, profile: Profile, catalog: Mapping[str, Rule]
) -> list[Finding]:
    """Return the findings with the silenced ones marked, and findings about comments that name no rule or do nothing.

    `edlint-disable-next-line RULE… -- reason` is about the next line that is not empty, `edlint-disable` and
    `edlint-enable` about what stands between (without `enable`: to the end), `edlint-disable-file` about all.
    Without a rule, every rule is meant.
    """
    directives: list[_Directive] = []
    own: list[Finding] = []
    for comment in document.comments:
        directives += _read(comment, document, catalog, own)
    _close(directives, len(document.source.text))
    marked = []
    for finding in findings:
        hit = next((d for d in directives if _covers(d, finding)), None)
        for directive in directives:
            directive.used |= _covers(directive, finding)
        marked.append(
            finding if hit is None else replace(finding, suppressed=Suppression("comment", hit.reason))
        )
    own += [
        _about(
            d.comment,
            document,
            UNUSED,
            f"This comment silences nothing: no finding of {_name(d.selector)} there. Remove it.",
        )
        for d in directives
        if d.verb != "enable" and not d.used
    ]
    for finding in own:
        severity = profile.selection.decide(finding.rule, finding.severity, enabled=True)
        if severity is not None:
            marked.append(replace(finding, severity=severity))
    return marked


def _name(selector: str) -> str:
    return "any rule" if selector == "all" else selector


def _covers(directive: _Directive, finding: Finding) -> bool:
    return (
        directive.verb != "enable"
        and matches(finding.rule, directive.selector)
        and directive.reach.touches(finding.span)
    )


def _read(
    comment: Comment, document: Document, catalog: Mapping[str, Rule], own: list[Finding]
) -> list[_Directive]:
    text = " ".join(comment.text.split())
    if not text.startswith("edlint-"):
        return []
    head, _, reason = text.partition(" -- ")
    word, *selectors = head.removesuffix(" --").replace(",", " ").split()
    verb = word.removeprefix("edlint-")
    if verb not in _VERBS:
        own.append(
            _about(
                comment,
                document,
                UNKNOWN,
                f"“{word}” is none of edlint's comments: write edlint-{', edlint-'.join(_VERBS)}.",
            )
        )
        return []
    reach = _reach(comment, verb, document)
    found = []
    for selector in selectors or ["all"]:
        if not _known(selector, catalog):
            own.append(
                _about(
                    comment,
                    document,
                    UNKNOWN,
                    f"No rule or family is called “{selector}”: see `edlint rules`.",
                )
            )
        else:
            found.append(_Directive(comment, verb, selector, reason.strip(), reach))
    return found


def _known(selector: str, catalog: Mapping[str, Rule]) -> bool:
    # Engines' own rules are too many to list; their family and engine are enough.
    return (
        selector == "all"
        or selector in FAMILIES
        or selector.startswith(("grammar.harper", "grammar.languagetool"))
        or any(matches(rule, selector) for rule in catalog)
    )


def _reach(comment: Comment, verb: str, document: Document) -> Span:
    source = document.source
    if verb == "disable-file":
        return Span(0, len(source.text) + 1)
    if verb == "disable-next-line":
        for line in range(
            source.place(max(comment.span.start, comment.span.end - 1)).line + 1, source.line_count + 1
        ):
            span = source.line_span(line)
            if source.slice(span).strip(" \t>"):
                return span
        return Span(comment.span.end, comment.span.end)
    return Span(comment.span.end, len(source.text) + 1)


def _close(directives: list[_Directive], end: int) -> None:
    """Shorten each `disable` to the first later `enable` that names the same selector, or all."""
    for directive in directives:
        if directive.verb != "disable":
            continue
        for other in directives:
            later = other.verb == "enable" and other.comment.span.start >= directive.comment.span.end
            if later and other.selector in {"all", directive.selector}:
                directive.reach = Span(
                    directive.reach.start, min(directive.reach.end, other.comment.span.start)
                )
                break


def _about(comment: Comment, document: Document, rule: str, message: str) -> Finding:
    place = document.source.place(comment.span.start)
    return Finding(
        rule=rule,
        severity=Severity.WARNING,
        message=message,
        span=comment.span,
        text=document.source.slice(comment.span),
        fingerprint=f"{rule}:{comment.text[:80]}:{place.column}",
        engine="edlint",
    )
