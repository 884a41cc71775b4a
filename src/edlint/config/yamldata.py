"""YAML without tags, by YAML 1.2's core schema, in which rules are written: `no` and `on` are words, a date is text."""

from typing import Any

import yaml

BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""PyYAML's loader that creates nodes without types; the C implementation if it is available."""
SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's loader that gives the types of YAML 1.1 and creates no objects of its own."""
_PLAIN: dict[str, object] = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "null": None,
    "Null": None,
    "NULL": None,
    "~": None,
    "": None,
}
_MOST = 1_000_000
_DEEPEST = 100


class YamlError(ValueError):
    """Invalid YAML, or more values than the limit; the message says where and why."""


def load(text: str, most: int) -> Any:
    """Return the data of a YAML text: dictionaries, lists and scalars, aliases resolved.

    Raises YamlError; `most` is as in `values`.
    """
    try:
        node = yaml.compose(text, Loader=BASE)
        return None if node is None else values(node, most)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlError(f"line {line}: {error.problem or error}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise YamlError(" ".join(str(error).split())) from None
    except RecursionError:
        raise YamlError("nested too deeply") from None


def values(root: yaml.Node, most: int = _MOST) -> Any:
    """Return the data of a YAML node.

    Raises MarkedYAMLError at a duplicate key, where YAML would let the last one win, and when resolving aliases gives
    more than `most` values.
    """
    left = most

    def made(node: yaml.Node, depth: int) -> Any:
        nonlocal left
        left -= 1
        if left < 0 or depth > _DEEPEST:
            raise yaml.MarkedYAMLError(
                problem=f"it unfolds into more than {most:,} values, or deeper than {_DEEPEST}",
                problem_mark=node.start_mark,
            )
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.style else _plain(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [made(item, depth + 1) for item in node.value]
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a key is a word here", problem_mark=key.start_mark)
            if key.value in found:
                raise yaml.MarkedYAMLError(problem=f"“{key.value}” stands twice", problem_mark=key.start_mark)
            found[key.value] = made(value, depth + 1)
        return found

    return made(root, 0)


def _plain(value: str) -> object:
    if value in _PLAIN:
        return _PLAIN[value]
    if value[0] in "-+.0123456789":
        for kind in (int, float):
            try:
                return kind(value)
            except ValueError:
                continue
    return value
