"""Archives of small articles, and a pack whose checker kills, hangs or exhausts memory if an article says so."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edlint.archive import run as runs
from edlint.archive.bucket import table
from edlint.archive.rows import TABLES
from edlint.archive.store import Store
from starting import edlint as command_line

Edlint = Callable[..., "subprocess.CompletedProcess[str]"]
CONFIGURATION = 'engines = "none"\nselect = ["spelling", "claims"]\ntimeout = 2\n'

POISON = '''
"""A check that does what an article asks for."""

import os
import time

from edlint.model.outcome import Outcome
from edlint.rules.base import Checker

CHECKERS = {"poison": "poison"}


class Poison(Checker):
    name = "poison"
    version = ""

    def check(self, prose, profile):
        text = prose.document.source.text
        if "KILL" in text:
            os.kill(os.getpid(), 9)
        if "HANG" in text:
            while True:
                pass
        if "EAT" in text:
            held = []
            while True:
                held.append(bytearray(2_000_000_000))
        return Outcome()


def make(settings):
    return Poison()
'''
RULE = """
id: style.house.poison
message: Nothing.
check: code
by: poison
why: To see what a check can do.
sources: [{title: "The house"}]
examples:
  bad:
    - {text: "LOUD", flags: ["LOUD"]}
    - {text: "so LOUD", flags: ["LOUD"]}
  good: ["soft", "softer"]
"""


def write(folder: Path, count: int, start: int = 0) -> None:
    """Write articles, each with its own misspelling and claim."""
    for number in range(start, start + count):
        place = folder / f"part{number % 3}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"a{number:04}.md").write_text(
            f"---\nauthor: Author {number % 4}\ndate: {2020 + number % 5}-03-01\n---\n\n# Article {number}\n\n"
            f"They will recieve {number} letters. Roughly {number + 10}% of all bugs are memory errors.\n"
        )


def rows(out: Path | str) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of an archive's last run by table, without times."""
    store = Store(str(out))
    found = runs.named(store)
    said: dict[str, list[dict[str, Any]]] = {}
    for which in TABLES:
        every = [row for part in found["parts"] for row in table(store, which, part).to_pylist()]
        for row in every:
            row.pop("milliseconds", None)
        said[which] = sorted(every, key=lambda row: (row["id"], row.get("number", 0)))
    return said


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a configuration and thirty articles in `site`."""
    (tmp_path / "edlint.toml").write_text(CONFIGURATION)
    write(tmp_path / "site", 30)
    return tmp_path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a run."""
    return os.environ | {"PYTHONPATH": str(tmp_path / "packs"), "RAY_USAGE_STATS_ENABLED": "0"}


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of the first `archive run` on the thirty articles, made once per session."""
    here = tmp_path_factory.mktemp("checked")
    (here / "edlint.toml").write_text(CONFIGURATION)
    write(here / "site", 30)
    assert command_line(here, "archive", "run", "site", "--out", "out", "--bucket", "8").returncode == 1
    return here / "out"


@pytest.fixture
def begun(place: Path, checked: Path) -> Path:
    """Return the folder with its articles already checked, into `out`."""
    shutil.copytree(checked, place / "out")
    return place


@pytest.fixture
def edlint(place: Path, environment: dict[str, str]) -> Edlint:
    """Return a function that runs `edlint archive` in the folder."""

    def call(*arguments: str, code: int | None = 0) -> "subprocess.CompletedProcess[str]":
        done = command_line(place, "archive", *arguments, environment=environment)
        assert code is None or done.returncode == code, done.stdout + done.stderr
        return done

    return call


@pytest.fixture
def poison(place: Path) -> Path:
    """Install the pack and add it to the configuration; return the folder."""
    module = place / "packs" / "poison"
    (module / "rules" / "style" / "house").mkdir(parents=True)
    (module / "__init__.py").write_text(POISON)
    (module / "rules" / "style" / "house" / "poison.yaml").write_text(RULE)
    info = place / "packs" / "poison-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[edlint.packs]\npoison = poison\n")
    (place / "edlint.toml").write_text(
        CONFIGURATION.replace("]", ', "style.house"]') + 'packs = ["poison"]\n'
    )
    return place
