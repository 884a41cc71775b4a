"""How fast edlint checks a folder of articles, beside whatever peers are installed: cold, unchanged, and one article.

    python benchmarks/speed.py FOLDER [--runs 5] [--vale-styles STYLES --vale-based-on Vale,Google]

FOLDER holds Markdown files: any documentation repository will do. `cold` is the whole folder without results of earlier
runs, `unchanged` the same folder checked before (only edlint keeps results), `one article` the article of median size,
cold. Every command is run once to warm the file system, then all of them in turn `--runs` times. Figures are medians of
whole processes by the wall clock; the ratio to the reference (Vale where it is there, else edlint without engines) is
taken run by run, so that a machine whose speed drifts favours nobody.

Vale runs with the styles of the folder that `--vale-styles` names (a StylesPath), its spelling among them, else with
its own style alone.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

COLUMNS = ("cold", "unchanged", "one article")


class Program(NamedTuple):
    """A command without the path to check; `cached` is the command with edlint's cache, for unchanged files."""

    command: tuple[str, ...]
    cached: tuple[str, ...] | None = None
    glob: str = ""


def programs(scratch: Path, styles: Path | None, based_on: str) -> Mapping[str, Program]:
    """Return the installed programs, by name."""
    edlint = (sys.executable, "-m", "edlint", "check", "--format", "json", "--engines")
    vale = scratch / "vale.ini"
    folder = styles.resolve() if styles else scratch
    vale.write_text(
        f"StylesPath = {folder}\nMinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = {based_on}\n"
    )
    peers = {
        f"Vale ({based_on})": Program(("vale", f"--config={vale}", "--output=JSON", "--no-exit")),
        "harper-cli": Program(("harper-cli", "lint")),
        "typos": Program(("typos", "--format", "json")),
        "codespell": Program(("codespell",)),
        "proselint": Program(("proselint", "check")),
        "cspell": Program(("cspell", "lint", "--no-progress", "--no-summary"), glob="/**/*.md"),
    }
    own = {
        f"edlint, {name}": Program((*edlint, engines, "--no-cache"), (*edlint, engines))
        for name, engines in (("no engines", "none"), ("Harper", "harper"))
    }
    return {name: one for name, one in peers.items() if shutil.which(one.command[0])} | own


def seconds(command: tuple[str, ...], cache: Path) -> float:
    """Run a command to its end, whatever its exit code, and return the seconds on the clock."""
    # An installed edlint is compiled to bytecode; if Python may not write that, it would compile it in each run.
    own = {"XDG_CACHE_HOME": str(cache), "PYTHONDONTWRITEBYTECODE": ""}
    environment = {**os.environ, **own}
    started = time.perf_counter()
    subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - started


def commands(program: Program, folder: Path, article: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the command for each column."""
    everything = f"{folder}{program.glob}"
    return {
        "cold": (*program.command, everything),
        "unchanged": (*(program.cached or program.command), everything),
        "one article": (*program.command, str(article)),
    }


def main() -> None:
    """Print a line for each program: per column the seconds, and the ratio to the reference."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--vale-styles", type=Path)
    parser.add_argument("--vale-based-on", default="Vale")
    options = parser.parse_args()
    files = sorted(options.folder.resolve().rglob("*.md"), key=lambda file: file.stat().st_size)
    if not files:
        parser.error(f"no Markdown under {options.folder}")
    words = sum(len(file.read_text(encoding="utf-8", errors="replace").split()) for file in files)
    article = files[len(files) // 2]
    with tempfile.TemporaryDirectory() as scratch:
        cache = Path(scratch) / "cache"
        every = {
            (name, column): command
            for name, program in programs(Path(scratch), options.vale_styles, options.vale_based_on).items()
            for column, command in commands(program, options.folder.resolve(), article).items()
        }
        for command in every.values():
            seconds(command, cache)
        taken: dict[tuple[str, str], list[float]] = {key: [] for key in every}
        for _ in range(options.runs):
            for key, command in every.items():
                taken[key].append(seconds(command, cache))
    names = list(dict.fromkeys(name for name, _ in every))
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{len(files)} files, {words:,} words, {options.runs} runs; {os.cpu_count()} cores, load {load}")
    print(f"{'':28}" + "".join(f"{column:>15} {'ratio':>6}" for column in COLUMNS) + f"{'words/s':>10}")
    for name in names:
        cells = []
        for column in COLUMNS:
            mine, reference = taken[name, column], taken[names[0], column]
            ratio = statistics.median(a / b for a, b in zip(mine, reference, strict=True))
            cells.append(f"{statistics.median(mine):13.2f} s {ratio:6.2f}")
        print(f"{name:28}" + "".join(cells) + f"{words / statistics.median(taken[name, 'cold']):10,.0f}")


if __name__ == "__main__":
    main()
