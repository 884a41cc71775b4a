"""Contradictions are found, and numbers that agree, or may agree, are left alone."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.check.numbers import make
from edlint.check.numbers.read import number, plain, quantity
from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.language.data import load
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.rules.load import load_rules

RULES = load_rules([Path(__file__).parents[2] / "rules" / "consistency" / "number"])
ALL = Profile(rules={rule.id: ActiveRule(rule, rule.severity, {}) for rule in RULES.values()})
CHECKER = make(Settings())
EN = load("en")
assert EN is not None

CONTRADICTIONS = [
    ("change", "Traffic doubled from 20 to 35 requests a second.", "doubled from 20 to 35"),
    ("change", "The team tripled, from 4 to 9 people.", "tripled, from 4 to 9"),
    ("change", "Our bill halved from $800 to $650 a month.", "halved from $800 to $650"),
    (
        "change",
        "Revenue grew by 50% from $2 million to $2.4 million.",
        "grew by 50% from $2 million to $2.4 million",
    ),
    (
        "change",
        "Start-up time fell 80%, from 10 seconds to 4 seconds.",
        "fell 80%, from 10 seconds to 4 seconds",
    ),
    (
        "change",
        "The bundle shrank from 400 kB to 300 kB, a 40% reduction.",
        "from 400 kB to 300 kB, a 40% reduction",
    ),
    ("change", "We saw a 30% drop in errors from 1,000 to 500.", "a 30% drop in errors from 1,000 to 500"),
    (
        "change",
        "Downloads quadrupled from 10,000 to 25,000 within a year.",
        "quadrupled from 10,000 to 25,000",
    ),
    ("change", "A tenfold increase from 12 to 60 nodes.", "A tenfold increase from 12 to 60"),
    ("percentage-points", "The share rose by 5% from 10% to 15%.", "rose by 5% from 10% to 15%"),
    (
        "percentage-points",
        "Coverage increased 20 percent, from 60 percent to 80 percent.",
        "increased 20 percent, from 60 percent to 80 percent",
    ),
    ("change", "Costs rose from $40 to $50, a 50% increase.", "from $40 to $50, a 50% increase"),
    ("weekday", "The call is on Monday, 5 March 2019.", "Monday, 5 March 2019"),
    ("weekday", "Join us on Friday, December 27th, 2012, in Berlin.", "Friday, December 27th, 2012"),
    ("weekday", "See you on Sat the 4th of July 2023.", "Sat the 4th of July 2023"),
    ("weekday", "It shipped on 14 June 2021 (Tuesday).", "14 June 2021 (Tuesday)"),
    ("weekday", "The freeze begins Thursday 2024-02-28.", "Thursday 2024-02-28"),
    ("impossible-date", "Apply before 31 September 2022.", "31 September 2022"),
    ("impossible-date", "The last build ran on February 30.", "February 30"),
    ("span", "From 1990 to 2005 (20 years) it grew.", "From 1990 to 2005 (20 years"),
    ("span", "He led the project from 1998 to 2005, ten years in all.", "from 1998 to 2005, ten years"),
    ("span", "The 12 years between 1999 and 2003 changed all.", "12 years between 1999 and 2003"),
    ("span", "She was born in 1912 and died in 1954, aged 51.", "born in 1912 and died in 1954, aged 51"),
    (
        "span",
        "In 1999 he left. Ten years later, in 2004, he returned.",
        "In 1999 he left. Ten years later, in 2004",
    ),
    (
        "span",
        "Founded in 1998, the firm celebrated its 25th anniversary in 2013.",
        "Founded in 1998, the firm celebrated its 25th anniversary in 2013",
    ),
    ("span", "Ada Lovelace (1815–1852, 47 years) wrote it.", "1815–1852, 47 years"),
    (
        "shares",
        "Of the answers, 60% came by mail, 30% by phone and the remaining 20% in person.",
        "60% came by mail, 30% by phone and the remaining 20%",
    ),
    (
        "shares",
        "The budget is split into 50% hosting, 40% salaries and 25% travel.",
        "50% hosting, 40% salaries and 25%",
    ),
    (
        "shares",
        "Some 70 percent voted yes, 20 percent no, and the rest (20 percent) abstained.",
        "70 percent voted yes, 20 percent no, and the rest (20 percent",
    ),
    ("list-count", "There are three reasons:\n\n- speed\n- cost\n- safety\n- fun\n", "three reasons"),
    ("list-count", "It comes down to five simple rules:\n\n1. a\n2. b\n3. c\n4. d\n", "five simple rules"),
    (
        "list-count",
        "# 5 tips for faster builds\n\n## 1. Cache\n\nText.\n\n## 2. Split\n\nText.\n\n## 3. Measure\n\nText.\n",
        "5 tips",
    ),
    ("total", "| Team | Bugs |\n|---|---|\n| Red | 12 |\n| Blue | 30 |\n| Total | 52 |\n", "52"),
    (
        "total",
        "| Item | Cost |\n|---|---|\n| Rent | $1,200.00 |\n| Food | $310.50 |\n| **Total** | $1,610.50 |\n",
        "$1,610.50",
    ),
    (
        "total",
        "| Source | Share |\n|---|---|\n| Search | 45% |\n| Mail | 25% |\n| Other | 20% |\n| Total | 100% |\n",
        "100%",
    ),
    ("share-column", "| Browser | Share |\n|---|---|\n| A | 60% |\n| B | 30% |\n| C | 20% |\n", "Share"),
    (
        "same-quantity",
        "# What 312 senior developers want\n\nIn May we asked 321 senior developers about their tools.\n",
        "321 senior developers",
    ),
    (
        "same-quantity",
        "We surveyed 1,204 readers in spring.\n\nThe method is simple: we surveyed 1,240 readers by mail.\n",
        "1,240 readers",
    ),
    (
        "same-quantity",
        "---\ntitle: Notes\ndescription: How we moved 1,400 build jobs in a week\n---\n\nBy Friday 1,100 build jobs ran on machines.\n",
        "1,100 build jobs",
    ),
    (
        "same-quantity",
        "As the archive holds 45,250 articles, search is slow.\n\nText.\n\nWe said that the archive holds 54,250 articles.\n",
        "54,250 articles",
    ),
    (
        "same-quantity",
        "# 312 developers told us what they want\n\nIn May we reached 321 developers by mail.\n",
        "321 developers",
    ),
    (
        "same-quantity",
        "---\ntitle: 40% faster builds\n---\n\nWith this we got 45% faster builds.\n",
        "45% faster builds",
    ),
    ("change", "The team doubled from ten to thirty people.", "doubled from ten to thirty"),
]
AGREEING = [
    "Traffic doubled from 20 to 39 requests a second.",
    "Traffic more than doubled from 20 to 55 requests a second.",
    "Prices almost tripled, from $10 to $27.",
    "Usage grew by 20% from 2015 to 2019.",
    "The build is 30% faster: from 13 seconds to 10 seconds.",
    "Memory fell by up to 50% from 3.10 to 3.11.",
    "Revenue grew 23%, from $1.3 million to $1.6 million.",
    "The share rose by five percentage points, from 10% to 15%.",
    "The rate fell 50% from 10% to 5%.",
    "The rate went up from 10% to 15%.",
    "The call is on Tuesday, 5 March 2019, and Monday, 4 March 2019.",
    "Meet me on Friday the 13th of December 2013.",
    "Version May 31.5 came out on 29 February 2020.",
    "He led the project from 1998 to 2005 (eight years, counting both).",
    "From 1998 to 2005, three years stand out: 10 years of work in all.",
    "In 1999, 20 people left. Five years later they returned.",
    "Founded in 1998, the firm has 25 people in 2013.",
    "She was born in 1912 and died in 1954, aged 41.",
    "Among developers, 60% use Linux, 50% use Windows and 40% use macOS.",
    "Of the answers 33% came by mail, 33% by phone and the remaining 33% in person.",
    "60% agreed, of whom 30% were sure and the remaining 70% were not.",
    "The rest, 20%, grew by 90% over last year.",
    "There are at least three reasons:\n\n- a\n- b\n- c\n- d\n",
    "Choose one of three options or four things:\n\n- a\n- b\n",
    "Version 3 fixes two problems and adds five features:\n\n- a\n- b\n- c\n",
    "There are three steps:\n\n1. a\n2. b\n\n```sh\nmake\n```\n\n3. c\n",
    "There are three steps:\n\n- a\n\nText between.\n\n- b\n",
    "There are two groups:\n\n- a\n  - one\n  - two\n- b\n  - three\n",
    "# 7 tips for builds\n\n## 1. Cache\n\n## Aside\n\n## 2. Split\n",
    "# 3 tips for builds\n\n## 1. Cache\n\n## 2. Split\n\n## 3. Measure\n",
    "| Team | Mean |\n|---|---|\n| Red | 12 |\n| Blue | 30 |\n| Total | 21 |\n",
    "| Team | Bugs |\n|---|---|\n| Red | 12.4 |\n| Blue | 30.4 |\n| Total | 42.9 |\n",
    "| Team | Bugs |\n|---|---|\n| Red | 12 |\n| Blue | about 30 |\n| Total | 52 |\n",
    "| Team | Passed |\n|---|---|\n| Red | 90% |\n| Blue | 80% |\n| Total | 96% |\n",
    "| Team | Bugs |\n|---|---|\n| Red | 12 |\n| Subtotal | 12 |\n| Blue | 30 |\n| Total | 42 |\n",
    "| Tool | Share of users who know it |\n|---|---|\n| A | 90% |\n| B | 80% |\n| C | 70% |\n",
    "# What 300 senior developers want\n\nIn May we asked 312 senior developers.\n",
    "We surveyed 1,204 readers in 2019.\n\nWe surveyed 1,240 readers in 2021.\n",
    "The limit is 500 open files.\n\nRaise the limit to 800 open files.\n",
    "> Traffic doubled from 20 to 35 requests.",
    "The post said “traffic doubled from 20 to 35 requests”, which is wrong.",
    "From 2 to 3,5 it doubled from 1,5 to 3,9.",
    "Some key differences between the two types of pipelines are:\n\n- a\n- b\n- c\n",
    "Caches fall into two general categories: queries and objects:\n\n- a\n- b\n- c\n",
    "When the processor hits 95%, we reject 20% of the requests and answer the remaining 80%.",
    "Merge two or more layers with the following steps:\n\n1. a\n2. b\n3. c\n",
    "OAuth 2.0 grant types:\n\n- a\n- b\n- c\n",
    "# Java 8 features\n\n## 1. A\n\n## 2. B\n\n## 3. C\n\n## 4. D\n\n## 5. E\n\n## 6. F\n",
    "If two sibling components need the state:\n\n1. a\n2. b\n3. c\n",
    "We add a 60-day negotiation plan.\n\nWe add a 30-day negotiation plan.\n",
    "# 48 outages\n\nOf the 46 outages, 12 outages were ours.\n",
    "# Builds in 20 minutes\n\nTests take 18 minutes.\n",
    "---\ntitle: 40% faster builds\n---\n\nWith this we got 38% faster builds.\n",
    "Use rose 50 percent in work from five million people to two and a half million.",
]


def found(text: str, kind: str = "markdown") -> list[tuple[str, str]]:
    document = parse(Source(path="article.md", format=kind, text=text))
    return [
        (hit.rule.rpartition(".")[2], hit.block.text[hit.span.start : hit.span.end])
        for hit in CHECKER.check(Prose(document, load("en")), ALL).hits
        if hit.block is not None
    ]


@pytest.mark.parametrize(("rule", "text", "words"), CONTRADICTIONS)
def test_a_contradiction_is_found_once_on_the_words_that_hold_it(rule: str, text: str, words: str) -> None:
    assert found(text) == [(rule, words)]


@pytest.mark.parametrize("text", AGREEING)
def test_numbers_that_agree_or_may_agree_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_other_value_is_named_with_its_line() -> None:
    text = "# Notes\n\nWe surveyed 1,204 readers.\n\nAs said, we surveyed 1,240 readers.\n"
    document = parse(Source(path="article.md", format="markdown", text=text))
    (hit,) = CHECKER.check(Prose(document, load("en")), ALL).hits
    assert hit.values == {"other": "1,204 readers", "line": "3"}


def test_html_tables_and_lists_are_read_as_well() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in (("A", 1), ("B", 2), ("Total", 4))
    )
    assert found(f"<table><tr><th>Team</th><th>Bugs</th></tr>{rows}</table>", "html") == [("total", "4")]
    assert found("<p>Three reasons:</p><ul><li>a</li><li>b</li></ul>", "html") == [
        ("list-count", "Three reasons")
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,250", "1250", ""),
        ("$1,250.50", "1250.5", "$"),
        ("3.5 million users", "3500000", "user"),
        ("20 %", "20", "%"),
        ("20 per cent", "20", "%"),
        ("twenty-five", "25", ""),
        ("70MB", "70", "mb"),
        ("5k requests", "5000", "request"),
        ("40 minutes", "40", "minute"),
        ("650 a", "650", ""),
    ],
)
def test_a_quantity_is_read(text: str, value: str, unit: str) -> None:
    read = quantity(text, EN)
    assert read is not None
    assert (read.value, read.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "half", "year"),
    [
        ("1899", "0.5", False),
        ("1900", "50", True),
        ("2100", "50", True),
        ("2101", "0.5", False),
        ("1900 users", "50", False),
        ("$1900", "50", False),
        ("100", "0.5", False),
        ("1000", "50", False),
        ("12.00", "0.005", False),
        ("1,250 users", "0.5", False),
        ("2 million", "500000", False),
    ],
)
def test_how_far_a_number_is_rounded_and_which_may_be_a_year(text: str, half: str, year: bool) -> None:
    read = quantity(text, EN)
    assert read is not None
    assert (read.half, read.year) == (Decimal(half), year)


@pytest.mark.parametrize("text", ["1,5", "1.250.000", "12,34", "v2", "", "many", "1e5"])
def test_what_can_be_read_two_ways_is_not_read(text: str) -> None:
    assert quantity(text, EN) is None


@given(st.integers(0, 10**12))
def test_a_number_written_with_separators_is_read_back(value: int) -> None:
    assert number(f"{value:,}", EN) == value
    assert plain(Decimal(value)) == f"{value:,}"


@given(st.integers(2, 1000), st.integers(2, 9))
def test_a_change_that_is_right_is_never_marked(start: int, factor: int) -> None:
    assert found(f"It grew by {(factor - 1) * 100}% from {start} to {start * factor} users.") == []


@given(
    st.lists(
        st.sampled_from(
            [
                "doubled from ",
                "20",
                "%",
                " to ",
                "three reasons:",
                "\n\n- a\n",
                "| Total | ",
                "1,204 ",
                "readers",
                "\n",
                "by ",
                "Monday, ",
                "5 March 2019",
                "born in ",
                "1999",
                "“",
            ]
        ),
        max_size=25,
    )
)
def test_places_lie_in_their_block_whatever_the_article_says(parts: list[str]) -> None:
    document = parse(Source(path="article.md", format="markdown", text="".join(parts)))
    for hit in CHECKER.check(Prose(document, load("en")), ALL).hits:
        assert hit.block is not None
        assert 0 <= hit.span.start < hit.span.end <= len(hit.block.text)
