"""Titles of Markdown's links and images, which a reader sees: prose of their own, in their own place."""

import pytest
from blocks import kinds, read

from edlint.config.schema import MarkdownSettings, Settings
from edlint.model.source import Source
from edlint.parse import parse


def titles(text: str, path: str = "") -> list[str]:
    """Return the words of the captions, each of which must stand in the source where it says."""
    found = [block for block in read(text, path=path).blocks if block.kind == "caption"]
    for block in found:
        for piece in block.pieces:
            assert not piece.verbatim or text[slice(*piece.source)] == block.text[slice(*piece.span)]
        assert block.text.split()[0] == text[slice(*block.span)].split(maxsplit=1)[0]
    return [block.text for block in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('See [a](b "The title") here.', ["The title"]),
        ("See [a](b 'The title').", ["The title"]),
        ("See [a](<b c> (The title)).", ["The title"]),
        ('See [a](b "    The title ").', ["The title"]),
        ('See [say "hi" there](b "title" ).', ["title"]),
        ("[it's](b 'The \"title\"').", ['The "title"']),
        ('[a](b "one \\"two\\" three")', ['one "two" three']),
        ('[a](b "A &amp; B")', ["A & B"]),
        ('# Head [a](b "The title")', ["The title"]),
        ("[//]: # (A comment)\n[comment]: <> (Another one)\n[a]: #b (The title)", ["The title"]),
        ('- item ![alt](b "The title")', ["The title"]),
        ('![one ![two](b "inner")](c "outer")', ["inner", "outer"]),
        ('[![alt](b "inner")](c "outer")', ["inner", "outer"]),
        ('| a |\n|---|\n| [b](c "The title") |', ["The title"]),
        ('> See [a](b "one\n> two") there.', ["one two"]),
        ('- See [a](b "one\n  two") there.', ["one two"]),
        ('!!! note\n    See [a](b "one\n    two").\n', ["one two"]),
        (':::note\nSee [a](b "The title").\n:::', ["The title"]),
        # Nothing to read
        ("[a](b) [a](b \"\") [a](b ' ')", []),
        ('`[a](b "no")` and \\[a](b "no")', []),
        ('    [a](b "no")\n', []),
        ('Text (b "no").', []),
    ],
)
def test_of_links_and_images(text, expected):
    assert titles(text) == expected
    assert titles(text.lstrip(), path="a.mdx") == (expected or ["no"] * text.startswith("    "))


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ('[a]: b "The title"', ["The title"]),
        ("[a]: b 'The title'  ", ["The title"]),
        ("[a]: <b c> (The title)", ["The title"]),
        ('[a]: b\n  "The title"', ["The title"]),
        ('[a]:\n  b "The title"', ["The title"]),
        ('[a]: b "one\n  two"', ["one two"]),
        ('> [a]: b "The title"', ["The title"]),
        ('[a]: b "The title"\n[c]: d "Another"', ["The title", "Another"]),
        ("[a]: b", []),
        ('[a]: b "no" more', []),
        ('[a]: b "no', []),
        ('Words\n[a]: b "no"', []),
        ('```\n[a]: b "no"\n```', []),
        ('    [a]: b "no"\n', []),
        ('<!--\n[a]: b "no"\n-->', []),
        ('<pre>\n[a]: b "no"\n</pre>', []),
        ('[^a]: b "no"', []),
        ('*[a]: b "no"', ['b "no"']),
    ],
)
def test_of_definitions(definition, expected):
    assert titles(f"Words.\n\n{definition}\n\nSee [a].") == expected


def test_a_title_is_read_once_and_its_letters_are_accounted_for():
    text = 'See [one](b "The title") and [a].\n\n[a]: b "Another"\n'
    assert kinds(text) == [("paragraph", "See one and a."), ("caption", "The title"), ("caption", "Another")]
    assert read(text).unread == ()


def test_titles_are_left_alone_where_the_configuration_does_not_name_them():
    text = 'See [one](b "The title") and [a].\n\n[a]: b "Another"\n'
    options = Settings(markdown=MarkdownSettings(attributes=("alt",)))
    blocks = parse(Source("a.md", "markdown", text), options).blocks
    assert [block.text for block in blocks] == ["See one and a."]
