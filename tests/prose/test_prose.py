"""A document read once: its words, sentences, and patterns over all of it."""

from hypothesis import given
from hypothesis import strategies as st

from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.text.pattern import pattern


def read(text: str) -> Prose:
    return Prose(parse(Source("a.md", "markdown", text)))


def test_a_scan_gives_spans_in_the_blocks_own_text() -> None:
    prose = read("Grüße, Ärger.\n\nÖde: “née” x née.\n")
    found = [(match.block, match.span) for match in prose.lines.scan(pattern("née"))]
    assert found == [(1, Span(6, 9)), (1, Span(13, 16))]


def test_groups_that_take_no_part_are_none() -> None:
    (match,) = read("ab").lines.scan(pattern("(a)(x)?b"))
    assert match.groups == (Span(0, 2), Span(0, 1), None)


def test_no_match_runs_from_a_block_into_the_next() -> None:
    assert not list(read("one\n\ntwo\n").lines.scan(pattern(r"one\stwo")))


def test_no_blank_runs_from_a_sentence_into_the_next_and_places_stay() -> None:
    prose = read("It is fast. It is safe.\n")
    assert not list(prose.asserted.scan(pattern(r"fast\. It")))
    assert [match.span for match in prose.asserted.scan(pattern("^It is (fast|safe)"))] == [
        Span(0, 10),
        Span(12, 22),
    ]


def test_quotations_are_others_words() -> None:
    prose = read("He said “all good” and left.\n")
    assert prose.others_words(0).touch(Span(9, 12))
    assert not prose.others_words(0, quotations_too=False).touch(Span(9, 12))


@given(st.text("ab é\U0001f600.“”\n", max_size=80))
def test_a_scan_finds_what_each_block_holds(text: str) -> None:
    prose = read(text)
    expected = [
        (number, span)
        for number, block in enumerate(prose.blocks)
        for span in pattern("[ab]+").spans(block.text)
    ]
    assert [(match.block, match.span) for match in prose.lines.scan(pattern("[ab]+"))] == expected
