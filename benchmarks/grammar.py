"""Grammar side by side: the engines as they come, and edlint with them, on the same text in one run.

    python benchmarks/grammar.py quality --data DIR [-n 500]
    python benchmarks/grammar.py speed --data DIR [-n 200]

DIR holds `typofixes.jsonl` and `clean/md`, as scripts/measure_grammar.py describes them. `quality` prints, for each tool,
how many of the corrections it finds (recall), its grammar flags per 1,000 words of the corrected lines, and all its
findings per 1,000 words of edited articles. `speed` prints seconds on the clock and of the processors, starts of processes
included, on edited articles: edlint with Harper alone, with LanguageTool cold (nothing cached) and again when nothing
changed, one changed article in pre-commit, one article without Java, and a plain loop of language-tool-python; each
LanguageTool server is warm before. LanguageTool must be set up, and git and pre-commit be there.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import harper as harper_py
import language_tool_python
import psutil

from edlint.config.schema import LanguageToolSettings
from edlint.engines.annotation import Batch
from edlint.engines.languagetool import server as lt_server
from edlint.engines.languagetool.client import call
from edlint.engines.passage import passages
from edlint.model.source import Source
from edlint.parse import parse

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from measure_grammar import lines, word_at

GRAMMAR = {
    "doubled_word",
    "article",
    "inflection",
    "verb_form",
    "function_word",
    "missing_word",
    "extra_word",
    "split_join",
    "spelling_realword",
}
NOT_GRAMMAR = {"claims", "readability", "edlint"}
Findings = list[tuple[str, int, int]]
"""A tool's findings in a text: (family, start, end)."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["quality", "speed"])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-n", type=int, default=200, help="so many corrections or articles")
    options = parser.parse_args()
    articles = sorted((options.data / "clean/md").rglob("*.md"))
    random.Random(3).shuffle(articles)
    if options.what == "speed":
        speed(articles[: options.n])
        return
    edits = [edit for edit in lines(options.data) if edit["class"] in GRAMMAR]
    random.Random(18910605).shuffle(edits)
    quality(edits[: options.n], [article.read_text(encoding="utf-8") for article in articles[:40]])


def quality(edits: list[dict], articles: list[str]) -> None:
    texts = [edit[f"{side}_line"] + "\n" for edit in edits for side in ("before", "after")] + articles
    words = sum(len(edit["after_line"].split()) for edit in edits)
    article_words = sum(len(article.split()) for article in articles)
    print(f"{'':34}{'recall':>8}{'flags':>8}{'all':>8}")
    for name, tool in {
        "LanguageTool as it comes": languagetool,
        "Harper as it comes": harper,
        "edlint, no engine": edlint("none"),
        "edlint with Harper": edlint("harper"),
        "edlint with both": edlint("harper,languagetool"),
    }.items():
        found = tool(texts)
        caught = flags = 0
        for index, edit in enumerate(edits):
            start, end = word_at(edit["before_line"], edit["before_span"])
            caught += any(
                family not in NOT_GRAMMAR and first < max(end + 1, start) and last > start - 1
                for family, first, last in found[2 * index]
            )
            flags += sum(family == "grammar" for family, *_ in found[2 * index + 1])
        everything = sum(map(len, found[2 * len(edits) :]))
        print(
            f"{name:34}{caught / len(edits):8.3f}{flags / words * 1000:8.2f}{everything / article_words * 1000:8.2f}",
            flush=True,
        )


def harper(texts: Iterable[str]) -> list[Findings]:
    linter = harper_py.Linter()
    found = []
    for text in texts:
        lints = linter.organized_lints(text)
        found.append(
            [
                ("spelling" if rule == "SpellCheck" else "grammar", one.span.start, one.span.end)
                for rule, ones in lints.items()
                for one in ones
            ]
        )
    return found


def languagetool(texts: Iterable[str]) -> list[Findings]:
    """Query edlint's LanguageTool server with its default rules, with the Markdown's prose as annotated text."""
    server = lt_server.ensure(LanguageToolSettings())
    found = []
    for text in texts:
        read = list(passages(parse(Source("x.md", "markdown", text))))
        batch = Batch(tuple(passage.block.text for passage in read))
        data = json.dumps({"annotation": batch.annotation()})
        here: Findings = []
        for match in (
            call(server, "check", {"language": "en-US", "data": data}, 300)["matches"] if read else []
        ):
            place = batch.place(match["offset"], match["length"])
            if place is not None:
                span = read[place[0]].block.to_source(place[1])
                spelling = match["rule"]["id"].startswith("MORFOLOGIK")
                here.append(("spelling" if spelling else "grammar", span.start, span.end))
        found.append(here)
    return found


def edlint(engines: str) -> Callable[[Iterable[str]], list[Findings]]:
    def tool(texts: Iterable[str]) -> list[Findings]:
        with tempfile.TemporaryDirectory() as folder:
            for index, text in enumerate(texts):
                (Path(folder) / f"{index:06}.md").write_text(text, encoding="utf-8")
            report, _ = run(Path(folder), engines, Path(folder) / "cache")
        return [
            [
                (finding["rule"].partition(".")[0], finding["start"]["offset"], finding["end"]["offset"])
                for finding in file["findings"]
                if not finding["suppressed"] and finding["severity"] != "suggestion"
            ]
            for file in report["files"]
        ]

    return tool


@dataclass
class Taken:
    """The seconds that something took: wall-clock time, and processor time including LanguageTool's server."""

    clock: float
    processor: float


