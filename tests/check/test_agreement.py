"""Agreement, where the rules' own examples do not reach."""

import pytest
from tests.builders import profile, prose, rule

from edlint.check.agreement import make
from edlint.config.schema import Settings
from edlint.language.tagger import tags
from edlint.lint.sensitivity import thresholds
from edlint.model.finding import Severity


def flagged(text: str, *parts: str) -> list[tuple[str, str]]:
    names = parts or ("subject", "relative", "existence", "noun", "form")
    rules = [rule(f"grammar.agreement.{name}", by=f"agreement.{name}") for name in names]
    hits = make(Settings()).check(prose(text), profile(rules)).hits
    return [(hit.block.text[hit.span.start : hit.span.end], hit.replacements[0]) for hit in hits if hit.block]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("We like it.\n\nThe *rooms* on the upper [floor](b.md) has no heat.", ("has", "have")),
        ("The price of the tickets, which rose\nin May, were low.", ("were", "was")),
        ("It is a library that help developers write code.", ("help", "helps")),
        ("We want a process that scale with the company.", ("scale", "scales")),
        ("Anyone who want to join can.", ("want", "wants")),
        ("We made it a single methods that's easier to use.", ("methods", "method")),
        ("The size of the uploaded images vary from day to day.", ("vary", "varies")),
        ("The people behind this project deserves praise.", ("deserves", "deserve")),
        ("Here is the steps we took.", ("is", "are")),
        ("- For `x` you need a server that contain the keys.", ("contain", "contains")),
        ("The rooms’ size is fine. The order of the two keys don’t matter.", ("don’t", "doesn't")),
    ],
)
def test_markup_and_lines_do_not_hide_a_subject(text: str, wrong: tuple[str, str]):
    assert flagged(text) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "> The rooms on the upper floor has no heat.",
        "He wrote “the rooms on the upper floor has no heat”.",
        "The number of *is* is small, and the letters on the *has* are few.",
        "",
        "has have",
        "the the the of of of that that that",
    ],
)
def test_what_is_not_said_by_the_author_is_left_alone(text: str):
    assert flagged(text) == []


def test_what_is_wrong_by_two_looks_is_said_once():
    assert flagged("It is one of the few step that we skip.") == [("step", "steps")]


def test_only_the_rules_that_are_on_speak():
    text = "The rooms on the upper floor has these reason."
    assert flagged(text, "noun") == [("reason", "reasons")]


def test_a_tag_depends_on_the_words_around():
    assert tags(["The", "use", "of", "it", "."])[1] == "NN"
    assert tags(["They", "use", "it", "."])[1] == "VBP"


def test_a_verb_is_a_verb_though_it_does_not_agree():
    assert tags("The use of global variables make the code hard".split())[5] == "VBP"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Our script check the links every hour.", ("check", "checks")),
        ("The API return a list of orders.", ("return", "returns")),
        ("Docker and Kubernetes has changed how we work.", ("has", "have")),
        ("Reading the logs from three servers are tiring.", ("are", "is")),
        ("Modern browsers supports this out of the box.", ("supports", "support")),
        ("Garbage collectors runs every night.", ("runs", "run")),
    ],
)
def test_a_verb_that_may_be_a_noun_is_weighed(text: str, wrong: tuple[str, str]):
    assert flagged(text) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "I watched the script check every link.",
        "The tool lets the API return an error.",
        "We suggest that the user try it again.",
        "The script check and the build check are slow.",
        "HTTPS supports it, and it put us in a corner.",
        "Moving parts wear out, and existing tests pass.",
        "Data-sharing peers which don't have a channel wait.",
    ],
)
def test_what_may_be_a_noun_or_a_plain_verb_is_left_alone(text: str):
    assert flagged(text) == []


def test_a_sentence_without_an_end_is_not_taken_apart():
    assert flagged("It depend. " + "it depend and " * 60) == [("depend", "depends")]


