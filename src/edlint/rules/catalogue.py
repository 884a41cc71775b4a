"""The catalogue: edlint's own rules and those of the packs that users name.

Reading some hundreds of YAML files takes seconds that no writer should wait for at each commit, so edlint's own rules
are cached as parsed, in the user's own cache folder and never in one that `--cache-dir` names: whoever can write to a
cache that jobs share could switch rules off. Packs are read anew each time, so that their authors see all faults at
once.
"""

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from edlint.cache.digest import own_digest
from edlint.cache.prepared import cached_value
from edlint.config.shipped import builtin_folder
from edlint.model.rule import Rule
from edlint.rules.schema import AnyRule


@cache
def builtin() -> tuple[AnyRule, ...]:
    """Return edlint's own rules, read once in a process."""
    return cached_value(tuple[AnyRule, ...], "rules", own_digest(), _made)


def all_rules(packs: Sequence[Path] = (), *, checkers: Collection[str] = ()) -> dict[str, Rule]:
    """Return edlint's own rules and those of the packs by id; `checkers` are the names that packs may use in `by`.

    Raises RuleError as `load_rules` does.
    """
    own: dict[str, Rule] = {rule.id: rule for rule in builtin()}
    if not packs:
        return own
    from edlint.rules.load import load_rules  # noqa: PLC0415 - most runs have no packs and need no YAML

    return load_rules(packs, checkers=checkers, beside=own)


def _made() -> tuple[AnyRule, ...]:
    from edlint.rules.load import load_rules  # noqa: PLC0415 - as above

    rules = load_rules([builtin_folder()], trusted=True)
    return cast("tuple[AnyRule, ...]", tuple(rules.values()))
