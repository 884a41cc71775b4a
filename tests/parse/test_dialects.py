"""Markdown's dialects: containers, callouts, directives, components and what stands inside a line."""

import pytest
from blocks import kinds, marks, read
from hypothesis import given, settings
from hypothesis import strategies as st

from edlint.config.schema import MarkdownSettings, Settings
from edlint.model.block import MarkKind
from edlint.model.source import Source
from edlint.parse import layout, parse
from edlint.parse.mdx import PATIENCE, part_end

P = "paragraph"
C = "caption"
I = "list-item"  # noqa: E741 - as short as its neighbours


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        # MkDocs and pymdown
        ('!!! note "A *title*"\n    One.\n\n    Two.\n\nOut.', [(C, "A title"), (P, "One."), (P, "Two."), (P, "Out.")]),
        ("!!! note\n\n    One.\n", [(P, "One.")]),
        ("!!! note\n\tOne.\n\n\tTwo.", [(P, "One."), (P, "Two.")]),
        ('???+ tip inline end "T t"\n    One.\n', [(C, "T t"), (P, "One.")]),
        (
            "!!! note\n    One.\n\n    ??? tip\n        Two.\n\n            code\n    Three.\n",
            [(P, "One."), (P, "Two."), (P, "Three.")],
        ),
        (
            '=== "A tab"\n\n    One.\n\n    ```py\n    code\n    ```\n\n=== "B tab"\n    Two.\n\nOut.',
            [(C, "A tab"), (P, "One."), (C, "B tab"), (P, "Two."), (P, "Out.")],
        ),
        (
            "1. One\n\n    !!! note\n        Two.\n\n    Three\n2. Four",
            [(I, "One"), (I, "Two."), (I, "Three"), (I, "Four")],
        ),
        ("Text:\n\n    !!! note\n        code\n", [(P, "Text:")]),
        ("```\n!!! note\n    x\n```\n", []),
        ("!!! Do not do this\n\nText", [(P, "!!! Do not do this"), (P, "Text")]),
        ("Head\n===\n", [("heading", "Head")]),
        ("/// caption\n    attrs: {id: recieve}\nOne.\n///\n\nTwo.", [(C, "One."), (P, "Two.")]),
        ("/// admonition | A title\n    type: warning\n\nOne.\n///", [(C, "A title"), (P, "One.")]),
        ("/// nobody closes this", [(P, "/// nobody closes this")]),
        # MyST
        (":::{note} A title\n:class: dropdwon\n\nOne.\n:::\n\nTwo.", [(C, "A title"), (P, "One."), (P, "Two.")]),
        ("```{note}\nOne.\n```\n", [(P, "One.")]),
        ("```{admonition} A title\n---\nclass: dropdwon\n---\nOne.\n```\n", [(C, "A title"), (P, "One.")]),
        ("````{note}\nOne.\n```{tip}\nTwo.\n```\n```py\nx\n```\nThree.\n````\n", [(P, "One."), (P, "Two."), (P, "Three.")]),
        ("```{figure} a.png\n:alt: An alt.\n:width: 3\n\nOne.\n```", [("alt", "An alt."), (P, "One.")]),
        ("```{code-block} py\n:caption: x\ny\n```\n:::{code} py\nz\n:::\n\n```{mermaid}\na\n```", []),
        ("```{list-table} A table\n:header-rows: 1\n\n* - One\n  - Two\n```", [(C, "A table"), (I, "One"), (I, "Two")]),
        ("(sec/recieve)=\n# Head\n", [("heading", "Head")]),
        # Docusaurus, VitePress, Pandoc, Quarto
        (":::tip[A title]\nOne.\n:::", [(C, "A title"), (P, "One.")]),
        # Microsoft Learn, DocFX
        (
            ':::image type="content" source="a.png" alt-text="An alt.":::\n\nOne.\n\n::: moniker range=">=b"\n\nTwo.\n\n::: moniker-end',
            [("alt", "An alt."), (P, "One."), (P, "Two.")],
        ),
        (
            "# [Linux](#tab/linux)\n\nOne.\n\n# [A *B*](#tab/b)\n\nTwo.\n\n---",
            [(C, "Linux"), (P, "One."), (C, "A B"), (P, "Two.")],
        ),
        ("# [Linux](#linux)\n\nOne.", [("heading", "Linux"), (P, "One.")]),
        ("::: details A title {open}\nOne.\n:::", [(C, "A title"), (P, "One.")]),
        (':::: note\n::: {.callout-tip title="A title"}\nOne.\n:::\n::::', [(C, "A title"), (P, "One.")]),
        ("::: warning\nOne.\n:::", [(P, "One.")]),
        ("<<< @/x.js{1}\n\nOne.\n\n::right::\n\nTwo.", [(P, "One."), (P, "Two.")]),
        # Slidev and Franklin
        (
            "---\ntheme: x\n---\n\n# One\n\n---\nlayout: two\nimage: recieve\n---\n\n# Two",
            [("heading", "One"), ("heading", "Two")],
        ),
        ("One.\n\n---\nlayout: two\n---\n\nTwo.", [(P, "One."), ("heading", "layout: two"), (P, "Two.")]),
        ('@def rss = """the the\nrecieve"""\n@def x = 1\n\nOne.', [(P, "One.")]),
        # comments, TeX, snippets
        ("One %% recieve %% two.\n\n%%\nrecieve\n%%\n\nThree", [(P, "One □ two."), (P, "Three")]),
        ("We have\n\\begin{align}\nx &= y\n\\end{align}\nwhere x is.", [(P, "We have □ where x is.")]),
        ("\\begin{equation*}\nx\n\n= y\n\\end{equation*}\n\n\\newpage\n\nOne.", [(P, "One.")]),
        ('--8<-- "a/b.md"\n\n[TOC]\n\nOne.\n\n{: .cls }', [(P, "One.")]),
        # in a line
        ("a ==mark== b ++ins++ c ^^sup^^ d x^2^ H~2~O ~low~ e", [(P, "a mark b ins c sup d x2 H2O low e")]),
        ("C++ and D++, a==b and c==d, a == b == c, x^y and z^w", [(P, "C++ and D++, a==b and c==d, a == b == c, x^y and z^w")]),
        ("If x==y or z== then ==m==n", [(P, "If x==y or z== then ==m==n")]),
        ("a {++b++} c {--d--} e {==f==}{>>g<<}", [(P, "a b c □ e f")]),
        ("a^[Two *words*, [b](c).] d", [(P, "a d"), ("footnote", "Two words, b.")]),
        ("press ++ctrl+alt++ now", [(P, "press □ now")]),
        # tags with words
        ('{% tab title="A title" %}\nOne.\n{% endtab %}', [(C, "A title"), (P, "One.")]),
        (
            '{{< figure src="a b.png" caption="One." alt="An alt" >}}\n\n{{< x title="name-of" >}}',
            [(C, "One."), ("alt", "An alt")],
        ),
        ('<Figure caption="One." alt="An alt" />\n\n<Aside title="A title">\nTwo.\n</Aside>', [(C, "One."), ("alt", "An alt"), (C, "A title"), (P, "Two.")]),
        ('<Tab label="A label" value="a b">\nOne.\n</Tab>', [(C, "A label"), (P, "One.")]),
        ('<CodeBlock title="A title">\nteh\n\nteh\n</CodeBlock>\n\nA <Terminal>teh</Terminal> b.', [(C, "A title"), (P, "A □ b.")]),
        ("<CodeBlock>\nnever closed\n\nOne.", [(P, "never closed"), (P, "One.")]),
        ("<Card title='A title' icon='x y'>\n\nOne.\n\n</Card>", [(C, "A title"), (P, "One.")]),
        ("One.\n\n<Image alt='An alt' src='x'/>\n", [(P, "One."), ("alt", "An alt")]),
        ('{% set title = "No words" %}\n{% if title == "No words" %}x{% endif %}', [(P, "x")]),
        (
            "{% code-toggle %}\nrecieve: x\n{% endcode-toggle %}\n\n{{< terminal >}}\nls\n{{< /terminal >}}\n\nOne.",
            [(P, "One.")],
        ),
        ('{{% notice tip "A title" %}}\nOne.\n{{% /notice %}}', [(C, "A title"), (P, "One.")]),
        ("a {% comment %}the the{% endcomment %} b {/* the */} c", [(P, "a □ b □ c")]),
        (":::{tip} Don't use `x`\n:class: dropdown\n\nOne.\n:::", [(C, "Don't use □"), (P, "One.")]),
        ('+++ {"a": "b"}\n\nOne.', [(P, "One.")]),
        ("<!-- a -->\n\n:   One.\n\n    Two.\n\nOut.", [(P, "One."), (P, "Two."), (P, "Out.")]),
        ("One{ style='a b' } [:tada: two][x] :sos:Three {a} 10:30:45 :100: ", [(P, "One □ two □Three {a} 10:30:45 □")]),
        ("*[HTML]: Some words\n\nHTML.", [(C, "Some words"), (P, "HTML.")]),
        ("```{note}\nOne.\n```\n\n% a comment\nTwo.", [(P, "One."), (P, "Two.")]),
        ("Some 20\n% of it.", [(P, "Some 20 % of it.")]),
        ("{% code %} is never closed.", [(P, "□ is never closed.")]),
    ],
)  # fmt: skip
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert kinds(text) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("> [!info]- A *title*\n> One.\n\nOut.", [(C, "A title"), (P, "One."), (P, "Out.")]),
        ("> [!NOTE]\n> One.", [(P, "One.")]),
        (
            "> [!my kind|left]+\n> One.\n> > [!tip] B title\n> > Two.",
            [(P, "One."), (C, "B title"), (P, "Two.")],
        ),
        ("> **Warning**\n> One.", [(P, "Warning One.")]),
        ("> :warning: One.", [(P, "□ One.")]),
        ("> 💡 One.", [(P, "💡 One.")]),
        ("{: .note }\n> One.", [(P, "One.")]),
        ("> One.\n{: .prompt-tip }", [(P, "One.")]),
    ],
)
def test_callouts_hold_the_writers_own_words(text: str, blocks: list[tuple[str, str]]) -> None:
    assert kinds(text) == blocks
    assert not any(block.quoted for block in read(text).blocks)


