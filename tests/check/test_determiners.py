"""Nouns that lack their article: said only where errors are dense."""

import pytest
from tests.builders import prose

from edlint.api import Linter
from edlint.check.determiners.nouns import lacking

SLOPPY = (
    "It have two part, and we was late, and he have an house. We has wrote it, they is here, and it are an good thing. "
    "I has went their, and the dogs is here, and recieve teh mesage. You can configures it, but it does not returns.\n\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "We let them define a threshold, by default, on disk.",
        "The image editing tools resize the column or row headers.",
        "New parser",
        "- We let them define threshold.",
        "We let them go next time you ask.",
        "Articles say so, and our own first design document did.",
        "He said: “We let them define threshold and build new parser.”",
    ],
)
def test_what_lacks_nothing(text: str):
    assert list(lacking(prose(text))) == []


def test_words_of_a_link_and_of_emphasis_are_a_phrase():
    found = list(lacking(prose("It says so in [third *chapter*](b.md) of the book.")))
    assert [block.text[span.start : span.end] for block, span in found] == ["third chapter"]


def test_a_term_that_has_its_article_elsewhere():
    text = "The Hash Signature is short. We sort the Hash Signature. It is made of raw Hash Signature, as Every Hash is."
    found = list(lacking(prose(text)))
    assert [block.text[span.start : span.end] for block, span in found] == ["raw Hash Signature"]
    assert list(lacking(prose("The Hash Signature is short. It is made of Hash Signature."))) == []


def test_a_name_that_has_an_article_at_times():
    text = "The Hash Signature is short. We sort the Hash Signature." + " It is made of Hash Signature." * 4
    assert list(lacking(prose(text))) == []


def of_rule(text: str) -> list[str]:
    with Linter(settings={"engines": "none"}) as linter:
        findings = linter.check_text(text).findings
    return [finding.text for finding in findings if finding.rule == "grammar.missing-determiner"]


def test_it_speaks_up_among_errors_alone():
    last = "It says so in third chapter of the book, and we let them define threshold.\n"
    assert of_rule(f"We like the book. {last}") == []
    assert of_rule(SLOPPY + last) == ["third chapter", "threshold"]


@pytest.mark.parametrize(
    "text",
    [
        "Once the map is drawn, name it after the river that it shows.",
        "Your choice of repository may decide what you can keep.",
        "They gave her the job as gardener of the park.",
    ],
)
def test_nouns_that_stand_alone(text: str):
    assert list(lacking(prose(text))) == []
