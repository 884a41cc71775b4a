"""Markdown and its dialects: what is prose, of which kind, and what is not."""

import pytest
from blocks import kinds, marks, read

from builders import grows_with_length_only
from edlint.model.block import CellPlace, ItemPlace, MarkKind

P = "paragraph"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# A *b* {#id}\n\nText\nhere  \nnow", [("heading", "A b"), (P, "Text here now")]),
        ("Set\n===\n", [("heading", "Set")]),
        ("*bo*ld word", [(P, "bold word")]),
        ("a &amp; b &eacute; \\* &#65; &nope;", [(P, "a & b é * A &nope;")]),
        ("run `x` and $y$ now", [(P, "run □ and □ now")]),
        ("It costs $5–$10, or $6/$7.", [(P, "It costs $5–$10, or $6/$7.")]),
        ("```\ncode\n```\n\n    more\n", []),
        ("a [link](http://x 'title') b", [(P, "a link b"), ("caption", "title")]),
        ("![An *alt*](x.png) tail", [(P, "□ tail"), ("alt", "An alt")]),
        ("see <https://a.b> and https://a.b/c_d(e). Or www.x.y, me@x.org!", [(P, "see □ and □. Or □, □!")]),
        ("edit src/a_b.py, ~/x and C:\\Users\\x; and/or TCP/IP", [(P, "edit □, □ and □; and/or TCP/IP")]),
        ("Node.js reads config.toml", [(P, "Node.js reads □")]),
        ("thanks @ada for :tada: in 10:30:45", [(P, "thanks □ for □ in 10:30:45")]),
        ("fixed in owner/name#12 and #13", [(P, "fixed in □ and #13")]),
        ("- [ ] task\n- b\n", [("list-item", "task"), ("list-item", "b")]),
        ("Term\n: Meaning\n", [("list-item", "Term"), ("list-item", "Meaning")]),
        ("a[^1] b[^2]\n\n[^1]: The note.\n", [(P, "a b"), ("footnote", "The note.")]),
        ("as [@doe99, p. 3] says", [(P, "as □ says")]),
        ("a [[Page]] and [[page|words]] ![[x.png]] [[1]](http://x)", [(P, "a Page and words □ [1]")]),
        ("text{.cls} and {ref}`x`", [(P, "text and □")]),
        (":::note\nInside.\n:::\n", [(P, "Inside.")]),
        ("(target)=\n# Head\n\n[TOC]\n\n{: .no_toc}\n", [("heading", "Head")]),
        ("Hi {{ name }}{% if x %} there{% endif %} <%= y %>", [(P, "Hi □ there □")]),
        ("{% highlight ruby %}\nwords\n{% endhighlight %}\n\nText", [(P, "Text")]),
        ("{{< figure src='x'\n caption='y' >}}\n\n`{{` text `}}`", [(P, "□ text □")]),
        ("a <b>bold</b> <kbd>Ctrl</kbd> x<br>y <!-- no --> z", [(P, "a bold □ x y □ z")]),
        ("unclosed <code> stays prose", [(P, "unclosed stays prose")]),
        ("<div>\nHtml <b>text</b>\n<p>Two</p>\n</div>\n\nNext", [(P, "Html text"), (P, "Two"), (P, "Next")]),
        ("<div><pre>\ncode\n\nmore code\n\nend</pre>\n</div>\n\nText", [(P, "Text")]),
        ("<script>\nlet a\n\nb\n</script>\n\nText", [(P, "Text")]),
        ("> a\n> <p>b\n> c</p>\n", [(P, "a"), (P, "b c")]),
        ("\ufeffText", [(P, "Text")]),
        ("one\r\ntwo\rthree", [(P, "one two three")]),
        ("\\(a+b\\) is math", [(P, "□ is math")]),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert kinds(text) == blocks


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("> **Note:** own words", False),
        ("> **Note**: own words", False),
        ("> Pro tip: own words", False),
        ("> ⚠️ **Warning:** own words", False),
        (">\n> _Update:_ own words", False),
        ("> Notes were taken by the desk", True),
        ("> **Ada:** another's words", True),
        ("> Words first\n>\n> Note: and these are still quoted", True),
        ("> Words\n> > Note: inside of a quotation", True),
        ("> Update: words of a reader\n>\n> — Ada Lovelace", True),
    ],
)
def test_a_note_that_is_set_as_a_quotation_holds_the_writers_own_words(text: str, quoted: bool) -> None:
    assert {block.quoted for block in read(text).blocks} == {quoted}


