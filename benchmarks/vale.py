"""How fast edlint runs a style of Vale, beside Vale itself: processor time and wall time of both commands, and their ratio.

    python benchmarks/vale.py CONFIG FOLDER

CONFIG is a .vale.ini, FOLDER holds articles. Vale is the program that EDLINT_VALE names, or the one on the path. Both run the
same rules over the same files, in turn, three times each; the least of each is printed. edlint's first run fills its cache.
"""

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

_TIMES = 3


def spent(command: list[str]) -> tuple[float, float]:
    """Return the seconds of processor and wall time that a command took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    wall = time.monotonic() - began
    if done.returncode not in {0, 1}:
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    config, folder = str(Path(sys.argv[1])), sys.argv[2]
    vale = os.environ.get("EDLINT_VALE") or shutil.which("vale")
    if not vale:
        sys.exit("Vale is not installed: go install github.com/vale-cli/vale/v3/cmd/vale@v3.21.0")
    own = [
        sys.executable,
        "-m",
        "edlint",
        "check",
        "--config",
        config,
        "--no-cache",
        "--format",
        "json",
        folder,
    ]
    theirs = [vale, "--no-global", f"--config={config}", "--output=JSON", folder]
    runs = [(spent(own), spent(theirs)) for _ in range(_TIMES)]
    for name, index in (("processor", 0), ("wall", 1)):
        ours, others = (min(run[side][index] for run in runs) for side in (0, 1))
        print(f"{name:<10} edlint {ours:6.2f} s   Vale {others:6.2f} s   ratio {ours / others:.2f}")


main()
