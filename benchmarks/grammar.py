"""Grammar side by side: the engines as they come, and edlint with them, on the same text in one run.

    python benchmarks/grammar.py quality --data DIR [-n 500]
    python benchmarks/grammar.py speed --data DIR [-n 200]

DIR holds `typofixes.jsonl` and `clean/md`, as scripts/measure_grammar.py describes them. `quality` prints, for each tool,
how many of the corrections it finds (recall), its grammar flags per 1,000 words of the corrected lines, and all its
findings per 1,000 words of edited articles. `speed` prints words a second on edited articles: a plain loop of
language-tool-python with its server already warm, edlint with LanguageTool cold (nothing cached) and again when nothing
changed, and edlint with Harper alone. LanguageTool must be set up.
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
from collections.abc import Callable, Iterable
from pathlib import Path

import harper as harper_py
import language_tool_python

from edlint.check.engines import lt_server
from edlint.check.engines.annotation import Batch
from edlint.check.engines.lt_client import call
from edlint.check.engines.passage import passages
from edlint.config.schema import LanguageToolSettings
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
"""What a tool says of a text: (family, start, end)."""


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
    """Ask edlint's warm server with every rule that LanguageTool puts on, the Markdown's prose as annotated text."""
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


def run(folder: Path, engines: str, cache: Path) -> tuple[dict, float]:
    """Return edlint's report on a folder and the seconds it took."""
    command = [sys.executable, "-m", "edlint", "check", "--format", "json", "--engines", engines]
    started = time.monotonic()
    done = subprocess.run(
        [*command, "--cache-dir", str(cache), "."],
        cwd=folder,
        capture_output=True,
        check=False,
        env=os.environ,
    )
    seconds = time.monotonic() - started
    report = json.loads(done.stdout)
    for engine in report["engines"]:
        if engine["status"] == "failed":
            sys.exit(f"{engine['name']} failed: {engine['detail']}")
    return report, seconds


def speed(articles: list[Path]) -> None:
    words = sum(len(article.read_text(encoding="utf-8").split()) for article in articles)
    print(f"{len(articles)} articles, {words} words")
    with tempfile.TemporaryDirectory() as scratch:
        folder, cache = Path(scratch) / "articles", Path(scratch) / "cache"
        folder.mkdir()
        for index, article in enumerate(articles):
            shutil.copy(article, folder / f"{index:04}.md")
        show("edlint with Harper, cold", words, run(folder, "harper", cache)[1])
        show("edlint with Harper, unchanged", words, run(folder, "harper", cache)[1])
        show("edlint with both, cold", words, run(folder, "harper,languagetool", Path(scratch) / "cold")[1])
        show(
            "edlint with both, unchanged",
            words,
            run(folder, "harper,languagetool", Path(scratch) / "cold")[1],
        )
        show("language-tool-python in a loop, warm", words, loop(sorted(folder.iterdir())))


def loop(files: list[Path]) -> float:
    """Return the seconds of a plain loop over the files' text without markup's most common marks, server warm."""
    with language_tool_python.LanguageTool("en-US") as tool:
        tool.check("This is an warm server.")
        started = time.monotonic()
        for file in files:
            tool.check(
                re.sub(r"```.*?```|`[^`]*`", "code", file.read_text(encoding="utf-8"), flags=re.DOTALL)
            )
        return time.monotonic() - started


def show(name: str, words: int, seconds: float) -> None:
    print(f"{name:40}{seconds:8.1f} s{words / seconds:10.0f} words/s", flush=True)


if __name__ == "__main__":
    main()
