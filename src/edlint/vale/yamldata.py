"""YAML as Vale's styles have it: plain data, with aliases, within limits."""

from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
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
_MOST = 100_000
_DEEPEST = 100


class YamlError(ValueError):
    """A text that is no YAML, or more of it than is read; the text says where and why."""


def load(text: str) -> Any:
    """Return what a YAML text holds: dictionaries, lists and scalars. Raises YamlError.

    Aliases are followed, but what they unfold into may not pass a limit.
    """
    try:
        _not_too_deep(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlError(f"line {line}: {error.problem or error}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise YamlError(" ".join(str(error).split())) from None
    return None if node is None else _Reader().data(node, 0)


def _not_too_deep(text: str) -> None:
    """Raise YamlError for a text that is nested deeper than a style can be: the parser's own stack has an end."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise YamlError(f"nested more than {_DEEPEST} levels deep")
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1


class _Reader:
    """Turns nodes into data, counting what it makes."""

    def __init__(self) -> None:
        self._left = _MOST

    def data(self, node: yaml.Node, depth: int) -> Any:
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST:
            raise YamlError(f"it unfolds into more than {_MOST:,} values")
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.style else _plain(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.data(item, depth + 1) for item in node.value]
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError(f"line {key.start_mark.line + 1}: a key is a word here")
            if key.value in found:
                raise YamlError(f"line {key.start_mark.line + 1}: “{key.value}” stands twice")
            found[key.value] = self.data(value, depth + 1)
        return found


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
