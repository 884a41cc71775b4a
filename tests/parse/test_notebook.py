"""Notebooks: Markdown inside of JSON, at its place there, and written back as JSON has it."""

import json

import pytest
from blocks import kinds, read
from test_positions import check_block

from edlint.lint.fix import apply
from edlint.model.document import Document
from edlint.model.errors import SourceError
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.span import Span

P = "paragraph"


def notebook(*cells: object, **more: object) -> str:
    made = [
        {"cell_type": "markdown", "metadata": {}, "source": cell} if isinstance(cell, str | list) else cell
        for cell in cells
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1, **more)


def nb(text: str) -> Document:
    return read(text, "notebook", "a.ipynb")


def fixed(text: str, old: str, new: str) -> str | None:
    """Return the notebook with a word replaced where its block allows it."""
    for block in nb(text).blocks:
        at = block.text.find(old)
        if at >= 0:
            edit = block.edit(Span(at, at + len(old)), new)
            if edit is None:
                return None
            fix = Fix("", Safety.SAFE, (edit,))
            place = Span(edit.start, edit.end)
            finding = Finding("a.b", Severity.ERROR, "", place, "", "", "edlint", (fix,))
            return apply(text, [finding], {Safety.SAFE})[0]
    raise AssertionError(old)


def test_cells_are_read_and_code_is_not() -> None:
    code = {"cell_type": "code", "metadata": {}, "outputs": [{"text": "teh"}], "source": ["teh = 1\n", "x"]}
    text = notebook(
        ["# A *b*\n", "\n", "Over\n", "lines."],
        code,
        "One `c` string.\n\n- item",
        {"cell_type": "raw", "source": "teh"},
    )
    assert kinds(text, "notebook", "a.ipynb") == [
        ("heading", "A b"),
        (P, "Over lines."),
        (P, "One □ string."),
        ("list-item", "item"),
    ]
    assert nb(text).code == ("teh = 1\nx", "c")


def test_escapes_are_read_and_words_beside_them_stand_where_they_say() -> None:
    text = notebook('caf\u00e9 "teh" \\\\ \U0001f642 teh\tend')
    block = nb(text).blocks[0]
    assert block.text.startswith('caf\u00e9 "teh" \\ \U0001f642 teh')
    assert "\\u00e9" in text
    assert "\\ud83d\\ude42" in text
    for at in (block.text.index("teh"), block.text.rindex("teh")):
        place = block.to_source(Span(at, at + 3))
        assert text[place.start : place.end] == "teh"


@pytest.mark.parametrize(
    ("source", "old", "new", "result"),
    [
        ("the teh end", "teh", "the", "the the end"),
        (["a teh\n", "b"], "teh", 'a "q" \\', ['a a "q" \\\n', "b"]),
        ("the teh end", "teh", "caf\u00e9 \U0001f642", "the caf\u00e9 \U0001f642 end"),
        (["of the\n", "the cat"], "the the", "the", None),
        ('"teh" x', '"teh"', "“the”", None),
    ],
)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_fixes_are_written_as_json(
    source: object, old: str, new: str, result: object, ascii_only: bool
) -> None:
    text = notebook(source, "\u00e4 other", ensure_ascii=ascii_only)
    after = fixed(text, old, new)
    assert after == (None if result is None else notebook(result, "\u00e4 other", ensure_ascii=ascii_only))


def test_people_are_told_cell_and_line() -> None:
    text = notebook(["a\n", "\n", "teh"], "b\\n\n\nteh")
    document = nb(text)
    places = [document.source.where(block.span.start) for block in document.blocks]
    assert places == ["cell 1:1:1", "cell 1:3:1", "cell 2:1:1", "cell 2:3:1"]


def test_a_comment_is_about_the_next_line_of_its_cell() -> None:
    (comment,) = nb(notebook("<!-- edlint-disable-next-line x -->\n\nThis *one*.\nNot this.")).comments
    text = notebook("<!-- edlint-disable-next-line x -->\n\nThis *one*.\nNot this.")
    assert comment.following is not None
    assert text[comment.following.start : comment.following.end] == "This *one*."


def test_tables_and_lists_of_several_cells_stay_apart() -> None:
    blocks = nb(notebook("|a|\n|-|\n|b|\n\n- x", "|c|\n|-|\n|d|\n\n- y")).blocks
    assert [b.cell.table for b in blocks if b.cell] == [0, 0, 1, 1]
    assert [b.item.list for b in blocks if b.item] == [0, 1]


def test_nbformat_3() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["The title"]},
        {"cell_type": "markdown", "source": ["Text."]},
        {"cell_type": "code", "input": "teh"},
    ]
    text = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]})
    blocks = nb(text).blocks
    assert [(b.kind.value, b.text, b.level) for b in blocks] == [("heading", "The title", 2), (P, "Text.", 0)]
    assert nb(text).code == ("teh",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "does not begin"), ("[]", "does not begin"), ("{}", "no cells"), ('{"a" 1}', "line 1"), ('{"cells": [', "line 1"),
        ('{"cells": [{"source": "\\x"}]}', "line 1"), ('{"cells": ' + "[" * 100_000, "too deep"), ('{"cells": 1 2}', "missing"),
    ],
)  # fmt: skip
def test_what_is_no_notebook_is_said_in_a_line(text: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        nb(text)
    assert "\n" not in str(caught.value)


def test_captions_of_tables_stand_below_them_in_quarto() -> None:
    text = "| a |\n|---|\n| b |\n\n: What *it* holds {#tbl-x}\n"
    document = read(text, "quarto", "a.qmd")
    assert [(block.kind.value, block.text) for block in document.blocks][2:] == [("caption", "What it holds")]
    check_block(document.blocks[2], text)


def test_quarto_chunks_are_code_but_for_their_captions() -> None:
    text = (
        '---\ntitle: T\nabstract: A b\n---\n\nSee @fig-a, [@doe99] and `r x`.\n\n::: {.callout-tip title="Heads"}\nIn.\n:::\n\n'
        '```{r}\n#| label: teh\n#| fig-cap: "A \\"b\\" c"\n#| fig-alt: >\n#|   Folded\n#|   words\nteh\n```\n\n'
        "```{python}\n#| fig-subcap:\nteh\n```\n\n```{r fig.cap='Old *way*'}\nteh\n```\n\n```r\n#| cap: teh\n```\n"
    )
    assert kinds(text, "quarto", "a.qmd") == [
        ("title", "T"), ("description", "A b"), (P, "See □, □ and □."), ("caption", "Heads"), (P, "In."),
        ("caption", 'A "b" c'), ("alt", "Folded words"), ("caption", "Old *way*"),
    ]  # fmt: skip
    alt = read(text, "quarto", "a.qmd").blocks[6]
    place = alt.to_source(Span(7, 12))
    assert text[place.start : place.end] == "words"


def test_blanks_of_the_json_are_nothing() -> None:
    text = notebook("One *two*.", ["A\n", "b"])
    for separators in ((",", ":"), (" , ", " : ")):
        written = json.dumps(json.loads(text), separators=separators)
        assert [block.text for block in nb(written).blocks] == ["One two.", "A b"]
        assert fixed(written, "two", "2") == written.replace("two", "2")
