"""What no block holds is said, unless it is known to be no prose."""

import pytest
from blocks import read

from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse
from edlint.parse.unread import unread

ACCOUNTED = """\
---
title: A title
tags: [one, two]
---
# Head {#an-id .cls}

Words [link](https://example.org "Title words"), [label][ref] and <https://example.org> &nbsp; `code`{.py}.

![Alt words](a.png "Title")
<div class="outer" data-x="some words"><!-- a comment --><svg><text>no words</text></svg><p hidden>hidden</p></div>

- [x] Done
- {{< tag with="some words" >}}

!!! note "Title words"
    :icon: Words.

```{note} Title words
:class: several-words
Words.
```

{% comment %}not shown{% endcomment %}
<?php echo "some words" ?>
<!DOCTYPE html>

| One | Two |
|-----|-----|
| `a` | Words |

    code of words

[ref]: https://example.org/several/words "Title words"
[^n]: Note words.
"""


@pytest.mark.parametrize("path", ["a.md", "a.mdx", "a.txt", "a.html"])
def test_code_markup_comments_and_metadata_are_accounted_for(path: str) -> None:
    form = {"md": "markdown", "mdx": "markdown", "txt": "text", "html": "html"}[path.rpartition(".")[2]]
    document = read(ACCOUNTED, form, path)
    assert document.unread == ()
    assert document.unread_share == 0


@pytest.mark.parametrize(
    ("text", "form", "words", "why"),
    [
        ("Words.\n\n<!-- never closed\n\nand more", "markdown", "never closed\n\nand more", "never closed"),
        ("<p>Words.<!-- never closed <p>and more", "html", "never closed <p>and more", "never closed"),
        (
            "```{mystery} x\nThese are plain words, as a reader would see them.\nAnd a few more.\n```\n\nWords.",
            "markdown", "These are plain words, as a reader would see them.\nAnd a few more.", "does not know: mystery",
        ),
        ("| One |\n|-----|\n| Two | Lost words |\n", "markdown", "Lost words", "in no block"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_said(text: str, form: str, words: str, why: str) -> None:
    document = read(text, form)
    (passage,) = document.unread
    assert document.source.slice(passage.span).strip() == words
    assert why in passage.why
    letters = sum(map(str.isalpha, words))
    assert document.unread_share == pytest.approx(letters / sum(map(str.isalpha, text)))


def test_code_in_a_directive_that_nobody_knows_is_code() -> None:
    assert read("```{python}\nfor x in range(3):\n    print(x)\n```\n").unread == ()


def test_a_comment_that_runs_on_behind_the_html_hides_what_stands_in_it() -> None:
    document = read("<div>\n<!-- one\n\ntwo\n\nthree -->\n</div>\n\nFour")
    assert [block.text for block in document.blocks] == ["Four"]
    assert document.unread == ()


def test_places_are_those_of_the_file_whatever_its_line_ends() -> None:
    text = "Words.\r\n\r\n<!-- never closed\r\nat all"
    (passage,) = parse(Source("a.md", "markdown", text)).unread
    assert text[passage.span.start : passage.span.end].strip() == "never closed\r\nat all"


def test_what_is_lost_is_said_from_its_first_letter_to_its_last() -> None:
    text = "Lost words, `code` and more lost."
    code = Span(12, 18)
    assert [place for place, _ in unread(text, ([], [], [code]), [], [])] == [Span(0, 10), Span(19, 32)]
    assert not unread(text, ([], [], [Span(0, len(text))]), [], [])
