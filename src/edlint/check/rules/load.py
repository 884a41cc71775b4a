"""Rule files to rules: YAML in, `Rule` out, and every fault of a pack told at once, with file and line."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

import yaml
from pydantic import ValidationError

from edlint.check import CHECKERS
from edlint.check.catalog import builtin_folder
from edlint.check.rules.schema import ADAPTER, KINDS, TRUSTED, Bad, Code, Declarative, Good, RuleFile
from edlint.config.files import CONFIGURATION, read_bytes
from edlint.model.errors import RuleError
from edlint.model.rule import FAMILIES, Example, Option, Reference, Rule
from edlint.text.nearest import did_you_mean
from edlint.text.pattern import pattern

ALLOW = Option([], "words and phrases that this rule passes over, beside its own")
BESIDES = ("suppressions", "parser")
"""What carries out `edlint.*` rules without being a checker: the linter itself and the parsers."""

_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NAME = pattern("[a-z_]+")
_MOST = 1_000
_PLAIN: dict[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}


class _Loader(_BASE):  # type: ignore[misc] # its base is whichever PyYAML was built with
    """YAML to nodes without tags: `_data` reads plain values itself, and tags are a third of the time."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:  # noqa: ARG002 - PyYAML's own signature
        return ""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def load_rules(
    packs: Sequence[Path],
    *,
    checkers: Collection[str] = (),
    beside: Mapping[str, Rule] = MappingProxyType({}),
) -> dict[str, Rule]:
    """Return the rules of the packs by id, in the order of packs and paths, behind those there are already (`beside`).

    A pack is a folder of rule files, or one rule file. `checkers` are names that a rule may give in `by` besides
    edlint's own. Raises RuleError with one line a fault (`file:line: what is wrong`), all faults at once.
    """
    known = frozenset((*CHECKERS, *BESIDES, *checkers))
    rules = dict(beside)
    faults: list[str] = []
    for pack in packs:
        if not pack.exists():
            faults.append(f"{pack}: there is no such folder of rules")
            continue
        # The examples of edlint's own rules run in its tests: what does not compile there never ships.
        own = pack == builtin_folder()
        for path in _files(pack):
            try:
                rule = load_file(path, known, trusted=own)
            except RuleError as error:
                faults.append(str(error))
                continue
            if rule.id in rules:
                faults.append(f"{path}:1: “{rule.id}” is already the rule of {rules[rule.id].origin}")
            else:
                rules[rule.id] = rule
    if faults:
        raise RuleError("\n".join(faults))
    return rules


def load_file(path: Path, checkers: Collection[str], *, trusted: bool = False) -> Rule:
    """Return the rule of one file; patterns of a trusted one are not compiled to see whether they can be.

    Raises RuleError with every fault of the file, one a line.
    """
    try:
        text = read_bytes(path, CONFIGURATION).decode()
    except OSError as error:
        raise RuleError(f"{path}:1: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}:1: {error}") from None
    root, data = _yaml(path, text, aliases=trusted)
    try:
        file = ADAPTER.validate_python(data, context=TRUSTED if trusted else None)
    except ValidationError as error:
        lines = sorted(_explain(problem, root, data) for problem in error.errors())
        raise RuleError("\n".join(f"{path}:{line}: {what}" for line, what in lines)) from None
    faults = [(line, what) for line, what in _beyond(file, path, root, checkers)]
    if faults:
        raise RuleError("\n".join(f"{path}:{line}: {what}" for line, what in faults))
    return _rule(file, data, path)


def _files(pack: Path) -> Iterator[Path]:
    if not pack.is_dir():
        yield pack
        return
    # os.walk does not follow links to folders: a loop of links cannot catch it.
    for number, (folder, folders, names) in enumerate(os.walk(pack)):
        if number >= _MOST:
            raise RuleError(f"{pack}: more than {_MOST:,} folders: name that of the rules")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                yield Path(folder, name)


def _yaml(path: Path, text: str, *, aliases: bool) -> tuple[yaml.MappingNode, dict[str, Any]]:
    """Return the nodes, which know their lines, and the data.

    Where `aliases` may not stand they are an error: a page of aliases of aliases is more text than there is memory.
    """
    loader = _Loader(text)
    try:
        alias = None if aliases or "*" not in text else _alias(text)
        if alias is not None:
            raise RuleError(f"{path}:{alias}: an alias (*name); write out what it stands for")
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            raise RuleError(f"{path}:1: a rule file is a table of fields; see docs/rules.md")
        return root, _data(root, {})
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError(f"{path}:{line}: {error.problem or error}") from None
    except yaml.YAMLError as error:
        raise RuleError(f"{path}:1: {error}") from None
    except RecursionError:
        raise RuleError(f"{path}:1: nested too deeply") from None
    finally:
        loader.dispose()


def _alias(text: str) -> int | None:
    """Return the line of the first alias, or None."""
    for event in yaml.parse(text, Loader=_BASE):
        if isinstance(event, yaml.AliasEvent):
            return event.start_mark.line + 1 if event.start_mark else 1
    return None


def _data(node: yaml.Node, made: dict[int, Any]) -> Any:
    """Return what a node holds, as YAML 1.2's core says it: `no` and `on` are words, a date is text.

    `made` holds what was made already: aliases of aliases do not multiply. Raises MarkedYAMLError at a key that a
    table has twice, where YAML lets the last one win.
    """
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.style else _plain(node.value)
    if id(node) in made:
        return made[id(node)]
    if isinstance(node, yaml.SequenceNode):
        made[id(node)] = [_data(item, made) for item in node.value]
        return made[id(node)]
    data: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.MarkedYAMLError(problem="a key is a word here", problem_mark=key.start_mark)
        if key.value in data:
            raise yaml.MarkedYAMLError(problem=f"“{key.value}” stands twice", problem_mark=key.start_mark)
        data[key.value] = _data(value, made)
    made[id(node)] = data
    return data


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


