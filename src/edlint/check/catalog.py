"""The catalogue: edlint's own rules and those of the packs that users name.

Reading some hundreds of files of YAML takes a third of a second that no writer should wait for at each commit, so edlint's own
rules are kept in the user's own cache folder, never in one that `--cache-dir` names: who can write to a cache that jobs
share could switch rules off. They lie there as JSON of plain data, under a key that changes with every file that they are
made of and with edlint itself, and with a digest. Packs are read anew each time: their authors are told of every fault at once.
"""

import hashlib
import json
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import edlint
from edlint.check.store import Store, key
from edlint.model.document import BlockKind
from edlint.model.finding import Safety, Severity
from edlint.model.rule import Example, Option, Reference, Rule


def builtin_folder() -> Path:
    """Return the folder of edlint's own rules: inside the installed package, else in the checkout."""
    package = Path(edlint.__file__).resolve().parent
    shipped = package / "_rules"
    return shipped if shipped.is_dir() else package.parents[1] / "rules"


def all_rules(packs: Sequence[Path] = (), *, checkers: Collection[str] = ()) -> dict[str, Rule]:
    """Return edlint's own rules and those of the packs by id. Raises RuleError as `load_rules` does."""
    own = _kept_rules()
    if not packs:
        return own
    from edlint.check.rules.load import load_rules  # noqa: PLC0415 - most runs have no packs and need no YAML

    return load_rules(packs, checkers=checkers, beside=own)


def _kept_rules() -> dict[str, Rule]:
    """Return edlint's own rules, from the store or from their files."""
    store = Store(own=True)
    name = key("rules", _files_of_rules())
    try:
        digest, _, kept = store.get([name]).get(name, "").partition("\n")
        # Damage or not what was put there: the files are read.
        if kept and digest == key(name, kept):
            return {row[0]: _rule(row) for row in json.loads(kept)}
        from edlint.check.rules.load import load_rules  # noqa: PLC0415 - as above

        rules = load_rules([builtin_folder()])
        made = json.dumps([_data(rule) for rule in rules.values()], ensure_ascii=False)
        store.put({name: f"{key(name, made)}\n{made}"})
    finally:
        store.close()
    return rules


@cache
def _files_of_rules() -> str:
    """Return what changes whenever edlint or a rule of its own does."""
    digest = hashlib.blake2b(edlint.__version__.encode(), digest_size=16)
    for path, size, time in sorted((*_files(Path(edlint.__file__).parent), *_files(builtin_folder()))):
        digest.update(f"{path}\0{size}\0{time}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def ours() -> str:
    """Return what changes whenever edlint, a rule of its own or an installed package does: names, sizes and times."""
    digest = hashlib.blake2b(edlint.__version__.encode(), digest_size=16)
    # A package that comes, goes or is renewed (a lexicon, textstat) changes the folder that it is installed in.
    for path in sys.path:
        digest.update(repr(stamp(path)).encode("utf-8", "surrogatepass"))
    digest.update(_files_of_rules().encode())
    return digest.hexdigest()


def stamp(origin: str) -> tuple[str, int, int]:
    """Return a file or folder with its size and time, both 0 where it is not."""
    try:
        status = os.stat(origin)  # noqa: PTH116 - thousands of times, and Path would cost as much again
    except OSError:
        return origin, 0, 0
    return origin, status.st_size, status.st_mtime_ns


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(Path(entry.path))
            elif entry.name.endswith((".py", ".yaml", ".txt", ".gz", ".tsv")):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns


def _data(rule: Rule) -> list[Any]:
    return [
        rule.id,
        rule.message,
        rule.severity,
        rule.why,
        rule.checker,
        rule.sources,
        None if rule.scope == _EVERYWHERE else sorted(rule.scope),
        rule.quotations,
        rule.safety,
        rule.enabled,
        {name: tuple(option) for name, option in rule.options.items()},
        [(e.text, e.format, e.flags, e.fixed, dict(e.options), e.language) for e in rule.examples],
        rule.languages,
        rule.spec,
        rule.origin,
        rule.measured,
    ]


_EVERYWHERE = frozenset(BlockKind)


def _rule(row: Sequence[Any]) -> Rule:
    id_, message, severity, why, checker, sources, scope, quotations, safety, enabled, *rest = row
    options, examples, languages, spec, origin, measured = rest
    return Rule(
        id_,
        message,
        Severity(severity),
        why,
        checker,
        tuple(Reference(*source) for source in sources),
        _EVERYWHERE if scope is None else frozenset(BlockKind(kind) for kind in scope),
        quotations,
        Safety(safety),
        enabled,
        {name: Option(*option) for name, option in options.items()},
        tuple(
            Example(text, format_, tuple(flags), fixed, own, language)
            for text, format_, flags, fixed, own, language in examples
        ),
        tuple(languages),
        spec,
        origin,
        measured,
    )
