"""One scan over the joined bytes finds what a search in each block finds, at the same places."""

from hypothesis import given
from hypothesis import strategies as st

from edlint.check.rules.prose import Limits, Prose
from edlint.model.document import Block, BlockKind, Document
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.text.pattern import pattern

TEXTS = st.lists(st.text(alphabet="ab é😀,.\u0301\ufffc", min_size=1, max_size=12), max_size=6)
PATTERNS = st.sampled_from(
    ["a", "a+b?", "[^a]+", r"\s+", "é", "(a)|(b)", "😀.", "^a|b$", r"\ba\b", "(b) (a)?"]
)
ALL = Limits(frozenset(BlockKind), quotations=True)


def document(texts: list[str]) -> Document:
    blocks = tuple(Block(BlockKind.PARAGRAPH, text, (), Span(0, 0)) for text in texts)
    return Document(Source("a.md", "markdown", ""), blocks)


@given(TEXTS, PATTERNS)
def test_the_scan_of_all_equals_the_search_of_each(texts: list[str], source: str):
    prose = Prose(document(texts))
    found = [(prose.blocks.index(each.block), each.span) for each in prose.found(pattern(source), ALL)]
    wanted = [(texts.index(text), span) for text in texts for span in pattern(source).spans(text)]
    assert found == wanted


@given(TEXTS)
def test_groups_are_at_their_places(texts: list[str]):
    prose = Prose(document(texts))
    for each in prose.found(pattern("([ab]+)(é)?"), ALL):
        assert each.group(1).strip("ab") == ""
        assert each.group(2) in {"", "é"}
        assert each.text == each.group(1) + each.group(2)