@pytest.mark.parametrize(
    "text",
    [
        "There is a one in five chance that it fails, and we still have a ways to go.",
        "This relationship need not be quantified.",
        "There is little to say about these tests that hasn't been said before.",
        "In many cases that is just wrong.",
        "It is no surprise that stack unwinding is slow.",
        "That would be evidence for the claim.",
        "Having 25 steps just to do a release sounds like a lot.",
        "There are protocols for appropriate immediate action in the field.",
        "Functions that return nothing are called for what they change.",
        "We built a site that you'd like to have join the ring.",
    ],
)
def test_what_other_houses_write_rightly_is_left_alone(text: str):
    assert flagged(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The paint on both sides of the doors need a week to dry.", ("need", "needs")),
        ("My aunt, like most of her friends, prefer a quiet street.", ("prefer", "prefers")),
        ("Everything in the two sheds belong to the school.", ("belong", "belongs")),
        ("These are customs which binds the guests as well.", ("binds", "bind")),
        ("Both side agreed to wait.", ("side", "sides")),
        ("Fold these napkin into a fan.", ("napkin", "napkins")),
        ("There are two kind of bread.", ("kind", "kinds")),
        ("He showed us how to build a kitchen cabinets.", ("cabinets", "cabinet")),
        ("This buttons opens the gate.", ("buttons", "button")),
        ("Each rows of the chart stands for a year.", ("rows", "row")),
        ("You have ran into the same wall.", ("ran", "run")),
        ("The frost may have broke the pipe.", ("broke", "broken")),
        ("Nurses have visit two villages.", ("visit", "visited")),
        ("We did not even had to knock.", ("had", "have")),
        ("It doesn't works on Sundays.", ("works", "work")),
        ("We didn't changed the lock.", ("changed", "change")),
        ("The host lets the guest picks a chair.", ("picks", "pick")),
    ],
)
def test_news_law_and_kitchens_slip_too(text: str, wrong: tuple[str, str]):
    assert flagged(text) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "What would anybody want to hear, and how else will someone know that it is true?",
        "The bell triggers alarms in several buildings, and one side of the river gains ground.",
        "Save the points for a healing spell you cast at dawn.",
        "Any noise you hear outside it is made by owls, and noises you hear outside it are not.",
        "Built furniture work into a living, with sheer patience.",
        "She had the chance to voice that need and calm the room.",
        "It is the dearest way to keep old photos that has ever been found.",
        "The board is where the team tracks who has the key.",
        "We walk even when traffic is lighter on side streets.",
        "Keep a settings file or two, and note that multiple inheritance is rare.",
        "These character states can be mixed, in the late nineteenth and early twenty first century too.",
        "Roll only one of the dice, give it a couple minutes, and send these back to the shop.",
        "This document details the rules; it gives a ground builders can work on.",
        "All of these result in a loss; some of these form a line, and there will be support to carry them.",
        "Building something that helps other people engage with music is a joy.",
        "They both came, we did it, and the users have access the whole day.",
        "We build a school for people in the towns who want to learn.",
        "A good monthly take for a small shop.",
        "This level of repair and water reuse, driven by need, is rare.",
        "You may eat cake until you leave (while you have teeth that is).",
        "It let us meet at a sports bar in town, and without this visitors will not pay.",
        "These open source “papers” are short, and only authorized personnel have the key.",
        "They look at the report, and only then will refunds be paid and a letter sent.",
    ],
)
def test_what_new_houses_write_rightly_is_left_alone(text: str):
    assert flagged(text) == []


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("You must runs it.", False),
        ("They have prevent the use of it.", True),
        ("It is good to moves the keys.", True),
    ],
)
def test_what_was_wrong_as_often_as_right_is_a_suggestion_by_itself(text: str, *, weak: bool):
    rules = [rule("grammar.agreement.form", by="agreement.form")]
    (hit,) = make(Settings()).check(prose(text), profile(rules)).hits
    assert (hit.severity is Severity.SUGGESTION) is weak
    assert "grammar.agreement.form" in thresholds()
