"""Nouns that lack their article: said only where errors are dense."""

import pytest
from tests.builders import prose

from edlint.api import Linter
from edlint.check.determiners import FEWEST, HABIT, density
from edlint.check.determiners.nouns import NEAR, SURE, Lacking, lacking

SLOPPY = (
    "It have two part, and we was late, and he have an house. We has wrote it, they is here, and it are an good thing. "
    "I has went their, and the dogs is here, and recieve teh mesage. You can configures it, but it does not returns.\n\n"
)


def said(text: str) -> list[str]:
    """Return what lacks an article for sure."""
    found = [each for each in lacking(prose(text)) if each.weight >= SURE]
    return [each.block.text[each.span.start : each.span.end] for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "We let them define a threshold, by default, on disk.",
        "The image editing tools resize the column or row headers.",
        "New parser",
        "- We let them define threshold.",
        "We let them go next time you ask.",
        "Articles say so, and our own first design document did.",
        "These commands document the parameters and return statement, respectively.",
        "The games are sorted by system, with playlists.",
        "Problem is, I find myself wishing for more. Problem solved, right?",
        "The Camera Control is there. Open the Camera Control. It is under Settings → Camera → Camera Control → Double Click.",
        "He said: “We let them define threshold and build new parser.”",
    ],
)
def test_what_lacks_nothing(text: str):
    assert said(text) == []


def test_words_of_a_link_and_of_emphasis_are_a_phrase():
    assert said("It says so in [third *chapter*](b.md) of the book.") == ["third chapter"]


def test_a_term_that_has_its_article_elsewhere():
    text = "The Hash Signature is short. We sort the Hash Signature. It is made of raw Hash Signature, as Every Hash is."
    assert said(text) == ["raw Hash Signature"]
    assert said("The Hash Signature is short. It is made of Hash Signature.") == []


def test_a_name_that_has_an_article_at_times():
    text = "The Hash Signature is short. We sort the Hash Signature." + " It is made of Hash Signature." * 4
    assert said(text) == []


def of_rule(text: str) -> list[str]:
    with Linter(settings={"engines": "none"}) as linter:
        findings = linter.check_text(text).findings
    return [finding.text for finding in findings if finding.rule == "grammar.missing-determiner"]


def test_it_speaks_up_among_errors_alone():
    last = "It says so in third chapter of the book, and we let them define threshold.\n"
    assert of_rule(f"We like the book. {last}") == []
    assert of_rule(SLOPPY + last) == ["third chapter", "threshold"]


def test_it_speaks_up_where_articles_are_left_out_again_and_again():
    once = "We let them define threshold. "
    assert of_rule(SLOPPY + once) == of_rule(SLOPPY + 2 * once) == []
    assert of_rule(SLOPPY + once + "It says so in third chapter of the book.") == [
        "threshold",
        "third chapter",
    ]


def test_the_more_there_are_the_less_each_must_weigh():
    less = "They reviewed modification of the images."
    (weight,) = [each.weight for each in lacking(prose(less))]
    assert NEAR <= weight < SURE
    assert of_rule(SLOPPY + less) == []
    more = " We let them define threshold. It says so in third chapter of the book."
    assert of_rule(SLOPPY + less + more) == ["modification", "threshold", "third chapter"]


def test_how_dense_they_are():
    one, two, *_ = lacking(
        prose("It says so in third chapter of the book, and we let them define threshold.")
    )
    again = Lacking(two.block, two.span, NEAR)
    assert density([two, again], 100) == density([], 100) < HABIT
    assert FEWEST / 1.1 < density([one, two, again], 100) < 3
    assert density([one, two], 3_000) < HABIT
    twice = list(lacking(prose("You are handing authority to it. You are giving complete authority to it.")))
    assert len(twice) == 2
    assert density(twice, 100) < HABIT


@pytest.mark.parametrize(
    "text",
    [
        "Once the map is drawn, name it after the river that it shows.",
        "Your choice of repository may decide what you can keep.",
        "They gave her the job as gardener of the park.",
    ],
)
def test_nouns_that_stand_alone(text: str):
    assert said(text) == []
