"""AsciiDoc: what Asciidoctor shows a reader, with its place, and nothing carried out."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from blocks import kinds, marks, read

from builders import grows_with_length_only
from edlint.model.block import CellPlace, ItemPlace, MarkKind
from edlint.model.source import Source
from edlint.parse.asciidoc.read import scan

P = "paragraph"
L = "list-item"
C = "caption"
F = "footnote"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("= The *title*\nAda Teh <a@b.c>\nv1, teh\n:teh: teh\n\nText\nhere", [("heading", "The title"), (P, "Text here")]),
        ("== Two ==\n\nx\n\n=== Three\n\nOld\n---\n\nx", [("heading", "Two"), (P, "x"), ("heading", "Three"), ("heading", "Old"), (P, "x")]),
        ("The same.\n\n----\nThe same.\n----\n\nThe same.", [(P, "The same."), (P, "The same.")]),
        ("////\nteh\n\nteh\n////\n\n// teh\nText\n// teh\nmore", [(P, "Text more")]),
        ("[source]\nteh teh\n\n....\nteh\n....\n\n teh\n\n```x\nteh\n```\n\n++++\nteh\n++++\n\nEnd", [(P, "End")]),
        ("[stem]\n++++\nteh\n++++\n\n[listing]\n====\nteh\n====\n\n[source,x]\n--\nteh\n--", []),
        (".A title\n----\nteh\n----", [(C, "A title")]),
        ("NOTE: Words.\n\n[TIP]\n====\n.Heads\nMore.\n====", [(P, "Words."), (C, "Heads"), (P, "More.")]),
        ("* a\n** b\n* c\n+\nmore\n+\n----\nteh\n----\n\n. d", [(L, "a"), (L, "b"), (L, "c"), (L, "more"), (L, "d")]),
        ("* [ ] a\n* [x] b\n\n1. c\ngoes on\n\na. d", [(L, "a"), (L, "b"), (L, "c goes on"), (L, "d")]),
        ("T:: d\nU::\n  e\nV::\n+\n--\nf\n--\nW;; g", [(L, "T"), (L, "d"), (L, "U"), (L, "e"), (L, "V"), (P, "f"), (L, "W"), (L, "g")]),
        ("----\nx <1>\n----\n<1> What it is", [(L, "What it is")]),
        ("ifdef::x[]\nOne\nendif::[]\nifndef::x[Two]\n\ninclude::/etc/passwd[]\n\nThree", [(P, "One Two"), (P, "Three")]),
        ("image::a.png[Words, 100]\n\nx image:b.png[alt=More] y image:c.png[width=1]", [("alt", "Words"), (P, "x □ y □"), ("alt", "More")]),
        ("[[teh]]\n[#teh.teh]\n.Title\nText\n\n'''\n\n<<<\n\ntoc::[]\n\nEnd", [(C, "Title"), (P, "Text"), (P, "End")]),
        ("a footnote:[Teh *note*.] b footnote:x[One] c footnote:x[]", [(P, "a b c"), (F, "Teh note."), (F, "One")]),
        ("a footnote:[Teh [b\\] c] d] e", [(P, "a e"), (F, "Teh [b\\] c] d")]),
        ("It is so.footnote:[One.] Theyfootnote:[Two.] go.", [(P, "It is so. They go."), (F, "One."), (F, "Two.")]),
        ('image::a.png[Words,title="A title, long",link=x]\n\nvideo::b.mp4[title=Another]', [("alt", "Words"), (C, "A title, long"), (C, "Another")]),
        ("See <<ada>>.\n\n- [[[ada]]] Ada.\n- [[[bob,2]]] Bob.", [(P, "See □."), (L, "Ada."), (L, "Bob.")]),
        ("---\ntitle: The title\n---\n= Head\n\nText", [("title", "The title"), ("heading", "Head"), (P, "Text")]),
        (":description: What *it* is\n\nText", [("description", "What it is"), (P, "Text")]),
        ("one\r\ntwo\rthree\r\n\r\nfour", [(P, "one two three"), (P, "four")]),
        ("====\nopen *and*\n\n____\nnever shut", [(P, "open and"), (P, "never shut")]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert sorted(kinds(text, "asciidoc", "a.adoc")) == sorted(blocks)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("un__teh__able, **un**do, C``od``e, x#y#", "untehable, undo, C□e, x#y#"),
        ("*a* _b_ `c` #d# [.big]#e# *f _g_ h*", "a b □ d e f g h"),
        ("a*b*c snake_case_name 2 * 3 * 4", "a*b*c snake_case_name 2 * 3 * 4"),
        ("\\*a* \\{b} \\https://x.y[z] C:\\dir", "*a* {b} □ □"),
        ("{attr} and {empty}x{nbsp}y{amp}z", "□ and x\u00a0y&z"),
        ("+teh *x*+ ++teh++ +++<b>teh</b>+++ $$teh$$ pass:q[teh] `+teh+`", "□ □ □ □ □ □"),
        ("1 + 2 + 3", "1 + 2 + 3"),
        ("text.indexterm2:[word] it.kbd:[x] so.teh:x[teh] C:[y]", "text.word it.□ so.□ □"),
        ('"`a`" \'`b`\' Sam`\'s', "“a” ‘b’ Sam’s"),
        ("H~2~O e^x^ a ~ b", "H2O ex a ~ b"),
        ('link:a.html[the _page_^] link:a.html[] https://x.y[site,role=x] https://x.y["a, b",role=c]', "the page □ site a, b"),
        ("see https://a.b/c and <me@x.org>", "see □ and <□>"),
        ("<<a,the _part_>> <<a>> xref:b.adoc#c[there] xref::d[]", "the part □ there □"),
        ("kbd:[Ctrl+C] menu:File[Save] icon:x[] stem:[x^2] foo:bar[teh] note: a [b]", "□ □ □ □ □ note: a [b]"),
        ("((shown)) (((hidden, x)))end indexterm2:[also] indexterm:[not]x [[id]]y", "shown end also x y"),
        ("a +\nb &amp; &#169; &nope;", "a b & © &nope;"),
    ],
)  # fmt: skip
def test_inline_markup(text: str, prose: str) -> None:
    assert kinds(text, "asciidoc", "a.adoc") == [(P, prose)]


def test_table_cells() -> None:
    text = """.T
