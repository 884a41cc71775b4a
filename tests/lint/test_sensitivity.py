from builders import profile, rule
from edlint.config.profile import Selection
from edlint.config.shipped import builtin_folder
from edlint.engines.placement import DEFAULT, table
from edlint.lint.sensitivity import (
    ERRORS,
    FEWEST,
    LEAST,
    WORDS,
    count_certain,
    error_rate,
    hits_at_rate,
    raise_suggestions,
    switchable_rules,
    thresholds,
)
from edlint.model.checker import ENGINES
from edlint.model.finding import Finding, Hit, Severity, Suppression
from edlint.model.span import Span
from edlint.rules.load import load_rules


def finding(rule: str, text: str, severity: Severity = Severity.WARNING, **fields) -> Finding:
    return Finding(rule, severity, "m", Span(0, 1), text, "f", "edlint", **fields)


def test_what_is_certain():
    assert (
        count_certain([finding("spelling.misspelling", "teh"), finding("spelling.misspelling", "Teh")]) == 1
    )
    assert (
        count_certain([finding("grammar.a-an", "a owl"), finding("typography.doubled-punctuation", ",,")])
        == 2
    )
    assert count_certain([finding("claims.overclaim", "best"), finding("style.filler", "very")]) == 0
    assert count_certain([finding("grammar.a-an", "a owl", Severity.SUGGESTION)]) == 0
    assert count_certain([finding("grammar.a-an", "a owl", suppressed=Suppression("comment", ""))]) == 0
    assert count_certain([finding("grammar.harper.X", "will", raised=2.0)]) == 0


def test_a_short_text_says_little_and_one_error_nothing():
    assert error_rate(0, 10) == error_rate(FEWEST - 1, 10) < LEAST
    assert LEAST < error_rate(3, 100) < 4
    assert error_rate(300, 100_000) > 0.98 * 3
    assert error_rate(0, 0) == ERRORS / WORDS


def test_the_table_holds_rules_that_there_are_and_none_that_warn_anyway():
    own = load_rules([builtin_folder()])
    for name, needed in thresholds().items():
        _, engine, *rest = name.split(".")
        if engine in ENGINES:
            assert table(engine)[rest[0]].place != DEFAULT
        else:
            assert name in own
        assert LEAST <= needed <= 10


def test_a_rule_that_is_ignored_or_set_is_not_woken():
    rule, other = "ModalBeAdjective", "WorthToDo"
    assert {rule, other} <= set(switchable_rules("harper", Selection(), {}))
    ignored = Selection(steps=((False, f"grammar.harper.{rule}"),))
    assert {rule, other} & set(switchable_rules("harper", ignored, {})) == {other}
    set_ = Selection(severities={"grammar.harper.ModalBeAdjective": Severity.SUGGESTION})
    assert {rule, other} & set(switchable_rules("harper", set_, {})) == {other}
    assert switchable_rules("harper", Selection(steps=((False, "all"), (None, "spelling"))), {}) == {}
    assert switchable_rules("spelling", Selection(), {}) == {}


QUIET = min(thresholds(), key=lambda name: thresholds()[name])
NEEDED = thresholds()[QUIET]


def severities(hit: Hit, at: float, **selection) -> list[tuple[Severity | None, float]]:
    catalog = {name: rule(name, severity=Severity.SUGGESTION) for name in (QUIET, "style.filler")}
    in_force = profile(catalog.values(), selection=Selection(**selection))
    return [(each.severity, each.raised) for each in raise_suggestions([hit], at, in_force, catalog)]


def test_a_suggestion_is_a_warning_from_its_rate_on():
    assert severities(Hit(QUIET, Span(0, 1)), NEEDED) == [(Severity.WARNING, NEEDED)]
    assert severities(Hit(QUIET, Span(0, 1)), NEEDED - 0.01) == [(None, 0.0)]


def test_what_has_no_rate_or_is_no_suggestion_or_doubted_or_set_stays():
    assert severities(Hit("style.filler", Span(0, 1)), 99.0) == [(None, 0.0)]
    error = Hit(QUIET, Span(0, 1), severity=Severity.ERROR)
    assert severities(error, 99.0) == [(Severity.ERROR, 0.0)]
    assert severities(Hit(QUIET, Span(0, 1), also=("reader",)), 99.0) == [(None, 0.0)]
    set_ = {QUIET: Severity.SUGGESTION}
    assert severities(Hit(QUIET, Span(0, 1)), 99.0, severities=set_) == [(None, 0.0)]


def test_of_rules_that_are_off_those_are_heard_whose_rate_is_reached():
    known, unknown = Hit(QUIET, Span(0, 1)), Hit("style.filler", Span(0, 1))
    assert [(hit.rule, hit.raised) for hit in hits_at_rate([known, unknown], NEEDED)] == [(QUIET, NEEDED)]
    assert hits_at_rate([known, unknown], NEEDED - 0.01) == []
