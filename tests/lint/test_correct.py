"""A reader's own words in the place of a finding's: only what differs is changed, and the format stays whole."""

import json

import pytest

from edlint.lint.correct import correction, words
from edlint.model.errors import EdlintError
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse


def corrected(form: str, text: str, old: str, new: str) -> str:
    """Return the text after a correction of some of its words."""
    document = parse(Source("a", form, text))
    start = text.index(old)
    edit = correction(document, Span(start, start + len(old)), new)
    return text[: edit.start] + edit.text + text[edit.end :]


@pytest.mark.parametrize(
    ("form", "text", "old", "new", "after"),
    [
        ("markdown", "It is teh end.\n", "teh", "the", "It is the end.\n"),
        ("markdown", "It is *teh* big end.\n", "*teh* big", "the big", "It is *the* big end.\n"),
        ("markdown", "It is teh\nbig end.\n", "teh\nbig end", "the big end", "It is the\nbig end.\n"),
        (
            "markdown",
            "> It is teh\n> big end.\n",
            "teh\n> big end",
            "the very big end",
            "> It is the very\n> big end.\n",
        ),
        (
            "markdown",
            "Run `x  y` teh way.\n",
            "Run `x  y` teh way",
            "Run `x y` the way",
            "Run `x  y` the way.\n",
        ),
        ("markdown", "A `x` b c d.\n", "A `x` b c d.", "A `x` d.", "A `x` d.\n"),
        ("markdown", "A `x` b.\n", "A `x` b.", "A nice `x` b.", "A nice `x` b.\n"),
        ("markdown", "<!-- teh -->\n", "teh", "the", "<!-- the -->\n"),
        ("html", "<p>It is <b>teh</b> end.</p>", "<b>teh</b> end", "the end", "<p>It is <b>the</b> end.</p>"),
        ("rst", "It is *teh* end.\n", "teh", "the", "It is *the* end.\n"),
        ("text", "It is teh end.\n", "is teh", "was the", "It was the end.\n"),
    ],
)
def test_only_what_differs_is_changed(form: str, text: str, old: str, new: str, after: str) -> None:
    assert corrected(form, text, old, new) == after


def test_new_words_are_written_as_the_format_has_them() -> None:
    cells = {
        "cells": [{"cell_type": "markdown", "metadata": {}, "source": ["It is teh end.\n"]}],
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
    }
    text = json.dumps(cells)
    after = json.loads(corrected("notebook", text, "teh", 'the "very"'))
    assert after["cells"][0]["source"] == ['It is the "very" end.\n']


def test_what_is_corrected_reads_without_markup() -> None:
    text = "It is *teh* &amp; end; run `x`.\n"
    document = parse(Source("a", "markdown", text))
    assert words(document, Span(6, 21)) == "teh & end"
    assert words(document, Span(18, 31)) == "end; run `x`."


@pytest.mark.parametrize(
    ("form", "text", "old", "new", "why"),
    [
        ("markdown", "It is teh end.\n", "teh", " teh ", "nothing was changed"),
        ("markdown", "It *is teh* end.\n", "is teh* end", "was then over", "markup is in the way"),
        ("markdown", "See [[teh page]].\n", "teh page", "the page", "markup is in the way"),
    ],
)
def test_what_cannot_be_is_said(form: str, text: str, old: str, new: str, why: str) -> None:
    with pytest.raises(EdlintError, match=why):
        corrected(form, text, old, new)