[cols="1,a,m"]
|===
|Head *one* |Head |Code

2+^.>s|wide cell
|teh
.2+|down | * listed | `teh`
|[quote]
said
|teh
3*|twice over \\| bar
|===
"""
    document = read(text, "asciidoc", "a.adoc")
    assert [(b.text, b.cell and (b.cell.row, b.cell.column, b.cell.header)) for b in document.blocks] == [
        ("T", None), ("Head one", (0, 0, True)), ("Head", (0, 1, True)), ("Code", (0, 2, True)), ("wide cell", (1, 0, False)),
        ("down", (2, 0, False)), ("listed", None), ("said", (3, 1, False)), ("twice over | bar", (4, 0, False)),
    ]  # fmt: skip
    assert all(block.quoted for block in document.blocks if block.text == "said")


def test_values_in_tables() -> None:
    text = (
        ',===\na,"b, c"\n"d\ne",f\n,===\n\n:===\ng:h\n:===\n\n[format=csv,options=header]\n|===\ni\nj\n|===\n'
    )
    assert [(b.text, b.cell) for b in read(text, "asciidoc", "a.adoc").blocks] == [
        ("a", CellPlace(0, 0, 0, False)), ("b, c", CellPlace(0, 0, 1, False)), ("d e", CellPlace(0, 1, 0, False)),
        ("f", CellPlace(0, 1, 1, False)), ("g", CellPlace(1, 0, 0, False)), ("h", CellPlace(1, 0, 1, False)),
        ("i", CellPlace(2, 0, 0, True)), ("j", CellPlace(2, 1, 0, False)),
    ]  # fmt: skip


def test_items_know_their_place() -> None:
    items = [
        block.item for block in read("* a\n.. b\n.. c\n* d\n\npara\n\n* e\n", "asciidoc", "a.adoc").blocks
    ]
    assert items == [
        ItemPlace(0, 0, 0, None), ItemPlace(1, 0, 1, 1), ItemPlace(1, 1, 1, 1), ItemPlace(0, 1, 0, None), None,
        ItemPlace(2, 0, 0, None),
    ]  # fmt: skip


def test_quotations() -> None:
    text = (
        "[quote,Ada]\nOne\n\n____\nTwo\n\n* Three\n____\n\n[verse]\n____\nFour\n____\n\n> Five\n> six\n\nOwn"
    )
    assert [(b.text, b.quoted) for b in read(text, "asciidoc", "a.adoc").blocks] == [
        ("One", True), ("Two", True), ("Three", True), ("Four", True), ("Five six", True), ("Own", False),
    ]  # fmt: skip


def test_marks_and_what_stands_beside_the_prose() -> None:
    text = "// edlint-disable-next-line spelling\na https://x.y/z[l] `c` <<t,r>> cite:[k] footnote:n[w]\n\n----\nd\n----\n"
    document = read(text, "asciidoc", "a.adoc")
    assert [comment.text for comment in document.comments] == ["edlint-disable-next-line spelling"]
    assert document.footnotes == {"n": "w"}
    assert set(document.code) == {"c", "d"}
    assert marks(text, MarkKind.LINK, "asciidoc") == [("l", "https://x.y/z"), ("r", "#t")]
    assert marks(text, MarkKind.CITATION, "asciidoc") == [("□", "k")]
    assert marks(text, MarkKind.FOOTNOTE, "asciidoc") == [("", "n")]
    assert ["".join(text[a:b] for a, b in runs) for runs in document.listings] == ["d"]


SAMPLE = """\
= Document title
Ada Lovelace <ada@example.org>
:attr: value

