"""What is said in earnest and how code is heard, at their edges; long texts, and few of many lines."""

import pytest

from builders import prose
from edlint.language.data import load
from edlint.model.block import PLACEHOLDER
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse
from edlint.prose import spoken as spoken_module
from edlint.prose.factuality import asserted, falsehood_blocks, next_clause_end
from edlint.prose.prose import Lines
from edlint.prose.sentence import Sentence
from edlint.prose.spoken import SpokenText, spoken_block
from edlint.text.pattern import pattern

ENGLISH = load("en")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("# Ten myths about it\n\nA.\n\n## One\n\nB.\n\n# More\n\nC.\n", {0, 1, 2, 3}),
        ("# Head\n\nA.\n\n## Ten myths about it\n\nB.\n\n### One\n\nC.\n\n## More\n\nD.\n", {2, 3, 4, 5}),
        ("# Ten myths about it\n\nA.\n\n# More myths about it\n\nB.\n", {0, 1, 2, 3}),
        ("---\ntitle: Ten myths about it\n---\n\nA.\n\n# One\n\nB.\n", {0, 1, 2, 3}),
        ("# Head\n\nTen myths about it.\n", set()),
    ],
)
def test_what_stands_under_a_heading_about_myths_is_corrected(text: str, numbers: set[int]) -> None:
    assert falsehood_blocks(parse(Source("a.md", "markdown", text)).blocks, ENGLISH) == numbers


@pytest.mark.parametrize(
    ("sentence", "after", "earnest"),
    [
        ("A UUID can never collide.", "", True),
        ("Can a UUID never collide?", "", False),
        ("A UUID can never collide; who said so?", "", True),
        ("“A UUID can never collide?”", "", False),
        ("Some say a UUID can never collide.", "", False),
        ("It is a myth that a UUID can never collide.", "", False),
        ("A UUID can never collide if it is random.", "", False),
        ("A UUID can never collide, and we use it.", "", True),
        ("A UUID can never collide.", "That is false.", False),
    ],
)
def test_what_stands_around_a_claim_says_if_it_is_meant(sentence: str, after: str, earnest: bool) -> None:
    words = "UUID can never collide" if "UUID can" in sentence else "UUID never collide"
    start = sentence.index(words)
    assert asserted(sentence, Span(start, start + len(words)), after, ENGLISH) is earnest


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (".", "."),
        (", and more.", ", and more."),
        (", so one, and two.", ", so one"),
        ("; and three.", ""),
        (" now, so one; and three.", " now, so one"),
    ],
)
def test_how_far_words_are_about_a_claim(behind: str, told: str) -> None:
    claim = "A UUID can never collide"
    end = next_clause_end(claim + behind, Span(0, len(claim)), ENGLISH)
    assert (claim + behind)[len(claim) : end] == told


def test_code_is_heard_as_it_is_named_and_its_place_is_the_whole_of_it() -> None:
    (block,) = prose("Use `unsafe` and `x` here.").blocks
    heard = spoken_block(block)
    assert heard.text == "Use unsafe and x here."
    places = {word: heard.text.index(word) for word in ("unsafe", "and", "x", "here")}
    told = {word: heard.place(Span(at, at + len(word))) for word, at in places.items()}
    text = block.text
    assert {word: text[span.start : span.end] for word, span in told.items()} == {
        "unsafe": "\ufffc",
        "and": "and",
        "x": "\ufffc",
        "here": "here",
    }
    # A part of a code span is all of it; what ends where it begins is none of it.
    assert heard.place(Span(5, 7)) == Span(4, 5)
    assert heard.place(Span(0, 4)) == Span(0, 4)
    assert heard.place(Span(0, 5)) == Span(0, 5)
    assert heard.place(Span(10, 14)) == Span(5, 9)


@pytest.mark.parametrize(("length", "heard"), [(0, True), (1, False)])
def test_long_code_is_not_heard(length: int, heard: bool) -> None:
    code = "a" * (spoken_module._LONGEST_CODE + length)
    (block,) = prose(f"Use `{code}` here.").blocks
    assert (code in spoken_block(block).text) is heard


def test_the_sentences_that_hold_a_string_are_told_once_and_in_order() -> None:
    blocks = dict(enumerate(prose("One cat. A dog. Cat, cat.\n\nNo.\n\n`cat` it is.").blocks))
    heard = SpokenText(blocks)
    assert heard.sentences_with(["cat"], [0, 1, 2, 9]) == [(0, 0), (0, 2), (2, 0)]
    assert heard.sentences_with(["dog", "no."], [0, 1]) == [(0, 1), (1, 0)]
    assert heard.sentences_with(["cat it"], [0, 2]) == [(2, 0)]
    assert heard.loose(0, 1) == "a dog."
    assert heard.block(2).sentence(9) == ""


def test_few_of_many_lines_are_cut_out_and_most_of_them_are_all() -> None:
    lines = Lines.of(["ab", "é ab", "", "ab ab"])
    few = lines.only([1, 3])
    assert few is not lines
    assert [(match.block, match.span) for match in few.scan(pattern("ab"))] == [
        (1, Span(2, 4)),
        (3, Span(0, 2)),
        (3, Span(3, 5)),
    ]
    assert lines.only([0, 1, 3]) is lines
    assert list(lines.only([]).scan(pattern("ab"))) == []
    assert lines.holds(pattern("é"))
    assert not few.holds(pattern("x"))


def test_where_a_match_is_turned_down_the_search_goes_on_behind_its_beginning() -> None:
    lines = Lines.of(["aaa", "ab"])
    found = lines.scan(pattern("aa|b"), lambda match: match.block > 0 or match.span.start > 0)
    assert [(match.block, match.span) for match in found] == [(0, Span(1, 3)), (1, Span(1, 2))]


def test_a_sentence_has_a_letter_for_each_word() -> None:
    sentence = Sentence(["We", "use", PLACEHOLDER, "to", "Test", "it", "."], ENGLISH)
    again = sentence.with_word(2, "tools")
    assert sentence.letters[2] == "X"
    assert "X" not in again.letters
    assert (sentence.letters[:2], len(again.letters)) == (again.letters[:2], 7)
