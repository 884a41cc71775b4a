"""Whatever the text, every code point of every block knows where it came from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edlint.model.block import Block
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse

WORDS = st.text(
    st.one_of(
        st.sampled_from("abcXYZ 019.,;:!?'\"’“”—-é中\u0301\u200d\u00ad\u200b🙂\u00a0\t\ufeff\x00\x07"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=12,
)
LINE_ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n    ", "\n  ", " \\\n"])
MARKDOWN = st.sampled_from(
    "* ** _ ` ``` ~ ~~ # ## > - + 1. | |-|-| [ ] ( ) [a](b) ![alt](c.png) [^1] [^1]: [x]: <b> </b> <code> </code> <p> </p> "
    "<!-- --> <div> </div> &amp; &eacute; &#0; &#x1F642; &nope; \\* \\ $ $$ https://a.b/c_d(e) www.x.y me@x.org src/a.py "
    "{{ }} {% %} ::: :smile: [@key] [[w|x]] {#id} --- +++ === <span> </span> <q> </q> <br> <img> \\( \\) : ! < <a "
    "<Foo/> <Foo> </Foo> {x} <i></i> [](y) ![](z) [lab][] [lab][x] [[wiki]] #tag/x %% ^[ == ++ ^ {++ ++} {>> <<} &shy; &zwnj; "
    '!!! ??? :::{note} ```{tip} > [!info]- /// @def export { } \\begin{align} \\end{align} title="T" {{<x&title="A&b">}}'.split()
).map(lambda mark: mark.replace("&title", " title").replace("A&b", "A b"))
HTML = st.sampled_from(
    '<p> </p> <div lang="fr"> </div> <b> </b> <i> <code> </code> <pre> </pre> <ul> <li> </ul> <table> <tr> <td> </table> '
    '<h1> </h1> <blockquote> </blockquote> <q> </q> <br> <img&alt="a&amp;b"> <script> </script> <!-- --> <!doctype> '
    '<a&href="#fn1"> </a> <sup> </sup> <span&lang=de> </span> <title> </title> &amp; &lt; &eacute; &#65; &#0; &x < > " \' = '
    '<meta&name=description&content="x&amp;y"> https://a.b/c {{ }} <div&hidden> <P> </CODE>'.split()
).map(
    lambda tag: (
        tag.replace("&alt", " alt")
        .replace("&href", " href")
        .replace("&lang", " lang")
        .replace("&name", " name")
        .replace("&content", " content")
        .replace("&hidden", " hidden")
    )
)


def composed(markup: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(markup, WORDS, LINE_ENDS, st.just(" ")), max_size=40).map("".join)


CASES = {
    "markdown": (composed(MARKDOWN), "a.md"),
    "mdx": (composed(MARKDOWN), "a.mdx"),
    "front": (composed(MARKDOWN).map(lambda text: f"---\ntitle: {text}\n---\n{text}"), "a.md"),
    "html": (composed(HTML), "a.html"),
    "text": (composed(MARKDOWN), "a.txt"),
}
FORMATS = {"md": "markdown", "mdx": "markdown", "html": "html", "txt": "text"}


def document(text: str, path: str) -> Document:
    return parse(Source(path, FORMATS[path.partition(".")[2]], text))


def check_block(block: Block, text: str) -> None:
    assert "\n" not in block.text
    assert "\r" not in block.text
    assert block.text == block.text.strip()
    at = 0
    position = -1
    for piece in block.pieces:
        assert piece.span.start == at
        assert piece.span.end > at
        at = piece.span.end
        assert piece.source.start >= max(position, 0)
        assert piece.source.start < piece.source.end <= len(text)
        position = piece.source.end
        if piece.verbatim:
            assert (
                block.text[piece.span.start : piece.span.end] == text[piece.source.start : piece.source.end]
            )
    assert at == len(block.text)
    for mark in block.marks:
        assert 0 <= mark.span.start <= mark.span.end <= len(block.text)
        assert 0 <= mark.source.start <= mark.source.end <= len(text)


@pytest.mark.parametrize("case", CASES)
def test_every_piece_stands_where_it_says(case: str) -> None:
    strategy, path = CASES[case]

    @given(strategy)
    @settings(max_examples=100)
    def holds(text: str) -> None:
        found = document(text, path)
        for block in found.blocks:
            check_block(block, text)
        for comment in found.comments:
            assert 0 <= comment.span.start < comment.span.end <= len(text)

    holds()


@pytest.mark.parametrize("case", CASES)
def test_any_span_has_a_place_in_the_source(case: str) -> None:
    strategy, path = CASES[case]

    @given(strategy, st.data())
    @settings(max_examples=80)
    def holds(text: str, data: st.DataObject) -> None:
        for block in document(text, path).blocks:
            start = data.draw(st.integers(0, len(block.text)))
            end = data.draw(st.integers(start, len(block.text)))
            place = block.to_source(Span(start, end))
            assert 0 <= place.start <= place.end <= len(text)
            edit = block.edit(Span(start, end), "new")
            if edit is not None:
                assert 0 <= edit.start <= edit.end <= len(text)

    holds()


@given(
    st.lists(
        st.sampled_from(["one", "two", "*three*", "**fo**ur", "[five](x)", "`six`", "&amp;", "sev\nen"]),
        min_size=1,
    )
)
@settings(max_examples=100)
def test_an_edit_changes_these_words_and_no_others(parts: list[str]) -> None:
    text = " ".join(parts) + " end"
    before = document(text, "a.md").blocks[0]
    for word in ("one", "two", "three", "five", "end"):
        at = before.text.find(word)
        if at < 0:
            continue
        edit = before.edit(Span(at, at + len(word)), "changed")
        assert edit is not None
        after = document(text[: edit.start] + edit.text + text[edit.end :], "a.md").blocks[0]
        assert after.text == before.text[:at] + "changed" + before.text[at + len(word) :]


SECRETS = [
    "`zqsecret`",
    "``zqsecret``",
    "\n\n```\nzqsecret\n```\n\n",
    "$zqsecret$",
    "w <!-- zqsecret -->",  # at the start of a line it would make the whole line HTML
    "<code>zqsecret</code>",
    "<kbd>zqsecret</kbd>",
    "https://zqsecret.org/zqsecret",
    "<https://zqsecret.org>",
    "www.zqsecret.org",
    "a@zqsecret.org",
    "[x](zqsecret)",
    '<b title="zqsecret">x</b>',
    "\n\n<script>zqsecret</script>\n\n",
    "{{ zqsecret }}",
    "{% zqsecret %}",
    "src/zqsecret.py",
    "[@zqsecret]",
    "[^zqsecret]",
]


@given(
    st.lists(
        st.one_of(st.sampled_from(SECRETS), st.sampled_from(["word", "*x*", "# ", "- ", "> ", "\n\n", "\n"])),
        max_size=12,
    )
)
@settings(max_examples=100)
def test_code_addresses_and_comments_are_in_no_block(parts: list[str]) -> None:
    for block in document(" ".join(parts), "a.md").blocks:
        assert "zqsecret" not in block.text
