"""Values of YAML, JSON and TOML that the configuration selects as prose, mapped to their offsets."""

import json
import tomllib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import yaml

from edlint.config.yamldata import SAFE
from edlint.model.block import Block, BlockKind
from edlint.model.document import Document
from edlint.model.errors import SourceError
from edlint.model.source import Source
from edlint.parse import notebook, tomlstrings
from edlint.parse.draft import Draft
from edlint.parse.leaf import Leaf
from edlint.parse.mapped import MappedText
from edlint.parse.noise import noise
from edlint.parse.noisemap import NoiseMap
from edlint.parse.scalar import Scalar
from edlint.text.pattern import Pattern, pattern

_DEEPEST = 200
_REMARK = r"(?:^|[ \t])#[ \t]*(edlint-[^\n]*)$"


def parse(source: Source, options: Sequence[str] = ()) -> Document:
    """Return the document of a file of values; `options` holds patterns of the keys whose values are prose.

    Raises SourceError for a file that cannot be read.
    """
    read = {"json": _json, "toml": _toml}.get(source.path.lower().rpartition(".")[2], _yaml)
    wanted = _wanted(options)
    try:
        blocks = [block for block in read(source, wanted) if block is not None]
    except RecursionError:
        raise SourceError(f"{source.path}: not read: it is nested too deep") from None
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError) as error:
        raise SourceError(f"{source.path}: not read: {_why(error)}") from None
    draft = Draft(source, NoiseMap([]))
    if not source.path.lower().endswith(".json"):
        for match in pattern(_REMARK).matches(source.text):
            draft.comment(match.span, match.groups[0] or "")
    draft.blocks = sorted(blocks, key=lambda block: block.span.start)
    return draft.document()


def _why(error: Exception) -> str:
    """Return the error's message as one line."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    reason = f"{error.problem}, in line {mark.line + 1}" if mark is not None else str(error)  # type: ignore[attr-defined] # types-PyYAML has a mark without its line
    return " ".join(reason.split())


def _wanted(keys: Sequence[str]) -> Callable[[str], bool]:
    """Return a test of whether a key path (`items.0.title`) matches one of `keys`; `*` in them matches anything.

    The indexes of a list's members may be left out: `items.title`, or `items` for a list of strings.
    """
    shapes: list[Pattern] = [pattern(_shape(key)) for key in keys]

    def wanted(path: str) -> bool:
        bare = ".".join(part for part in path.split(".") if not part.isdigit())
        return any(shape.whole(path) or shape.whole(bare) for shape in shapes)

    return wanted


def _shape(key: str) -> str:
    return ".*".join(
        "".join(c if c.isalnum() else f"\\x{{{ord(c):x}}}" for c in part) for part in key.split("*")
    )


def _yaml(source: Source, wanted: Callable[[str], bool]) -> Iterator[Block | None]:
    for document in yaml.compose_all(source.text, Loader=SAFE):
        seen: set[int] = set()
        todo: list[tuple[str, Any, int]] = [("", document, 0)]
        while todo:
            path, node, depth = todo.pop()
            if node is None or id(node) in seen:
                continue
            seen.add(id(node))
            if depth > _DEEPEST:
                raise ValueError("it is nested too deep")
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if isinstance(key, yaml.ScalarNode):
                        todo.append((f"{path}.{key.value}".lstrip("."), value, depth + 1))
            elif isinstance(node, yaml.SequenceNode):
                todo += (
                    (f"{path}.{index}".lstrip("."), value, depth + 1)
                    for index, value in enumerate(node.value)
                )
            elif node.tag == "tag:yaml.org,2002:str" and wanted(path):
                scalar = Scalar.of_yaml(path, node, source.text)
                yield scalar.block(source, BlockKind.PARAGRAPH)


def _toml(source: Source, wanted: Callable[[str], bool]) -> Iterator[Block | None]:
    tomllib.loads(source.text)
    for path, span in tomlstrings.strings(source.text):
        if wanted(path):
            scalar = Scalar(path, tomlstrings.value(source.slice(span)), span, toml=True)
            yield scalar.block(source, BlockKind.PARAGRAPH)


def _json(source: Source, wanted: Callable[[str], bool]) -> Iterator[Block | None]:
    spell = notebook.spell(ascii_only=source.text.isascii())
    json.loads(source.text.removeprefix("\ufeff"))
    for path, string in notebook.strings(source.text):
        if wanted(path):
            mapped = MappedText(source)
            for text, place in notebook.pieces(source.text, string):
                mapped.add(text, place)
            inner = Source(source.path, "text", mapped.text)
            leaf = Leaf(Draft(inner, NoiseMap(noise(inner.text))), len(inner.text), collapse=True)
            leaf.text(inner.text, 0, len(inner.text))
            block = leaf.close(BlockKind.PARAGRAPH)
            yield None if block is None else mapped.block(block, spell)
