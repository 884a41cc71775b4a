"""Compare two runs over an archive: new findings, and findings that are gone, by rule and section."""

from collections.abc import Mapping
from typing import Any

from edlint.archive import run as runs
from edlint.archive.figures import Tables
from edlint.archive.store import Store
from edlint.model.finding import Severity
from edlint.report.review import text as plain
from edlint.text.counted import counted

_LISTED = 1_000
_NAMED = 50
_LIVE = """
    CREATE TABLE {name} AS SELECT findings.*, section, row_number() OVER (PARTITION BY id, rule, fingerprint ORDER BY number) AS nth
    FROM findings JOIN articles USING (id) WHERE findings.suppressed IS NULL"""
_ONLY = "SELECT one.* FROM {one} one ANTI JOIN {other} other USING (id, rule, fingerprint, nth)"
_COUNTED = "SELECT rule, section, severity, count(*) AS count FROM ({only}) GROUP BY ALL ORDER BY count DESC, rule, section"


def difference(old: str, new: str) -> dict[str, Any]:
    """Return the findings that are new and gone in the run `new` compared with the run `old`.

    A run is given as an archive's URI, for its last run, or `URI@RUN`. Row files that both runs share are not read.
    """
    (before, one), (after, two) = _run(old), _run(new)
    shared = set(one["parts"]) & set(two["parts"]) if before.uri == after.uri else set()
    # Two connections, as both runs have tables of the same names; only changed buckets are compared.
    was, now = (
        Tables(store, [part for part in run["parts"] if part not in shared])
        for store, run in ((before, one), (after, two))
    )
    was.ask(_LIVE.format(name="old"))
    now.ask(_LIVE.format(name="new"))
    now.take("old", was)
    fresh, gone = _ONLY.format(one="new", other="old"), _ONLY.format(one="old", other="new")
    return {
        "schema": 1,
        "old": one["name"],
        "new": two["name"],
        "added": now.ask(_COUNTED.format(only=fresh)),
        "gone": now.ask(_COUNTED.format(only=gone)),
        "findings": now.ask(
            f'SELECT id, line, "column", rule, severity, message, text, section FROM ({fresh}) '  # noqa: S608 - our own words
            "ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, id, line, \"column\" LIMIT ?",
            _LISTED,
        ),
        "failed": int(two["failed"]),
        "complete": len(two["parts"]) == two["buckets"],
    }


def fails(found: Mapping[str, Any], least: Severity) -> bool:
    """Whether there is a new finding of severity `least` or above."""
    return any(Severity(row["severity"]).rank <= least.rank for row in found["added"])


def markdown(found: Mapping[str, Any]) -> str:
    """Return the difference as Markdown."""
    added, gone = (sum(row["count"] for row in found[key]) for key in ("added", "gone"))
    lines = [
        f"### edlint archive: {found['old']} → {found['new']}",
        "",
        f"{counted(added, 'new finding')}, {gone:,} gone.",
    ]
    for title, key in (("New", "added"), ("Gone", "gone")):
        if found[key]:
            lines += ["", f"| {title} | Rule | Section | Severity |", "|--:|---|---|---|"]
            lines += [
                f"| {row['count']} | {plain(row['rule'])} | {plain(row['section'] or '')} | {row['severity']} |"
                for row in found[key][:_NAMED]
            ]
    if found["findings"]:
        lines += [
            "",
            *(
                f"- {plain(row['id'])}, line {row['line']}: {plain(row['message'])} ({plain(row['rule'])})"
                for row in found["findings"][:_NAMED]
            ),
        ]
        if added > _NAMED:
            lines += ["", f"{added - _NAMED:,} more: --format json lists a thousand."]
    return "\n".join(lines) + "\n"


def _run(text: str) -> tuple[Store, dict[str, Any]]:
    place, at, name = text.rpartition("@")
    if not at or not (name[:1].isdigit() or (name[:1] == "-" and name[1:].isdigit())):
        place, name = text, ""
    store = Store(place)
    return store, runs.named(store, name)
