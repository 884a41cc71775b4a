"""Measure spelling on real corrections: edlint beside the spell checkers that are installed.

    python benchmarks/spelling.py pairs CLONE… > pairs.jsonl     corrections from git histories of your choice
    python benchmarks/spelling.py compare pairs.jsonl            recall, first suggestion right, flags: one row a tool
    python benchmarks/spelling.py curve pairs.jsonl              recall against flags as edlint's threshold moves

`pairs` looks through the histories of clones (of documentation, blogs, books) for commits that say they mend typos, and
keeps the lines of prose in which exactly one word changed, from one that pyspellchecker does not know into one that it
knows; what stands in code, paths and links is left out, and so are words that are right in another variant of English.
Before and after are each linted as a document of its own. A tool finds a typo when it flags the word that was changed;
its suggestion is right when the first one gives the line as it was corrected. Flags are counted in the corrected lines;
some are real errors that the correction left.

Peers run when their commands are on PATH: typos, codespell, cspell. edlint runs in this process, spelling alone.
"""

import argparse
import difflib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from edlint.check.spelling import judge as judging
from edlint.check.spelling import make
from edlint.check.spelling.build import lexicon
from edlint.check.spelling.known import plain
from edlint.config.profile import ActiveRule, Profile
from edlint.config.schema import Settings
from edlint.config.shipped import builtin_folder
from edlint.model.source import Source
from edlint.parse import parse
from edlint.prose.prose import Prose
from edlint.rules.load import load_rules

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
TYPO = re.compile(r"typo|spelling|misspel", re.IGNORECASE)
CODE_LINE = re.compile(r"\s{4,}|\t|\s*[<{|]")
# Matches where the word is part of a name, a path, an option or a link's target.
TOUCHED = re.compile(r"[\w$/_.#(@\\-]\0|\0[\w$/_(@\\-]|\0[.:][\w:]")
PROSE = ("*.md", "*.markdown")


class Pair(NamedTuple):
    """A line before and after its correction, and the span of the changed word in the first."""

    before: str
    after: str
    start: int
    end: int


class Flag(NamedTuple):
    """A tool's finding: file number, columns from 0, and its first suggestion."""

    file: int
    start: int
    end: int
    first: str | None


def pairs(clone: Path) -> Iterator[Pair]:
    """Yield the one-word corrections in a clone's history."""
    git = ["git", "-C", str(clone)]
    log = subprocess.run(
        [*git, "log", "--no-merges", "--format=%H %s"], capture_output=True, text=True, check=True
    ).stdout
    seen = set()
    for line in log.splitlines():
        commit, _, subject = line.partition(" ")
        if not TYPO.search(subject):
            continue
        shown = subprocess.run(
            [*git, "show", "--format=", "--unified=0", commit, "--", *PROSE],
            capture_output=True,
            check=False,
        ).stdout.decode("utf-8", "replace")
        for old, new in changed_lines(shown):
            pair = corrected(old, new)
            if pair and pair not in seen:
                seen.add(pair)
                yield pair