Preamble with `code`, _emphasis_ and {attr}.
It goes on.

== Section

* Item
** Inner
continued
* Second
+
Attached paragraph.
+
----
code
----

. Numbered
. Again

Term:: Meaning
Other::
  Below

NOTE: An admonition.

[WARNING]
====
In a block.

|===
|A |B

|c
|d

e
a|
* in cell
2+|wide
|===
====

.Title of a listing
[source,ruby]
----
code
----

[quote, Somebody]
____
Quoted words.
____

--
Open block.
--

****
Sidebar.
****

 literal

[discrete]
=== Discrete

Paragraph +
with a break.
// comment
goes on

last:: one
"""


def test_the_blocks_are_those_of_asciidoctor(tmp_path: Path) -> None:
    root = os.environ.get("EDLINT_ASCIIDOCTOR")
    if not root:
        assert not os.environ.get("EDLINT_REQUIRE_ASCIIDOCTOR")
        pytest.skip("EDLINT_ASCIIDOCTOR names no folder with the npm package asciidoctor")
    sample = tmp_path / "sample.adoc"
    sample.write_text(SAMPLE)
    examples = sorted(Path(__file__).parents[2].glob("examples/formats/*.adoc"))
    script = Path(__file__).with_name("asciidoctor.mjs")
    run = subprocess.run(
        ["node", script, root, sample, *examples], capture_output=True, text=True, check=True
    )
    for line in run.stdout.splitlines():
        path, found = json.loads(line)
        text = Path(path).read_text()
        ours = [
            " ".join(" ".join(text[a:b] for a, b in raw.runs).split())
            for raw in scan(Source(path, "asciidoc", text)).raws
        ]
        shown = [" ".join(part.split()) for raw in found for part in raw.split("\n\n")]
        missing = [words for words in shown if words and words not in ours]
        assert len(found) > 10
        assert missing == []


@pytest.mark.parametrize(
    "piece",
    [
        "*a ",
        "a* ",
        "__",
        "`a",
        "<<a",
        "((",
        "[[",
        "{a",
        "+a ",
        "a:b[",
        "footnote:[",
        "* a\n",
        "|===\n",
        "a|",
        "====\n",
        "[a]\n",
        "a::\n",
        "ifdef::a[",
        "\\*",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    assert grows_with_length_only(lambda count: read(piece * count, "asciidoc", "a.adoc"), 1000)


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("* a\n\n[.role]\n* b\n* c", [0, 1, 1]),
        ("* a\n[.role]\n* b", [0, 0]),
        ("* a\n+\n[.role]\n* b", [0, 0]),
        ("* a\n\n//-\n\n* b\n// c\n* d", [0, 1, 1]),
        ("* a\n\n.Title\n* b", [0, 1]),
        ("* a\n\n:x: y \\\nz\n\n* b\n\nifdef::a[]\n* c\nendif::[]", [0, 1, 1]),
        ("* a\n\n[[anchor]]\n** b", [0, 1]),
    ],
)
def test_what_stands_between_two_lists_keeps_them_apart(text: str, lists: list[int]) -> None:
    blocks = read(text, "asciidoc").blocks
    assert [block.item.list for block in blocks if block.item is not None] == lists
