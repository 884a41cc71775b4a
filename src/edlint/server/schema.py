"""Completion and hover in `edlint.toml` and in rule files, from their JSON schemas and the names of the rules."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lsprotocol import types as lsp

from edlint.config import jsonschema, toml
from edlint.config.load import NAME
from edlint.config.schema import LANGUAGES
from edlint.config.shipped import builtin_folder
from edlint.model.rule import FAMILIES
from edlint.model.span import Span
from edlint.server.buffer import Lines, Point
from edlint.server.document import Document
from edlint.server.messages import RuleSketch
from edlint.server.place import range_of
from edlint.server.show import plain
from edlint.server.spot import ConfigPosition, toml_spot, yaml_spot

_FILE = "schema.json"
_NAMING = frozenset({"select", "ignore"})

Node = Mapping[str, Any]
Rules = Mapping[str, RuleSketch]


@dataclass(frozen=True)
class Schema:
    """A JSON schema, with look-up of its nodes by a path of keys."""

    root: Node

    @classmethod
    def read(cls, text: str) -> "Schema":
        """Parse a schema from JSON."""
        return cls(json.loads(text))

    def at(self, path: Sequence[str], tag: Mapping[str, str] | None = None) -> list[Node]:
        """Return the schema nodes that a path of keys leads to, one for each alternative.

        `tag` (field, value) selects among the alternatives at the root.
        """
        nodes = list(self._flat(self.root))
        if tag:
            nodes = [node for node in nodes if self._has(node, tag)] or nodes
        for name in path:
            nodes = [inner for node in nodes for inner in self._inside(node, name)]
        return nodes

    def _has(self, node: Node, tag: Mapping[str, str]) -> bool:
        fields = node.get("properties", {})
        return all(value in fields.get(name, {}).get("enum", [value]) for name, value in tag.items())

    def _inside(self, node: Node, name: str) -> Iterator[Node]:
        """Yield the nodes under a key of a node, or of the items of a list node."""
        if "items" in node:
            for item in self._flat(node["items"]):
                yield from self._inside(item, name)
        found = node.get("properties", {}).get(name)
        if found is None and isinstance(node.get("additionalProperties"), Mapping):
            found = node["additionalProperties"]
        if found is not None:
            yield from self._flat(found)

    def _flat(self, node: Node) -> Iterator[Node]:
        """Yield the alternatives of a node with references resolved; a description or default beside them is kept."""
        if "$ref" in node:
            target = self.root["$defs"][node["$ref"].rpartition("/")[2]]
            beside = {key: value for key, value in node.items() if key != "$ref"}
            yield from (
                {**inner, **{k: v for k, v in beside.items() if k in {"description", "default"}}}
                for inner in self._flat(target)
            )
        elif "anyOf" in node:
            beside = {key: value for key, value in node.items() if key in {"description", "default"}}
            for choice in node["anyOf"]:
                yield from ({**inner, **beside} for inner in self._flat(choice))
        else:
            yield node

    def fields(self, nodes: Iterable[Node]) -> dict[str, Node]:
        """Return the keys that the nodes allow, each with its schema node."""
        found: dict[str, Node] = {}
        for node in nodes:
            if "items" in node:
                found |= self.fields(self._flat(node["items"]))
            for name, inner in node.get("properties", {}).items():
                if not name.startswith("("):
                    found.setdefault(name, next(self._flat(inner), inner))
        return found

    def values(self, nodes: Iterable[Node]) -> list[Any]:
        """Return the values that the nodes allow, as far as they can be enumerated."""
        found: list[Any] = []
        for node in nodes:
            if "items" in node:
                found += self.values(self._flat(node["items"]))
            found += node.get("enum", [])
            found += [node["const"]] if "const" in node else []
            found += [True, False] if node.get("type") == "boolean" else []
        return list(dict.fromkeys(found))


class Schemas:
    """The schemas of configurations and rule files, read when first needed."""

    @cached_property
    def settings(self) -> Schema:
        """Return the schema of configurations."""
        return Schema.read(jsonschema.FILE.read_text(encoding="utf-8"))

    @cached_property
    def rules(self) -> Schema:
        """Return the schema of rule files."""
        return Schema.read((builtin_folder() / _FILE).read_text(encoding="utf-8"))

    def complete(self, document: Document, place: lsp.Position, known: Rules) -> lsp.CompletionList | None:
        """Return the completions at a position of a configuration or rule file; None in any other file."""
        found = self._found(document, place)
        if found is None:
            return None
        schema, spot, tag, under = found
        span = _range(document.lines, place.line, spot.start, spot.end)
        items: list[lsp.CompletionItem] = []
        for label, about in self._offers(schema, spot, tag, under, known):
            bare = spot.quoted or schema is not self.settings or not _needs_quotes(label, key=spot.key)
            items.append(
                lsp.CompletionItem(
                    label,
                    kind=lsp.CompletionItemKind.Property if spot.key else lsp.CompletionItemKind.Value,
                    documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, about) if about else None,
                    text_edit=lsp.TextEdit(span, label if bare else f'"{label}"'),
                    filter_text=label,
                )
            )
        return lsp.CompletionList(is_incomplete=False, items=items)

    def hover(self, document: Document, place: lsp.Position, known: Rules) -> lsp.Hover | None:
        """Return the description of the key, value or rule at a position of a configuration or rule file, or None."""
        found = self._found(document, place)
        if found is None:
            return None
        schema, spot, tag, under = found
        line = document.lines.line(place.line)
        end = spot.end
        while end < len(line) and (line[end].isalnum() or line[end] in "-_."):
            end += 1
        word = line[spot.start : end].strip("\"'")
        span = _range(document.lines, place.line, spot.start, end)
        said = next(
            (about for label, about in self._offers(schema, spot, tag, under, known) if label == word), ""
        )
        if not said:
            return None
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, f"**{plain(word)}**\n\n{said}"), span)

    def _found(
        self, document: Document, place: lsp.Position
    ) -> tuple[Schema, ConfigPosition, dict[str, str], tuple[str, ...]] | None:
        """Return the schema of a file, the spot in it, the tag of the rule's kind, and the path from the schema's root.

        None for a file without a schema.
        """
        name = document.path.replace("\\", "/").rpartition("/")[2]
        point = Point(place.line, place.character)
        if name in {NAME, toml.PYPROJECT}:
            spot = toml_spot(document.lines, point)
            under = spot.path
            if name == toml.PYPROJECT:
                if under[:2] != ("tool", "edlint"):
                    return None
                under = under[2:]
            return self.settings, spot, {}, under
        if name.endswith((".yaml", ".yml")) and _is_rule(document.lines.text):
            spot = yaml_spot(document.lines, point)
            return self.rules, spot, _kind(document.lines.text), spot.path
        return None

    def _offers(
        self, schema: Schema, spot: ConfigPosition, tag: dict[str, str], under: tuple[str, ...], known: Rules
    ) -> Iterator[tuple[str, str]]:
        nodes = schema.at(under, tag)
        settings = schema is self.settings
        table = settings and under[-1:] == ("rules",)
        rule = known.get(under[-1]) if settings and under[-2:-1] == ("rules",) else None
        if spot.key:
            if table:
                yield from _names(known)
            for name, node in schema.fields(nodes).items():
                yield name, _about(node)
            if rule is not None:
                for name, (default, help_) in rule.options.items():
                    yield name, f"{plain(help_)} (default `{default}`)"
            return
        if settings and under[-1:] and under[-1] in _NAMING:
            yield from _names(known)
            return
        if settings and under[-1:] == ("language",):
            yield from ((code, "") for code in LANGUAGES)
            return
        for value in schema.values(nodes):
            yield json.dumps(value) if not isinstance(value, str) else value, _about(nodes[0])


def _names(known: Rules) -> Iterator[tuple[str, str]]:
    for family in FAMILIES:
        yield family, "A family of rules."
    for name, sketch in sorted(known.items()):
        yield name, f"*{sketch.severity}* {plain(sketch.message)}"


def _about(node: Node) -> str:
    said = plain(" ".join(str(node.get("description", "")).split()))
    default = node.get("default")
    shown = f" (default `{json.dumps(default)}`)" if default not in (None, [], {}, "") else ""
    return f"{said}{shown}".strip()


def _needs_quotes(label: str, *, key: bool) -> bool:
    """Whether TOML requires quotation marks around a key, or a value."""
    if key:
        return "." in label
    return not (label in {"true", "false"} or label.replace(".", "").isdigit())


def _range(lines: Lines, line: int, start: int, end: int) -> lsp.Range:
    """Return the range between two columns (code points) of a line."""
    return range_of(lines, Span(start, end).shift(lines.line_start(line)))


def _is_rule(text: str) -> bool:
    """Whether a YAML text is a rule: it has at least two of a rule's common fields."""
    heads = {line.partition(":")[0] for line in text.splitlines() if line[:1].isalpha()}
    return len(heads & {"id", "message", "check", "why", "examples", "severity"}) >= 2


def _kind(text: str) -> dict[str, str]:
    """Return the kind of a rule as its tag, `{"check": kind}`; empty when it names none yet."""
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name == "check" and value.strip():
            return {"check": value.split("#")[0].strip().strip("\"'")}
    return {}
