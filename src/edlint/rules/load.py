"""Load rule files: YAML in, `Rule` out. All faults of all packs are reported at once, with file and line."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

import msgspec
import yaml

from edlint.config.faults import faults, near
from edlint.config.files import CONFIGURATION, read_bytes
from edlint.config.yamldata import BASE, values
from edlint.model.errors import RuleError
from edlint.model.rule import FAMILIES, Bad, Good, Rule
from edlint.rules.compiling import compile_all
from edlint.rules.schema import ALLOW, KINDS, Code, Declarative
from edlint.text.pattern import pattern

_NAME = pattern("[a-z_]+")
_MOST = 1_000


class _Loader(BASE):  # type: ignore[misc] # its base is whichever PyYAML was built with
    """Parses YAML to nodes without tags, which take a third of the time: `values` interprets plain values itself."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:  # noqa: ARG002 - PyYAML's own signature
        return ""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def load_rules(
    packs: Sequence[Path],
    *,
    checkers: Collection[str] | None = None,
    beside: Mapping[str, Rule] = MappingProxyType({}),
    trusted: bool = False,
) -> dict[str, Rule]:
    """Return the rules of the packs by id, in the order of packs and paths, after the existing ones (`beside`).

    A pack is a folder of rule files, or one rule file. `checkers` are the names that a rule may have in `by` (None:
    any). The patterns of `trusted` rules are not compiled for validation, as edlint's own tests run their examples.
    Raises RuleError with all faults, one line each (`file:line: what is wrong`).
    """
    rules = dict(beside)
    wrong: list[str] = []
    for pack in packs:
        if not pack.exists():
            wrong.append(f"{pack}: there is no such folder of rules")
            continue
        for path in _files(pack):
            try:
                rule = load_file(path, checkers, trusted=trusted)
            except RuleError as error:
                wrong.append(str(error))
                continue
            if rule.id in rules:
                wrong.append(f"{path}:1: “{rule.id}” is already the rule of {rules[rule.id].origin}")
            else:
                rules[rule.id] = rule
    if wrong:
        raise RuleError("\n".join(wrong))
    return rules


def load_file(path: Path, checkers: Collection[str] | None = None, *, trusted: bool = False) -> Rule:
    """Return the rule of one file, as `load_rules` does. Raises RuleError with every fault of the file, one a line."""
    try:
        text = read_bytes(path, CONFIGURATION).decode()
    except OSError as error:
        raise RuleError(f"{path}:1: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}:1: {error}") from None
    root, data = _yaml(path, text, aliases=trusted)
    name = str(data.get("check", ""))
    kind = KINDS.get(name)
    if kind is None:
        what = f"check: “{name}” is no kind of check{near(name, list(KINDS))}"
        raise RuleError(f"{path}:{_line(root, ('check',))}: {what}")
    wrong = [(_line(root, fault.path), fault.what) for fault in faults(kind, data)]
    if not wrong:
        rule = msgspec.convert(data, kind)
        wrong = list(_beyond(rule, path, root, checkers, trusted=trusted))
    if wrong:
        raise RuleError("\n".join(f"{path}:{line}: {what}" for line, what in sorted(wrong)))
    options = {"allow": ALLOW, **rule.options} if isinstance(rule, Declarative) else rule.options
    return msgspec.structs.replace(rule, why=rule.why.strip(), options=options, origin=path.as_posix())


def _files(pack: Path) -> Iterator[Path]:
    if not pack.is_dir():
        yield pack
        return
    # os.walk does not follow links to folders: a loop of links cannot catch it.
    for number, (folder, folders, names) in enumerate(os.walk(pack)):
        if number >= _MOST:
            raise RuleError(f"{pack}: more than {_MOST:,} folders: name that of the rules")
        # A folder of that name contains other packs, which are read only where a configuration names them.
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "packs")
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                yield Path(folder, name)


