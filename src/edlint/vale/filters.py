"""The setting `vale.filter` chooses rules, as `vale --filter` does: `.Level in ["error"] and .Name != "A.B"`."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from edlint.config import toml
from edlint.model.errors import ConfigError
from edlint.text.pattern import pattern
from edlint.vale.config import LEVELS, ValeConfig
from edlint.vale.definition import Definition
from edlint.vale.styles import Styles

_FOLDER = "config/filters"
_PIECE = r"(\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')|(&&)|(\|\|)|(!)(?:[^=]|$)|\.([A-Z])"
_LONGEST = 2_000
_COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: lambda left, right: bool(left == right),
    ast.NotEq: lambda left, right: bool(left != right),
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}


def filtered(config: ValeConfig, styles: Styles, given: str) -> tuple[ValeConfig, Styles]:
    """Apply a filter to a configuration and its rules; `given` is the filter or the name of its file in config/filters.

    A filter that mentions `.Level` lowers MinAlertLevel to the levels that it chooses. Raises ConfigError.
    """
    path = config.find(f"{_FOLDER}/{given}") if "/" not in given and given.endswith(".expr") else None
    text = (toml.read_text(path) if path is not None and path.is_file() else given).strip()
    if len(text) > _LONGEST:
        raise ConfigError(f"vale.filter: more than {_LONGEST:,} characters")
    try:
        tree = ast.parse(_as_python(text).strip(), mode="eval").body
        rules = {name: each for name, each in styles.rules.items() if _value(tree, _fields(each))}
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        raise ConfigError(f"vale.filter: “{text}” cannot be read") from None
    if ".Level" in text and rules:
        lowest = min((each.level for each in rules.values()), key=LEVELS.index)
        config = replace(config, min_level=min(config.min_level, lowest, key=LEVELS.index))
    return config, replace(styles, rules=rules)


def _fields(rule: Definition) -> Mapping[str, Any]:
    return {
        "Name": rule.name,
        "Level": rule.level,
        "Extends": rule.kind,
        "Scope": list(rule.scope),
        "Message": rule.message,
        "Description": rule.description,
        "Link": rule.link,
    }


def _as_python(text: str) -> str:
    """Convert a filter to a Python expression: `&&`, `||` and `!` to words, names without their full stop."""
    out: list[str] = []
    position = 0
    for match in pattern(_PIECE).matches(text):
        quoted, both, either, no, name = match.groups
        end = match.span.start + 1 if no else match.span.end
        out.append(text[position : match.span.start])
        out.append(quoted or (" and " if both else " or " if either else " not " if no else f" {name or ''}"))
        position = end
    return "".join([*out, text[position:]])


def _value(node: ast.expr, fields: Mapping[str, Any]) -> Any:
    """Evaluate an expression. Raises ValueError for anything but comparisons of fields, texts and lists."""
    match node:
        case ast.Constant(value=str() | bool() | int()):
            return node.value
        case ast.Name() if node.id in fields:
            return fields[node.id]
        case ast.List():
            return [_value(each, fields) for each in node.elts]
        case ast.BoolOp(op=ast.And()):
            return all(_value(each, fields) for each in node.values)
        case ast.BoolOp():
            return any(_value(each, fields) for each in node.values)
        case ast.UnaryOp(op=ast.Not()):
            return not _value(node.operand, fields)
        case ast.Compare(ops=[sign], comparators=[right]) if type(sign) in _COMPARED:
            return _COMPARED[type(sign)](_value(node.left, fields), _value(right, fields))
        case _:
            raise ValueError(ast.dump(node))
