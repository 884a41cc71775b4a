"""How fast edlint checks a folder of articles, beside whatever peers are installed.

    python benchmarks/speed.py FOLDER [--runs 5]

FOLDER holds Markdown files: any documentation repository will do. Every command runs over the same files, in turn, once
to warm up and then `--runs` times; the figures are medians of whole processes, and the ratio to edlint's own run without
grammar engines is computed run by run, so that a machine whose speed drifts does not favour anybody.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REFERENCE = "edlint, no engines"


def commands(folder: Path, scratch: Path) -> dict[str, list[str]]:
    """Return the commands of the programs that are here, by name."""
    edlint = [sys.executable, "-m", "edlint", "check", "--format", "json", str(folder)]
    found = {
        REFERENCE: [*edlint, "--engines", "none"],
        "edlint, Harper": [*edlint, "--engines", "harper"],
    }
    vale = scratch / "vale.ini"
    vale.write_text("StylesPath = styles\nMinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = Vale\n")
    peers = {
        "Vale, its own style": ["vale", f"--config={vale}", "--output=JSON", "--no-exit", str(folder)],
        "harper-cli": ["harper-cli", "lint", str(folder)],
        "typos": ["typos", "--format", "json", str(folder)],
        "codespell": ["codespell", str(folder)],
        "proselint": ["proselint", "check", str(folder)],
        "cspell": ["cspell", "lint", "--no-progress", "--no-summary", f"{folder}/**/*.md"],
    }
    return found | {name: command for name, command in peers.items() if shutil.which(command[0])}


def seconds(command: list[str]) -> float:
    """Run a command to its end, whatever its exit code, and return how long it took."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def main() -> None:
    """Print a line a program: words a second, and how many times edlint's time without engines it takes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.md"))
    if not files:
        parser.error(f"no Markdown under {options.folder}")
    words = sum(len(file.read_text(encoding="utf-8", errors="replace").split()) for file in files)
    with tempfile.TemporaryDirectory() as scratch:
        every = commands(options.folder.resolve(), Path(scratch))
        for command in every.values():
            seconds(command)
        times: dict[str, list[float]] = {name: [] for name in every}
        for _ in range(options.runs):
            for name, command in every.items():
                times[name].append(seconds(command))
    print(f"{len(files)} files, {words:,} words, {options.runs} runs")
    print(f"{'':24} {'seconds':>8} {'words/s':>9} {'ratio':>6}")
    for name, taken in times.items():
        ratio = statistics.median(mine / own for mine, own in zip(taken, times[REFERENCE], strict=True))
        median = statistics.median(taken)
        print(f"{name:24} {median:8.2f} {words / median:9,.0f} {ratio:6.2f}")


if __name__ == "__main__":
    main()
