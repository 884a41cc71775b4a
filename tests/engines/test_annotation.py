"""Texts as LanguageTool counts them: UTF-16 units to code points and back, for any text."""

from hypothesis import given
from hypothesis import strategies as st

from edlint.engines.annotation import BREAK, Batch, batches, code_points, utf16_length
from edlint.engines.passage import passage
from edlint.model.block import PLACEHOLDER, Block, BlockKind
from edlint.model.span import Span

prose = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(prose)
def test_lengths_are_those_of_the_encoding(text):
    assert utf16_length(text) == units(text)


@given(prose, st.data())
def test_an_offset_comes_back(text, data):
    at = data.draw(st.integers(0, len(text)))
    assert code_points(text, units(text[:at])) == at


def test_an_offset_outside_is_none_and_one_inside_a_pair_is_its_character():
    assert code_points("ab", 3) is None
    assert code_points("ab", -1) is None
    assert code_points("a🎉", 2) == 1
    assert code_points("🎉b", 1) == 0
    assert code_points("🎉b", 5) is None


@given(st.lists(prose, min_size=1, max_size=6), st.data())
def test_a_place_in_a_batch_is_found_again(texts, data):
    batch = Batch(tuple(texts))
    index = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[index])))
    end = data.draw(st.integers(start, len(texts[index])))
    offset = sum(units(text) + len(BREAK) for text in texts[:index]) + units(texts[index][:start])
    assert batch.place(offset, units(texts[index][start:end])) == (index, Span(start, end))


def test_a_place_across_two_texts_is_none():
    assert Batch(("one", "two")).place(2, 4) is None


@given(st.lists(st.text("ab \U0001f389" + PLACEHOLDER, max_size=12), min_size=1, max_size=5))
def test_the_annotation_is_as_long_as_the_texts(texts):
    annotation = Batch(tuple(texts)).annotation()
    whole = "".join(part.get("text", "") + part.get("markup", "") for part in annotation)
    assert whole == BREAK.join(texts)
    assert all(PLACEHOLDER not in part.get("text", "") for part in annotation)


@given(st.lists(prose, max_size=20), st.integers(10, 60))
def test_batches_keep_order_and_bound(texts, limit):
    groups = batches(texts, limit)
    assert [text for group in groups for text in group.texts] == texts
    assert all(len(g.texts) == 1 or sum(units(t) + len(BREAK) for t in g.texts) <= limit for g in groups)


def test_a_placeholder_is_read_as_a_word_that_suits_its_article():
    assert Batch((f"Use (an {PLACEHOLDER} or a {PLACEHOLDER}.",)).annotation() == [
        {"text": "Use (an "},
        {"markup": PLACEHOLDER, "interpretAs": "item"},
        {"text": " or a "},
        {"markup": PLACEHOLDER, "interpretAs": "code"},
        {"text": "."},
    ]


@given(st.text("ab c" + PLACEHOLDER, min_size=1, max_size=20), st.data())
def test_a_place_in_a_passage_is_the_same_words_in_the_block(text, data):
    read = passage(Block(BlockKind.PARAGRAPH, text, (), Span(0, len(text))))
    start = data.draw(st.integers(0, len(read.text)))
    end = data.draw(st.integers(start, len(read.text)))
    place = read.to_block(Span(start, end))
    if place is not None:
        assert text[place.start : place.end] == read.text[start:end]
