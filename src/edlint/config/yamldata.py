"""YAML as people write rules in it: plain data without tags, as YAML 1.2's core says it: `no` and `on` are words, a date is text."""

from typing import Any

import yaml

BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""PyYAML's loader that gives nodes and no types, in C where it was built so."""
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
    """A text that is no YAML, or more of it than is read; the text says where and why."""


def load(text: str, most: int) -> Any:
    """Return what a text holds: dictionaries, lists and scalars, with aliases. Raises YamlError; `most` is as in `values`."""
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
    """Return what a node holds.

    Raises MarkedYAMLError at a key that a table has twice, where YAML lets the last one win, and where there are more values
    than `most`, whatever aliases made of a few.
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
