"""The pack of misconceptions: each claim is found in plain words, and nobody who corrects it is blamed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.language.data import load
from edlint.model.rule import Rule
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.prose.spoken import spoken_block
from edlint.rules.checker import RulesChecker, make
from edlint.rules.load import load_rules

PACK = Path(__file__).parents[2] / "rules" / "claims" / "misconception"
RULES = list(load_rules([PACK]).values())
CHECKER: RulesChecker = make(Settings())


def profile(*rules: Rule) -> Profile:
    return Profile(rules={rule.id: ActiveRule(rule, rule.severity, {}) for rule in rules})


ALL = profile(*RULES)


def found(text: str, rules: Profile = ALL, kind: str = "markdown") -> list[tuple[str, str]]:
    document = parse(Source(path="article.md", format=kind, text=text))
    return [
        (hit.rule.rpartition(".")[2], document.source.slice(hit.block.to_source(hit.span)))
        for hit in CHECKER.check(Prose(document, load(rules.language)), rules).hits
        if hit.block is not None
    ]


def claims() -> list[tuple[Rule, str]]:
    """One plain claim of each rule, without its full stop."""
    return [(rule, next(e.text for e in rule.cases if e.flags).rstrip(".")) for rule in RULES]


def lowered(text: str) -> str:
    return text[0].lower() + text[1:]


WRAPPED = [
    "It is a myth that {}.",
    "Contrary to what you may have read, it is not true that {}.",
    "Many people believe that {}.",
    "It is often said that {}, but that is wrong.",
    "Is it true that {}?",
    "The brochure reads “{}”.",
    "> {}.",
    "Suppose that {}.",
    "If it were the case that {}, life would be easy.",
    "There is no evidence that {}.",
    "This does not mean that {}.",
    "That doesn't mean {}.",
    "It does not follow that {}.",
    "We cannot conclude that {}.",
    "I doubt that {}.",
    "Nobody has shown that {}.",
    "{}. That is false.",
    "{}, and if it does not, what then?",
    "{}, but only in the brochure.",
    "{}, which is wrong.",
    "## Common myths\n\n{}.",
    "~~{}.~~",
]


FOLLOWED = [
    "{}, so we used it for years; if I did it again I would choose something else.",
    "{}, so we never looked back, and nothing went wrong until the spring.",
    "{}, so we chose it and then kept it while the load was low.",
    "{}, so if we had known we would have used it.",
    "{}, and if we did it again we would keep it.",
    "{}; would you have thought so?",
    "{}; while we are here, let us look at the rest.",
]


@pytest.mark.parametrize(("rule", "claim"), claims(), ids=lambda value: getattr(value, "id", ""))
def test_a_claim_is_made_whatever_the_sentence_goes_on_to_say(rule: Rule, claim: str) -> None:
    short = rule.id.rpartition(".")[2]
    for tail in FOLLOWED:
        assert short in {name for name, _ in found(tail.format(claim))}, tail.format(claim)


@pytest.mark.parametrize(
    "tail", ["unless you look", "if you believe it", "at least until you try", "which they are not"]
)
def test_a_condition_behind_the_claim_takes_it_back(tail: str) -> None:
    assert found("UUIDs are guaranteed to be unique.")
    assert not found(f"UUIDs are guaranteed to be unique, {tail}.")


def test_the_pack_is_as_large_as_promised_and_every_claim_names_a_source_that_can_be_opened() -> None:
    assert len(RULES) >= 60
    assert all(rule.sources and rule.sources[0].url.startswith("https://") for rule in RULES)


@pytest.mark.parametrize(("rule", "claim"), claims(), ids=lambda value: getattr(value, "id", ""))
def test_who_corrects_asks_quotes_or_supposes_a_claim_does_not_make_it(rule: Rule, claim: str) -> None:
    assert found(f"{claim}.", profile(rule)) or found(claim, profile(rule))
    for wrapping in WRAPPED:
        text = wrapping.format(claim if wrapping[0] in "{>#~" or "“" in wrapping else lowered(claim))
        assert found(text, profile(rule)) == [], text


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        (
            "The compiler catches data races and memory leaks before the code ever compiles.",
            "The compiler catches data races and memory leaks",
        ),
        (
            "Rust's ownership model completely eliminates memory leaks.",
            "Rust's ownership model completely eliminates memory leaks",
        ),
        ("Thanks to the borrow checker, there are no memory leaks in Rust.", "no memory leaks in Rust"),
        (
            "With *Rust*, **memory leaks** are impossible.",
            "With *Rust*, **memory leaks** are impossible",
        ),
    ],
)
def test_the_words_of_the_claim_are_marked_in_the_source(text: str, flagged: str) -> None:
    marked = [words for rule, words in found(text) if rule == "rust-prevents-leaks"]
    assert marked == [flagged]


def test_code_is_read_aloud_and_the_place_still_is_the_whole_span() -> None:
    assert found("Remember that\n`unsafe` turns off the borrow checker here.") == [
        ("unsafe-disables-borrow-checker", "`unsafe` turns off the borrow checker")
    ]


def test_a_title_that_promises_myths_silences_the_whole_article() -> None:
    text = "---\ntitle: Ten myths about containers\n---\n\n## One\n\nContainers are lightweight virtual machines.\n"
    assert found(text) == []


def test_a_section_of_myths_ends_with_the_next_heading_of_its_level() -> None:
    text = "## Myths\n\nBitcoin is anonymous.\n\n## Facts\n\nBitcoin is anonymous.\n"
    assert found(text) == [("bitcoin-anonymous", "Bitcoin is anonymous")]


def test_an_article_in_another_language_is_not_judged() -> None:
    german = Profile(rules=ALL.rules, language="de")
    assert found("Bitcoin is anonymous.", german) == []


@given(
    st.lists(
        st.sampled_from(
            ["Rust ", "`unsafe` ", "prevents ", "memory leaks", ". ", "’", "“", "*", "\n\n", "İ ", "`a\nb` "]
        ),
        max_size=30,
    )
)
def test_places_lie_in_their_block_whatever_stands_around(parts: list[str]) -> None:
    document = parse(Source(path="article.md", format="markdown", text="".join(parts)))
    for block in document.blocks:
        heard = spoken_block(block)
        for start in range(len(heard.text)):
            place = heard.place(Span(start, start + 1))
            assert 0 <= place.start < place.end <= len(block.text)
    for hit in CHECKER.check(Prose(document, load("en")), ALL).hits:
        assert hit.block is not None
        assert 0 <= hit.span.start < hit.span.end <= len(hit.block.text)
