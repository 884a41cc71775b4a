import pytest
from msgspec import structs
from tests.builders import prose

from edlint.check.claims.language import cue, load
from edlint.check.claims.stance import known
from edlint.check.claims.wording import Wordings, wording
from edlint.language.notation import NO_PHRASES
from edlint.model.errors import RuleError
from edlint.prose.prose import Prose


def test_a_cue_fits_the_longer_of_two_words_and_no_part_of_a_word():
    stat = cue("stat|statistics", NO_PHRASES)
    assert stat.whole("statistics")
    assert stat.found("many statistics show")
    assert not stat.found("a statement")


def test_a_cue_that_names_no_phrase_says_so():
    with pytest.raises(RuleError, match="there is no phrase set 'nobody'"):
        cue("{nobody}", NO_PHRASES)


def test_a_variant_of_english_is_english_and_another_language_is_not():
    assert load("en-GB") is load("en")
    assert load("de") is None


def test_an_unknown_stance_is_named():
    with pytest.raises(RuleError, match="sleepy"):
        known(["question", "sleepy"], load("en"))


@pytest.mark.parametrize("broken", ["(will", "{nobody} will", "will (?=look)"])
def test_a_cue_that_cannot_be_used_names_the_rule_in_a_line(desk, broken):
    rule = structs.replace(desk.rules["claims.prediction"], cues=("surely", broken))
    with pytest.raises(RuleError, match=r"claims\.prediction: ") as caught:
        list(Wordings([wording(rule, load("en"))]).claims(prose("It will look {nobody} up.")))
    assert len(str(caught.value)) < 500
    assert "\n" not in str(caught.value)


def test_of_two_rules_that_know_the_same_words_the_graver_asks(findings):
    assert [f.rule for f in findings("For a team of two, this is a game-changer.")] == [
        "claims.overclaim.superlative"
    ]
    assert [f.rule for f in findings("A game-changer of a tool came out.")] == ["claims.overclaim.hype"]


def test_a_document_in_another_language_has_no_claims(desk):
    from edlint.config.profile import Profile
    from edlint.model.source import Source
    from edlint.parse import parse

    document = parse(Source("a.md", "markdown", "70% of all companies worldwide lost data."))
    assert desk.checker.check(Prose(document), Profile({}, language="de")).claims == ()


def test_with_every_rule_off_the_statistics_are_still_in_the_ledger(desk):
    from edlint.config.profile import Profile
    from edlint.model.source import Source
    from edlint.parse import parse

    document = parse(Source("a.md", "markdown", "70% of all companies worldwide lost data."))
    outcome = desk.checker.check(Prose(document), Profile({}))
    assert len(outcome.claims) == 1
    assert outcome.hits == ()
