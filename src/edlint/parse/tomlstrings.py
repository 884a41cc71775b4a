"""Finds the strings of a TOML file and the key path of each; tomllib returns their values, but not their offsets."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from edlint.model.span import Span
from edlint.text.pattern import pattern

_TOKEN = (
    r'"""(?:\\(?s:.)|[^\\])*?"{3,5}|' + r"'''(?s:.*?)'{3,5}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*"
    r"|[\[\]{},=\n]|[^\s\[\]{},=#\"']+"
)


@dataclass
class _OpenString:
    """A table or list that is open: its key path, and the key or the index of the next value."""

    path: str
    listed: bool
    key: str = ""
    number: int = 0
    valued: bool = False  # whether the value of the key follows

    @property
    def member(self) -> str:
        return f"{self.path}.{self.number if self.listed else self.key}".strip(".")


def strings(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the key path of each string (`items.0.title`) and its range, quotation marks included.

    The text must be valid TOML, which tomllib has checked.
    """
    counts: dict[str, int] = {}
    opened = [_OpenString("", listed=False)]
    header: list[str] = []
    for span in pattern(_TOKEN).spans(text):
        found = text[span.start : span.end]
        holder = opened[-1]
        if found[0] == "#":
            continue
        if found == "\n":
            if header:
                opened = [_OpenString(_named(header, counts), listed=False)]
                header = []
            elif len(opened) == 1:
                holder.key, holder.valued = "", False
        elif header:
            header.append(found)
        elif holder.listed or holder.valued:
            if found in {"[", "{"}:
                opened.append(_OpenString(holder.member, listed=found == "["))
            elif found in {"]", "}"}:
                opened.pop()
            elif found == ",":
                holder.number += 1
                holder.key, holder.valued = "", False
            elif found[0] in "\"'":
                yield holder.member, span
        elif found == "[":
            header = [found]
        elif found == "=":
            holder.valued = True
        elif found == "}":
            opened.pop()
        elif found != ",":
            holder.key += _key(found)


def value(raw: str) -> str:
    """Return the value of a string that is given with its quotation marks."""
    return str(tomllib.loads(f"a = {raw}")["a"])


def _key(found: str) -> str:
    return value(found) if found[0] in "\"'" else found


def _named(header: list[str], counts: dict[str, int]) -> str:
    """Return the key path of the table that a header names; a table of an array of tables includes its index."""
    parts = "".join(_key(found) for found in header if found not in {"[", "]"}).split(".")
    way = ""
    for number, part in enumerate(parts):
        way = f"{way}.{part}".lstrip(".")
        if header[1] == "[" and number + 1 == len(parts):
            counts[way] = counts.get(way, -1) + 1
        if way in counts:
            way = f"{way}.{counts[way]}"
    return way
