"""Files of values made at random: every string is read as it means, and an edit changes that value and no other."""

import json
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from packages import odt
from test_positions import check_block

from edlint.model.document import Document
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse, rewritten, unpacked

KEYS = st.text("abc", min_size=1, max_size=3)
STRINGS = st.lists(
    st.one_of(st.sampled_from(["teh", '"', "'", "\\", "it's", "é", "🙂", "#", ": ", "-", "\n", "{", "]", ","]), st.text("ab ", max_size=4)),
    min_size=1,
    max_size=8,
).map(" ".join)  # fmt: skip
VALUES = st.recursive(
    st.one_of(STRINGS, st.integers(0, 9), st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)
NEW = ["the", 'a "b"', "it's", "caf\u00e9", "a: b", "x # y"]


def toml(value: Any, *, basic: bool = True) -> str:
    """Return a value as TOML has it in a line: a string between apostrophes where it may stand there."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",\n ".join(toml(one, basic=not basic) for one in value) + "]"
    if isinstance(value, str) and not basic and "'" not in value and "\n" not in value:
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False)


def dump_toml(data: dict[str, Any]) -> str:
    tables = {key: value for key, value in data.items() if isinstance(value, dict)}
    lines = [f"{key} = {toml(value)}" for key, value in data.items() if key not in tables]
    for key, table in tables.items():
        lines += [f"[{key}] # {{ '"] + [f'"{name}" = {toml(value)}' for name, value in table.items()]
    return "\n".join(lines) + "\n"


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [string for member in members for string in strings(member)]


def ordered(data: dict[str, Any]) -> dict[str, Any]:
    """Return data with tables last, as TOML writes them."""
    return dict(sorted(data.items(), key=lambda item: isinstance(item[1], dict)))


def read(text: str, path: str) -> Document:
    return parse(Source(path, "values", text), None, ["*"])


DUMPS: dict[str, Callable[[Any, int], str]] = {
    "json": lambda data, way: json.dumps(data, indent=way % 3 or None, ensure_ascii=way % 2 == 0),
    "yaml": lambda data, way: yaml.safe_dump(
        data,
        default_style=[None, '"', "'", "|", ">"][way % 5],
        width=[20, 80][way % 2],
        allow_unicode=way % 3 > 0,
        default_flow_style=[None, True, False][way % 3],
        sort_keys=False,
    ),
    "toml": lambda data, _: dump_toml(data),
}
LOADS: dict[str, Callable[[str], Any]] = {"json": json.loads, "yaml": yaml.safe_load, "toml": tomllib.loads}


@pytest.mark.parametrize("form", DUMPS)
def test_strings_are_read_and_changed_one_by_one(form: str) -> None:
    @given(st.dictionaries(KEYS, VALUES, max_size=4), st.integers(0, 29), st.sampled_from(NEW), st.data())
    @settings(max_examples=80, deadline=None)
    def holds(data: dict[str, Any], way: int, new: str, draw: st.DataObject) -> None:
        data = ordered(data)
        text = DUMPS[form](data, way)
        assume(LOADS[form](text) == data)  # PyYAML folds a line that begins with a blank, and reads it as two
        document = read(text, f"a.{form}")
        said = [string for string in strings(data) if string.strip()]
        assert [block.text.split() for block in document.blocks] == [string.split() for string in said]
        for block in document.blocks:
            check_block(block, text)
        wrong = [number for number, string in enumerate(said) if "teh" in string.split()]
        if not wrong:
            return
        number = draw.draw(st.sampled_from(wrong))
        block = document.blocks[number]
        at = next(at for at in range(len(block.text)) if f" {block.text} "[at : at + 5] == " teh ")
        edit = block.edit(Span(at, at + 3), new)
        if edit is None:
            return
        after = LOADS[form](text[: edit.start] + edit.text + text[edit.end :])
        words = said[number].split()
        words[words.index("teh")] = new
        said[number] = " ".join(words)
        assert [string.split() for string in strings(after) if string.strip()] == [
            string.split() for string in said
        ]

    holds()


@given(STRINGS, st.lists(STRINGS, max_size=3), st.integers(0, 29), st.sampled_from(["yaml", "toml"]))
@settings(max_examples=80, deadline=None)
def test_front_matter(title: str, points: list[str], way: int, form: str) -> None:
    fence = "---" if form == "yaml" else "+++"
    inner = DUMPS[form]({"title": title, "highlights": points, "tags": ["teh"]}, 3 * way + 2)
    if f"\n{fence}" in inner or "\n..." in inner:
        return
    text = f"{fence}\n{inner}{fence}\nBody."
    document = parse(Source("a.md", "markdown", text))
    for block in document.blocks:
        check_block(block, text)
    said = [string.split() for string in [title, *points] if string.strip()]
    assert sorted(block.text.split() for block in document.blocks) == sorted([*said, ["Body."]])


@given(st.lists(st.lists(st.text("ab <&é🙂", min_size=1, max_size=6), min_size=1, max_size=5), min_size=1, max_size=4), st.data())  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_any_edit_of_opendocument_is_what_is_read_again(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    from xml.sax.saxutils import escape

    body = "".join(
        "<text:p>" + "".join(f"<text:span>{escape(words)}</text:span>" for words in each) + "</text:p>"
        for each in paragraphs
    )
    source = unpacked(odt(body), "a.odt", "odt")
    for block in parse(source).blocks:
        check_block(block, source.text)
    lines = source.text.split("\n")
    number = data.draw(st.integers(0, len(lines) - 2))
    start = data.draw(st.integers(0, len(lines[number])))
    end = data.draw(st.integers(start, len(lines[number])))
    new = data.draw(st.text("xyz<&é", max_size=5))
    lines[number] = lines[number][:start] + new + lines[number][end:]
    wanted = "\n".join(lines)
    assert rewritten(source, wanted).text == wanted
