"""Claims at their edges: which numbers count, which titles are titles, how much evidence is enough."""

from types import SimpleNamespace

import pytest

from edlint.check.claims.clear import _striking
from edlint.check.claims.language import load
from edlint.check.claims.own import reports
from edlint.check.claims.prices import price_tables
from edlint.check.claims.quotation import is_aside
from edlint.check.claims.source import supports
from edlint.check.claims.stance import holds, known
from edlint.check.claims.statistic import _counts, _first, _is_label, _last, _places
from edlint.check.claims.trained import BIAS, around, verdict
from edlint.check.claims.wording import _is_title
from edlint.config.weights import Weights
from edlint.model.errors import RuleError
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse


@pytest.mark.parametrize(
    ("number", "written", "counts"),
    [
        ("100", "100 users", True),
        ("99", "99 users", False),
        ("1899", "1899 users", True),
        ("1900", "1900 users", False),
        ("2100", "2100 users", False),
        ("2101", "2101 users", True),
        ("1,900", "1,900 users", True),
        ("4", "4 million users", True),
        ("0", "0 million users", False),
        ("4", "4 users in a million", False),
        ("dozens", "dozens of users", True),
    ],
)
def test_a_bare_number_is_a_count_of_the_world_if_it_is_large_and_no_year(
    number: str, written: str, counts: bool
) -> None:
    assert _counts(number, written, load("en")) is counts


@pytest.mark.parametrize(
    ("before", "behind", "label"),
    [
        ("", "", False),
        (" ", "", False),
        ("v.", "", True),
        ("/", "", True),
        ("#", "", True),
        ("x=", "", True),
        (": ", "", False),
        (":", "", True),
        ("a-", "", True),
        (" -", "", False),
        ("-", "", False),
        ("$", "}", True),
        ("", " }", False),
    ],
)
def test_a_number_that_is_part_of_something_longer_is_a_label(before: str, behind: str, label: bool) -> None:
    assert _is_label(f"{before}40{behind}", Span(len(before), len(before) + 2)) is label


def test_the_words_around_a_number_end_where_the_clause_does() -> None:
    text = "In a clause; one two three 40% four five six; and more"
    start = text.index("40%")
    places = _places(text, Span(start, start + 3))
    assert places["before"].strip(" ;") == "one two three"
    assert places["after"] == " four five six"
    assert (places["words"], places["beside"], places["sentence"]) == ("40%", "three ", text)
    assert _places("40%", Span(0, 3))["near"] == "40%"


def test_the_nearest_words_are_cut_where_there_are_more() -> None:
    assert [_last("one two three ", count) for count in (1, 2, 3, 4)] == [
        "three ", "two three ", "one two three ", "one two three ",
    ]  # fmt: skip
    assert [_first(" one two three", count) for count in (1, 2, 3, 4)] == [
        " one", " one two", " one two three", " one two three",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("The Worst Journey in the World", True),
        ("The Worst Journey in the world", False),
        ("The Worst Journey", False),
        ("The Worst Journey Ever", True),
        ("The BEST Journey Ever Made", False),
        ("the worst journey ever made", False),
    ],
)
def test_three_long_words_with_capitals_are_a_title(words: str, title: bool) -> None:
    assert _is_title(words) is title


@pytest.mark.parametrize(
    ("url", "supported"),
    [
        ("https://example.org/a", True),
        ("https://example.org/", False),
        ("https://example.org", False),
        ("https://example.org/?id=1", True),
        ("https://example.org/#part", True),
        ("#part", False),
        ("a.md", True),
        ("https://example.org/index.html", False),
        ("https://example.org/a/index.html", True),
        ("https://example.org/INDEX.HTM", False),
        ("doi:10.1/2", True),
        ("doi:", False),
        ("mailto:a@example.org", False),
        ("ftp://example.org/a", True),
        ("https://own.org/a", False),
        ("https://www.own.org/a", False),
        ("https://blog.own.org/a", False),
        ("https://notown.org/a", True),
        ("http://[", False),
    ],
)
def test_which_addresses_may_hold_a_source(url: str, supported: bool) -> None:
    assert supports(url, frozenset({"own.org"})) is supported


@pytest.mark.parametrize(
    ("table", "prices"),
    [
        ("| Plan | Price |\n|---|---|\n| A | $9 |\n| B | none |\n| C | none |\n", True),
        ("| Tool | Sum |\n|---|---|\n| A | $9 |\n| B | x |\n", False),
        ("| Tool | Sum |\n|---|---|\n| A | $9 |\n| B | $8 |\n| C | x |\n", True),
        ("| Tool | Sum |\n|---|---|\n| A | $9 |\n| B |  |\n", True),
        ("| Plan | Price |\n|---|---|\n| A | $9 million |\n", False),
        ("| Plan | Price |\n|---|---|\n| A | x |\n", False),
        ("$9", False),
        # The first row is heads, marked as such or not; so is a row that is.
        (
            "<table><tr><td>Tool</td><td>Price</td></tr><tr><td>A</td><td>$9</td></tr><tr><td>B</td><td>x</td></tr><tr><td>C</td><td>y</td></tr></table>",
            True,
        ),
        (
            "<table><tr><td>Tool</td><td>Sum</td></tr><tr><th>A</th><th>Price</th></tr><tr><td>B</td><td>$9</td></tr><tr><td>C</td><td>y</td></tr><tr><td>D</td><td>z</td></tr></table>",
            True,
        ),
    ],
)
def test_which_tables_list_prices(table: str, prices: bool) -> None:
    form = "html" if table.startswith("<") else "markdown"
    blocks = parse(Source("a", form, table)).blocks
    assert bool(price_tables(blocks, load("en"))) is prices


