"""Grammar rules see words and their classes, keep to the author's own English, and come back with exact places."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.language import inflection
from edlint.language.classes import classes
from edlint.language.notation import NotationError
from edlint.language.rows import check_template, filled, row
from edlint.model.finding import Hit
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.prose.tagged import token_line, token_offsets
from edlint.rules.checker import make
from edlint.rules.load import load_rules
from edlint.rules.schema import Tokens

RULES = load_rules([Path(__file__).parents[2] / "rules" / "grammar"])
ALL = Profile(
    rules={
        rule.id: ActiveRule(rule, rule.severity, {}) for rule in RULES.values() if isinstance(rule, Tokens)
    }
)
CHECKER = make(Settings())


def hits(text: str, *, form: str = "markdown") -> list[Hit]:
    return list(CHECKER.check(Prose(parse(Source("x.md", form, text))), ALL).hits)


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
    assert set(letters) <= set(classes(word))


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
    assert inflection.base(form) == base


def test_forms_are_made():
    assert inflection.third("carry") == "carries"
    assert inflection.third("pass") == "passes"
    assert inflection.participle("take") == "taken"
    assert inflection.participle("require") == "required"
    assert inflection.ing("make") == "making"
    assert inflection.ing("run") == "running"
    assert inflection.plural("analysis") == "analyses"
    assert inflection.singular("entries") == "entry"


@given(
    st.sampled_from(["use", "write", "carry", "run", "pass", "create", "see", "stop", "throw", "set", "tie"])
)
def test_every_form_leads_back_to_its_verb(verb: str):
    made = (inflection.third(verb), inflection.participle(verb), inflection.ing(verb))
    assert [inflection.base(form) for form in made] == [verb] * 3


@given(st.text(alphabet="aB1 .,'’-_/()[]\"“”…\ufffc\u00a0ßé😀", max_size=80))
def test_each_token_has_one_place_and_places_are_in_order(text: str):
    begins, starts, ends = token_offsets(text)
    assert begins == [at for at, byte in enumerate(token_line(text).encode()) if byte == ord(" ")]
    assert len(starts) == len(ends) == token_line(text).count(" ")
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert all(text[start:end].strip() for start, end in zip(starts, ends, strict=True))


def test_a_pattern_flags_what_stands_in_brackets():
    compiled = row("(these|those) <a>* (!<s-p>) are")
    match = next(compiled.compiled.scan(token_line("and these new option are").encode()))
    start, end = compiled.flagged(match)
    assert token_line("and these new option are").encode()[start:end].split(b"/")[0].strip() == b"option"


@pytest.mark.parametrize("source", ["", "a|b", "(a", "(!a", "a)", "((a|b)|c)", "(!a b", "<s", "the <sß>"])
def test_a_pattern_that_cannot_be_read_says_so(source: str):
    with pytest.raises(NotationError):
        row(source)


def test_a_class_that_nobody_knows_is_named():
    with pytest.raises(NotationError, match="cannot be read"):
        row("the <ß>")


@pytest.mark.parametrize(
    ("replacement", "why"),
    [
        (r"\3", "speaks of item 3, of 2"),
        ("{7:plural}", "speaks of item 7, of 2"),
        (r"\0", "speaks of item 0, of 2"),
        ("{:plural}", "speaks of item without a number"),
        ("{2:plurl}", "there is no form “plurl”; did you mean “plural”?"),
    ],
)
def test_a_replacement_that_cannot_be_made_is_refused_when_the_rule_is_read(replacement: str, why: str):
    with pytest.raises(NotationError, match=re.escape(why)):
        check_template(replacement, 2)


@pytest.mark.parametrize("replacement", [r"\1 of \2", "{2:plural}", "{1}", "as it is"])
def test_a_replacement_that_can_be_made_is_taken(replacement: str):
    check_template(replacement, 2)


def items(*words: str) -> Callable[[int], str]:
    return lambda number: words[number - 1]


def test_replacements_inflect():
    assert filled("{2:participle}", items("is", "write")) == "written"
    assert filled(r"\1 {2:plural}", items("many", "entry")) == "many entries"
    assert filled("{1:many}", items("has")) == "have"
    assert filled("{1:a}", items("HTTP")) == "an HTTP"
    assert filled("{2}, {1}", items("it", "however")) == "however, it"


def test_names_are_no_verbs():
    assert flagged("We want Go to be quick, and the default Go command is.") == []


def test_words_across_emphasis_are_one_sentence():
    assert flagged("*You can* provides both.") == [("verb-after-modal", "provides")]


def test_a_word_that_is_emphasised_alone_may_be_mentioned():
    assert flagged("You can *provides* both.") == []


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
