"""The figures of an archive's report: queries over its rows, which DuckDB streams from the Parquet files."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from edlint.archive.rows import TABLES, schemas
from edlint.archive.store import Store, file_errors, line_of, require
from edlint.config.files import read_bytes
from edlint.model.errors import EdlintError
from edlint.run.read import error_reason

_ROWS = 1_000
_MEMORY = "400MB"
_GROUP = """
    SELECT {key} AS name, count(*) AS articles, sum(words) AS words, sum(errors) AS errors,
      sum(warnings) AS warnings, sum(suggestions) AS suggestions, sum(unsourced) AS unsourced,
      round(1000.0 * sum(errors + warnings) / greatest(sum(words), 1), 2) AS density,
      round(quantile_cont(grade, 0.5), 1) AS grade
    FROM every WHERE error IS NULL AND {key} IS NOT NULL AND {key}::VARCHAR <> '' GROUP BY ALL
    ORDER BY {order} LIMIT {most}
"""
_QUERIES = {
    "totals": """
        SELECT count(*) AS articles, count(*) FILTER (error IS NOT NULL OR len(failures) > 0) AS failed,
          coalesce(sum(words), 0) AS words, coalesce(sum(errors), 0) AS errors, coalesce(sum(warnings), 0) AS warnings,
          coalesce(sum(suggestions), 0) AS suggestions, coalesce(sum(claims), 0) AS claims,
          coalesce(sum(unsourced), 0) AS unsourced, round(coalesce(sum(milliseconds), 0) / 3600000.0, 2) AS hours
        FROM every""",
    "rules": """
        SELECT rule, min_by(severity, CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END) AS severity,
          count(*) AS count, count(DISTINCT id) AS articles,
          round(1000.0 * count(*) / (SELECT greatest(count(*), 1) FROM every), 1) AS share
        FROM live GROUP BY rule ORDER BY count DESC, rule""",
    "sections": _GROUP.format(key="section", order="sum(errors + warnings) DESC, name", most=_ROWS),
    "authors": _GROUP.format(key="author", order="sum(errors + warnings) DESC, name", most=_ROWS),
    "years": _GROUP.format(key="year", order="name", most=_ROWS),
    "rules_by_section": """
        SELECT section, rule, count(*) AS count FROM live JOIN every USING (id) WHERE section <> '' AND severity <> 'suggestion'
        GROUP BY ALL ORDER BY count DESC, section, rule LIMIT 1000""",
    "rules_by_author": """
        SELECT author, rule, count(*) AS count FROM live JOIN every USING (id) WHERE author <> '' AND severity <> 'suggestion'
        GROUP BY ALL ORDER BY count DESC, author, rule LIMIT 1000""",
    "rules_by_year": """
        SELECT year, rule, count(*) AS count FROM live JOIN every USING (id) WHERE year IS NOT NULL AND severity <> 'suggestion'
        GROUP BY ALL ORDER BY year, count DESC, rule LIMIT 1000""",
    "readability": """
        SELECT year, count(*) AS articles, round(quantile_cont(grade, 0.1), 1) AS low, round(quantile_cont(grade, 0.5), 1) AS middle,
          round(quantile_cont(grade, 0.9), 1) AS high, round(quantile_cont(ease, 0.5), 1) AS ease
        FROM every WHERE year IS NOT NULL AND grade IS NOT NULL GROUP BY year ORDER BY year""",
    "claims": "SELECT kind, status, count(*) AS count FROM claims GROUP BY ALL ORDER BY count DESC, kind, status",
    "unsourced": """
        SELECT id, line, kind, text, sentence FROM claims WHERE status = 'unsourced' ORDER BY hash(id || fingerprint), id, line LIMIT 200""",
    "hosts": r"""
        SELECT regexp_extract(lower(url), '^https?://(?:www\.)?([^/:?#@]+)', 1) AS host, count(*) AS count, count(DISTINCT id) AS articles
        FROM cited GROUP BY host HAVING host <> '' ORDER BY count DESC, host LIMIT 200""",
    "words": """
        SELECT text, count(*) AS count, count(DISTINCT id) AS articles FROM live WHERE rule LIKE 'spelling.%'
        GROUP BY text HAVING articles >= 3 ORDER BY articles DESC, text LIMIT 200""",
    # The score is defined as for a single article: see report.markdown.
    "worst": """
        SELECT every.id AS id, greatest(0, round(100 - 1000.0 * (3 * errors + warnings) / greatest(words, 300)))::INTEGER AS score, errors, warnings, unsourced, words, section, author, year, round(grade, 1) AS grade
        FROM every WHERE error IS NULL AND errors + warnings > 0
        ORDER BY score, errors DESC, warnings DESC, id LIMIT 100""",
    "failures": """
        SELECT id, coalesce(error, array_to_string(failures, '; ')) AS reason FROM every
        WHERE error IS NOT NULL OR len(failures) > 0 ORDER BY id LIMIT 1000""",
}  # fmt: skip
# Fifty findings give a precision to within some ten percentage points.
_SAMPLES = """
    SELECT rule, severity, id, line, "column", message, before, text, after, fixes, fingerprint FROM live
    QUALIFY row_number() OVER (PARTITION BY rule ORDER BY hash(id || fingerprint), id, number) <= 50
    ORDER BY rule, hash(id || fingerprint), id, number"""
_CITED = "SELECT url, count(*) AS count, count(DISTINCT id) AS articles FROM cited GROUP BY url ORDER BY count DESC, url LIMIT ?"


class Tables:
    """The rows of a run as DuckDB tables and views."""

    def __init__(self, store: Store, parts: Sequence[str]) -> None:
        """Open the row files of the parts. Raises EdlintError if one is missing or truncated."""
        duckdb = require("duckdb")
        self._errors = duckdb.Error
        self._where = store.uri
        self._base = duckdb.connect(
            config={
                "memory_limit": _MEMORY,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        scheme = "" if store.local else f"{store.protocols[0]}://"
        with file_errors(store.uri):
            if scheme:
                self._base.register_filesystem(store.files)
            for name in TABLES:
                files = [f"{scheme}{store.path(f'{name}/part-{part}.parquet')}" for part in parts]
                if not files:
                    self._base.register(name, schemas()[name].empty_table())
                    continue
                try:
                    self._base.read_parquet(files).create_view(name)
                except duckdb.Error as error:
                    raise EdlintError(
                        f"{store.uri}: {line_of(error)}; run again, and it is made anew"
                    ) from None
        self._base.execute(
            "CREATE VIEW every AS SELECT *, figures['flesch_kincaid_grade'] AS grade, figures['flesch_reading_ease'] AS ease FROM articles"
        )
        self._base.execute("CREATE VIEW live AS SELECT * FROM findings WHERE suppressed IS NULL")
        self._base.execute("CREATE VIEW cited AS SELECT id, unnest(urls) AS url FROM claims")

    def ask(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Run an SQL query and return its rows by column name. Raises EdlintError when a file cannot be read."""
        try:
            answer = self._base.execute(query, list(values))
            names = [column[0] for column in answer.description]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
        except self._errors as error:
            raise EdlintError(f"{self._where}: {line_of(error)}; run again, and it is made anew") from None

    def take(self, name: str, other: "Tables") -> None:
        """Copy the table `name` from other tables."""
        self._base.register(name, other._base.table(name).to_arrow_table())  # noqa: SLF001 - one of our own kind

    def samples(self) -> dict[str, list[dict[str, Any]]]:
        """Return up to 50 findings per rule to judge, chosen by their hashes: at random, but the same each time."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self.ask(_SAMPLES):
            found.setdefault(row["rule"], []).append(row)
        return found

    def cited(self, most: int) -> list[dict[str, Any]]:
        """Return the `most` URLs that are cited most, with their counts."""
        return self.ask(_CITED, most)


def figures(run: Mapping[str, Any], tables: Tables, planned: int) -> dict[str, Any]:
    """Return all figures of a report; `planned` is the plan's number of buckets."""
    found = {name: tables.ask(query) for name, query in _QUERIES.items()}
    return {
        "schema": 1,
        "edlint": run["edlint"],
        "run": run["name"],
        "sources": run["sources"],
        "buckets": {"done": len(run["parts"]), "planned": planned},
        **found,
        "totals": found["totals"][0],
    }