@pytest.mark.parametrize(
    "text",
    [
        "> One.",
        "> [!quote] Ada\n> One.",
        "> [!] One.",
        "> > [!note] One.\n>\n> Two.",
        "One\n\n{: .note }\n\n> Two.",
        "> :warning: One.\n>\n> — Ada",
    ],
)
def test_quotations_stay_quotations(text: str) -> None:
    assert any(block.quoted for block in read(text).blocks)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Input ($/1M tokens) is before output ($/1M tokens).",
            "Input ($/1M tokens) is before output ($/1M tokens).",
        ),
        ("It costs $5–$10, $ 5 and $6, or $7.", "It costs $5–$10, $ 5 and $6, or $7."),
        (
            "Here $x$, the $n$th, $a b c$, $x (y)$ and $\\alpha is beta$ are.",
            "Here □, the □th, □, □ and □ are.",
        ),
        ("Set $HOME and $PATH.", "Set $HOME and $PATH."),
    ],
)
def test_dollars_are_mathematics_or_money(text: str, words: str) -> None:
    assert kinds(text) == [(P, words)]


def test_which_attributes_are_words_is_configured() -> None:
    text = '<Tip tooltip="One two" title="Three four">\n\nFive.\n\n</Tip>\n\n{{< a tooltip="Six seven" >}}'
    settings = Settings(markdown=MarkdownSettings(attributes=("tooltip",)))
    document = parse(Source("a.md", "markdown", text), settings)
    assert [block.text for block in document.blocks] == ["One two", "Five.", "Six seven"]
    with pytest.raises(ValueError, match="no attribute's name"):
        MarkdownSettings(attributes=("a|b",))


