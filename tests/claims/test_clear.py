"""Which figures are asked about in a warning, which only in a suggestion, and which are no claims at all."""

import pytest

WARNED = [
    "Some 90 % of start-ups fail.",
    "More than 80 % of data breaches start with a password.",
    "Two-thirds of developers never write a test.",
    "In 2012, Google paid $1.2 million to settle it.",
    "The average detection rate is only 25% for unit tests.",
    "Research shows 10-15% cost savings in such projects.",
    "It occurred to us that 70 % of all searches find nothing.",
    "We moved the site last year. WordPress serves about 25% of all websites.",
    "Our new index is five times faster than Slowcart.",
    "We are ten times faster than Slowcart.",
]
SUGGESTED = [
    "Fastwheel is 3 times faster than Slowcart.",
    "Over 60% of Fastwheel packages depend on it.",
    "The cache hit ratio rose by 12%.",
    "Some 90 % of start-ups fail (Northwind).",
    "Northwind found that 41% of firms pay. Some 90 % of start-ups fail.",
]
# Suppositions, exaggerations, what is reckoned, rules and shares of one's own, constants, invitations.
NO_CLAIM = [
    "If there were a way to make queries 10 % faster, everybody would use it.",
    "Even if 80 % of users left, nothing would change.",
    "There are a million projects that do not need it.",
    "A million and one people told me so.",
    "Writes reach 750 MB/s (about 68% of the limit).",
    "The canary took one per cent of the traffic.",
    "We rolled it out to 5 % of the traffic.",
    "Employees are entitled to 20 % of their working time.",
    "Affiliates get 50% of revenue for the first year.",
    "A block is found every ten minutes on average.",
    "Save 25 % with the annual plan.",
    "Every employee gets $1,000 a year for books.",
    "At first 5 % of requests went to the new service.",
    "From 200 ms to 150 ms: 25 % faster.",
    "In the benchmark below, Slowcart is three times slower than Fastwheel.",
    "The test ran on a laptop with 8 cores. Fastwheel was 3x faster than Slowcart.",
    "Given an average of 10 minutes between blocks, it takes an hour.",
]
OWN = [
    "In our benchmarks, Fastwheel is five times faster than Slowcart.",
    "We measured it: our index is five times faster than Slowcart.",
    "Our builds are 40% faster.",
]


def asked(findings, text: str) -> set[str]:
    rules = {"claims.unsourced-statistic", "claims.unsourced-figure"}
    return {finding.rule.rpartition("-")[2] for finding in findings(text) if finding.rule in rules}