def changed_lines(diff: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of old and new line from a diff without context, where lines were replaced one by one."""
    for hunk in re.split(r"^@@.*$", diff, flags=re.MULTILINE)[1:]:
        lines = hunk.split("\ndiff --git", 1)[0].strip("\n").split("\n")
        old = [line[1:] for line in lines if line.startswith("-")]
        new = [line[1:] for line in lines if line.startswith("+")]
        if len(old) == len(new):
            yield from zip(old, new, strict=True)


def corrected(old: str, new: str) -> Pair | None:
    """Return the pair if one word changed to a similar one, from outside pyspellchecker's lexicon to inside."""
    if not 20 < len(old) < 2000 or CODE_LINE.match(old):
        return None
    before, after = list(WORD.finditer(old)), list(WORD.finditer(new))
    if len(before) != len(after):
        return None
    differing = [(a, b) for a, b in zip(before, after, strict=True) if a[0] != b[0]]
    if len(differing) != 1:
        return None
    ((one, other),) = differing
    if old[: one.start()] + other[0] + old[one.end() :] != new:
        return None
    if old[: one.start()].count("`") % 2 or TOUCHED.search(old[: one.start()] + "\0" + old[one.end() :]):
        return None
    near = difflib.SequenceMatcher(None, one[0].lower(), other[0].lower()).ratio() > 0.6
    # A spelling of another variant (“behaviour”, which is in SCOWL) was not an error.
    if not near or listed(one[0]) or in_scowl(one[0]) or not listed(other[0]):
        return None
    return Pair(old, new, one.start(), one.end())


def listed(word: str) -> bool:
    """Whether a word is in pyspellchecker's English lexicon."""
    entry = lexicon("en").get(plain(word).removesuffix("'s"))
    return entry is not None and entry.listed > 0


def in_scowl(word: str) -> bool:
    """Whether a word is in SCOWL in any variant of English; an -ise form counts if the -ize form is there."""
    forms = {plain(word).removesuffix("'s"), re.sub(r"[iy]s(e|es|ed|ing|ation)$", r"iz\1", plain(word))}
    return any(entry.level > 0 for form in forms if (entry := lexicon("en").get(form)))


def read(path: Path) -> list[Pair]:
    return [Pair(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def with_edlint(lines: list[str], _folder: Path) -> list[Flag]:
    catalog = load_rules([builtin_folder()])
    rule = catalog["spelling.misspelling"]
    profile = Profile({rule.id: ActiveRule(rule, rule.severity, {})})
    checker = make(Settings())
    flags = []
    for number, line in enumerate(lines):
        document = parse(Source(f"{number:06}.md", "markdown", line + "\n"))
        for hit in checker.check(Prose(document), profile).hits:
            place = hit.block.to_source(hit.span)
            flags.append(Flag(number, place.start, place.end, next(iter(hit.replacements), None)))
    return flags


def with_lexicon(lines: list[str], _folder: Path) -> list[Flag]:
    return [
        Flag(number, match.start(), match.end(), None)
        for number, line in enumerate(lines)
        for match in WORD.finditer(line)
        if len(match[0]) > 1 and not listed(match[0])
    ]


def with_typos(lines: list[str], folder: Path) -> list[Flag]:
    done = subprocess.run(["typos", "--format", "json", str(folder)], capture_output=True, check=False)
    flags = []
    for row in map(json.loads, done.stdout.decode().splitlines()):
        if row.get("type") != "typo":
            continue
        number = int(Path(row["path"]).stem)
        start = len(lines[number].encode()[: row["byte_offset"]].decode(errors="ignore"))
        flags.append(
            Flag(number, start, start + len(row["typo"]), next(iter(row.get("corrections") or []), None))
        )
    return flags


def with_codespell(lines: list[str], folder: Path) -> list[Flag]:
    done = subprocess.run(["codespell", str(folder)], capture_output=True, text=True, check=False)
    flags = []
    for row in done.stdout.splitlines():
        match = re.match(r".*?(\d+)\.md:\d+: (.+?) ==> (.+)", row)
        if match:
            number = int(match[1])
            start = lines[number].find(match[2])
            flags.append(Flag(number, start, start + len(match[2]), match[3].split(",")[0].strip()))
    return flags


def with_cspell(_lines: list[str], folder: Path) -> list[Flag]:
    command = ["cspell", "lint", "--no-progress", "--no-summary", "--show-suggestions", "--no-exit-code"]
    done = subprocess.run(
        [*command, f"{folder}/**/*.md"], capture_output=True, text=True, check=False, cwd=folder
    )
    flags = []
    for row in done.stdout.splitlines():
        match = re.match(r".*?(\d+)\.md:\d+:(\d+) - .*?\(([^)]+)\)(?:.*?Suggestions: \[([^\]]*)\])?", row)
        if match:
            start = int(match[2]) - 1
            first = (match[4] or "").split(",")[0].strip(" *") or None
            flags.append(Flag(int(match[1]), start, start + len(match[3]), first))
    return flags


TOOLS: dict[str, tuple[str, Callable[[list[str], Path], list[Flag]]]] = {
    "edlint": ("", with_edlint),
    "typos": ("typos", with_typos),
    "codespell": ("codespell", with_codespell),
    "cspell": ("cspell", with_cspell),
    "pyspellchecker's lexicon": ("", with_lexicon),
}


def run(tool: Callable[[list[str], Path], list[Flag]], lines: list[str]) -> list[Flag]:
    with tempfile.TemporaryDirectory() as folder:
        for number, line in enumerate(lines):
            Path(folder, f"{number:06}.md").write_text(line + "\n", encoding="utf-8")
        return tool(lines, Path(folder))


def figures(tool: Callable[[list[str], Path], list[Flag]], found: list[Pair]) -> tuple[float, float, float]:
    """Return recall, the share of found errors whose first suggestion is right, and flags per 1,000 corrected words."""
    caught, right = set(), set()
    for flag in run(tool, [pair.before for pair in found]):
        pair = found[flag.file]
        if flag.start < pair.end and flag.end > pair.start:
            caught.add(flag.file)
            fixed = f"{pair.before[: flag.start]}{flag.first}{pair.before[flag.end :]}"
            if fixed.lower() == pair.after.lower():
                right.add(flag.file)
    flags = len(run(tool, [pair.after for pair in found]))
    words = sum(len(pair.after.split()) for pair in found)
    return len(caught) / len(found), len(right) / max(1, len(caught)), flags / words * 1000


def compare(found: list[Pair]) -> None:
    print("| | recall | first suggestion right | flags per 1,000 words of the corrected text | seconds |")
    print("|---|---|---|---|---|")
    for name, (command, tool) in TOOLS.items():
        if command and not shutil.which(command):
            print(f"{name} is not installed", file=sys.stderr)
            continue
        started = time.monotonic()
        recall, right, flags = figures(tool, found)
        suggests = f"{right:.2f}" if right else "–"
        print(f"| {name} | {recall:.3f} | {suggests} | {flags:.2f} | {time.monotonic() - started:.0f} |")


def curve(found: list[Pair]) -> None:
    """Print a row for each threshold."""
    print("| threshold | recall | first suggestion right | flags per 1,000 words of the corrected text |")
    print("|---|---|---|---|")
    usual = judging.THRESHOLD
    for threshold in (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0):
        judging.THRESHOLD = threshold
        recall, right, flags = figures(with_edlint, found)
        print(f"| {threshold:+.1f} | {recall:.3f} | {right:.3f} | {flags:.2f} |")
    judging.THRESHOLD = usual


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["pairs", "compare", "curve"])
    parser.add_argument("paths", nargs="+", type=Path)
    args = parser.parse_args()
    if args.what == "pairs":
        for clone in args.paths:
            for pair in pairs(clone):
                print(json.dumps(pair._asdict(), ensure_ascii=False))
        return
    found = [pair for path in args.paths for pair in read(path)]
    print(f"{len(found)} corrections", file=sys.stderr)
    (compare if args.what == "compare" else curve)(found)


if __name__ == "__main__":
    main()
