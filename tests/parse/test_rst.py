"""reStructuredText: what docutils and Sphinx show a reader, with its place, and nothing carried out."""

from pathlib import Path

import pytest
from blocks import kinds, marks, read

from edlint.model.block import CellPlace, ItemPlace, MarkKind
from edlint.model.span import Span

P = "paragraph"
L = "list-item"
C = "caption"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("A *b*\n=====\n\nText\nhere", [("heading", "A b"), (P, "Text here")]),
        ("===\nOne\n===\n\nTwo\n---\n\nx", [("heading", "One"), ("heading", "Two"), (P, "x")]),
        ("re\\ *teh*\\ set", [(P, "retehset")]),
        ("a \\*b\\* \\\\ \\\\\\*", [(P, "a *b* \\ \\*")]),
        ("The \\mathbb and (\\frac) of C:\\d, un\\done.", [(P, "The □ and (□) of □, undone.")]),
        ("\\A. Einstein was here.", [(P, "A. Einstein was here.")]),
        (" ``teh`` and teh".strip(), [(P, "□ and teh")]),
        (".. teh\n\nText", [(P, "Text")]),
        (".. teh\n   goes on\n\n   and on\n\nText", [(P, "Text")]),
        ("..\n\n   A quotation", [(P, "A quotation")]),
        (
            ".. frobnicate:: The teh title\n   :opt: teh\n\n   Nested *teh*.\n\n   - item",
            [(C, "The teh title"), (P, "Nested teh."), (L, "item")],
        ),
        (".. frobnicate:: a.b_c\n\n   Nested.", [(P, "Nested.")]),
        (".. note:: Begins here\n   and goes on.\n\n   More.", [(P, "Begins here and goes on."), (P, "More.")]),
        (".. note::\n   :class: teh\n\n   Text.", [(P, "Text.")]),
        (".. admonition:: A title\n\n   Text.", [(C, "A title"), (P, "Text.")]),
        (".. versionadded:: 2.1\n   The *teh* option.", [(P, "The teh option.")]),
        (".. versionchanged:: 2.1 Now so.", [(P, "Now so.")]),
        (".. only:: teh\n\n   Text.", [(P, "Text.")]),
        (".. py:function:: teh(a, b)\n\n   What it does.\n\n   :param teh: The value.", [(P, "What it does."), (P, "The value.")]),
        (".. code-block:: teh\n   :caption: What *it* is\n\n   teh", [(C, "What it is")]),
        (".. include:: /etc/passwd\n\n.. raw:: html\n\n   <b>teh</b>\n\n.. csv-table:: T\n   :file: /etc/passwd", [(C, "T")]),
        (
            '.. csv-table:: Rows\n   :header: a\n\n   one,"two, three"\n   x',
            [(C, "a"), (C, "Rows"), ("cell", "one"), ("cell", "two, three"), ("cell", "x")],
        ),
        (".. figure:: x.png\n   :alt: Words\n\n   The caption.\n\n   The legend.", [("alt", "Words"), (C, "The caption."), (P, "The legend.")]),
        (".. image:: x.png\n   :alt: A teh\n      picture", [("alt", "A teh picture")]),
        (".. toctree::\n   :maxdepth: 1\n\n   teh\n   The title <teh>", [(L, "The title")]),
        (".. |it| replace:: teh *text*\n   here\n.. |i| image:: x.png\n   :alt: teh\n\nSee |it|.", [(P, "teh text here"), ("alt", "teh"), (P, "See □.")]),
        (".. tabs::\n\n   .. tab:: Linux\n\n      Text.", [(C, "Linux"), (P, "Text.")]),
        (".. math:: a\n\n.. unicode:: U+1\n\nx", [(P, "x")]),
        ("Note::\n\n   teh\n\nText ::\n\n   teh\n\n::\n\n   teh\n\nEnd", [(P, "Note:"), (P, "Text"), (P, "End")]),
        ("Text\\\\::\n\n   teh\n\nEnd", [(P, "Text\\:"), (P, "End")]),
        ("Text\\::\n\n   Said.", [(P, "Text::"), (P, "Said.")]),
        ("A::\n\n> teh\n> teh\n\nB", [(P, "A:"), (P, "B")]),
        (">>> teh\nteh\n\nText", [(P, "Text")]),
        ("| one\n| two\n\nx", [(P, "one two"), (P, "x")]),
        ("T : c\n  Meaning.", [(L, "T"), (L, "c"), (L, "Meaning.")]),
        ("-v  Say *more*.\n--file=NAME  Where.", [(L, "Say more."), (L, "Where.")]),
        (":Words: Body.", [(L, "Words"), (P, "Body.")]),
        ("a\tb\n\n-\tc\td", [(P, "a b"), (L, "c d")]),
        ("A\ufeff\r\nb\rc", [(P, "A b c")]),
        ("* one\n\n    A\n    -\n", [(L, "one"), (L, "A")]),
        ("- A\n  ----\n\n  b", [(L, "A"), (L, "b")]),
        ("PEP: 1\nTitle: The *title*\n\nText", [(L, "PEP: 1"), (L, "Title: The title"), (P, "Text")]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert kinds(text, "rst", "a.rst") == blocks


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        (":ref:`teh <label>` and :ref:`label`", "teh and □"),
        (":doc:`the page </a/b>`, :term:`word`, :abbr:`API (interface)`", "the page, word, API (interface)"),
        (":py:class:`a.B`, :meth:`the run method <A.run>`, :func:`~x <A.run>`", "□, the run method, □"),
        (":whatever:`teh`, :math:`x`, :kbd:`A`, :sup:`teh`", "□, □, □, teh"),
        ("`teh`, `teh`:code:, :emphasis:`teh`", "teh, □, teh"),
        ("`words <https://a.b>`_, `<https://a.b>`_, name_, `more words`__", "words, □, name, more words"),
        ("a ``b*c`` d* *e", "a □ d* *e"),
        ("\"*\" '`' (*) **x", "\"*\" '`' (*) **x"),
        ("words [1]_, more [#]_ and [Doe99]_.", "words, more and □."),
        ("see https://a.b/c_ or me@x.org", "see □ or □"),
        ("_`a target` stays", "a target stays"),
    ],
)
def test_inline_markup(text: str, prose: str) -> None:
    assert kinds(text, "rst", "a.rst") == [(P, prose)]


