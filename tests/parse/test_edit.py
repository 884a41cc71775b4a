"""An edit changes the words that it names; where markup is in the way there is none."""

import pytest

from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse


@pytest.mark.parametrize(
    ("text", "old", "new", "result"),
    [
        ("one two three", "two", "2", "one 2 three"),
        ("of the\nthe cat", "the the", "the", "of the\ncat"),
        ("> of the\n> the cat", "the the", "the", "> of the\n> cat"),
        ("of the\r\n  the cat", "the the", "the", "of the\r\n  cat"),
        ("of the\nthe.", "the the", "the", "of the."),
        ("in order\nto go", "in order to", "to", "to go"),
        ("a *very* big dog", "very", "truly", "a *truly* big dog"),
        ("a *very big* dog", "a very", "a truly", "a *truly big* dog"),
        ("a *very* big dog", "very big", "large", None),
        ("of the\n*the* cat", "the the", "the", None),
        ("of the  \nthe cat", "the the", "the", None),
        ("caf&eacute; is", "café", "bar", None),
        ("run `x` now", "run \ufffc", "y", None),
    ],
)
def test_edit(text: str, old: str, new: str, result: str | None) -> None:
    block = parse(Source("a.md", "markdown", text)).blocks[0]
    at = block.text.index(old)
    edit = block.edit(Span(at, at + len(old)), new)
    assert (edit and text[: edit.start] + edit.text + text[edit.end :]) == result