def test_quotations_are_marked_and_alerts_are_not() -> None:
    document = read("> quoted\n\n> [!NOTE]\n> alert\n\n<blockquote>html</blockquote>\n\n- > item\n\nown")
    assert [(block.text, block.quoted) for block in document.blocks] == [
        ("quoted", True), ("alert", False), ("html", True), ("item", True), ("own", False),
    ]  # fmt: skip


def test_items_and_cells_know_their_place() -> None:
    items = [block.item for block in read("3. a\n   - b\n4. c\n").blocks]
    assert items == [ItemPlace(0, 0, 0, 3), ItemPlace(1, 0, 1, None), ItemPlace(0, 1, 0, 3)]
    cells = read("| a | b \\| c |\n|-|-|\n| 1 | `2` |\n").blocks
    assert [block.text for block in cells] == ["a", "b | c", "1", "\ufffc"]
    assert [block.cell for block in cells] == [
        CellPlace(0, 0, 0, True), CellPlace(0, 0, 1, True), CellPlace(0, 1, 0, False), CellPlace(0, 1, 1, False),
    ]  # fmt: skip


def test_marks() -> None:
    text = "a [l](u) *e* **s** ~~d~~ `c` x[^1] <span lang='fr'>mot</span> <q>said</q> ![i](p)\n\n[^1]: n\n"
    assert marks(text, MarkKind.LINK) == [("l", "u")]
    assert marks(text, MarkKind.EMPHASIS) == [("e", "")]
    assert marks(text, MarkKind.STRONG) == [("s", "")]
    assert marks(text, MarkKind.STRIKE) == [("d", "")]
    assert marks(text, MarkKind.CODE) == [("□", "c")]
    assert marks(text, MarkKind.FOOTNOTE) == [("", "1")]
    assert marks(text, MarkKind.LANGUAGE) == [("mot", "fr")]
    assert marks(text, MarkKind.QUOTE) == [("said", "")]
    assert marks(text, MarkKind.IMAGE) == [("□", "p")]
    assert marks("see https://a.b/c.", MarkKind.LINK) == [("□", "https://a.b/c")]
    assert marks("as [@doe] says", MarkKind.CITATION) == [("□", "@doe")]


def test_what_stands_beside_the_prose_is_kept() -> None:
    document = read("<!-- edlint-disable x -->\n\nA `b` <!-- c -->[^1]\n\n```py\nd\n```\n\n[^1]: E\n")
    assert [comment.text for comment in document.comments] == ["edlint-disable x", "c"]
    assert document.code == ("b", "d\n")
    assert document.footnotes == {"1": "E"}


def test_a_language_of_a_div_reaches_the_markdown_inside() -> None:
    document = read("<div lang='fr'>\n\nMots\n\n</div>\n\nWords")
    assert [block.language for block in document.blocks] == ["fr", None]


def test_mdx_members_and_fragments_are_components() -> None:
    text = (
        "See <motion.div animate={{x: 1}}>two words</motion.div>, <Foo.Bar>one</Foo.Bar> and <>more</> now."
    )
    assert kinds(text, path="a.mdx") == [(P, "See two words, one and more now.")]


def test_mdx_code_is_not_prose() -> None:
    text = (
        "import A from './a'\nexport const b = {\n  c: 1\n}\n\n# T {/* edlint-disable */}\n\n<Tabs v={[{a: 1}]}>\n\n"
        "Prose {props.x} and <B c='d'/> `{code}`.\n\n</Tabs>\n"
    )
    assert kinds(text, path="a.mdx") == [("heading", "T"), (P, "Prose □ and □ □.")]
    assert [comment.text for comment in read(text, path="a.mdx").comments] == ["edlint-disable"]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "---\ntitle: Plain é\ndescription: 'It''s'\n---\nB",
            [("title", "Plain é"), ("description", "It's"), (P, "B")],
        ),
        ('---\ntitle: "A \\"b\\" \\u00e9"\n---\nB', [("title", 'A "b" é'), (P, "B")]),
        (
            "---\ndescription: >\n  One\n  two\n\n  three\n---\nB",
            [("description", "One two three"), (P, "B")],
        ),
        ('+++\ntitle = "A \\"b\\""\n[p]\ntitle = "no"\n+++\nB', [("title", 'A "b"'), (P, "B")]),
        ("---\n\nB\n\n---\n", [(P, "B")]),
        (
            "---\nsummary: S\nkeypoints:\n  - One\n  - 'it''s'\ntags: [x]\n---\nB",
            [("description", "S"), ("list-item", "One"), ("list-item", "it's"), (P, "B")],
        ),
        (
            '+++\ntitle = "T"\nhighlights = ["One",\n \'two\']\n[a]\nsummary = "x"\n+++\nB',
            [("title", "T"), ("list-item", "One"), ("list-item", "two"), (P, "B")],
        ),
        ("\ufeff---\r\ntitle: T\r\n---\r\nB", [("title", "T"), (P, "B")]),
    ],
)
def test_front_matter(text: str, blocks: list[tuple[str, str]]) -> None:
    assert kinds(text) == blocks


