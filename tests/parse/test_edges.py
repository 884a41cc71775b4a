"""Formats at their edges: the longest heading, the last level, the first character that joins."""

import json

import pytest
from blocks import kinds, marks, read
from packages import W, docx, odt, paragraph, run, zipped

from edlint.model.block import MarkKind
from edlint.model.errors import SourceError
from edlint.model.source import Source
from edlint.parse import parse, unpacked
from edlint.parse.office import package as package_module
from edlint.parse.office.package import Package, PackageError

LONG = "This line is a whole paragraph, since nobody broke it by hand, and it goes on well beyond what fits a screen. It does so."
H, P, L = "heading", "paragraph", "list-item"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("a b c d e f g h i j k".title() + " l", H),  # twelve words
        ("a b c d e f g h i j k".title() + " l m", P),
        ("A" + "b" * 79, H),
        ("A" + "b" * 80, P),
        ("a title", P),
        ("1 title", H),
        ("A title.", H),
        ("A b c d e f g.", H),
        ("A b c d e f g h.", P),
        ("A" + "b" * 48 + ".", H),
        ("A" + "b" * 49 + ".", P),
    ],
)
def test_a_line_above_a_paragraph_is_a_title_up_to_a_length(title: str, kind: str) -> None:
    assert kinds(f"{LONG}\n{LONG}\n{title}\n{LONG}\n{LONG}\n", "text")[2] == (kind, title)


def test_a_title_is_much_shorter_than_what_follows_and_a_second_one_has_no_stop() -> None:
    assert [kind for kind, _ in kinds(f"{LONG}\nAbcde fghi\n{'x' * 15}\n{LONG}\n", "text")] == [P, P, P, P]
    assert [kind for kind, _ in kinds(f"{LONG}\nAbcde fghi\n{'X' * 16}\n{LONG}\n", "text")] == [P, H, H, P]
    assert [kind for kind, _ in kinds(f"{LONG}\nA title\nThis is no title.\n{LONG}\n", "text")] == [
        P,
        H,
        P,
        P,
    ]
    assert [kind for kind, _ in kinds(f"Title.\n{LONG}\n{LONG}", "text")] == [H, P, P]


@pytest.mark.parametrize(
    ("length", "long", "short", "lines"),
    [(121, 1, 1, True), (120, 1, 1, False), (121, 1, 2, False), (121, 2, 2, True), (121, 1, 0, False)],
)
def test_lines_are_paragraphs_where_half_of_them_are_long(
    length: int, long: int, short: int, lines: bool
) -> None:
    text = "\n".join(["a" * length] * long + ["b" * 120] * short)
    assert (len(kinds(text, "text")) == long + short) is (lines or long + short == 1)


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("a", False),
        ("\u058f", False),
        ("\u05d0", True),
        ("\u0915", True),
        ("\u1dff", True),
        ("\u1e00", False),
        ("\u2190", True),
        ("\U0001f469", True),
    ],
)
def test_a_joiner_means_something_from_hebrew_on_and_between_emoji(before: str, kept: bool) -> None:
    (block,) = read(f"x {before}\u200d{before} y").blocks
    joiner = "\u200d" if kept else ""
    assert block.text == f"x {before}{joiner}{before} y"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\ud83d\ude00", "\U0001f600"),
        (r"\ud800\udc00", "\U00010000"),
        (r"\udbff\udfff", "\U0010ffff"),
        (r"\ud7ff", "\ud7ff"),
        (r"\ue000", "\ue000"),
        (r"\ud800x", "\ufffdx"),
        (r"\udc00", "\ufffd"),
        (r"\udfff", "\ufffd"),
        (r"\ud800\ud800", "\ufffd\ufffd"),
        (r"\ud800\ue000", "\ufffd\ue000"),
        (r"\ud800", "\ufffd"),
        (r"\"x", '"x'),
    ],
)
def test_escapes_of_a_notebook_are_characters(written: str, meant: str) -> None:
    text = '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["a%sb"]}], "metadata": {}, "nbformat": 4}'
    (block,) = read(text % written, "notebook").blocks
    assert block.text == f"a{meant}b"


@pytest.mark.parametrize(
    ("start", "first"),
    [("3", 3), ("999999999", 999_999_999), ("1000000000", 1), ("-1", 1), ("x", 1), ("³", 1), ("0", 0)],
)
def test_a_list_begins_where_it_says(start: str, first: int) -> None:
    (block,) = read(f"<ol start='{start}'><li>One</ol>", "html").blocks
    assert block.item is not None
    assert block.item.start == first


