"""Precomputed data of edlint's own rules (required strings, parsed rows), computed once per installation and cached."""

from functools import cache

import msgspec

from edlint.cache.digest import own_digest
from edlint.cache.prepared import cached_value
from edlint.language import rows
from edlint.language.data import load
from edlint.language.notation import PhraseSets, WordPattern, word_pattern
from edlint.language.rowset import RowSet, rowset
from edlint.model.rule import Rule
from edlint.rules.catalogue import builtin
from edlint.rules.kinds.statement import patterns as statement_patterns
from edlint.rules.needs import needs
from edlint.rules.schema import Cues, Statement, Tokens
from edlint.text import literals
from edlint.text.literals import key


class Index(msgspec.Struct, frozen=True):
    """Required strings by rule id (`needs`), required strings by pattern key, and parsed rows, as msgpack, by source.

    `automaton` is that of all rows that rules flag.
    """

    needs: dict[str, frozenset[str] | None]
    patterns: dict[bytes, tuple[str, ...] | None]
    rows: dict[str, msgspec.Raw]
    automaton: RowSet


@cache
def index() -> Index:
    """Return the index, read once per process, and preload its patterns and rows, so that they are not recomputed."""
    read = cached_value(Index, "index", own_digest(), _made)
    literals.remember(read.patterns)
    rows.remember(read.rows)
    return read


def _made() -> Index:
    known = {rule.id: needs(rule) for rule in builtin()}
    found: dict[bytes, tuple[str, ...] | None] = {}
    for rule in builtin():
        for each in _patterns(rule):
            found[key(each.source)] = tuple(sorted(each.needs)) if each.needs else None
    tokens = [rule for rule in builtin() if isinstance(rule, Tokens)]
    flagged = sorted({each.find for rule in tokens for each in rule.patterns})
    written = [*flagged, *(find for rule in tokens for find in rule.unless)]
    read = {find: msgspec.Raw(msgspec.msgpack.encode(rows.row(find))) for find in written}
    return Index(known, found, read, rowset(flagged))


def _patterns(rule: Rule) -> list[WordPattern]:
    """Return the patterns of a rule that are matched one by one."""
    data = load(rule.languages[0])
    if isinstance(rule, Statement) and data is not None:
        return statement_patterns(rule, data)[0]
    if isinstance(rule, Cues) and data is not None:
        phrases = PhraseSets(rule.phrases, PhraseSets(data.file("claims/phrases")))
        return [word_pattern(cue, phrases) for cue in rule.cues]
    return []
