"""Messages of engines in the house's words; rules in their places."""

import pytest

from edlint.config.profile import Selection
from edlint.engines.placement import DEFAULT, DENSE, OFF, SUGGESTION, enabled_rules, placement_of, table
from edlint.engines.veto import vetoed
from edlint.engines.wording import message
from edlint.lint.sensitivity import thresholds
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
    assert {rule.place for rule in rules.values()} - {DENSE} == {DEFAULT, SUGGESTION, OFF}
    on = [rule for rule in rules.values() if rule.place == DEFAULT]
    assert all(rule.hits >= rule.after or rule.after + rule.clean <= 1 for rule in on)
    assert all(rule.right >= 0.97 * (rule.hits + rule.after) for rule in rules.values() if rule.safe)


def test_what_never_spoke_on_a_correction_warns_only_where_errors_are_dense():
    known = table("languagetool")
    read = {
        "DISCUSS_ABOUT",
        "LET_IT_INFINITIVE",
        "NEITHER_NOR",
        "SINGULAR_NOUN_ADV_AGREEMENT",
        "THE_SAME_AS",
        "YOURS_APOSTROPHE",
    }
    assert {name for name, rule in known.items() if rule.place == DEFAULT and not rule.hits} == read
    dense = {f"grammar.languagetool.{name}" for name, rule in known.items() if rule.place == DENSE}
    assert len(dense) > 400
    assert all(thresholds()[name] < 1.5 for name in dense & set(thresholds()))
    assert enabled_rules("languagetool", Selection())["SEES_SEEMS"] is Severity.SUGGESTION


def test_a_rule_that_the_table_does_not_know_is_a_suggestion():
    assert placement_of("languagetool", "OF_TOMORROW").severity is Severity.SUGGESTION


def test_only_its_full_name_wakes_a_rule_that_is_off():
    off = next(rule.name for rule in table("harper").values() if rule.place == OFF)
    assert off not in enabled_rules("harper", Selection(((True, "grammar"), (True, "grammar.harper"))))
    assert off in enabled_rules("harper", Selection(((True, f"grammar.harper.{off}"),)))
    assert off in enabled_rules("harper", Selection(severities={f"grammar.harper.{off}": Severity.ERROR}))