def stand(name: str, text: str, cue: str) -> bool:
    (stance,) = known([name], load("en"))
    start = text.index(cue)
    return holds(stance, text, Span(0, len(text)), Span(start, start + len(cue)))


def test_a_stance_that_there_is_not_is_named() -> None:
    with pytest.raises(RuleError, match="no stance is called “nobody”; there are "):
        known(["nobody"], load("en"))


@pytest.mark.parametrize(
    ("text", "asks"), [("Is it the best?", True), ("It is the best.", False), ("“Is it the best?”", True)]
)
def test_a_question_asserts_nothing(text: str, asks: bool) -> None:
    assert stand("question", text, "best") is asks


def test_what_weights_make_of_features() -> None:
    weights = Weights("", 100, {BIAS: 10, "the most": 90, ":we": -60, "best": 0})
    assert verdict(weights, ["the most", "none"]).score == 100
    assert verdict(weights, ["the most", ":we"]).score == 40
    assert verdict(weights, []).score == 10
    assert list(verdict(weights, ["the most", ":we", "best"]).reasons) == ["the most"]


def test_words_of_the_sentences_nearby() -> None:
    said = [[f"w{number}"] for number in range(99)]
    near = around(said, 50)
    assert "w50" not in near
    reach = sum(f"w{number}" in near for number in range(50))
    assert near == {f"w{n}" for n in range(50 - reach, 51 + reach) if n != 50}
    assert around(said, 0) == {f"w{n}" for n in range(1, 1 + reach)}
    assert around(said, 98) == {f"w{n}" for n in range(98 - reach, 98)}


CLAIM = "In 2019, 64% of all websites were slow."
OK = "<!-- edlint-claim-ok: we counted; by Ada; until 2026-12-31 -->"


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (f"{CLAIM}\n{OK}", ["unsourced"]),
        (f"{CLAIM}\n\n{OK}\n\n{CLAIM}", ["unsourced", "waived"]),
        (f"{CLAIM}\n\n{OK}", ["unsourced"]),
        (f"- {CLAIM} {OK}\n- {CLAIM}\n", ["waived", "unsourced"]),
        (f"{OK}\n\n# Head\n\n{CLAIM}", ["unsourced"]),
    ],
)
def test_what_a_remark_is_about(ledger, text: str, statuses: list[str]) -> None:
    assert [claim.status.value for claim in ledger(text)] == statuses


@pytest.mark.parametrize(
    ("text", "sourced"),
    [
        ("# [Bugs by kind](https://example.org/a)\n\nFlaws are 60% of all bugs.", True),
        ("# [Bugs](https://example.org/a) by kind and year\n\nFlaws are 60% of all bugs.", False),
        ("- [Bugs](https://example.org/a): flaws are 60% of all bugs.", True),
        ("---\nsources: A book\n---\n\nFlaws are 60% of all bugs.", True),
        ("---\nreferences:\n  - {title: A book}\n---\n\nFlaws are 60% of all bugs.", True),
        ("---\nsources: []\n---\n\nFlaws are 60% of all bugs.", False),
        ("Flaws are 60% of all bugs.^[A book, 2020]", True),
        ("Flaws are 60% of all bugs.\n\nSource:", False),
    ],
)
def test_what_stands_for_a_source(ledger, text: str, sourced: bool) -> None:
    (claim,) = [claim for claim in ledger(text) if "60%" in claim.text]
    assert (claim.status.value == "sourced") is sourced


@pytest.mark.parametrize(
    ("sort", "weight", "text", "said", "striking"),
    [
        ("count", 5, "1,200 firms", "1,200 firms run it.", True),
        ("count", 4, "1,200 firms", "1,200 firms run it.", False),
        ("count", 6, "billions of people", "It changed the lives of billions of people.", False),
        ("count", 6, "thousands of firms", "It is used by thousands of firms.", True),
        ("percent", 6, "40%", "40% of it is gone.", True),
        ("percent", 5, "40%", "40% of it is gone.", False),
        ("percent", 3, "40%", "Research shows that 40% of it is gone.", True),
        ("percent", 2, "40%", "Research shows that 40% of it is gone.", False),
        ("money", 2, "$1 million", "It costs $1 million.", True),
        ("money", 3, "$1", "It costs $1.", False),
        ("money", 4, "$1", "It costs $1.", True),
        ("money", 1, "$1", "It costs $1.", False),
        ("size", 3, "40 GB", "Google has 40 GB of it.", True),
        ("size", 3, "40 GB", "Research shows that 40 GB of it are gone.", False),
        ("growth", 5, "by 40%", "Google grew by 40%.", False),
    ],
)
def test_what_besides_the_figure_asks_for_a_source(
    sort: str, weight: int, text: str, said: str, striking: bool
) -> None:
    claim = SimpleNamespace(sort=sort, weight=weight, text=text)
    assert _striking(claim, load("en"), said) is striking


@pytest.mark.parametrize(("blocks", "own"), [(2, False), (3, True)])
def test_an_article_that_speaks_of_a_survey_throughout_reports_it(blocks: int, own: bool) -> None:
    document = parse(Source("a.md", "markdown", "Our survey says so.\n\n" * blocks))
    assert (reports(document, load("en"), "own.survey") is not None) is own


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Note: it is so.", True),
        ("(a) Note: it is so.", False),
        ("So it is.", False),
    ],
)
def test_a_box_begins_with_what_it_is(text: str, aside: bool) -> None:
    (block,) = parse(Source("a.md", "markdown", f"> {text}")).blocks
    assert is_aside(block, load("en")) is aside