def test_roles_that_a_document_defines() -> None:
    text = ".. role:: own(code)\n.. default-role:: math\n\n:own:`teh` and `teh`"
    assert kinds(text, "rst", "a.rst") == [(P, "□ and □")]


def test_links_lead_where_their_targets_do() -> None:
    text = (
        "`One`_ two_ `three`__ `four <https://d>`_ `five <two_>`_ six_\n\n"
        ".. _one: https://a\n.. _two: one_\n__ https://c\n"
    )
    assert marks(text, MarkKind.LINK, "rst") == [
        ("One", "https://a"), ("two", "https://a"), ("three", "https://c"), ("four", "https://d"),
        ("five", "https://a"), ("six", "#six"),
    ]  # fmt: skip


def test_names_of_targets_are_labels() -> None:
    text = (
        "`One`_ two_ `three`__ `four <https://d>`_ :term:`five` :term:`six <s>` _`seven` `eight` `nine ten`"
    )
    assert [words for words, _ in marks(text, MarkKind.LABEL, "rst")] == [
        "One",
        "two",
        "five",
        "seven",
        "eight",
    ]


def test_footnotes_and_citations() -> None:
    text = (
        "a [1]_ b [#x]_ c [#]_ d [Doe]_\n\n.. [1] One *note*.\n.. [#x] Two.\n.. [#] Three.\n.. [Doe] Four.\n"
    )
    document = read(text, "rst", "a.rst")
    assert document.footnotes == {"1": "One note.", "x": "Two.", "#1": "Three.", "Doe": "Four."}
    assert marks(text, MarkKind.FOOTNOTE, "rst") == [("", "1"), ("", "x"), ("", "#1")]
    assert marks(text, MarkKind.CITATION, "rst") == [("□", "Doe")]


def test_quotations() -> None:
    text = "Own.\n\n   Said.\n\n   -- Ada\n\n- item\n\n   Of the item.\n\n.. epigraph::\n\n   Sung.\n"
    assert [(b.text, b.quoted) for b in read(text, "rst", "a.rst").blocks] == [
        ("Own.", False), ("Said.", True), ("Ada", True), ("item", False), ("Of the item.", False), ("Sung.", True),
    ]  # fmt: skip


def test_items_and_cells_know_their_place() -> None:
    items = [b.item for b in read("3. a\n\n   - b\n\n4. c\n", "rst", "a.rst").blocks]
    assert items == [ItemPlace(0, 0, 0, 3), ItemPlace(1, 0, 1, None), ItemPlace(0, 1, 0, 3)]
    expected = [
        CellPlace(0, 0, 0, True), CellPlace(0, 0, 1, True), CellPlace(0, 1, 0, False), CellPlace(0, 1, 1, False),
    ]  # fmt: skip
    for table in (
        "+---+-----+\n| a | b   |\n+===+=====+\n| c | d   |\n|   | *e* |\n+---+-----+\n",
        "=== ===\na   b\n=== ===\nc   d\n    *e*\n=== ===\n",
        ".. list-table::\n   :header-rows: 1\n\n   * - a\n     - b\n   * - c\n     - d\n       *e*\n",
    ):
        blocks = read(table, "rst", "a.rst").blocks
        assert [(b.text, b.cell) for b in blocks] == list(zip(["a", "b", "c", "d e"], expected, strict=True))


def test_words_in_cells_stand_where_they_say() -> None:
    text = "x\n\n  +------+-----+\n  | 中teh | teh |\n  | one  | two |\n  +------+-----+\n"
    for block in read(text, "rst", "a.rst").blocks[1:]:
        for word in block.text.split():
            at = block.text.index(word)
            place = block.to_source(Span(at, at + len(word)))
            assert text[place.start : place.end] == word