@pytest.mark.parametrize(("cues", "blocks"), [(20, 1), (21, 1), (22, 2), (43, 3)])
def test_a_sentence_goes_over_twenty_one_lines_of_subtitles_at_most(cues: int, blocks: int) -> None:
    text = "".join(f"00:00:01,000 --> 00:00:02,000\nw{number}\n\n" for number in range(cues))
    assert len(kinds(text, "subtitles")) == blocks


@pytest.mark.parametrize(
    ("body", "kind", "level"),
    [
        ("<w:pPr><w:outlineLvl w:val='0'/></w:pPr>", H, 1),
        ("<w:pPr><w:outlineLvl w:val='5'/></w:pPr>", H, 6),
        ("<w:pPr><w:outlineLvl w:val='8'/></w:pPr>", H, 6),
        ("<w:pPr><w:outlineLvl w:val='9'/></w:pPr>", P, 0),
        ("<w:pPr><w:outlineLvl w:val='10'/></w:pPr>", P, 0),
        ("<w:pPr><w:outlineLvl w:val='x'/></w:pPr>", P, 0),
        ("<w:pPr><w:pStyle w:val='List Bullet'/></w:pPr>", L, 0),
        ("<w:pPr><w:pStyle w:val='toc 1'/></w:pPr>", "", 0),
        ("<w:pPr><w:pStyle w:val='Caption'/></w:pPr>", "caption", 0),
        ("<w:pPr><w:pStyle w:val='O2'/></w:pPr>", H, 3),
        ("<w:pPr><w:pStyle w:val='O12'/></w:pPr>", P, 0),
        ("<w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>", P, 0),
        ("<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>", L, 0),
        ("<w:pPr><w:numPr><w:numId w:val='123456789'/></w:numPr></w:pPr>", L, 0),
        ("<w:pPr><w:pStyle w:val='H2'/><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>", H, 2),
    ],
)
def test_how_a_paragraph_of_word_looks_says_what_it_is(body: str, kind: str, level: int) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="O2"><w:name w:val="mine"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:styleId="O12"><w:name w:val="mine"/><w:pPr><w:outlineLvl w:val="12"/></w:pPr></w:style></w:styles>'
    )
    data = docx(f"<w:p>{body}{run('Words')}</w:p>", styles=styles)
    found = [(block.kind.value, block.level) for block in parse(unpacked(data, "a.docx", "docx")).blocks]
    assert found == ([(kind, level)] if kind else [])


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ("<w:vanish/>", "See ."),
        ("<w:vanish w:val='true'/>", "See ."),
        ("<w:vanish w:val='0'/>", "See this."),
        ("<w:vanish w:val='false'/>", "See this."),
        ("<w:rStyle w:val='hid'/>", "See ."),
        ("<w:rStyle w:val='shown'/>", "See this."),
        ("<w:rStyle w:val='HTML Typewriter'/>", "See \ufffc."),
        ("<w:b w:val='0'/>", "See this."),
    ],
)
def test_what_word_hides_is_no_text(properties: str, text: str) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="hid"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="shown"><w:name w:val="s"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style></w:styles>'
    )
    data = docx(paragraph(run("See "), run("this", properties), run(".")), styles=styles)
    (block,) = parse(unpacked(data, "a.docx", "docx")).blocks
    assert block.text.replace("  ", " ") == text


@pytest.mark.parametrize(
    ("value", "bold"), [("", True), (" w:val='1'", True), (" w:val='0'", False), (" w:val='false'", False)]
)
def test_bold_may_be_switched_off(value: str, bold: bool) -> None:
    data = docx(paragraph(run("See "), run("this", f"<w:b{value}/>")))
    (block,) = parse(unpacked(data, "a.docx", "docx")).blocks
    assert any(mark.kind is MarkKind.STRONG for mark in block.marks) is bold


@pytest.mark.parametrize(
    ("body", "kind", "level", "text"),
    [
        ("<text:h text:outline-level='2'>A</text:h>", H, 2, "A"),
        ("<text:h text:outline-level='10'>A</text:h>", H, 6, "A"),
        ("<text:h text:outline-level='100'>A</text:h>", H, 1, "A"),
        ("<text:h text:outline-level='0'>A</text:h>", H, 1, "A"),
        ("<text:h text:outline-level='x'>A</text:h>", H, 1, "A"),
        ("<text:p>a<text:s text:c='2'/>b</text:p>", P, 0, "a  b"),
        ("<text:p>a<text:s/>b</text:p>", P, 0, "a b"),
        ("<text:p>a<text:s text:c='x'/>b</text:p>", P, 0, "a b"),
        ("<text:p>a<text:s text:c='9999'/>b</text:p>", P, 0, "a b"),
        ("<text:p text:style-name='Quotations'>A</text:p>", P, 0, "A"),
        ("<text:p text:style-name='Title'>A</text:p>", "title", 0, "A"),
    ],
)
def test_what_opendocument_says_of_a_paragraph(body: str, kind: str, level: int, text: str) -> None:
    (block,) = parse(unpacked(odt(body), "a.odt", "odt")).blocks
    assert (block.kind.value, block.level, " ".join(block.text.split())) == (
        kind,
        level,
        " ".join(text.split()),
    )