def _yaml(path: Path, text: str, *, aliases: bool) -> tuple[yaml.MappingNode, dict[str, Any]]:
    """Return the root node, whose nodes have line numbers, and the data. Raises RuleError.

    Unless `aliases` is true an alias is an error: a page of aliases of aliases can expand to more text than fits in
    memory.
    """
    loader = _Loader(text)
    try:
        alias = None if aliases or "*" not in text else _alias(text)
        if alias is not None:
            raise RuleError(f"{path}:{alias}: an alias (*name); write out what it stands for")
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            raise RuleError(f"{path}:1: a rule file is a table of fields; see docs/rules.md")
        return root, values(root)
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
    for event in yaml.parse(text, Loader=BASE):
        if isinstance(event, yaml.AliasEvent):
            return event.start_mark.line + 1 if event.start_mark else 1
    return None


def _line(node: yaml.Node, place: Sequence[str | int]) -> int:
    """Return the line (from 1) of the innermost node on the path `place` that exists."""
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
    rule: Rule, path: Path, root: yaml.Node, checkers: Collection[str] | None, *, trusted: bool
) -> Iterator[tuple[int, str]]:
    """Yield faults that the schema does not cover, with their lines: of id, message, checker, patterns and examples."""
    parts = rule.id.split(".")
    wanted = (*parts[:-1], parts[-1] + path.suffix)
    if path.parts[-len(wanted) :] != wanted and path.absolute().parts[-len(wanted) :] != wanted:
        yield (
            _line(root, ("id",)),
            f"id: “{rule.id}” is not the file's path; it belongs in {'/'.join(wanted)}",
        )
    gap = _gap(rule.message)
    if gap:
        yield _line(root, ("message",)), f"message: {gap}"
    if parts[0] not in FAMILIES:
        yield _line(root, ("id",)), f"id: “{parts[0]}” is no family{near(parts[0], list(FAMILIES))}"
    if isinstance(rule, Code) and checkers is not None and rule.checker not in checkers:
        yield (
            _line(root, ("by",)),
            f"by: there is no checker “{rule.checker}”{near(rule.checker, list(checkers))}",
        )
    if not trusted:
        try:
            compile_all(rule)
        except ValueError as error:
            yield _line(root, (str(error).partition(":")[0],)), str(error)
    yield from _examples(rule, root)


def _examples(rule: Rule, root: yaml.Node) -> Iterator[tuple[int, str]]:
    """Yield faults of the examples, with their lines: an unknown option, flagged words that are not in the text."""
    if rule.examples is msgspec.UNSET:
        yield 1, "“examples” is missing"
        return
    if not rule.sources:
        yield 1, "“sources” is missing"
    options = {*rule.options, *(["allow"] if isinstance(rule, Declarative) else [])}
    for sort, examples in (("bad", rule.examples.bad), ("good", rule.examples.good)):
        for index, example in enumerate(examples):
            place = ("examples", sort, index)
            for name in example.options if isinstance(example, Good) else ():
                if name not in options:
                    what = f"“{name}” is no option of this rule{near(name, sorted(options))}"
                    yield _line(root, (*place, "options", name)), what
            if isinstance(example, Bad):
                position = 0
                for flag in example.flags:
                    position = example.text.find(flag, position) + 1
                    if not position:
                        what = f"“{flag}” does not stand in the example, or not in this order"
                        yield _line(root, (*place, "flags")), what
                        break


def _gap(message: str) -> str:
    """Return what is wrong with a message's placeholders, or "": a width (`{match:999999999}`) could fill memory."""
    try:
        gaps = [part[1:] for part in Formatter().parse(message) if part[1] is not None]
    except ValueError as error:
        return f"{error}; a brace that stands for itself is doubled"
    odd = next(
        (name for name, spec, conversion in gaps if spec or conversion or not _NAME.whole(name or "")), None
    )
    return "" if odd is None else f"{{{odd}}}: a gap is a name in braces, such as {{match}}, and nothing more"