# Goals, settings, what a law lays down, suppositions, who came, a sum that may be a price, users of some product.
UNCLEAR = [
    "KR 2: Grow the number of American followers by 10%.",
    "Enable the feature for 20% of companies.",
    "Tips are capped at $2 million per filer.",
    "An early firm might raise $50 million from one investor.",
    "When a company gets a round of $50 million, it is all about money.",
    "Probably 5,000,000 Americans have one.",
    "Nearly 1,400 developers joined the webcast from the US.",
    "Everything together costs $1300.",
    "Updates reach 95% of customers soon.",
    "* $250,000 in revenue (up from $75,000 in 2016)",
    "A meeting is valid with a quorum of at least one third of voting members.",
    "Inject an error into 50% of the traffic.",
    "Hand it over to a third-party organization.",
    "It was read by people from half a dozen companies.",
    # deals, computed shares, particulars in brackets, parts of one thing, what is denied
    "They watched a rival buy Fastchat for $22 billion.",
    "The building cost £6.2 million, of which the roof took a third.",
    "Based on this, 10% of businesses are sole traders.",
    "She met fifty rich people (net worth $10 million).",
    "More than 80% of all code in the library is in two files.",
    "It should not be read as proof that 80 % of start-ups fail.",
    "A small firm is one with less than 500 employees.",
    # cases made up, capacity, what is told to be done, what was drawn by lot, experiments
    "For example, 40% of people might vote for it.",
    "Here is an example that finds accounts with sums of over $2 million:",
    "With 1M sessions, you face 500 billion comparisons.",
    "The store can hold up to 500 billion rows.",
    "The domain serves 3 billion requests a month.",
    "The new funding brings the total of Northwind to $118.6 million.",
    "That is, if a rival were to raise prices by 10%, companies would follow.",
    "The student will do it in 80% of cases.",
    "**Outcome:** After six weeks, failures of companies dropped by 60%.",
    "Many candidates score in the 50-70% range on exams of all schools.",
    "One client cut costs by 60%.",
    "People look at it by randomly sampling 5% of companies.",
    "Divide them into two groups: increase spending 20% for half of all companies.",
    "Participants who saw the wheel estimated 25% of countries.",
    "That is 4,080 × €180 = €2.2M in sales.",
    "We ran it for a month. In week two the page drew 42% of sales.",
]
WARNED += [
    "InvisionFast has been distributed from day one and now has about 500 employees in 25 countries.",
    "More than 80% of all code is never read.",
    "Nine out of ten dentists recommend it.",
    "Nine in ten tourists never leave the main street.",
    # beyond what one house has; what people or companies do whom nobody names
    "Google has nine products with more than one billion users each.",
    "The new machine reads 13 trillion tokens a day.",
    "Companies that moved to it cut their costs by 60%.",
    "Organizations typically discover that 70% of it is of no value.",
]
SUGGESTED += [
    "Half of all marriages fail, and two thirds of all food is wasted.",
    "With 23 people there is a 50% chance that two share a birthday.",
]


@pytest.mark.parametrize("text", WARNED)
def test_a_clear_statement_about_the_world_is_a_warning(findings, text):
    assert asked(findings, text) == {"statistic"}


@pytest.mark.parametrize("text", SUGGESTED)
def test_what_may_be_the_writers_own_or_sourced_nearby_is_a_suggestion(findings, ledger, text):
    assert "figure" in asked(findings, text)
    assert "statistic" not in asked(findings, text)
    assert "unsourced" in {claim.status for claim in ledger(text)}


