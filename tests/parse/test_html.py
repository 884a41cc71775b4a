"""HTML pages, good and broken: what a reader sees is prose, with its place."""

import pytest
from blocks import kinds, marks, read

from builders import grows_with_length_only
from edlint.model.block import CellPlace, ItemPlace, MarkKind

P = "paragraph"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<h2>A <em>b</em></h2><p>One\n   two", [("heading", "A b"), (P, "One two")]),
        ("loose <b>bold</b>text<div>own</div>tail", [(P, "loose boldtext"), (P, "own"), (P, "tail")]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", [("list-item", "a"), ("list-item", "b"), ("list-item", "c")]),
        ("<dl><dt>T<dd>D</dl>", [("list-item", "T"), ("list-item", "D")]),
        (
            "<table><caption>C</caption><tr><th>H<td>x</table>",
            [("caption", "C"), ("cell", "H"), ("cell", "x")],
        ),
        (
            "<figure><img alt=bare><figcaption>F</figcaption></figure>",
            [(P, "□"), ("alt", "bare"), ("caption", "F")],
        ),
        ("<p>a &amp; b &eacute; &#65; &bogus; x < y & z", [(P, "a & b é A &bogus; x < y & z")]),
        ("<p>run <code>x</code>, <kbd>y</kbd> <samp>z</samp>", [(P, "run □, □ □")]),
        ("<pre>code</pre><script>var a='<p>b'</script><style>p{}</style>t", [(P, "t")]),
        ("<template>x</template><div hidden>y</div><p aria-hidden='true'>z</p>t", [(P, "t")]),
        ("a <svg><text>no</text></svg> b <math>x</math> c", [(P, "a □ b □ c")]),
        ("<img alt='An &amp; alt' src=x>", [(P, "□"), ("alt", "An & alt")]),
        (
            "<title>The &quot;t&quot;</title><meta name=description content='D &amp; e'>",
            [("title", 'The "t"'), ("description", "D & e")],
        ),
        ("<p>see https://a.b/c or me@x.org", [(P, "see □ or □")]),
        ("<p>a<br>b<!-- c --> d", [(P, "a b d")]),
        ("<p>a<sup><a href='#fn1'>1</a></sup> b<li id='fn1'>Note", [(P, "a b"), ("footnote", "Note")]),
        ("<P>One<P>Two</DIV></p></b>", [(P, "One"), (P, "Two")]),
        ("<p title=it's>it's <a b='x>y'>z</a>", [(P, "it's z")]),
        ("<p><a b='x>y' c=\"z>w\" d='>'>t</a><b e=\"x'>y\" f='\">'>u</b>", [(P, "tu")]),
        ('<p>a <b c="d>e', [(P, "a e")]),
        ("<p>{{ x }} {% if a > b %}c", [(P, "□ c")]),
        ("<p>open <code>never closed<p>next", [(P, "open never closed"), (P, "next")]),
        ("<script>a</</script>b", [(P, "b")]),
        ("<script>never closed", [(P, "never closed")]),
        ("<!-- never closed <p>x", []),
        ("", []),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert kinds(text, "html") == blocks


def test_quotations_languages_and_links() -> None:
    text = (
        "<html lang=en-GB><body><blockquote><p>said</blockquote><p>he <q>said</q> <span lang=fr>mot</span> "
        "<span lang=en>word</span> <a href='u' title='t'>l</a><div lang=de>Wort</div>"
    )
    document = read(text, "html")
    assert document.language == "en-GB"
    assert [(block.text, block.quoted, block.language) for block in document.blocks] == [
        ("said", True, None), ("he said mot word l", False, None), ("Wort", False, "de"),
    ]  # fmt: skip
    assert marks(text, MarkKind.QUOTE, "html") == [("said", "")]
    assert marks(text, MarkKind.LANGUAGE, "html") == [("mot", "fr")]
    assert marks(text, MarkKind.LINK, "html") == [("l", "u")]


def test_an_item_ends_the_one_before_it_in_its_own_list() -> None:
    text = "<ul><li lang=de>Eins<ul><li>Zwei<li>Drei</ul><li>Two<ul><li lang=fr>Trois<li>Four</ul></ul>"
    assert [(block.text, block.language) for block in read(text, "html").blocks] == [
        ("Eins", "de"), ("Zwei", "de"), ("Drei", "de"), ("Two", None), ("Trois", "fr"), ("Four", None),
    ]  # fmt: skip


def test_items_and_cells_know_their_place() -> None:
    assert [b.item for b in read("<ol start=3><li>a<li>b</ol>", "html").blocks] == [
        ItemPlace(0, 0, 0, 3), ItemPlace(0, 1, 0, 3),
    ]  # fmt: skip
    assert [b.cell for b in read("<table><tr><th>a<td>b<tr><td>c</table>", "html").blocks] == [
        CellPlace(0, 0, 0, True), CellPlace(0, 0, 1, False), CellPlace(0, 1, 0, False),
    ]  # fmt: skip


def test_attributes_have_exact_places() -> None:
    text = '<p>x <img src="a" alt="A teh &lt; b">'
    alt = read(text, "html").blocks[1]
    at = alt.text.index("teh")
    assert text[slice(*alt.to_source(type(alt.span)(at, at + 3)))] == "teh"


def test_comments_and_code_are_kept() -> None:
    document = read("<!-- edlint-disable --><p>a <code>b</code><pre>c</pre>", "html")
    assert [comment.text for comment in document.comments] == ["edlint-disable"]
    assert document.code == ("b", "c")


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<p>a ",
        "<a ",
        "<b>x",
        '<a b="',
        "<code>a<p>",
        "<code>a</CODE> ",
        "&amp;",
        "<",
        "<ul><li>",
        "<!-- ",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    assert grows_with_length_only(lambda count: read(piece * count, "html"), 1000)


def test_front_matter_of_a_page_is_no_prose_but_its_title():
    document = read("---\ntitle: A page\nlayout: dropdwon\nlang: de\n---\n<p>Text.</p>\n---\n", "html")
    assert [(b.kind.value, b.text) for b in document.blocks] == [
        ("title", "A page"),
        (P, "Text."),
        (P, "---"),
    ]
    assert document.language == "de"
    assert document.metadata["layout"] == "dropdwon"
    assert document.unread == ()
    assert read("---\nlang: de\n---\n<html lang=en><p>Text.", "html").language == "en"
    assert kinds("---\nNo front matter.\n", "html") == [(P, "--- No front matter.")]
