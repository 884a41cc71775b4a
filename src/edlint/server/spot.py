"""Locate a position within the keys and values of a TOML or YAML file that may be incomplete."""

from typing import NamedTuple

from edlint.config import toml
from edlint.server.buffer import Lines, Point


class ConfigPosition(NamedTuple):
    """A position within a file of keys and values.

    `path` are the enclosing keys, `key` is whether a key or a value is expected, `start` and `end` are the columns (code
    points of the line) of the word before the position, without quotation marks, `quoted` is whether it has any.
    """

    path: tuple[str, ...]
    key: bool
    start: int
    end: int
    quoted: bool = False


def toml_spot(lines: Lines, point: Point) -> ConfigPosition:
    """Return the spot of a point in a TOML file. Handles tables, keys, values and lists over several lines."""
    table: tuple[str, ...] = ()
    listed: tuple[str, ...] | None = None
    for number in range(point.line):
        line = _bare(lines.line(number))
        if listed is not None:
            listed = None if line.endswith("]") else listed
        elif line.startswith("["):
            table = tuple(toml.key_parts(line.strip("[] ")))
        elif "=" in line:
            key, _, value = line.partition("=")
            if value.count("[") > value.count("]"):
                listed = (*table, *toml.key_parts(key))
    line = lines.line(point.line)
    column = lines.offset(point) - lines.line_start(point.line)
    before = line[:column]
    if listed is not None:
        return _worded(line, column, listed, key=False)
    if before.lstrip().startswith("["):
        whole = before.lstrip().lstrip("[")
        parts = toml.key_parts(whole) if whole else [""]
        return _worded(line, column, tuple(parts[:-1]), key=True)
    key, equals, _ = before.partition("=")
    if equals:
        return _worded(line, column, (*table, *toml.key_parts(key)), key=False)
    parts = toml.key_parts(before) if before.strip() else [""]
    return _worded(line, column, (*table, *parts[:-1]), key=True)


def _worded(line: str, column: int, path: tuple[str, ...], *, key: bool) -> ConfigPosition:
    """Return the spot with the word that ends at a column."""
    quote = next((c for c in "\"'" if line[:column].count(c) % 2), "")
    if quote:
        return ConfigPosition(path, key, line.rfind(quote, 0, column) + 1, column, quoted=True)
    start = column
    stop = " \t[]=,{}" + ("." if key else "")
    while start and line[start - 1] not in stop:
        start -= 1
    return ConfigPosition(path, key, start, column)


def _bare(line: str) -> str:
    """Return a line of TOML without its comment and outer blanks."""
    head, _, _ = line.partition(" #")
    return "" if head.lstrip().startswith("#") else head.strip()


def yaml_spot(lines: Lines, point: Point) -> ConfigPosition:
    """Return the spot of a point in a YAML file, by indentation and flow mappings."""
    line = lines.line(point.line)
    column = lines.offset(point) - lines.line_start(point.line)
    before = line[:column]
    inner = before.lstrip(" -")
    depth = len(before) - len(inner)
    path: list[str] = []
    level = depth
    for number in range(point.line - 1, -1, -1):
        above = lines.line(number)
        bare = above.lstrip(" -")
        indent = len(above) - len(bare)
        head, colon, _ = bare.partition(":")
        if bare and not bare.startswith("#") and colon and indent < level:
            path.insert(0, head.strip().strip("\"'"))
            level = indent
    for part in inner.split("{")[:-1]:
        head = part.rpartition(",")[2].partition(":")[0].strip(" -\"'")
        if head:
            path.append(head)
    if "{" in inner:
        inner = inner.rpartition("{")[2].rpartition(",")[2]
    key, colon, _ = inner.partition(":")
    if colon:
        return _worded(line, column, (*path, key.strip().strip("\"'")), key=False)
    return _worded(line, column, tuple(path), key=True)