def run(folder: Path, engines: str, cache: Path) -> tuple[dict, Taken]:
    """Check a folder with edlint in a process of its own; return the JSON report and the time taken."""
    command = [sys.executable, "-m", "edlint", "check", "--format", "json", "--engines", engines]
    with measured() as taken:
        done = subprocess.run(
            [*command, "--cache-dir", str(cache), "."], cwd=folder, capture_output=True, check=False
        )
    report = json.loads(done.stdout)
    for engine in report["engines"]:
        if engine["status"] == "failed":
            sys.exit(f"{engine['name']} failed: {engine['detail']}")
    return report, taken


@contextmanager
def measured(server: psutil.Process | None = None) -> Iterator[Taken]:
    """Measure the block: this process, those it waits for, and a server (edlint's own, if it is running)."""
    state = lt_server.running()
    if server is None and state is not None:
        server = psutil.Process(state.java)

    def spent() -> float:
        times = os.times()
        others = server.cpu_times() if server is not None else None
        return sum(times[:4]) + (others.user + others.system if others else 0.0)

    taken = Taken(time.monotonic(), spent())
    yield taken
    taken.clock = time.monotonic() - taken.clock
    taken.processor = spent() - taken.processor


def speed(articles: list[Path]) -> None:
    words = sum(len(article.read_text(encoding="utf-8").split()) for article in articles)
    print(
        f"{len(articles)} articles, {words} words; load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors"
    )
    print(f"{'':44}{'clock s':>9}{'processor s':>13}{'words/s':>10}")
    both = "harper,languagetool"
    with tempfile.TemporaryDirectory() as scratch:
        folder, cache = Path(scratch) / "articles", Path(scratch) / "cache"
        folder.mkdir()
        for index, article in enumerate(articles):
            shutil.copy(article, folder / f"{index:04}.md")
        show("edlint with Harper, cold", words, run(folder, "harper", cache / "1")[1])
        show("edlint with Harper, unchanged", words, run(folder, "harper", cache / "1")[1])
        lt_server.ensure(LanguageToolSettings())
        cold = run(folder, both, cache / "2")[1]
        show("edlint with both, cold, server warm", words, cold)
        same = run(folder, both, cache / "2")[1]
        show("edlint with both, unchanged", words, same)
        one, start = commit(folder, cache / "2")
        show("one article changed, in pre-commit", words // len(articles), one)
        show("  of that pre-commit with a hook that is `true`", words // len(articles), start)
        alone = Path(scratch) / "alone"
        alone.mkdir()
        shutil.copy(folder / "0000.md", alone)
        show("one article without Java, cold", words // len(articles), run(alone, "harper", cache / "3")[1])
        plain = loop(sorted(folder.glob("*.md")))
        show("language-tool-python in a loop, server warm", words, plain)
    print(
        f"edlint with both is {plain.clock / cold.clock:.1f} times as fast as the loop ({plain.processor / cold.processor:.1f} "
        f"by processor), and {plain.clock / same.clock:.0f} times as fast when nothing changed"
    )
    print(f"load {os.getloadavg()[0]:.1f}")


def commit(folder: Path, cache: Path) -> tuple[Taken, Taken]:
    """Return pre-commit's time for one changed article, the others cached, and with an empty hook; medians of five."""
    environment = os.environ | {"EDLINT_CACHE_DIR": str(cache), "PRE_COMMIT_HOME": str(cache / "pre-commit")}

    def call(*command: str) -> None:
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)

    hook = {"name": "edlint", "language": "system", "types": ["markdown"], "require_serial": True}
    check = f"{sys.executable} -m edlint check --engines harper,languagetool --exit-zero --force-exclude"
    call("git", "init", "-q")
    call("git", "add", "-A")
    call("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x")
    medians = []
    for entry in (check, "true"):
        hooks = {"repos": [{"repo": "local", "hooks": [{"id": "edlint", "entry": entry, **hook}]}]}
        (folder / ".pre-commit-config.yaml").write_text(json.dumps(hooks))
        rounds = []
        for number in range(6):
            with (folder / "0001.md").open("a") as article:
                article.write(
                    f"\nThis is paragraph {number} that was written for this commit ({entry[-5:]}).\n"
                )
            call("git", "add", "-A")
            with measured() as taken:
                call(sys.executable, "-m", "pre_commit", "run")
            rounds.append(taken)
        # The first round creates an environment and compiles a new hook.
        medians.append(sorted(rounds[1:], key=lambda taken: taken.clock)[2])
    return medians[0], medians[1]


def loop(files: list[Path]) -> Taken:
    """Measure a plain loop over the files' text, without code spans and blocks."""
    with language_tool_python.LanguageTool("en-US") as tool:
        tool.check("This is an warm server.")
        # The newest: an earlier `java -version` process may not have been waited for yet.
        server = max(
            (p for p in psutil.Process().children() if "java" in p.name()), key=psutil.Process.create_time
        )
        with measured(server) as taken:
            for file in files:
                tool.check(
                    re.sub(r"```.*?```|`[^`]*`", "code", file.read_text(encoding="utf-8"), flags=re.DOTALL)
                )
        return taken


def show(name: str, words: int, taken: Taken) -> None:
    print(f"{name:44}{taken.clock:9.2f}{taken.processor:13.2f}{words / taken.clock:10.0f}", flush=True)


if __name__ == "__main__":
    main()