def test_what_stands_beside_the_prose_is_kept() -> None:
    text = ".. edlint-disable-next-line spelling\n\nTeh ``a``::\n\n    b\n    c\n\n.. code::\n\n   d\n"
    document = read(text, "rst", "a.rst")
    assert [comment.text for comment in document.comments] == ["edlint-disable-next-line spelling"]
    assert document.code == ("a", "b\nc", "d")
    assert ["".join(text[a:b] for a, b in runs) for runs in document.listings] == ["b\nc", "d"]


def test_fields_at_the_beginning_are_metadata() -> None:
    assert read("Title\n=====\n\n:Author: Ada\n:lang: en\n\nText\n\n:a: b\n", "rst", "a.rst").metadata == {
        "author": "Ada", "lang": "en",
    }  # fmt: skip


def test_nothing_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("zqsecret")
    text = "".join(
        f".. {name}:: {secret}\n\n.. csv-table:: T\n   :file: {secret}\n   :url: file://{secret}\n\n"
        for name in ("include", "literalinclude", "raw", "image", "figure")
    )
    opened: list[object] = []
    read("warm", "rst", "a.rst")
    monkeypatch.setattr("builtins.open", lambda *a, **k: opened.append(a))
    monkeypatch.setattr("io.open", lambda *a, **k: opened.append(a))
    document = read(text, "rst", "a.rst")
    assert not opened
    assert "zqsecret" not in str(document)


@pytest.mark.parametrize(
    "piece", ["- ", "   x\n\n ", ".. a::\n\n   ", "*a ", "`a ", "|a ", "+-+\n", "= =\n", "a\n=\n", "[1]_ "]
)
def test_hostile_text_ends(piece: str) -> None:
    for count in (3, 300):
        read(piece * count, "rst", "a.rst")
    read("\n".join(" " * depth + "- x" for depth in range(400)), "rst", "a.rst")


SAMPLE = """\
Title *one*
===========

:Author: Somebody

Paragraph with *emphasis*, **strong**, ``code``, `a title`, a link_, `two words`_ and `more <https://a.b>`_. Es\\ caped.
It goes on [1]_::

    code

1. One

   - Inner

     | line
     | block
2. Two

Term : class
    Meaning, with more
    lines.

    Second.

+--------+---------------+
| Cell a | - list        |
|        | - in cell     |
+--------+---------------+
| Spans two columns      |
+--------+---------------+

=====  ======
Left   Right
=====  ======
one    two
       lines
=====  ======

    Quoted words.

    -- Somebody else

-x  An option.

.. note:: A note
   of *two* lines.

.. topic:: Topic title

   Topic words.

.. figure:: x.png

   Caption here.

   Legend here.

.. csv-table:: Values
   :header: "Head"

   "one, with comma", two

.. container:: c

   Contained words.

Sub
---

.. [1] Note words.
.. _link: https://x
.. _two words: https://y
"""


PEP = """\
PEP: 9999
Title: A header *as* mail has it
Author: Ada Lovelace,
        Somebody Else
Status: Draft
Post-History: 1-Jan-2000,
              2-Jan-2000

Abstract
========

The header's fields stand apart.
"""


def _shown(text: str) -> list[str]:
    """Return the texts that docutils shows a reader, as its own reader of PEPs does where there is a header."""
    from docutils import nodes
    from docutils.core import publish_doctree
    from docutils.parsers.rst import Parser

    tree = publish_doctree(
        text,
        parser=Parser(rfc2822=text.startswith("PEP: ")),
        settings_overrides={"report_level": 5, "file_insertion_enabled": False},
    )
    silent = (
        nodes.literal, nodes.literal_block, nodes.option_string, nodes.label, nodes.footnote_reference, nodes.field_name,
    )  # fmt: skip
    return [
        " ".join(node.astext().split())
        for node in tree.findall(nodes.Text)
        if not any(isinstance(parent, silent) for parent in (node.parent, node.parent.parent))
    ]


@pytest.mark.parametrize(("text", "count"), [(SAMPLE, 40), (PEP, 8)])
def test_blocks_hold_every_text_that_docutils_shows(text: str, count: int) -> None:
    shown = _shown(text)
    assert len(shown) >= count
    blocks = "\n".join(block.text for block in read(text, "rst", "a.rst").blocks)
    assert [words for words in shown if words and words not in blocks] == []


def test_a_long_file_is_read_as_its_parts_are() -> None:
    part = "1. a\n2. b\n\n   - c\n\n   + d\n\nT\n  m\n\n:f: g\n\n-x  o\n\n| l\n| k\n\n    q\n\n    -- Ada\n\nz\n\n"
    once = kinds(part, "rst", "a.rst")
    assert kinds(part * 40, "rst", "a.rst") == once * 40


def test_words_behind_tabs_stand_where_they_say() -> None:
    text = "one\ttwo\nthree"
    (block,) = read(text, "rst", "a.rst").blocks
    runs = [(text[place.start : place.end], verbatim) for _, place, verbatim, _ in block.pieces]
    assert runs == [("one", True), ("\t", False), ("two", True), ("\n", False), ("three", True)]