@pytest.mark.parametrize(("language", "told"), [("de", "de"), ("none", None), ("zxx", None)])
def test_the_language_of_opendocument(language: str, told: str | None) -> None:
    styles = (
        '<office:document-styles xmlns:office="o" xmlns:style="s" xmlns:fo="f"><office:styles><style:default-style>'
        f'<style:text-properties fo:language="{language}"/></style:default-style></office:styles></office:document-styles>'
    )
    content = (
        '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p>A</text:p>'
        "</office:text></office:body></office:document-content>"
    )
    data = zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "styles.xml": styles}
    )
    assert parse(unpacked(data, "a.odt", "odt")).language == told


def test_a_package_is_read_within_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "PART", 2_000)
    monkeypatch.setattr(package_module, "_PARTS", 3)
    monkeypatch.setattr(package_module, "_RATIO", 2)
    full = Package(zipped({"a": b"x" * 2_000, "b": b"", "c": b""}))
    assert full.read("a") == b"x" * 2_000  # a thousand bytes packed at least, and twice as many unpacked
    with pytest.raises(PackageError, match="has more than 3 parts"):
        Package(zipped(dict.fromkeys("abcd", b"")))
    with pytest.raises(PackageError, match="its part a would be 2,001 bytes unpacked"):
        Package(zipped({"a": b"x" * 2_001})).read("a")
    monkeypatch.setattr(package_module, "PART", 9_000)
    with pytest.raises(PackageError, match="its part a would be 2,001 bytes unpacked"):
        Package(zipped({"a": b"x" * 2_001})).read("a")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Head\n====\n\nx", [(H, "Head"), (P, "x")]),
        ("Head\n=====\n\nx", [(H, "Head"), (P, "x")]),
        ("Head\n===\n\nx", [(H, "Head"), (P, "x")]),
        ("Head\n==\n\nx", [(P, "Head =="), (P, "x")]),
        ("Hd\n--\n\nx", [(H, "Hd"), (P, "x")]),
        ("H\n-\n\nx", [(P, "H -"), (P, "x")]),
        ("???\n---\n\nx", [(P, "??? ---"), (P, "x")]),
        ("Head\n~~~~", [(H, "Head")]),
    ],
)
def test_a_title_of_asciidoc_has_a_line_of_its_length_below(text: str, blocks: list[tuple[str, str]]) -> None:
    assert kinds(text, "asciidoc", "a.adoc") == blocks


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "|===\n|a |b\n\n|c |d\n|===",
            [("a", 0, 0, True), ("b", 0, 1, True), ("c", 1, 0, False), ("d", 1, 1, False)],
        ),
        (
            "|===\n|a |b\n|c |d\n|===",
            [("a", 0, 0, False), ("b", 0, 1, False), ("c", 1, 0, False), ("d", 1, 1, False)],
        ),
        ("[cols=2*]\n|===\n|a\n|b\n|c\n|===", [("a", 0, 0, False), ("b", 0, 1, False), ("c", 1, 0, False)]),
        (
            '[cols="1,1"]\n|===\n2+|a\n|b |c\n|===',
            [("a", 0, 0, False), ("b", 1, 0, False), ("c", 1, 1, False)],
        ),
        (
            "[cols=2*]\n|===\n.2+|a |b\n|c\n|d |e\n|===",
            [
                ("a", 0, 0, False),
                ("b", 0, 1, False),
                ("c", 1, 1, False),
                ("d", 2, 0, False),
                ("e", 2, 1, False),
            ],
        ),
        ("[cols=2*]\n|===\n3*|a\n|b\n|===", [("a", 0, 0, False), ("b", 1, 1, False)]),
        ('[cols="1,l"]\n|===\n|a |teh\n|===', [("a", 0, 0, False)]),
        (
            "[%header,cols=2*]\n|===\n|a |b\n|c |d\n|===",
            [("a", 0, 0, True), ("b", 0, 1, True), ("c", 1, 0, False), ("d", 1, 1, False)],
        ),
        (
            "[%noheader,cols=2*]\n|===\n|a |b\n\n|c |d\n|===",
            [("a", 0, 0, False), ("b", 0, 1, False), ("c", 1, 0, False), ("d", 1, 1, False)],
        ),
        (
            ',===\na,"b, c"\nd,e\n,===',
            [("a", 0, 0, False), ("b, c", 0, 1, False), ("d", 1, 0, False), ("e", 1, 1, False)],
        ),
        (":===\na:b\n:===", [("a", 0, 0, False), ("b", 0, 1, False)]),
        ("[separator=;]\n|===\n;a ;b\n|===", [("a", 0, 0, False), ("b", 0, 1, False)]),
    ],
)
def test_cells_of_asciidoc_have_their_places(text: str, cells: list[tuple[str, int, int, bool]]) -> None:
    found = [
        (block.text, block.cell.row, block.cell.column, block.cell.header)
        for block in read(text, "asciidoc", "a.adoc").blocks
        if block.cell is not None
    ]
    assert found == cells


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ("0", [False] * 3),
        ("1", [True, False, False]),
        ("3", [True] * 3),
        ("x", [False] * 3),
        ("10000", [False] * 3),
    ],
)
def test_rows_of_a_table_of_values_in_rst_that_are_heads(rows: str, heads: list[bool]) -> None:
    text = f".. csv-table:: Title\n   :header-rows: {rows}\n\n   a\n   b\n   c\n"
    assert [block.cell.header for block in read(text, "rst").blocks if block.cell] == heads


