"""Grammar rules see words and their classes, keep to the author's own English, and come back with exact places."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.check.grammar import lexicon, make
from edlint.check.grammar.notation import compile_pattern, replacement
from edlint.check.grammar.tagged import line, places
from edlint.check.rules.load import load_rules
from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.model.errors import EngineError
from edlint.model.finding import Hit
from edlint.model.source import Source
from edlint.parse import parse

RULES = load_rules([Path(__file__).parents[2] / "rules" / "grammar"])
ALL = Profile(
    rules={
        rule.id: ActiveRule(rule, rule.severity, {}) for rule in RULES.values() if rule.checker == "grammar"
    }
)
CHECKER = make(Settings())


def hits(text: str, *, form: str = "markdown") -> list[Hit]:
    return list(CHECKER.check(parse(Source("x.md", form, text)), ALL).hits)


def flagged(text: str) -> list[tuple[str, str]]:
    return [
        (hit.rule.removeprefix("grammar."), hit.block.text[hit.span.start : hit.span.end])
        for hit in hits(text)
        if hit.block
    ]


@pytest.mark.parametrize(
    ("word", "letters"),
    [("provides", "z"), ("information", "m"), ("the", "D"), ("could", "M"), ("files", "p"), ("written", "n")],
)
def test_words_have_their_classes(word: str, letters: str):
    assert set(letters) <= set(lexicon.classes(word))


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("uses", "use"),
        ("passes", "pass"),
        ("stopped", "stop"),
        ("carried", "carry"),
        ("went", "go"),
        ("creating", "create"),
        ("building", "build"),
        ("written", "write"),
    ],
)
def test_base_forms_are_found(form: str, base: str):
    assert lexicon.base(form) == base


def test_forms_are_made():
    assert lexicon.third("carry") == "carries"
    assert lexicon.third("pass") == "passes"
    assert lexicon.participle("take") == "taken"
    assert lexicon.participle("require") == "required"
    assert lexicon.ing("make") == "making"
    assert lexicon.ing("run") == "running"
    assert lexicon.plural("analysis") == "analyses"
    assert lexicon.singular("entries") == "entry"


@given(
    st.sampled_from(["use", "write", "carry", "run", "pass", "create", "see", "stop", "throw", "set", "tie"])
)
def test_every_form_leads_back_to_its_verb(verb: str):
    made = (lexicon.third(verb), lexicon.participle(verb), lexicon.ing(verb))
    assert [lexicon.base(form) for form in made] == [verb] * 3


@given(st.text(alphabet="aB1 .,'’-_/()[]\"“”…\ufffc\u00a0ßé😀", max_size=80))
def test_each_token_has_one_place_and_places_are_in_order(text: str):
    spans = places(text)
    assert len(spans) == line(text).count(" ")
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(text[span.start : span.end].strip() for span in spans)


def test_a_pattern_flags_what_stands_in_brackets():
    compiled = compile_pattern("these|those <a>* [ <s-p> ] are")
    match = next(compiled.pattern.scan(line("and these new option are").encode()))
    start, end = compiled.flagged(match)
    assert line("and these new option are").encode()[start:end].split(b"/")[0].strip() == b"option"


def test_a_pattern_that_cannot_be_read_says_so():
    with pytest.raises(EngineError, match="cannot be read"):
        compile_pattern("the <ß>")


def test_replacements_inflect():
    assert replacement("{2:participle}", ["is", "write"]) == "written"
    assert replacement(r"\1 {2:plural}", ["many", "entry"]) == "many entries"
    assert replacement("{1:many}", ["has"]) == "have"
    assert replacement("{1:a}", ["HTTP"]) == "an HTTP"


def test_names_are_no_verbs():
    assert flagged("We want Go to be quick, and the default Go command is.") == []


def test_words_across_emphasis_are_one_sentence():
    assert flagged("You can *provides* both.") == [("verb-after-modal", "provides")]


@pytest.mark.parametrize(
    "text",
    [
        "> They comes home.\n",
        "He said “they comes home” to us.\n",
        "Type `They comes home` now.\n",
        '<p lang="de">They comes home.</p>\n',
        "It ~~can provides~~ gives both.\n",
    ],
)
def test_what_others_wrote_is_left_alone(text: str):
    assert flagged(text) == []


def test_a_long_line_of_one_word_is_read_in_time():
    assert flagged("can " * 20_000) == []
