"""Restrictions on suppression comments: the options of `edlint.suppression-policy`, and messages for violations."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from edlint.config.profile import Profile
from edlint.lint.directive import Directive, read
from edlint.model.document import Comment
from edlint.model.rule import FAMILIES, Rule, is_selector, matches
from edlint.text.nearest import did_you_mean
from edlint.text.terms import Terms

UNKNOWN = "edlint.unknown-suppression"
EXPIRED = "edlint.expired-suppression"
POLICY = "edlint.suppression-policy"


class Policy(NamedTuple):
    """The options of `edlint.suppression-policy`.

    A comment must give a `reason` or name an `owner`; it may last at most `days` (0: any time); `never` are selectors
    of rules that no comment may silence.
    """

    reason: bool = False
    owner: bool = False
    days: int = 0
    never: tuple[str, ...] = ()


def policy(profile: Profile) -> Policy:
    """Return the policy that the profile sets; one without restrictions if the rule is off."""
    active = profile.rules.get(POLICY)
    if active is None:
        return Policy()
    options = active.options
    return Policy(
        bool(options["require-reason"]),
        bool(options["require-owner"]),
        int(options["longest-days"]),
        tuple(options["never"]),
    )


def accepted(
    comment: Comment, policy: Policy, catalog: Mapping[str, Rule], today: date
) -> tuple[list[Directive], list[tuple[str, str]]]:
    """Return the directives that name known rules (expired ones marked void), and faults as (rule id, message)."""
    directives, fault = read(comment)
    faults = [(UNKNOWN, fault)] if fault else []
    meant = []
    for directive in directives:
        if is_selector(directive.selector, catalog):
            meant.append(directive)
        else:
            near = did_you_mean(directive.selector, {*FAMILIES, *catalog}) or "."
            faults.append((UNKNOWN, f"No rule or family is called “{directive.selector}”{near}"))
    silencing = [directive for directive in meant if directive.verb != "enable"]
    if not silencing:
        return meant, faults
    terms = silencing[0].terms
    if terms.until is not None and terms.until < today:
        text = f"This comment held until {terms.until}: settle what it silences, or give it a new date."
        for directive in silencing:
            directive.void = True
        return meant, [*faults, (EXPIRED, text)]
    return meant, [*faults, *((POLICY, text) for text in _breaches(terms, silencing, policy, today))]


def _breaches(terms: Terms, directives: Iterable[Directive], policy: Policy, today: date) -> Iterator[str]:
    """Yield a message for each point in which a comment violates the policy."""
    if policy.reason and not terms.reason:
        yield "This comment gives no reason: write “-- why” behind the rules."
    if policy.owner and not terms.owner:
        yield "This comment names nobody who answers for it: write “; by NAME” behind the reason."
    if policy.days:
        limit = today + timedelta(days=policy.days)
        if terms.until is None:
            yield f"This comment never ends: write “; until {limit}”, or an earlier day, behind the reason."
        elif terms.until > limit:
            yield f"This comment holds until {terms.until}, later than {limit}, the longest that is allowed."
    for directive in directives:
        if any(matches(directive.selector, never) for never in policy.never):
            # It silences nothing, but a finding that it is unused would only repeat this one.
            directive.used = True
            yield f"“{directive.selector}” may not be silenced here: settle what it finds."