@pytest.mark.parametrize(
    ("argument", "kind"),
    [
        ("Some words", "caption"),
        ("Words", "caption"),
        ("words", ""),
        ("w0rds", ""),
        ("Some w0rds", ""),
        ("Some other w0rds", "caption"),
        ("some(words)", ""),
        ("a-b well-known", "caption"),
    ],
)
def test_the_argument_of_an_unknown_directive_is_a_title_if_it_is_words(argument: str, kind: str) -> None:
    blocks = kinds(f".. nobody:: {argument}\n\n   Body words here.\n", "rst")
    assert [each for each in blocks if each[1] == argument] == ([(kind, argument)] if kind else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a *b", "a *b"),
        ("a **b** c", "a b c"),
        ("a *b*c", "a *b*c"),
        ("a `b` *", "a b *"),
        ("|x| y", "□ y"),
    ],
)
def test_inline_markup_of_rst_at_its_ends(text: str, words: str) -> None:
    assert [block for _, block in kinds(text, "rst")] == [words]


def test_the_deepest_values_are_read_and_what_is_deeper_is_said() -> None:
    def nested(depth: int) -> Source:
        return Source("a.json", "values", '{"title": ' + "[" * depth + '"x"' + "]" * depth + "}")

    assert len(parse(nested(50), None, ["title"]).blocks) == 1
    with pytest.raises(SourceError, match="not read"):
        parse(nested(2_000), None, ["title"])
    assert json.loads(nested(3).text)["title"] == [[["x"]]]


def test_marks_lie_on_their_words() -> None:
    assert marks("*a*b", MarkKind.EMPHASIS) == [("a", "")]
    assert marks("a**b**", MarkKind.STRONG) == [("b", "")]


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("#\n\nx", True),
        ("# \n\nx", True),
        ("## ##\n\nx", True),
        ("# ![](a.png)\n\nx", False),
        ("# ![Alt](a.png)\n\nx", False),
        ("# {{ title }}\n\nx", False),
        ("# Words\n\nx", False),
    ],
)
def test_a_heading_without_anything_is_empty(text: str, empty: bool) -> None:
    assert ("markup.empty-heading" in {one.rule for one in read(text).problems}) is empty


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("The title <teh>", ["The title"]),
        ("teh>", []),
        ("a <b", []),
        ("a<b>", []),
        ("a <b> <c>", ["a <b>"]),
        ("teh", []),
    ],
)
def test_a_title_in_a_table_of_contents_of_rst_stands_before_its_page(line: str, title: list[str]) -> None:
    assert [text for _, text in kinds(f".. toctree::\n\n   {line}\n", "rst")] == title


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("[a]\ntitle = 'x'\n[a.b]\ntitle = 'y'\n", {"a.title": ["x"], "a.b.title": ["y"], "a.b.0.title": []}),
        (
            "[[a.b]]\ntitle = 'x'\n[[a.b]]\ntitle = 'y'\n[a.b.c]\ntitle = 'z'\n",
            {"a.b.title": ["x", "y"], "a.b.1.title": ["y"], "a.b.1.c.title": ["z"], "a.title": []},
        ),
        (
            "[[a]]\n[[a.b]]\ntitle = 'x'\n[[a]]\n[[a.b]]\ntitle = 'y'\n",
            {"a.b.title": ["x", "y"], "a.1.b.0.title": ["y"], "a.*.b.*.title": ["x", "y"]},
        ),
    ],
)
def test_values_in_lists_of_tables_have_their_ways(text: str, chosen: dict[str, list[str]]) -> None:
    source = Source("a.toml", "values", text)
    assert {way: [block.text for block in parse(source, None, [way]).blocks] for way in chosen} == chosen
