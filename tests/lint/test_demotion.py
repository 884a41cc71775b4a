"""Which fixes lose their safety: by whose words they change, and by what stands between them."""

import pytest

from edlint.lint.demotion import FixDemoter
from edlint.model.edit import Edit
from edlint.model.finding import Fix, Hit, Safety
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse

REVIEW, SAFE, SHOW = Safety.REVIEW, Safety.SAFE, Safety.SHOW


def checked(text: str, old: str, new: str, *safeties: Safety) -> list[Safety]:
    """Return how safe fixes are that put `new` in place of `old` in an article."""
    document = parse(Source("a.md", "markdown", text))
    (block,) = [block for block in document.blocks if old in block.text]
    start = block.text.index(old)
    span = Span(start, start + len(old))
    place = block.to_source(span)
    fixes = tuple(Fix("t", safety, (Edit(*place, new),)) for safety in safeties)
    return [fix.safety for fix in FixDemoter(document).demoted(Hit("style.a", span, block), fixes)]


@pytest.mark.parametrize(
    ("text", "safety"),
    [
        ("It is teh end.", SAFE),
        ("It is **so teh** end.", SAFE),
        ("> It is teh end.", REVIEW),
        ("He said “teh end” then.", REVIEW),
        ("---\ntitle: It is teh end\n---\n\nOne.", REVIEW),
        ("---\ndescription: It is teh end\n---\n\nOne.", REVIEW),
        # A word that is set apart is a word that is talked about.
        ("It is *teh* end.", REVIEW),
        ("It is **teh** end.", REVIEW),
        ("It is [teh](https://a.example) end.", SAFE),
        # The article links to a heading by its words.
        ("# It is teh End!\n\nOne.", SAFE),
        ("# It is teh End!\n\nSee [it](#It-is-teh-end).", REVIEW),
        ("# It is teh_x End!\n\nSee [it](#it-is-teh_x-end).", REVIEW),
        ("# It is teh-9\n\nSee [it](#it-is-teh-9).", REVIEW),
        ("# It is teh End!\n\nSee [it](#it-is-the-end).", SAFE),
        ("# It is teh End!\n\nSee [it](it-is-teh-end).", SAFE),
        ("It is teh end\n\nSee [it](#it-is-teh-end).", SAFE),
    ],
)
def test_whose_words_they_are_decides(text: str, safety: Safety) -> None:
    assert checked(text, "teh", "the", SAFE) == [safety]


@pytest.mark.parametrize(
    ("text", "old", "new", "safety"),
    [
        ("It is *teh* end.", "teh end", "the end", SAFE),
        ("It is *teh* end.", "teh end", "a whole end", SAFE),
        ("It is *teh* end.", "teh end", "end", REVIEW),
        ("It is teh end.", "teh end", "end", SAFE),
    ],
)
def test_across_markup_no_word_is_taken_out_unseen(text: str, old: str, new: str, safety: Safety) -> None:
    assert checked(text, old, new, SAFE) == [safety]


def test_only_the_safe_fixes_change_and_they_become_for_review() -> None:
    assert checked("> It is teh end.", "teh", "the", SHOW, SAFE, REVIEW) == [SHOW, REVIEW, REVIEW]
    assert checked("> It is teh end.", "teh", "the", SHOW) == [SHOW]
    assert checked("It is teh end.", "teh", "the", SHOW, SAFE) == [SHOW, SAFE]


def test_what_stands_in_no_block_is_left_as_it_is() -> None:
    document = parse(Source("a.md", "markdown", "> One."))
    fixes = (Fix("t", SAFE, (Edit(0, 1, ""),)),)
    assert FixDemoter(document).demoted(Hit("style.a", Span(0, 1)), fixes) == fixes
