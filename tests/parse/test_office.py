"""Documents of Word and OpenDocument: what a reader sees, and fixes in the runs that hold it."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packages import W, docx, odt, paragraph, run, zipped
from test_positions import check_block

from edlint.model.block import MarkKind
from edlint.model.document import Document
from edlint.model.edit import Edit
from edlint.model.errors import SourceError
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse, rewritten, unpacked
from edlint.parse.office.annotate import WordComment, annotated

P = "paragraph"


def doc(data: bytes, form: str = "docx") -> Document:
    return parse(unpacked(data, f"a.{form}", form))


def kinds(data: bytes, form: str = "docx") -> list[tuple[str, str]]:
    return [(block.kind.value, block.text.replace("\ufffc", "□")) for block in doc(data, form).blocks]


def changed(data: bytes, old: str, new: str, form: str = "docx") -> tuple[Source, bytes]:
    """Return the source with a word of a block replaced as its block allows, and the bytes of the package."""
    document = doc(data, form)
    for block in document.blocks:
        at = block.text.find(old)
        if at >= 0:
            edit = block.edit(Span(at, at + len(old)), new)
            assert edit is not None
            text = document.source.text
            after = rewritten(document.source, text[: edit.start] + edit.text + text[edit.end :])
            return after, after.data
    raise AssertionError(old)


def parts(data: bytes) -> dict[str, bytes]:
    package = zipfile.ZipFile(io.BytesIO(data))
    assert package.testzip() is None
    return {name: package.read(name) for name in package.namelist()}


def field(code: str, result: str) -> str:
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{kinds[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{kinds[1]}{run(result)}{kinds[2]}"


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (paragraph(run("A te"), run("h b", "<w:b/>"), run("oy &amp; girl")), [(P, "A teh boy & girl")]),
        (paragraph(run("Keep "), f"<w:del w:id='1'>{run('teh ').replace('w:t', 'w:delText')}</w:del>", f"<w:ins w:id='2'>{run('this')}</w:ins>"), [(P, "Keep this")]),
        (paragraph(run("See "), run("teh", "<w:vanish/>"), field("PAGEREF teh", "page 4"), run(".")), [(P, "See page 4.")]),
        (paragraph(run("See "), field("IF</w:instrText></w:r>" + field("PAGE", "teh") + "<w:r><w:instrText>", "page 4"), run(".")), [(P, "See page 4.")]),
        (paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', run("teh")) + paragraph(run("Next one")), [(P, "Next one")]),
        (paragraph(run("A title"), style="T") + paragraph(run("Head"), style="H2") + paragraph(run("teh"), style="SC"), [("title", "A title"), ("heading", "Head")]),
        (paragraph(run("Run "), run("teh", "<w:rStyle w:val='VC'/>"), run(" now")), [(P, "Run □ now")]),
        (paragraph(run("a"), "<w:r><w:tab/></w:r>", run("b"), "<w:r><w:br/></w:r>", run("c"), "<w:r><w:noBreakHyphen/></w:r>", run("d")), [(P, "a b c\u2011d")]),
        (paragraph(run("x "), "<w:r><w:drawing/></w:r>", run(" y "), "<m:oMath xmlns:m='m'><m:t>teh</m:t></m:oMath>"), [(P, "x □ y □")]),
        (f"<w:tbl><w:tr><w:tc>{paragraph(run('a'))}</w:tc><w:tc>{paragraph(run('b'))}</w:tc></w:tr></w:tbl>{paragraph(run('c'))}", [("cell", "a"), ("cell", "b"), (P, "c")]),
        (f"<w:p><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr>{run('item')}</w:p>", [("list-item", "item")]),
        (f"<w:p><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent>{paragraph(run('In a box'))}</w:txbxContent></mc:Choice><mc:Fallback>{paragraph(run('teh'))}</mc:Fallback></mc:AlternateContent></w:r>{run('Around')}</w:p>", [(P, "In a box"), (P, "Around")]),
        ("", []),
    ],
)  # fmt: skip
def test_word_shows(body: str, blocks: list[tuple[str, str]]) -> None:
    assert kinds(docx(body)) == blocks


def test_notes_links_and_language_of_word() -> None:
    notes = f"<w:footnotes xmlns:w='{W}'><w:footnote w:id='0' w:type='separator'>{paragraph(run('teh'))}</w:footnote><w:footnote w:id='2'>{paragraph(run('The note.'))}</w:footnote></w:footnotes>"
    body = paragraph(
        run("Said"),
        "<w:r><w:footnoteReference w:id='2'/></w:r>",
        run(" in "),
        f"<w:hyperlink r:id='rId1'>{run('a place')}</w:hyperlink>",
    )
    document = doc(docx(body, footnotes=notes))
    assert [(b.kind.value, b.text) for b in document.blocks] == [
        (P, "Said in a place"),
        ("footnote", "The note."),
    ]
    assert document.footnotes == {"footnote 2": "The note."}
    assert [(m.kind, m.value) for m in document.blocks[0].marks] == [
        (MarkKind.FOOTNOTE, "footnote 2"),
        (MarkKind.LINK, "https://a.b/c"),
    ]
    assert document.language == "en-GB"
    assert [document.source.where(b.span.start) for b in document.blocks] == ["¶ 1:1", "¶ 2:1"]


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<text:h text:outline-level='2'>Head</text:h><text:p>A <text:span>te</text:span>h<text:s text:c='2'/>b &amp; c</text:p>", [("heading", "Head"), (P, "A teh b & c")]),
        ("<text:tracked-changes><text:p>teh</text:p></text:tracked-changes><text:p>Keep<office:annotation><text:p>teh</text:p></office:annotation> it</text:p>", [(P, "Keep it")]),
        ("<text:section text:display='none'><text:section><text:p>teh</text:p></text:section><text:p>teh</text:p></text:section><text:section><text:p>Seen</text:p></text:section>", [(P, "Seen")]),
        ("<text:p>On <text:date>teh</text:date> at<text:tab/>x<text:line-break/>y</text:p>", [(P, "On □ at x y")]),
        ("<text:p text:style-name='P1'>teh</text:p><text:p>Run <text:span text:style-name='Source_20_Text'>teh</text:span></text:p>", [(P, "Run □")]),
        ("<text:p>Said<text:note text:id='n1'><text:note-citation>1</text:note-citation><text:note-body><text:p>The note.</text:p></text:note-body></text:note>.</text:p>", [("footnote", "The note."), (P, "Said.")]),
        ("<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>", [("cell", "a"), ("list-item", "b")]),
    ],
)  # fmt: skip
def test_opendocument_shows(body: str, blocks: list[tuple[str, str]]) -> None:
    styles = "<style:style style:name='P1' style:parent-style-name='Preformatted_20_Text'/>"
    assert kinds(odt(body, styles), "odt") == blocks


def test_a_fix_goes_into_the_runs_it_touches_and_nothing_else_changes() -> None:
    first = paragraph(run("A te"), run("h", "<w:b/>"), run(" boy and "), run("a girl", "<w:i/>"))
    data = docx(first + paragraph(run("Untouched &lt;teh&gt;")))
    source, after = changed(data, "teh", "the")
    assert source.text == "A the boy and a girl\nUntouched <teh>\n"
    before, now = parts(data), parts(after)
    assert list(now) == list(before)
    body = now["word/document.xml"].decode()
    assert f"{run('A the')}{run('', '<w:b/>')}{run(' boy and ')}" in body
    assert "Untouched &lt;teh&gt;" in body
    assert {name for name in now if now[name] != before[name]} == {"word/document.xml"}


def test_what_is_new_is_escaped_and_keeps_its_blanks() -> None:
    _, after = changed(docx(paragraph(run("teh", space=""), run("x y"))), "teh", "R&D <b> ")
    body = parts(after)["word/document.xml"].decode()
    assert f"{run('R&amp;D &lt;b&gt; ')}{run('x y')}" in body


def test_cells_know_their_row_and_column() -> None:
    rows = (("a", "b"), ("c", "d"))
    word = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(run(cell))}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    office = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    for data, form in (
        (docx(f"<w:tbl>{word}</w:tbl>" * 2), "docx"),
        (odt(f"<table:table>{office}</table:table>" * 2), "odt"),
    ):
        places = [(block.text, block.cell and block.cell[:3]) for block in doc(data, form).blocks]
        assert places == [
            (cell, (table, row, column))
            for table in range(2)
            for row, cells in enumerate(rows)
            for column, cell in enumerate(cells)
        ]


def test_a_fix_of_opendocument() -> None:
    data = odt("<text:p>A <text:span>te</text:span>h &amp; b</text:p>")
    source, after = changed(data, "teh", "the", "odt")
    assert source.text == "A the & b\n"
    assert "A <text:span>the</text:span> &amp; b" in parts(after)["content.xml"].decode()
    assert zipfile.ZipFile(io.BytesIO(after)).infolist()[0].filename == "mimetype"


def test_untouched_packages_are_copied_to_the_byte() -> None:
    for data, form in ((docx(paragraph(run("a"))), "docx"), (odt("<text:p>a</text:p>"), "odt")):
        source = unpacked(data, f"a.{form}", form)
        assert rewritten(source, source.text).data == data


@given(
    st.lists(
        st.lists(st.text("ab <&é🙂", min_size=1, max_size=6), min_size=1, max_size=5), min_size=1, max_size=4
    ),
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_any_edit_is_what_is_read_again(paragraphs: list[list[str]], data: st.DataObject) -> None:
    from xml.sax.saxutils import escape

    source = unpacked(
        docx("".join(paragraph(*(run(escape(words)) for words in each)) for each in paragraphs)),
        "a.docx",
        "docx",
    )
    for block in parse(source).blocks:
        check_block(block, source.text)
    lines = source.text.split("\n")
    number = data.draw(st.integers(0, len(lines) - 2))
    start = data.draw(st.integers(0, len(lines[number])))
    end = data.draw(st.integers(start, len(lines[number])))
    lines[number] = lines[number][:start] + data.draw(st.text("xyz <&é", max_size=5)) + lines[number][end:]
    wanted = "\n".join(lines)
    after = rewritten(source, wanted)
    assert after.text == wanted
    if lines[number]:  # where all words of a paragraph are gone, none can be put back
        assert rewritten(after, source.text).text == source.text


def bomb() -> bytes:
    return zipped({"word/document.xml": b"<w:document>" + b" " * 30_000_000})


def lying() -> bytes:
    data = bytearray(zipped({"word/document.xml": b"<a>" + b"x" * 5_000_000}))
    at = data.index(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no ZIP file"),
        (b"PK\3\4 and no more", "no ZIP file"),
        (zipped({"a": "b"}), "no word/document.xml"),
        (zipped({"word/document.xml": "<w:p>"}), "no XML"),
        (zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "declares entities"),
        (zipped({"word/document.xml": "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"}), "declares entities"),
        (zipped({"word/document.xml": "<a>" * 5_000}), "nested too deep"),
        (docx("<w:p/>" * 1_000_001), "1,000,000 elements"),
        (docx(f"<w:p><w:r><w:t>{'a word ' * 1_500_000}</w:t></w:r></w:p>"), "10,000,000 characters"),
        (bomb(), "unpacked"),
        (lying(), "broken|unpacked|no XML"),
    ],
)
def test_hostile_packages_are_refused_in_a_line(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        unpacked(data, "a.docx", "docx")
    assert "\n" not in str(caught.value)


def test_a_part_that_is_broken_is_said() -> None:
    data = bytearray(docx(paragraph(run("words " * 50))))
    at = data.index(b"word/document.xml") + 60
    data[at] ^= 0xFF
    with pytest.raises(SourceError, match=r"broken|no XML"):
        unpacked(bytes(data), "a.docx", "docx")


def accepted(body: str) -> str:
    """Return the text of a body in which all changes are accepted, a paragraph a line."""
    import re

    kept = re.sub(r"<w:del .*?</w:del>", "", body)
    lines = re.findall(r"<w:p[ >].*?</w:p>", kept)
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", line)) for line in lines)


def test_remarks_are_written_as_comments_and_changes() -> None:
    from xml.dom.minidom import parseString

    data = docx(
        paragraph(run("A te"), run("h", "<w:b/>"), run(" boy &amp; a girl")) + paragraph(run("Plain"))
    )
    source = unpacked(data, "a.docx", "docx")
    text = source.text
    remarks = [
        WordComment(Span(2, 5), "Is it <the>?\nspelling", Edit(2, 5, "the")),
        WordComment(Span(0, len("A teh boy")), "All of it"),
        WordComment(Span(text.index("girl"), text.index("girl") + 4), "No fix"),
        WordComment(
            Span(text.index("Plain") + 5, text.index("Plain") + 5),
            "At the end",
            Edit(len(text) - 1, len(text) - 1, "."),
        ),
    ]
    after, placed = annotated(source, remarks)
    assert placed == 4
    now, before = parts(after), parts(data)
    for name in (
        "word/document.xml",
        "word/comments.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    ):
        parseString(now[name])
    assert b"/word/comments.xml" in now["[Content_Types].xml"]
    assert b"Is it &lt;the&gt;?" in now["word/comments.xml"]
    body = now["word/document.xml"].decode()
    assert [body.count(f"<w:comment{what} ") for what in ("RangeStart", "RangeEnd", "Reference")] == [4, 4, 4]
    assert accepted(body) == "A the boy &amp; a girl\nPlain."
    assert body.count("<w:delText ") == 2  # “te” and “h”, which stand in two runs
    # What is read again is what was there, with what is inserted and without what is deleted.
    assert unpacked(after, "a.docx", "docx").text == "A the boy & a girl\nPlain.\n"
    assert now["word/media/image1.png"] == before["word/media/image1.png"]
    again, placed = annotated(unpacked(after, "a.docx", "docx"), [WordComment(Span(0, 1), "Once more")])
    assert placed == 1
    assert parts(again)["word/comments.xml"].count(b"<w:comment ") == 5
    assert annotated(source, []) == (data, 0)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_remarks_leave_a_document(data: st.DataObject) -> None:
    from xml.dom.minidom import parseString

    source = unpacked(docx(paragraph(run("one "), run("tw&amp;o"), run(" three"))), "a.docx", "docx")
    remarks = []
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(source.text)))
        end = data.draw(st.integers(start, len(source.text)))
        edit = (
            Edit(start, end, data.draw(st.sampled_from(["", "x", "<&"])))
            if data.draw(st.booleans())
            else None
        )
        remarks.append(WordComment(Span(start, end), "r", edit))
    after, placed = annotated(source, remarks)
    body = parts(after)["word/document.xml"].decode()
    parseString(body)
    assert body.count("<w:commentRangeStart ") == body.count("<w:commentRangeEnd ") == placed
