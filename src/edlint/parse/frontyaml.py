"""YAML front matter: its data, and the source ranges of the values that are prose."""

from collections.abc import Collection
from typing import Any

import yaml

from edlint.config.yamldata import SAFE
from edlint.parse.frontmatter import FrontMatterError
from edlint.parse.scalar import Scalar

_LONGEST = 200_000  # nodes, with aliases expanded


def read_yaml(text: str, base: int, names: Collection[str]) -> tuple[Any, list[Scalar]]:
    """Return the data of front matter that begins at source offset `base`, and the strings found under `names`.

    Raises FrontMatterError if the text is not valid YAML or its aliases expand too far.
    """
    try:
        return _read(text, base, names)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(part for part in (error.context, error.problem) if part)
        raise FrontMatterError(reason, mark.index if mark else 0) from None
    except yaml.YAMLError as error:
        raise FrontMatterError(str(error)) from None


def _read(text: str, base: int, names: Collection[str]) -> tuple[Any, list[Scalar]]:
    loader = SAFE(text)
    try:
        node = loader.get_single_node()
        # Nested aliases expand a few lines into billions of nodes; without aliases there is at most one node per code
        # point.
        if node is not None and _unfolded(node, {}) > _LONGEST:
            raise yaml.YAMLError("its aliases unfold into far more than stands there")
        data = None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()
    fields = []
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name not in names:
                continue
            values = value.value if isinstance(value, yaml.SequenceNode) else [value]
            fields += [
                Scalar.of_yaml(name, one, text, base)
                for one in values
                if isinstance(one, yaml.ScalarNode) and one.tag == "tag:yaml.org,2002:str"
            ]
    return data, fields


def _unfolded(node: yaml.Node, known: dict[int, int]) -> int:
    """Return the number of nodes from this one on, an alias counted as all the nodes it refers to."""
    if isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) not in known:
        known[id(node)] = 0  # a node that contains itself is counted once
        parts = (
            node.value if isinstance(node, yaml.SequenceNode) else [n for pair in node.value for n in pair]
        )
        known[id(node)] = 1 + sum(_unfolded(part, known) for part in parts)
    return known[id(node)]
