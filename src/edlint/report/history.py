"""Trends: earlier JSON reports, reduced to a few numbers each."""

import json
from dataclasses import dataclass
from pathlib import Path

from edlint.model.errors import ConfigError


@dataclass(frozen=True)
class Trend:
    """One earlier report: its name and what it counted."""

    name: str
    errors: int
    warnings: int
    unsourced: int


def read(folder: Path) -> list[Trend]:
    """Return the reports of a folder in the order of their file names. Raises ConfigError for one that is no report."""
    if not folder.is_dir():
        raise ConfigError(f"--history {folder}: no such folder")
    trends = []
    for path in sorted(folder.glob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            claims = [claim for file in data["files"] for claim in file["claims"]]
            trends.append(
                Trend(
                    path.stem,
                    int(data["summary"]["error"]),
                    int(data["summary"]["warning"]),
                    sum(claim["status"] == "unsourced" for claim in claims),
                )
            )
        except (OSError, ValueError, KeyError, TypeError):
            raise ConfigError(
                f"{path}: not a JSON report of edlint; --history wants a folder with nothing else"
            ) from None
    return trends
