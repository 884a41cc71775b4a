"""How an archive is checked: speed beside `edlint check`, memory, and that nothing is lost whatever is killed.

    python benchmarks/archive.py make FOLDER ARTICLES [--articles 20000] [--longest 10] [--real 0]
    python benchmarks/archive.py measure ARTICLES SCRATCH [--jobs 2] [--kills 10]

`make` writes articles of two to ten paragraphs, some 250 words: those of the Markdown files under FOLDER, put together anew,
each with an author, a date and a section; `--real` of them are such files as they are. `measure` checks them with `edlint check` and with `edlint archive`, kills a run again and
again at random moments and lets it go on, holds its rows against those of the run that nothing killed, and changes one
article. SCRATCH is a folder of its own. Processor time says more than time on a machine that does other things as well.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from edlint.archive import run as runs
from edlint.archive.bucket import table
from edlint.archive.rows import TABLES
from edlint.archive.store import Store

EDLINT = (sys.executable, "-m", "edlint")
OPTIONS = ("--engines", "none")
# Runs a command and prints its time and memory at the end, with the processor time of its child processes.
WATCHED = """
import json, resource, sys, time
from edlint.cli.main import main
began, code = time.monotonic(), 0
try:
    main()
except SystemExit as end:
    code = end.code
own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    "code": code, "seconds": round(time.monotonic() - began, 1),
    "processor": round(own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime, 1),
    "parent MB": own.ru_maxrss // 1024,
}), file=sys.stderr)
"""


def make(folder: Path, out: Path, articles: int, longest: int, real: int) -> None:
    """Write articles; the same folder gives the same articles."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.md"))]
    (out / "real").mkdir(parents=True)
    for number, text in enumerate(texts[:real]):
        (out / "real" / f"r{number:06}.md").write_text(text, encoding="utf-8")
    paragraphs = [
        part for text in texts for part in text.split("\n\n") if 80 < len(part) < 900 and "```" not in part
    ]
    chance = random.Random(18)
    for number in range(articles - min(real, len(texts))):
        section = out / f"section{number % 17:02}"
        section.mkdir(parents=True, exist_ok=True)
        head = (
            f"---\ntitle: Article {number}\nauthor: Author {chance.randrange(40)}\n"
            f"date: {chance.randrange(2005, 2027)}-05-01\n---\n"
        )
        body = "\n\n".join(chance.choices(paragraphs, k=chance.randint(min(2, longest), longest)))
        (section / f"a{number:06}.md").write_text(f"{head}\n# Article {number}\n\n{body}\n", encoding="utf-8")


def watched(*arguments: str) -> dict[str, Any]:
    """Run edlint to its end and return what the run took."""
    done = subprocess.run(
        (sys.executable, "-c", WATCHED, *arguments), capture_output=True, text=True, check=False
    )
    return json.loads(done.stderr.splitlines()[-1])


def rows(out: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the last run by table, without times."""
    store = Store(str(out))
    found = runs.named(store)
    said = {}
    for which in TABLES:
        every = [row for part in found["parts"] for row in table(store, which, part).to_pylist()]
        said[which] = [{key: value for key, value in row.items() if key != "milliseconds"} for row in every]
    return said


def measure(articles: Path, scratch: Path, jobs: int, kills: int) -> None:
    """Print a line for each measurement."""
    scratch.mkdir(parents=True)
    workers = ("-j", str(jobs))
    reports = [f"--output={name}:{scratch / name}" for name in ("json", "jsonl", "sarif", "csv")]
    check = watched("check", str(articles), *workers, *OPTIONS, "--no-cache", *reports)
    print("edlint check, four reports:", check)
    whole = scratch / "whole"
    plan = watched("archive", "plan", str(articles), "--out", str(whole))
    print("edlint archive plan:", plan)
    run = watched("archive", "run", "--out", str(whole), *workers, *OPTIONS)
    # Its workers are not child processes of this one: their times are in the marks.
    marks = [json.loads(path.read_text()) for path in (whole / "_done").iterdir()]
    run["processor"] = round(run["processor"] + sum(mark["milliseconds"] for mark in marks) / 1000, 1)
    print("edlint archive run:", run)
    print(f"throughput beside check: {check['processor'] / (plan['processor'] + run['processor']):.2f}")

    killed = scratch / "killed"
    subprocess.run((*EDLINT, "archive", "plan", str(articles), "--out", str(killed)), check=True)
    command = (*EDLINT, "archive", "run", "--out", str(killed), *workers, *OPTIONS)
    chance = random.Random(18)
    for _ in range(kills):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1, run["seconds"] / 4))
        process.send_signal(signal.SIGKILL)
        process.wait()
    left = watched(*command[3:])
    one, other = rows(whole), rows(killed)
    ids = [row["id"] for row in other["articles"]]
    print(
        f"killed {kills} times:", left, f"{len(ids):,} rows, {len(set(ids)):,} ids, same rows: {one == other}"
    )

    changed = next(path for path in sorted(articles.rglob("*.md")))
    before = changed.read_bytes()
    changed.write_bytes(before + b"\nOne sentence more.\n")
    again = watched("archive", "run", str(articles), "--out", str(whole), *workers, *OPTIONS)
    changed.write_bytes(before)
    print("one article changed:", again)
    report = watched("archive", "report", "--out", str(whole), "--to", str(scratch / "pages"))
    print("edlint archive report:", report)
    size = sum(path.stat().st_size for name in TABLES for path in (whole / name).iterdir())
    print(f"rows: {size / len(ids):.0f} bytes an article")


def main() -> None:
    """Run the chosen part."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", choices=["make", "measure"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--longest", type=int, default=10)
    parser.add_argument("--real", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=10)
    options = parser.parse_args()
    if options.part == "make":
        make(options.folder, options.out, options.articles, options.longest, options.real)
    else:
        measure(options.folder, options.out, options.jobs, options.kills)


if __name__ == "__main__":
    main()
