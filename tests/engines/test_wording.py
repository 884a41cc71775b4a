"""Messages of engines in the house's words; rules in their places."""

import pytest

from edlint.check.engines.placement import DEFAULT, OFF, SUGGESTION, placed, table, wanted
from edlint.check.engines.veto import vetoed
from edlint.check.engines.wording import message
from edlint.config.profile import Selection
from edlint.model.finding import Severity
from edlint.model.span import Span


@pytest.mark.parametrize(
    ("said", "match", "new", "sentence"),
    [
        ("Did you mean `due to`?", "do to", ("due to",), "Did you mean “due to” for “do to”?"),
        ("Incorrect indefinite article.", "an", ("a",), "Write “a” for “an”: incorrect indefinite article."),
        (
            "The word 'may' doesn't go with it. Another sentence.",
            "fails",
            ("fail", "failed"),
            "Write “fail” or “failed” for “fails”: the word “may” doesn’t go with it.",
        ),
        ("Two modal verbs in a row.", "can can", ("",), "Remove “can can”: two modal verbs in a row."),
        ("I is always a capital.", "i", (), "“i”: I is always a capital."),
        ("", "x", (), "“x”: this does not read as English."),
        ("LanguageTool says so.", "x", ("y",), "Write “y” for “x”: LanguageTool says so."),
    ],
)
def test_a_message_is_one_concrete_sentence(said, match, new, sentence):
    assert message(said, match, new) == sentence


@pytest.mark.parametrize("engine", ["harper", "languagetool"])
def test_every_rule_has_a_place_and_what_is_on_is_mostly_right(engine):
    rules = table(engine)
    assert {rule.place for rule in rules.values()} == {DEFAULT, SUGGESTION, OFF}
    on = [rule for rule in rules.values() if rule.place == DEFAULT]
    assert all(rule.hits >= rule.after or rule.after + rule.clean <= 1 for rule in on)
    assert all(rule.right >= 0.97 * (rule.hits + rule.after) for rule in rules.values() if rule.safe)


def test_a_rule_that_the_table_does_not_know_is_a_suggestion():
    assert placed("languagetool", "OF_TOMORROW").severity is Severity.SUGGESTION


def test_only_its_full_name_wakes_a_rule_that_is_off():
    off = next(rule.name for rule in table("harper").values() if rule.place == OFF)
    assert off not in wanted("harper", Selection(((True, "grammar"), (True, "grammar.harper"))))
    assert off in wanted("harper", Selection(((True, f"grammar.harper.{off}"),)))
    assert off in wanted("harper", Selection(severities={f"grammar.harper.{off}": Severity.ERROR}))


@pytest.mark.parametrize(
    ("text", "doubtful"), [("it's code, and", True), ("it's code", True), ("it's codes", False)]
)
def test_a_possessive_before_code_is_left_alone_whatever_mark_follows(text, doubtful):
    assert vetoed("harper", "ItsPossessive", text, Span(0, 4), ("its",)) is doubtful