def test_code_in_a_component_of_mdx_is_no_prose() -> None:
    text = "<CodeBlock lang='js'>\nteh\n\nteh {x}\n</CodeBlock>\n\nOne <Terminal>teh</Terminal> two.\n\n<CodeBlock>\nnot closed"
    assert kinds(text, path="a.mdx") == [(P, "One □ two."), (P, "not closed")]


def test_an_inline_note_is_a_footnote_with_words_of_its_own() -> None:
    text = "Some^[See [a study](https://example.org/a).] and more^[Two.]."
    document = read(text)
    assert marks(text, MarkKind.FOOTNOTE) == [("", "^1"), ("", "^2")]
    assert document.footnotes == {"^1": "See a study.", "^2": "Two."}
    assert [block.label for block in document.blocks] == ["", "^1", "^2"]


MDX = """\
import A from './a'
import B from './b'

export const words = {
  one: 'the the',

  two: `{`,
}

# Head

<Tabs>
    <Tab title="A title">
        One.

        - Two
          more

            - Three

        ```js
        code
        ```
    </Tab>
    <Tab
      title="B title"
      icon={<X a="b" />}>
      Four.
    </Tab>
</Tabs>

    Five.

Go to
<DocsLink/>
to learn.{' '}
"""
TAGGED = """\
<Fragment slot="one">
```js
const { one, the } = the;
```
Two with `{three}` and `<Four>`.
</Fragment>
"""


