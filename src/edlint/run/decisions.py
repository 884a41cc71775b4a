"""Decisions that an editor makes on the report's page: accepted fixes, words, waivers, dismissals, questions."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from edlint.model.errors import ConfigError

SCHEMA = 1


class Decision(msgspec.Struct, frozen=True):
    """One decision about a finding or a claim, identified by its fingerprint; `text` is a replacement that is no fix's.

    A query is about words on a line that has no finding. `by` and `at` are who decided, and the date.
    """

    path: str
    fingerprint: str
    action: Literal["accept", "correct", "dismiss", "ask", "query", "vocabulary", "checked"]
    words: str = ""
    title: str = ""
    fix: Annotated[int, Meta(ge=0)] = 0
    text: str = ""
    reason: str = ""
    by: str = ""
    at: Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""
    source: str = ""
    line: Annotated[int, Meta(ge=0)] = 0


class _File(msgspec.Struct, frozen=True):
    schema: Literal[1]
    decisions: list[Decision]


def parse(text: str, name: str) -> list[Decision]:
    """Return the decisions of an exported file. Raises ConfigError with the file's name and the fault."""
    try:
        found = msgspec.convert(json.loads(text), _File).decisions
        # A lone surrogate can be written in JSON, and nowhere else.
        msgspec.json.encode(found)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{name}: not decisions of edlint: {error}") from None
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{name}: not JSON: {error}") from None
    return found


def merged(files: Sequence[tuple[str, Sequence[Decision]]]) -> tuple[list[Decision], list[str]]:
    """Return the decisions of several files, each once and without conflicting ones, and a message for each conflict.

    Decisions about the same words conflict unless they do the same. A conflict is never resolved here.
    """
    seen: dict[tuple[str, str], list[tuple[str, Decision]]] = {}
    for name, decisions in files:
        for one in decisions:
            seen.setdefault((one.path, one.fingerprint), []).append((name, one))
    kept, conflicts = [], []
    for found in seen.values():
        if len({_does(one) for _, one in found}) == 1:
            kept.append(found[0][1])
            continue
        said = " | ".join(f"{name}: {_told(one)}" for name, one in found)
        first = found[0][1]
        conflicts.append(f"{first.path}: “{first.words or first.fingerprint}”: {said}")
    return kept, conflicts


def written(decisions: Sequence[Decision]) -> str:
    """Return decisions as a file that `parse` reads: sorted, each on lines of its own, so that git can merge them."""
    ordered = sorted(decisions, key=lambda one: (one.path, one.fingerprint))
    data = {"schema": SCHEMA, "decisions": [_plain(one) for one in ordered]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _plain(one: Decision) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(one)
    return {name: value for name, value in found.items() if value not in ("", 0)} | {"action": one.action}


def _does(one: Decision) -> tuple[str, ...]:
    """Return the effect of a decision, without who made it: equal for decisions that do the same."""
    if one.action == "accept":
        return (one.action, one.title or str(one.fix))
    return (one.action, one.text, one.reason, one.source)


def _told(one: Decision) -> str:
    what = one.reason or one.source or one.text or one.title
    who = ", ".join(part for part in (one.by, one.at) if part)
    return f"{one.action}{f' ({what})' if what else ''}{f' by {who}' if who else ''}"