@pytest.mark.parametrize(
    ("rule", "text", "match", "doubtful"),
    [
        ("IT_IS_2", "it's \ufffc, and", "it's", True),
        ("IT_IS", "Its difficult to see.", "Its", False),
        ("IT_IS_2", "it's codes", "it's", False),
        ("IT_IS", "which runs on it's own port", "it's", False),
        ("IT_IS", "from the list above it's easy to see", "it's", True),
        ("IT_IS", "it shows it's new name", "it's", False),
        ("IT_IS_2", "she thought it better", "it", True),
        ("A_NNS", "It adds an Axes to it.", "an Axes", True),
        ("A_NNS", "It is in a utils.py file.", "a utils", True),
        ("A_NNS", "It has a zillion files in it.", "a zillion files", True),
        ("A_NNS", "Press an events icon.", "an events", True),
        ("A_NNS", "It sends an events, then stops.", "an events", False),
        ("A_NNS", "A few more and a URLs is added.", "a URLs", False),
        ("BEEN_PART_AGREEMENT", "They are overkill here.", "overkill", True),
        ("BEEN_PART_AGREEMENT", "Be it log files or more.", "log", True),
        ("BEEN_PART_AGREEMENT", "It was send to us.", "send", False),
        ("BEEN_PART_AGREEMENT", "It was much sort after.", "sort", False),
        ("OUR_OUT", "As we built out completions.", "out", True),
        ("OUR_OUT", "We gray out most of it.", "out", True),
        ("OUR_OUT", "Return values are better than out arguments.", "out", True),
        ("OUR_OUT", "It is in out method.", "out", False),
        ("A_NNS", "Here. Plot A rises in a line.", "A rises", True),
        ("A_NNS", "Here. A plots is shown.", "A plots", False),
        ("BEEN_PART_AGREEMENT", "What it does is check the date.", "check", True),
        ("BEEN_PART_AGREEMENT", "It is append only.", "append", True),
        ("A_NNS", "An alias needs to be set.", "An alias needs", True),
        ("IT_IS", "She says it's their own fault.", "it's", True),
        ("IT_VBZ", "We prefer that it be set.", "it be", True),
        ("IT_VBZ", "It lead to loss.", "It lead", False),
        ("HAS_TO_APPROVED_BY", "As they have to given its place.", "have to given", True),
        ("HAS_TO_APPROVED_BY", "It has to approved by us.", "has to approved", False),
        ("OTHER_OTHERS", "Unlike most other typed languages.", "other", True),
        ("OTHER_OTHERS", "Unlike most other.", "other", False),
        ("PHRASE_REPETITION", "It is useful to day to day work.", "to day to day", True),
        ("NO_NOT", "It may be that there are not other ways.", "not", True),
        ("NO_NOT", "There are not files here.", "not", False),
        ("NNS_OF_SINGULAR_AGREEMENT", "The details of work that still needs doing.", "needs", True),
        ("NNS_OF_SINGULAR_AGREEMENT", "The details of the work is here.", "is", False),
        ("BEEN_PART_AGREEMENT", "What we did was deploy Ghost.", "deploy", True),
        ("BEEN_PART_AGREEMENT", "It is filter pushdown.", "filter", True),
        ("A_NNS", "How a model interfaces with it.", "a model interfaces", True),
        ("MD_BASEFORM", "As you could doesn't mean.", "does", True),
        ("SUBJECT_VERB_AGREEMENT", "Here \ufffc are set.", "are", True),
        ("SUBJECT_VERB_AGREEMENT", "Here \ufffc also form a list.", "form", True),
        ("SUBJECT_VERB_AGREEMENT", "The \ufffc block are set.", "are", False),
        ("YOUR_YOU_2", "We present to you Go.", "you", True),
        ("YOUR_YOU_2", "The first thing when you join is to wait.", "you", True),
        ("YOUR_YOU_2", "We like you book.", "you", False),
        ("A_NNS", "Choose a windows service.", "a windows", True),
        ("A_NNS", "It was a commons for all.", "a commons", True),
        ("BEEN_PART_AGREEMENT", "The mode is prefix.", "prefix", True),
        ("EN_CONTRACTION_SPELLING", "By the list’s Id.", "Id", True),
        ("EN_CONTRACTION_SPELLING", "Im glad of it.", "Im", False),
        ("IT_IS", "A name with its A record.", "its", True),
        ("IT_VBZ", "It is done by the it function.", "function", True),
        ("YOUR_NN", "See that you’re up-to-date.", "you’re", True),
        ("YOUR_NN", "See that you’re book is there.", "you’re", False),
        ("DID_BASEFORM", "Something that it did resulted in it.", "resulted", True),
        ("DID_BASEFORM", "It did resulted in it.", "resulted", False),
        ("MD_BASEFORM", "Add 1 can evaporated milk.", "evaporated", True),
        ("MD_BASEFORM", "It can evaporated fast.", "evaporated", False),
        ("PHRASE_REPETITION", "Later, when they move they move far.", "they move they move", True),
        ("PHRASE_REPETITION", "It waits until there are there are ten.", "there are there are", False),
        ("DT_DT", "I made a The Wire joke.", "a The", True),
        ("DT_DT", "I made a the joke.", "a the", False),
        ("PHRASE_REPETITION", "It has parts of parts of parts.", "parts of parts of", True),
        ("PHRASE_REPETITION", "It is a lot, a lot a lot.", "a lot a lot", True),
        ("PHRASE_REPETITION", "It is to be to be done.", "to be to be", False),
        ("AGREEMENT_SENT_START_2", "So it is. More words means more work.", "means", True),
        ("AGREEMENT_SENT_START_2", "So it is. NUS does not.", "does", True),
        ("AGREEMENT_SENT_START_2", "So it is. The words means more work.", "means", False),
        ("EVERYDAY_EVERY_DAY", "For everyday, dull work.", "everyday", True),
        ("PRP_HAVE_VB", "If it has say a list.", "say", True),
        ("ADJECTIVE_ADVERB", "We do soft delete here.", "soft", True),
        ("ADJECTIVE_ADVERB", "It is successful attached.", "successful", False),
        ("LOT_OF", "You see a lot changes here.", "a lot changes", True),
        ("LOT_OF", "It takes a lot time.", "a lot time", False),
    ],
)
def test_what_is_known_to_be_wrong_is_left_alone(rule, text, match, doubtful):
    start = text.index(match)
    assert vetoed("languagetool", rule, text, Span(start, start + len(match))) is doubtful