def _explain(problem: Mapping[str, Any], root: yaml.Node, data: Mapping[str, Any]) -> tuple[int, str]:
    """Return the line and, in plain words, what is wrong there."""
    place = problem["loc"]
    kind = data.get("check")
    # The tag of the union is no key of the file.
    if place and place[0] in KINDS and place[0] == kind:
        place = place[1:]
    line = _line(root, place)
    name = ".".join(str(part) for part in place) or "the rule"
    match problem["type"]:
        case "extra_forbidden":
            fields = [key for key, _ in _model_fields(str(kind))]
            return line, f"“{place[-1]}”: no such field{_near(str(place[-1]), fields)}"
        case "missing":
            return line, f"“{name}” is missing"
        case "union_tag_invalid" | "union_tag_not_found":
            return _line(
                root, ("check",)
            ), f"check: “{kind or ''}” is no kind of check{_near(str(kind), list(KINDS))}"
        case "value_error":
            return line, f"{name}: {problem['ctx']['error']}"
        case "string_type":
            return line, f"{name}: a text is wanted; put “{problem['input']}” in quotation marks"
        case _:
            return line, f"{name}: {problem['msg'][:1].lower()}{problem['msg'][1:]}"


def _model_fields(kind: str) -> list[tuple[str, Any]]:
    model = KINDS.get(kind, Declarative)
    return [(info.alias or name, info) for name, info in model.model_fields.items()]


def _near(name: str, names: Sequence[str]) -> str:
    return did_you_mean(name, names) or f" (there are {', '.join(sorted(names))})"


def _line(node: yaml.Node, place: Sequence[str | int]) -> int:
    """Return the line (from 1) of the innermost node that the path leads to."""
    line = node.start_mark.line + 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if found is None:
                continue
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def _beyond(
    file: RuleFile, path: Path, root: yaml.Node, checkers: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Yield what is wrong beyond the shape: the id, the checker, the flags of the examples."""
    parts = file.id.split(".")
    wanted = (*parts[:-1], parts[-1] + path.suffix)
    if path.parts[-len(wanted) :] != wanted and path.absolute().parts[-len(wanted) :] != wanted:
        yield (
            _line(root, ("id",)),
            f"id: “{file.id}” is not the file's path; it belongs in {'/'.join(wanted)}",
        )
    gap = _gap(file.message)
    if gap:
        yield _line(root, ("message",)), f"message: {gap}"
    if parts[0] not in FAMILIES:
        yield (
            _line(root, ("id",)),
            f"id: “{parts[0]}” is no family{_near(parts[0], FAMILIES)}",
        )
    if isinstance(file, Code) and file.by not in checkers:
        yield (
            _line(root, ("by",)),
            f"by: there is no checker “{file.by}”{_near(file.by, sorted(checkers))}",
        )
    options = {*file.options, *(["allow"] if isinstance(file, Declarative) else [])}
    for sort, examples in (("bad", file.examples.bad), ("good", file.examples.good)):
        for index, example in enumerate(examples):
            place = ("examples", sort, index)
            if isinstance(example, Good):
                for name in example.options:
                    if name not in options:
                        yield (
                            _line(root, (*place, "options", name)),
                            f"“{name}” is no option of this rule{_near(name, sorted(options))}",
                        )
            if isinstance(example, Bad):
                position = 0
                for flag in example.flags:
                    found = example.text.find(flag, position)
                    if found < 0:
                        yield (
                            _line(root, (*place, "flags")),
                            f"“{flag}” does not stand in the example, or not in this order",
                        )
                        break
                    position = found + 1


def _gap(message: str) -> str:
    """Return what is wrong with the gaps of a message, or nothing: a width (`{match:999999999}`) could fill memory."""
    try:
        gaps = [part[1:] for part in Formatter().parse(message) if part[1] is not None]
    except ValueError as error:
        return f"{error}; a brace that stands for itself is doubled"
    odd = next(
        (name for name, spec, conversion in gaps if spec or conversion or not _NAME.whole(name or "")), None
    )
    return "" if odd is None else f"{{{odd}}}: a gap is a name in braces, such as {{match}}, and nothing more"


def _rule(file: RuleFile, data: Mapping[str, Any], path: Path) -> Rule:
    options = {name: Option(entry.default, entry.help) for name, entry in file.options.items()}
    if isinstance(file, Declarative):
        options.setdefault("allow", ALLOW)
    return Rule(
        id=file.id,
        message=file.message,
        severity=file.severity,
        why=file.why.strip(),
        checker=file.by if isinstance(file, Code) else "rules",
        sources=tuple(Reference(source.title, source.url) for source in file.sources),
        scope=_scope(tuple(file.scope)),
        quotations=file.quotations,
        safety=file.fix,
        enabled=file.default == "on",
        options=options,
        examples=tuple(_examples(file)),
        languages=tuple(file.languages),
        spec=file.data if isinstance(file, Code) else data,
        origin=path.as_posix(),
        measured=file.measured,
    )


@cache
def _scope(kinds: tuple[Any, ...]) -> frozenset[Any]:
    return frozenset(kinds)


def _examples(file: RuleFile) -> Iterator[Example]:
    for bad in file.examples.bad:
        yield Example(bad.text, bad.format, tuple(bad.flags), bad.fixed, bad.options, bad.language)
    for good in file.examples.good:
        if isinstance(good, str):
            yield Example(good)
        else:
            yield Example(good.text, good.format, (), None, good.options, good.language)