def test_code_right_behind_a_component_is_code() -> None:
    assert kinds(TAGGED, path="a.mdx") == [(P, "Two with □ and □.")]


READ = [
    ("heading", "Head"), (C, "A title"), (P, "One."), (I, "Two more"), (I, "Three"), (C, "B title"), (P, "Four."),
    (P, "Five."), (P, "Go to □ to learn."),
]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_mdx_has_no_indented_code_and_reads_alike_with_any_line_end(end: str) -> None:
    assert kinds(MDX.replace("\n", end), path="a.mdx") == READ


LINES = [
    "One two.", "    One two.", "!!! note", '=== "A tab"', "::: tip A title", ":::", "```{note} A title", "```", ":class: x", "> [!tip] A title",
    "> One.", "- One", "---", "%%", "<Tab>", "</Tab>", "export const a = {", "}", "{% tab title='A b' %}", "", "", "\\begin{align}", "\\end{align}",
    "/// caption", "///", "# One", "^[One.]", "a: b",
]  # fmt: skip


@pytest.mark.parametrize("path", ["a.md", "a.mdx"])
@given(lines=st.lists(st.sampled_from(LINES), max_size=20))
@settings(max_examples=60)
def test_line_ends_change_nothing_but_places(path: str, lines: list[str]) -> None:
    text = "\n".join(lines)
    crlf = "\r\n".join(lines)
    one, other = read(text, path=path), read(crlf, path=path)
    assert [(b.kind, b.text, b.quoted) for b in one.blocks] == [
        (b.kind, b.text, b.quoted) for b in other.blocks
    ]
    for block, moved in zip(one.blocks, other.blocks, strict=True):
        for piece, put in zip(block.pieces, moved.pieces, strict=True):
            assert (
                crlf[put.source.start : put.source.end].replace("\r\n", "\n")
                == text[piece.source.start : piece.source.end]
            )


@pytest.mark.parametrize(
    "piece",
    [
        "^[", "%%a ", "!!! note\n    ", ":::a\n", "```{note}\n", "> [!a] ", "<A>\n", "{", "export {\n\n", "\\begin{align} ",
        '=== "a"\n\n    ', "[[", "{% code %} ", "++a ", "<a-b> ", "`", "~",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["a.md", "a.mdx"])
def test_a_long_text_of_beginnings_without_ends_is_read(piece: str, path: str) -> None:
    # Were the time to grow with the square of the length, this would take minutes.
    assert read(piece * 2_000 + "\n\nEnd.", path=path).source.text


def test_a_statement_whose_brackets_stay_open_ends_before_an_empty_line() -> None:
    assert kinds("export const a = {\nx\n\nWords here.", path="a.mdx") == [(P, "Words here.")]


def test_what_is_quoted_in_an_item_ends_there() -> None:
    blocks = read("1. Item.\n\n   :::{epigraph}\n   Said.\n   :::\n\nAfter.\n").blocks
    assert [(block.text, block.quoted) for block in blocks] == [
        ("Item.", False),
        ("Said.", True),
        ("After.", False),
    ]


@pytest.mark.parametrize(
    ("first", "last", "quoted"),
    [
        ("```{epigraph}", "```", True),
        ("::::{pull-quote} A title", "::::", True),
        ("```{note}", "```", False),
        ("```{epigraph}", "", True),
        (":::{epigraph}", ":::", True),
        (":::{epigraph}", "::::", True),
        ("::::{epigraph}\n:::{note}\n:::", "::::", True),
        ("::::{note}\n:::{epigraph}\n:::", "::::", False),
    ],
)
def test_what_a_directive_quotes_is_not_the_writers_own(first: str, last: str, quoted: bool) -> None:
    blocks = read(f"Before.\n\n{first}\nSaid.\n\n-- Ada\n{last}\n\nAfter.\n").blocks
    told = {block.text: block.quoted for block in blocks}
    assert told == {"Before.": False, "Said.": quoted, "-- Ada": quoted, "After.": quoted and not last} | (
        {"A title": False} if "title" in first else {}
    )


def test_tags_without_an_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each costs as much as a tag may be long, so that thousands of them would take seconds."""
    begun: list[int] = []

    def counted(text: str, begin: int) -> int:
        begun.append(begin)
        return part_end(text, begin)

    monkeypatch.setattr(layout, "part_end", counted)
    read("Text.\n\n" + "<A b={" * 500, path="a.mdx")
    assert 0 < len(begun) <= PATIENCE
