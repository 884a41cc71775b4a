"""edlint's claim rules beside the Python tools that look for the same, on public sentences that anybody can get.

    python benchmarks/claims/peers.py FOLDER [-n SENTENCES] [--bin FOLDER]

FOLDER holds `wikipedia_peacock.jsonl` (Bertsch and Bethard 2021) and `conll2010_wikipedia_weasel.jsonl` (CoNLL-2010
shared task), JSON lines with `text` and `label`. A tool takes part when its command is on PATH or in `--bin`:

    pip install proselint bluepencil humanus articulate-writing

All sentences stand in one document, a paragraph each; a finding counts for the paragraph it begins in. Only the tool's
checks that are about the question are counted.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple


class Question(NamedTuple):
    """A set of sentences, and the checks of each tool that are about what it marks."""

    name: str
    file: str
    checks: dict[str, tuple[str, ...]]


QUESTIONS = (
    Question(
        "puffery (Wikipedia peacock)",
        "wikipedia_peacock.jsonl",
        {
            "edlint": ("claims.overclaim",),
            "proselint": ("hyperbole", "uncomparables", "weasel_words", "cliches"),
            "bluepencil": ("promotional", "inflated-significance", "editorializing"),
            "humanus": ("promotional-language", "significance-inflation", "hollow-intensifiers"),
            "articulate": ("promotional", "puffery", "inflated", "unsupported", "superlative"),
        },
    ),
    Question(
        "unnamed authority (CoNLL-2010 weasel)",
        "conll2010_wikipedia_weasel.jsonl",
        {
            "edlint": ("claims.vague-attribution",),
            "proselint": ("hedging", "weasel_words"),
            "bluepencil": ("vague-attribution",),
            "humanus": ("vague-attributions",),
            "articulate": ("unsupported-authority",),
        },
    ),
)


def run(*command: str) -> str:
    # In an empty folder, so that no configuration is found.
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=600, cwd=folder
        ).stdout


class Document:
    """The sentences as one Markdown file, and a map from an offset or a line to the sentence."""

    def __init__(self, sentences: list[str], folder: Path) -> None:
        self.path = folder / "sentences.md"
        flat = [" ".join(sentence.split()) for sentence in sentences]
        self.path.write_text("\n\n".join(flat) + "\n", encoding="utf-8")
        self.starts = [0]
        self.wide = [0]
        for sentence in flat:
            self.starts.append(self.starts[-1] + len(sentence) + 2)
            self.wide.append(self.wide[-1] + len(sentence.encode("utf-16-le")) // 2 + 2)

    def at(self, offset: int, *, utf16: bool = False) -> int:
        return bisect_right(self.wide if utf16 else self.starts, offset) - 1

    @staticmethod
    def on(line: int) -> int:
        return (line - 1) // 2


Found = Iterator[tuple[str, int]]


def edlint(command: str, document: Document) -> Found:
    report = json.loads(
        run(command, "check", "--engines", "none", "--format", "json", "--no-cache", str(document.path))
    )
    for finding in report["files"][0]["findings"]:
        yield finding["rule"], document.at(finding["start"]["offset"])


def proselint(command: str, document: Document) -> Found:
    result = json.loads(run(command, "check", "-o", "json", str(document.path)))["result"]
    for file in result.values():
        for finding in file["diagnostics"]:
            yield str(finding.get("check_path") or finding.get("check")), document.on(finding["pos"][0])


def bluepencil(command: str, document: Document) -> Found:
    for file in json.loads(run(command, "check", "-f", "json", str(document.path)))["results"]:
        for finding in file["findings"]:
            yield finding["gate"], document.on(finding["line"] or 1)


def humanus(command: str, document: Document) -> Found:
    pack = document.path.with_suffix(".pack")
    pack.write_text(run(command, "pack", "builtin", "ai-writing-tells"), encoding="utf-8")
    report = json.loads(
        run(command, "check", "--draft", str(document.path), "--pack", str(pack), "--format", "markdown")
    )
    for finding in report["findings"]:
        yield finding["policyId"], document.at(finding["span"]["start"], utf16=True)


def articulate(command: str, document: Document) -> Found:
    for file in json.loads(run(command, "check", "--json", str(document.path)))["results"]:
        for tier in ("high", "medium", "low"):
            for finding in file[tier]:
                yield finding["rule_id"], document.on(finding["line"])


TOOLS: dict[str, Callable[[str, Document], Found]] = {
    "edlint": edlint,
    "proselint": proselint,
    "bluepencil": bluepencil,
    "humanus": humanus,
    "articulate": articulate,
}


def score(found: set[int], rows: list[dict[str, Any]]) -> str:
    wanted = {index for index, row in enumerate(rows) if row["label"]}
    right = len(found & wanted)
    precision, recall = right / max(1, len(found)), right / max(1, len(wanted))
    return f"found {len(found):4}  precision {precision:.2f}  recall {recall:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=1500, help="at most so many sentences of each set")
    parser.add_argument("--bin", default="", help="a folder with the tools' commands, beside PATH")
    args = parser.parse_args()
    search = os.pathsep.join(part for part in (os.environ.get("PATH", ""), args.bin) if part)
    for question in QUESTIONS:
        path = args.folder / question.file
        if not path.is_file():
            print(f"{question.name}: {question.file} is not there")
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        random.Random(1).shuffle(rows)
        rows = rows[: args.n]
        print(f"{question.name}: {len(rows)} sentences, {sum(bool(row['label']) for row in rows)} marked")
        with tempfile.TemporaryDirectory() as folder:
            document = Document([row["text"] for row in rows], Path(folder))
            for name, tool in TOOLS.items():
                command = shutil.which(name, path=search)
                if command is None:
                    print(f"  {name:<11} not installed")
                    continue
                found = {
                    index
                    for check, index in tool(command, document)
                    if check.startswith(question.checks[name])
                }
                print(f"  {name:<11} {score(found, rows)}")


if __name__ == "__main__":
    main()
