import pytest
from msgspec import structs

from edlint.check.claims.language import compile_cue, expand, load
from edlint.check.claims.stance import known
from edlint.check.claims.wording import wording
from edlint.model.errors import RuleError
from edlint.prose.prose import Prose


def test_the_notation_of_cues():
    assert expand("a (b|c)", {}) == r"a(?:\s+)(?:b|c)"
    assert expand("{x}'s", {"x": "y z"}) == r"(?:y(?:\s+)z)['’]s"
    assert expand(r"[('-]\p{Lu}\x{fffc}{2}", {}) == r"[('-]\p{Lu}\x{fffc}{2}"


def test_the_longer_of_two_words_fits_and_a_part_of_a_word_does_not():
    cue = compile_cue("stat|statistics", {})
    assert [len(text) for text in ("statistics",) if cue.whole(text)] == [10]
    assert cue.found("many statistics show")
    assert not cue.found("a statement")


@pytest.mark.parametrize("source", ["(", "{nobody}", "(?=look)"])
def test_a_cue_that_is_none_says_so(source):
    with pytest.raises(RuleError, match="cannot be used"):
        compile_cue(source, {})


def test_a_variant_of_english_is_english_and_another_language_is_not():
    assert load("en-GB") is load("en")
    assert load("de") is None


def test_an_unknown_stance_is_named():
    with pytest.raises(RuleError, match="sleepy"):
        known(["question", "sleepy"], load("en"))


def test_a_cue_that_cannot_be_used_names_the_rule(desk):
    rule = structs.replace(desk.rules["claims.prediction"], cues=("(",))
    with pytest.raises(RuleError, match=r"claims\.prediction"):
        wording(rule, load("en"))


def test_of_many_cues_the_error_names_the_one_that_cannot_be_read_in_a_line(desk):
    rule = desk.rules["claims.vague-attribution"]
    with pytest.raises(RuleError, match="“a broken \\(cue” cannot be used") as caught:
        wording(structs.replace(rule, cues=(*rule.cues, "a broken (cue")), load("en"))
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
