"""The catalogue: edlint's own rules and those of the packs that users name.

Reading some hundreds of files of YAML and working out what their patterns need takes seconds that no writer should wait
for at each commit, so edlint's own rules are kept as they were read, in the user's own cache folder and never in one that
`--cache-dir` names: who can write to a cache that jobs share could switch rules off. Packs are read anew each time: their
authors are told of every fault at once.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

import msgspec

from edlint.cache.digest import own_digest
from edlint.cache.prepared import kept
from edlint.config.shipped import builtin_folder
from edlint.language import rows
from edlint.language.data import load
from edlint.language.notation import PhraseSets, WordPattern, word_pattern
from edlint.language.rowset import RowSet, rowset
from edlint.model.rule import Rule
from edlint.rules.kinds.statement import patterns as statement_patterns
from edlint.rules.needs import Needs, needs
from edlint.rules.schema import AnyRule, Cues, Statement, Tokens
from edlint.text import literals
from edlint.text.literals import key


class Builtin(msgspec.Struct, frozen=True):
    """Edlint's own rules; what a text must hold for each to find anything, by id; the same for patterns; rows of words.

    `automaton` is of all rows that rules flag.
    """

    rules: tuple[AnyRule, ...]
    needs: dict[str, frozenset[str] | None]
    patterns: dict[bytes, tuple[str, ...] | None]
    rows: dict[str, msgspec.Raw]
    automaton: RowSet


@cache
def builtin() -> Builtin:
    """Return edlint's own rules, read once in a process."""
    data = kept("rules", own_digest(), _made)
    try:
        read = msgspec.msgpack.decode(data, type=Builtin)
    except msgspec.MsgspecError:
        read = msgspec.msgpack.decode(_made(), type=Builtin)
    literals.remember(read.patterns)
    rows.remember(read.rows)
    return read


def builtin_needs() -> Mapping[str, Needs]:
    """Return what a text must hold for each of edlint's own rules, by id."""
    return builtin().needs


def builtin_rows() -> RowSet:
    """Return the automaton of the rows of words of edlint's own rules."""
    return builtin().automaton


def all_rules(packs: Sequence[Path] = (), *, checkers: Collection[str] = ()) -> dict[str, Rule]:
    """Return edlint's own rules and those of the packs by id; `checkers` are the names that a pack's rule may give.

    Raises RuleError as `load_rules` does.
    """
    own: dict[str, Rule] = {rule.id: rule for rule in builtin().rules}
    if not packs:
        return own
    from edlint.rules.load import load_rules  # noqa: PLC0415 - most runs have no packs and need no YAML

    return load_rules(packs, checkers=checkers, beside=own)


def _made() -> bytes:
    from edlint.rules.load import load_rules  # noqa: PLC0415 - as above

    rules = load_rules([builtin_folder()], trusted=True)
    known = {id_: needs(rule) for id_, rule in rules.items()}
    found: dict[bytes, tuple[str, ...] | None] = {}
    for rule in rules.values():
        for each in _patterns(rule):
            found[key(each.source)] = tuple(sorted(each.needs)) if each.needs else None
    tokens = [rule for rule in rules.values() if isinstance(rule, Tokens)]
    flagged = sorted({each.find for rule in tokens for each in rule.patterns})
    written = [*flagged, *(find for rule in tokens for find in rule.unless)]
    read = {find: msgspec.Raw(msgspec.msgpack.encode(rows.row(find))) for find in written}
    own = cast("tuple[AnyRule, ...]", tuple(rules.values()))
    return msgspec.msgpack.encode(Builtin(own, known, found, read, rowset(flagged)))


def _patterns(rule: Rule) -> list[WordPattern]:
    """Return the patterns of a rule that are looked for one by one."""
    data = load(rule.languages[0])
    if isinstance(rule, Statement) and data is not None:
        return statement_patterns(rule, data)[0]
    if isinstance(rule, Cues) and data is not None:
        phrases = PhraseSets(rule.phrases, PhraseSets(data.file("claims/phrases")))
        return [word_pattern(cue, phrases) for cue in rule.cues]
    return []
