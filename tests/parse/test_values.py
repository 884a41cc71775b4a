"""Values that the configuration says are prose, and gettext's catalogues."""

import pytest
from test_positions import check_block

from edlint.model.document import Document
from edlint.model.errors import SourceError
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse

KEYS = ["*.description", "title", "items.*", "list"]


def read(text: str, path: str) -> Document:
    form = "po" if path.endswith(".po") else "values"
    document = parse(Source(path, form, text), None, KEYS)
    for block in document.blocks:
        check_block(block, text)
    return document


def texts(text: str, path: str) -> list[str]:
    return [block.text.replace("\ufffc", "□") for block in read(text, path).blocks]


YAML = """\
title: Plain words
key: teh
app:
  description: "A \\"b\\" \\u00e9 teh"
  other: teh
  deep:
    description: >
      Folded teh
      words.
items:
  - 'it''s teh'
  - 12
--- # edlint-disable-file spelling
title: Second
"""


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("a.yaml", YAML, ["Plain words", 'A "b" é teh', "Folded teh words.", "it's teh", "Second"]),
        ("a.json", '{"title": "caf\\u00e9 \\"teh\\"", "x": {"description": "a\\nb", "y": "teh"}, "items": ["c", 1]}', ['café "teh"', "a b", "c"]),
        ("a.toml", 'title = "A \\"b\\" teh"\nx = "teh"\n[app]\ndescription = \'teh\'\n[[list]]\ndescription = """\nMany\nlines"""\n', ['A "b" teh', "teh", "Many lines"]),
        ("a.toml", 'items = ["a b", \'c\', 1, ["d"], {title = "e", "f.g" = "h]"}] # "x"\n[x]\nitems = "y"\n', ["a b", "c", "d", "e", "h]"]),
        ("a.toml", '[[app.list]]\ntitle = "x"\n[app.list.sub]\ndescription = "a"\n[[app.list]]\nsub = { description = "b", k = [ # "\n "x", ] }\n', ["a", "b"]),
        ("a.toml", 'a . "description" = """\nx \\"""y \\\n  z""""\n[ items . "[b]" ]\nk = "c"\n', ['x """y z"', "c"]),
        ("a.yaml", "app:\n  list:\n  - {description: a}\n  - b\nlist: [c, d]\nlists: [e]\n", ["a", "c", "d"]),
        ("a.json", '{"list": ["c", {"title": "x"}], "app": {"list": [{"description": "a"}]}}', ["c", "a"]),
        ("a.yaml", "", []),
        ("a.yaml", "a: &x\n  description: once\nb: *x\n", ["once"]),
    ],
)  # fmt: skip
def test_values_by_their_keys(path: str, text: str, wanted: list[str]) -> None:
    assert texts(text, path) == wanted


@pytest.mark.parametrize(
    ("path", "text", "old", "new", "result"),
    [
        ("a.yaml", 'title: "a teh b"\n', "teh", 'the "x"', 'title: "a the \\"x\\" b"\n'),
        ("a.yaml", "title: 'a teh b'\n", "teh", "it's", "title: 'a it''s b'\n"),
        ("a.yaml", "title: a teh b\n", "teh", "the", "title: a the b\n"),
        ("a.json", '{"title": "a teh b"}', "teh", '"é"', '{"title": "a \\"\\u00e9\\" b"}'),
        ("a.json", '{"title": "ä teh b"}', "teh", "é", '{"title": "ä é b"}'),
        ("a.toml", 'title = "a teh b"\n', "teh", '"x"', 'title = "a \\"x\\" b"\n'),
        ("a.toml", "items = ['a teh b']\n", "teh", "the", "items = ['a the b']\n"),
        ("a.po", 'msgid "a teh b"\nmsgstr ""\n', "teh", '"x"', 'msgid "a \\"x\\" b"\nmsgstr ""\n'),
    ],
)
def test_fixes_are_written_as_the_file_has_its_values(
    path: str, text: str, old: str, new: str, result: str
) -> None:
    block = read(text, path).blocks[0]
    at = block.text.index(old)
    edit = block.edit(Span(at, at + len(old)), new)
    assert edit is not None
    assert text[: edit.start] + edit.text + text[edit.end :] == result


def test_comments_in_values() -> None:
    assert [comment.text for comment in read(YAML, "a.yaml").comments] == ["edlint-disable-file spelling"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.yaml", "a: [b"), ("a.yaml", "a: b: c"), ("a.yaml", "a: " + "[" * 3_000), ("a.json", "{"), ("a.json", '{"a": }'),
        ("a.json", "[" * 100_000), ("a.toml", "a = "), ("a.toml", "a = " + "[" * 5_000),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_line(path: str, text: str) -> None:
    with pytest.raises(SourceError, match="not read") as caught:
        read(text, path)
    assert "\n" not in str(caught.value)
    assert "<unicode" not in str(caught.value)


PO = """\
# edlint-disable-file style
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#: src/teh.c
msgctxt "teh"
msgid "Delete %s from <b>{name}</b>?"
msgstr "%s aus {name} löschen?"

msgid ""
"Over several "
"lines"
msgid_plural "of \\"teh\\""
msgstr[0] ""

#~ msgid "teh"
#~ msgstr "teh"
"""


def test_catalogues() -> None:
    document = read(PO, "a.po")
    assert [(block.text.replace("\ufffc", "□"), block.language) for block in document.blocks] == [
        ("Delete □ from □□□?", None), ("□ aus □ löschen?", "de"), ("Over several lines", None), ('of "teh"', None),
    ]  # fmt: skip
    assert [comment.text for comment in document.comments] == ["edlint-disable-file style"]


@pytest.mark.parametrize(
    "text", ["", "msgid", 'msgid "', 'msgid "a', '"a"', 'msgid "a"\n"b', 'msgid "\\', "#"]
)
def test_broken_catalogues_are_read_as_far_as_they_go(text: str) -> None:
    read(text, "a.po")


def test_what_stands_before_a_value_is_no_part_of_it() -> None:
    text = 'a:\n  description: &x "The \\u0065nd"\nb:\n  description: !!str &y |\n    Some words.\nc:\n  description: *x\n'
    assert texts(text, "a.yaml") == ["The end", "Some words."]
    first = read(text, "a.yaml").blocks[0]
    assert text[slice(*first.span)] == "The \\u0065nd"