def test_front_matter_gives_metadata_and_language() -> None:
    document = read("---\ntitle: T\nsources: [a, b]\nlang: fr\n---\nB")
    assert document.metadata == {"title": "T", "sources": ["a", "b"], "lang": "fr"}
    assert document.language == "fr"


@pytest.mark.parametrize(
    "head", ["title: [a", "title: a: b", "a: " + "[" * 3000, "d: 2020-99-99", "\ttitle: x", "- a\nb: c"]
)
def test_broken_front_matter_is_a_problem_and_the_body_is_read(head: str) -> None:
    text = f"---\n{head}\n---\nBody here.\n"
    document = read(text)
    assert [block.text for block in document.blocks] == ["Body here."]
    (problem,) = document.problems
    assert problem.rule == "edlint.front-matter"
    assert problem.values["reason"]
    assert 4 <= problem.span.start <= problem.span.end < text.index("Body")


def test_a_fault_of_front_matter_stands_in_its_line() -> None:
    for head, line in (('a: "x\nb: 1', "b: 1"), ("title: T\nkeys: [a", "keys: [a"), ("- a\nb: c", "b: c")):
        text = f"---\n{head}\n---\nBody.\n"
        (problem,) = read(text).problems
        assert text[problem.span.start : problem.span.end] == line


@pytest.mark.parametrize("holds", ["[{}]", "{{<<: [{}]}}"])
def test_aliases_of_aliases_are_not_unfolded(holds: str) -> None:
    lines = ["a0: &a0 {x: y}"] + [
        f"a{n}: &a{n} {holds.format(', '.join([f'*a{n - 1}'] * 9))}" for n in range(1, 12)
    ]
    document = read("---\n" + "\n".join(lines) + "\n---\n\nText\n")
    (problem,) = document.problems
    assert "unfold" in problem.values["reason"]
    assert [block.text for block in document.blocks] == ["Text"]
    assert not read("---\ntags: &t [a, b]\nkeywords: *t\nitself: &i [*i]\n---\n\nText\n").problems


def test_front_matter_that_is_never_closed_ends_at_the_empty_line() -> None:
    document = read("---\ntitle: T\n\nBody")
    assert [block.text for block in document.blocks] == ["T", "Body"]
    assert document.problems[0].values == {"reason": "it is never closed"}


@pytest.mark.parametrize(
    "text",
    [
        ">" * 1000 + " deep",
        "".join("  " * depth + "- deep\n" for depth in range(300)),
        "*a " * 3000,
        "[" * 3000 + "x",
        "<div>" * 3000 + "deep",
        "<b>" * 3000 + "deep",
        "a" * 5_000_000,
        "word " * 1_000_000,
        "a\0b\x07\x1b[31mc",
    ],
    ids=["quotes", "lists", "emphasis", "brackets", "divs", "tags", "long-word", "long-line", "controls"],
)
def test_odd_texts_are_read(text: str) -> None:
    assert read(text).words > 0


@pytest.mark.parametrize(
    "piece",
    [
        "a@",
        "{{ a }} ",
        "http://x.y/a ",
        "<code>",
        "<code>x</CODE> ",
        "[@",
        "\\(",
        "$",
        ":a",
        "a/",
        "<!-- ",
        "<a ",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    assert grows_with_length_only(lambda count: read(piece * count), 1000)


def test_what_stands_behind_an_escape_of_yaml_is_verbatim() -> None:
    text = '---\ntitle: "say \\"teh\\" \\u00e9 now"\n---\nBody.\n'
    block = read(text).blocks[0]
    assert block.text == 'say "teh" é now'
    runs = [text[place.start : place.end] for _, place, verbatim, _ in block.pieces if verbatim]
    assert [run.strip() for run in runs if run.strip()] == ["say", "teh", "now"]