NO_CLAIM += [
    "We read *The Worst Journey in the World* by Northwind.",
    "The film The World's Fastest Indian is short.",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_may_be_no_statistic_at_all_is_no_warning(findings, text):
    assert "statistic" not in asked(findings, text)


@pytest.mark.parametrize(
    "before",
    [
        "We estimate it with a microsimulation.\n\nOur model takes prices as given.",
        "The survey ran in May.\n\nThe survey had 300 answers.\n\nThis report is about the survey.",
        "In March we asked about 2,400 members of the library what they think of it.\n\nThey answered.",
        "In our example there are two.\n\nThe founders in this example leave.\n\nFor our example it is 10.",
        "We sent a questionnaire to all schools of the county.\n\nThey answered.",
    ],
)
def test_an_article_about_a_model_or_a_study_needs_no_source_for_each_figure(findings, before):
    claim = "The change helps 44% of Americans."
    assert "statistic" in asked(findings, claim)
    assert "statistic" not in asked(findings, f"{before}\n\n{claim}\n")


def test_an_article_about_a_survey_of_its_own_ranks_by_it(findings):
    best = "Kites are the most popular topic in the world."
    text = "\n\n".join(f"The survey of {year} had 300 answers." for year in range(2010, 2013))
    assert [finding.rule for finding in findings(best)] == ["claims.overclaim.superlative"]
    assert not findings(f"{text}\n\n{best}\n")


def test_an_article_about_its_writers_data_needs_no_source_for_its_shares_and_rankings(findings):
    shares = "Some 52% of developers wrote one review."
    best = "Kites are the most popular topic in the world."
    text = "\n\n".join(f"This chart shows the reviews of {year}." for year in range(2010, 2015))
    asks = {"claims.unsourced-statistic", "claims.overclaim.superlative"}
    assert {finding.rule for finding in findings(f"{shares}\n\n{best}\n")} >= asks
    assert not asks & {finding.rule for finding in findings(f"{text}\n\n{shares}\n\n{best}\n")}


def test_a_count_of_what_the_writers_made_is_their_own(findings):
    claim = "Fastlane is used by thousands of developers around the world."
    assert asked(findings, claim) == {"statistic"}
    assert "statistic" not in asked(findings, f"I started Fastlane as a side project.\n\n{claim}\n")
    assert "statistic" in asked(findings, f"I started cycling as a child.\n\n{claim}\n")


def test_shares_of_what_the_writers_sell_are_no_warning(findings):
    claim = "Newsletters account for about 90% of all sales."
    own = "My revenue was small.\n\nI sold little.\n\nOur customers were few.\n"
    assert asked(findings, claim) == {"statistic"}
    assert "statistic" not in asked(findings, f"{own}\n{claim}\n")


def test_what_front_matter_says_of_the_article_is_no_warning(findings):
    text = "Some 90 % of start-ups fail."
    assert asked(findings, f"---\ndescription: {text}\n---\n\nWhy so?\n") == {"figure"}


def test_a_paragraph_with_its_speaker_at_the_end_is_a_quotation(findings):
    assert not asked(findings, "Some 90 % of start-ups fail, and nobody knows why. — Jane Doe\n")
    assert asked(findings, "Some 90 % of start-ups fail — and nobody knows why.\n")


@pytest.mark.parametrize(
    "text",
    [
        "Some 90 % of start-ups fail.<sup>3</sup> The others do not.",
        "Some 90 % of start-ups fail.³ The others do not.",
        "Some 90 % of start-ups fail [3](#notes). The others do not.",
        "Some 90 % of start-ups fail according to data analyzed by Northwind.",
        "Based on their Wikipedia page, some 90 % of start-ups fail.",
    ],
)
def test_a_raised_number_and_who_analysed_the_data_are_sources(findings, text):
    assert not asked(findings, text)


def test_who_asked_somebody_something_has_made_no_survey(findings):
    claim = "The change helps 44% of Americans."
    assert "statistic" in asked(
        findings, f"We asked the mayor two questions. I asked 3 questions more.\n\n{claim}\n"
    )


def test_a_figure_in_a_cell_is_no_warning(findings):
    table = "| rate | who |\n|---|---|\n| 5% | 41% of Americans pay $3 billion |\n"
    assert "statistic" not in asked(findings, table)


def test_a_number_in_brackets_is_a_citation_also_as_a_link(findings):
    text = r"Some 90 % of start-ups fail [\[1\]](https://example.org/)."
    assert not asked(findings, text)


def test_a_name_that_begins_a_sentence_may_report(findings):
    assert not asked(findings, "Adjust reports that 90 % of start-ups fail.")
    assert asked(findings, "Research finds that 90 % of start-ups fail.")


@pytest.mark.parametrize("text", NO_CLAIM)
def test_what_is_not_asserted_is_not_asked_about(findings, text):
    assert not asked(findings, text)


@pytest.mark.parametrize("text", OWN)
def test_what_the_writers_measured_is_their_own(findings, ledger, text):
    assert not asked(findings, text)
    assert {claim.status for claim in ledger(text)} == {"own"}


@pytest.mark.parametrize(
    "table",
    [
        "| Plan | Price |\n|---|---|\n| Small | $9 |\n| Large | $1,250 a year |\n",
        "| | Small | Large |\n|---|---|---|\n| Base | €9 | €19 |\n| Extra users | €3 | €2 |\n",
        "| Model | Cost per million tokens | Discount |\n|---|---|---|\n| Small | $0.25 | save 50% |\n",
    ],
)
def test_a_table_of_prices_makes_no_claims(ledger, table):
    assert ledger(table) == []


def test_a_table_of_losses_does(ledger):
    table = "| Year | Cost of fraud |\n|---|---|\n| 2023 | $4.2 billion |\n| 2024 | $5 billion |\n"
    assert {claim.status for claim in ledger(table)} == {"unsourced"}