def judged(paths: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return people's verdicts on samples, by rule: the numbers right and wrong, and the precision with its bounds.

    `paths` are the files that the report's sheets saved. Raises EdlintError for any other file.
    """
    said: dict[tuple[str, str, str], str] = {}
    for path in paths:
        try:
            data = json.loads(read_bytes(Path(path), 20_000_000))
            rule = str(data["rule"])
            said |= {
                (rule, str(one["id"]), str(one["fingerprint"])): str(one["verdict"])
                for one in data["verdicts"]
            }
        except OSError as error:
            raise EdlintError(f"{path}: {error_reason(error)}") from None
        except (ValueError, KeyError, TypeError, RecursionError):
            raise EdlintError(f"{path}: not what a sheet saved") from None
    found: dict[str, dict[str, Any]] = {}
    for rule in sorted({key[0] for key in said}):
        verdicts = [verdict for key, verdict in said.items() if key[0] == rule]
        right, wrong = verdicts.count("right"), verdicts.count("wrong")
        if right + wrong:
            low, high = wilson(right, right + wrong)
            found[rule] = {
                "right": right,
                "wrong": wrong,
                "precision": round(right / (right + wrong), 3),
                "low": low,
                "high": high,
            }
    return found


def wilson(right: int, of: int) -> tuple[float, float]:
    """Return the 95% confidence interval of the share `right / of` (Wilson 1927)."""
    z = 1.96
    share = right / of
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return round(max(0.0, (middle - spread) / scale), 3), round(min(1.0, (middle + spread) / scale), 3)
