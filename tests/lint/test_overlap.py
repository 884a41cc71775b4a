"""Findings about the same words become one; which of them, and with which fixes."""

import pytest

from edlint.lint.overlap import merge
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.span import Span


def found(
    rule: str,
    start: int,
    end: int,
    *texts: str,
    severity: Severity = Severity.WARNING,
    safety: Safety = Safety.SAFE,
    raised: float = 0.0,
) -> Finding:
    """Return a finding that would put each of the texts at its place."""
    fixes = tuple(Fix(text, safety, (Edit(start, end, text),)) for text in texts)
    return Finding(rule, severity, "m", Span(start, end), "", "", "edlint", fixes, raised=raised)


@pytest.mark.parametrize(
    ("one", "two", "kept"),
    [
        # An engine's finding and edlint's own: one inside the other, or the very same words.
        (("spelling.a", 0, 4), ("grammar.harper.b", 0, 4), ["spelling.a"]),
        (("spelling.a", 1, 4), ("grammar.harper.b", 0, 4), ["spelling.a"]),
        (("spelling.a", 0, 4), ("grammar.harper.b", 0, 3), ["spelling.a"]),
        (("style.a", 0, 4), ("grammar.harper.b", 1, 5), ["style.a", "grammar.harper.b"]),
        (("style.a", 0, 4), ("grammar.harper.b", 4, 8), ["style.a", "grammar.harper.b"]),
        # Neither is an engine's: only where both want the same text.
        (("style.a", 0, 4, "x"), ("terms.b", 0, 4, "x"), ["terms.b"]),
        (("style.a", 0, 4, "x"), ("terms.b", 0, 4, "y"), ["style.a", "terms.b"]),
        (("style.a", 0, 4), ("terms.b", 0, 4), ["style.a", "terms.b"]),
        # One rule says two things, and what is not about the wording stands for itself.
        (("grammar.harper.b", 0, 4), ("grammar.harper.b", 0, 3), ["grammar.harper.b", "grammar.harper.b"]),
        (("claims.a", 0, 4), ("grammar.harper.b", 0, 4), ["claims.a", "grammar.harper.b"]),
        (("grammar.harper.b", 0, 4), ("markup.a", 0, 4), ["grammar.harper.b", "markup.a"]),
        # A statement known to be false is not also an overclaim; two false ones are two.
        (("claims.misconception.a", 0, 9), ("claims.overclaim", 8, 12), ["claims.misconception.a"]),
        (("claims.overclaim", 0, 9), ("claims.misconception.a", 4, 12), ["claims.misconception.a"]),
        (
            ("claims.misconception.a", 0, 9),
            ("claims.overclaim", 9, 12),
            ["claims.misconception.a", "claims.overclaim"],
        ),
        (
            ("claims.misconception.a", 0, 9),
            ("claims.misconception.b", 0, 9),
            ["claims.misconception.a", "claims.misconception.b"],
        ),
        (("claims.overclaim", 0, 9), ("claims.anonymous", 0, 9), ["claims.overclaim", "claims.anonymous"]),
        # Vale's styles keep what they say; the same words are said once, with edlint's wording rules only.
        (("vale.a.b", 0, 4), ("spelling.a", 0, 4), ["spelling.a"]),
        (("vale.a.b", 0, 4), ("spelling.a", 0, 3), ["vale.a.b", "spelling.a"]),
        (("vale.a.b", 0, 4), ("claims.overclaim", 0, 4), ["vale.a.b", "claims.overclaim"]),
        (("vale.a.b", 0, 4), ("vale.a.c", 0, 4), ["vale.a.b", "vale.a.c"]),
    ],
)
def test_what_is_said_twice_is_said_once(one: tuple, two: tuple, kept: list[str]) -> None:
    for pair in ((one, two), (two, one)):
        merged = merge(found(*each) for each in pair)
        assert sorted(each.rule for each in merged) == sorted(kept)
        gone = {one[0], two[0]} - set(kept)
        assert {name for each in merged for name in each.also} == gone


@pytest.mark.parametrize(("between", "kept"), [(7, 8), (8, 10)])
def test_the_last_eight_are_looked_at(between: int, kept: int) -> None:
    others = [found(f"markup.a{number}", 0, 9) for number in range(between)]
    merged = merge([found("spelling.a", 0, 9), *others, found("grammar.harper.b", 1, 4)])
    assert len(merged) == kept


def test_the_more_severe_is_kept_then_edlints_own() -> None:
    error = found("grammar.harper.b", 0, 4, severity=Severity.ERROR)
    (kept,) = merge([found("spelling.a", 0, 4), error])
    assert (kept.rule, kept.severity, kept.also) == (error.rule, Severity.ERROR, ("spelling.a",))
    (kept,) = merge([found("typography.a", 0, 4), found("grammar.harper.b", 0, 4)])
    assert kept.rule == "typography.a"
    # A family that is not in the order of families comes after all that are.
    (kept,) = merge([found("vale.a.b", 0, 4), found("grammar.harper.b", 0, 4)])
    assert kept.rule == "grammar.harper.b"


def test_what_only_other_errors_raised_comes_last_and_brings_no_fix() -> None:
    raised = found("spelling.a", 0, 4, "x", raised=1.0)
    (kept,) = merge([raised, found("grammar.harper.b", 0, 4, "y")])
    assert (kept.rule, kept.also) == ("grammar.harper.b", ("spelling.a",))
    assert [(fix.title, fix.safety) for fix in kept.fixes] == [("y", Safety.SAFE)]
    (kept,) = merge([raised, found("grammar.harper.b", 0, 4, "y", raised=1.0)])
    assert [(fix.title, fix.safety) for fix in kept.fixes] == [("x", Safety.REVIEW), ("y", Safety.REVIEW)]


@pytest.mark.parametrize(
    ("ours", "theirs", "fixes"),
    [
        (("x",), ("x",), [("x", Safety.SAFE)]),
        (("x",), (), [("x", Safety.SAFE)]),
        ((), ("y",), [("y", Safety.SAFE)]),
        # What both want comes first, and stays as safe as it was.
        (("x", "y"), ("y",), [("y", Safety.SAFE), ("x", Safety.SAFE)]),
        (("x",), ("y", "x"), [("x", Safety.SAFE), ("y", Safety.SAFE)]),
        (("x",), ("y",), [("x", Safety.REVIEW), ("y", Safety.REVIEW)]),
    ],
)
def test_the_fixes_of_both_are_kept_and_two_opinions_are_for_review(
    ours: tuple[str, ...], theirs: tuple[str, ...], fixes: list[tuple[str, Safety]]
) -> None:
    (kept,) = merge([found("spelling.a", 0, 4, *ours), found("grammar.harper.b", 0, 4, *theirs)])
    assert [(fix.title, fix.safety) for fix in kept.fixes] == fixes


def test_what_is_only_shown_stays_so_where_opinions_differ() -> None:
    shown = found("grammar.harper.b", 0, 4, "y", safety=Safety.SHOW)
    (kept,) = merge([found("spelling.a", 0, 4, "x"), shown])
    assert [fix.safety for fix in kept.fixes] == [Safety.REVIEW, Safety.SHOW]
