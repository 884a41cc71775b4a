import pytest

from edlint.check.claims.language import load
from edlint.check.claims.statistic import quantities
from edlint.model.span import Span

SORTS = [
    ("percent", "Seventy-five percent of all users left."),
    ("percent", "Between 20% and 30% of firms pay."),
    ("money", "The fine was €4.2 billion."),
    ("money", "It cost companies tens of millions of dollars."),
    ("multiple", "It is 10x faster than Slowcart."),
    ("multiple", "It is twice as fast as Slowcart."),
    ("multiple", "It grew by an order of magnitude; now it is three times higher."),
    ("ratio", "Nine out of ten developers agree."),
    ("ratio", "It hits one in five companies."),
    ("fraction", "Two-thirds of startups fail."),
    ("count", "More than 30,000 companies use it."),
    ("count", "Tens of thousands of developers use it."),
    ("count", "It was downloaded 40 million times."),
    ("growth", "Adoption has doubled since 2020."),
    ("saved", "It saves teams 10 hours a week."),
    ("duration", "The average employee spends 3 hours a day on email."),
    ("frequency", "There is a cyberattack every 39 seconds."),
    ("rank", "It is the second-largest market in the world."),
]


@pytest.mark.parametrize(("sort", "text"), SORTS)
def test_each_sort_of_quantity_is_known(sort, text):
    found = list(quantities(text, Span(0, len(text)), load("en")))
    assert sort in {quantity.sort for quantity in found}
    assert all(quantity.number in text[quantity.span.start : quantity.span.end] for quantity in found)


NO_CLAIM = [
    "Upgrade to version 3.11 before 2026-05-01.",
    "The server listens on port 8080.",
    "Set the timeout to 30 seconds and the limit to 500 MB.",
    "There are three ways to do it.",
    "Step 4 takes the file from chapter 12.",
    "For example, suppose that 40% of users leave.",
    "If 40% of users leave, call 555-1234.",
    "You must cover at least 80% of the code with tests.",
    "Our plan costs $9 per user and month.",
    "It is 100% certain.",
    "In 2020 users moved on.",
    "`70%` of `users`",
    "CVE-2021-44228 users were hit.",
    "The ratio 16:9 is set in 1200x800 pixels.",
    "Do 70% of all websites use it?",
    "“70% of all websites use it,” she said.",
    "> 70% of all websites use it.",
]


@pytest.mark.parametrize("text", NO_CLAIM)
def test_what_is_no_claim_about_the_world_is_left_alone(findings, text):
    assert not [f for f in findings(text) if f.rule == "claims.unsourced-statistic"]


def test_a_claim_has_words_sentence_quantity_and_unit(ledger):
    (claim,) = ledger("It is old. Fines reached roughly *€4.2 billion* by 2025 across the industry.")
    assert claim.text == "roughly €4.2 billion"
    assert claim.sentence == "Fines reached roughly €4.2 billion by 2025 across the industry."
    assert (claim.quantity, claim.unit) == ("4.2", "€")


def test_places_are_in_the_source_with_crlf_bom_and_emphasis(desk):
    text = "\ufeffOld.\r\n\r\nNearly\r\n**70%** of all companies worldwide lost data.\r\n"
    claims, findings = desk.see(text)
    (claim,) = claims
    assert text[claim.span.start : claim.span.end] == "Nearly\r\n**70%"
    assert [finding.span for finding in findings] == [claim.span]


def test_the_message_says_what_is_missing_and_what_would_settle_it(findings):
    (finding,) = findings("Memory bugs account for roughly 70% of all flaws in large systems.")
    assert (
        finding.message == "“roughly 70%”: no source in this paragraph. Link the study or name who counted."
    )
