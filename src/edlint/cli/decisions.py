"""`edlint decisions apply`: what editors decided on the page, written into the repository."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from edlint.api import Linter
from edlint.cli.common import config_option
from edlint.cli.errors import complain, say
from edlint.cli.fixing import write_patch
from edlint.config import toml
from edlint.config.files import WORDS
from edlint.run import baseline, sheet
from edlint.run import decisions as decided
from edlint.run.files import find_files


@click.group()
def decisions() -> None:
    """Turn what editors decided on the HTML report into fixes, words, waivers and suppressions."""


@decisions.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@config_option
@click.option("--diff", is_flag=True, help="Show what would be written; write nothing.")
def apply(files: Sequence[str], config: str | None, diff: bool) -> None:
    """Write the decisions of each exported FILE, or of a ledger that was filled in; what no longer matches the text is refused, line by line."""
    wanted = []
    for name in files:
        path = Path(name)
        wanted += (
            sheet.read(path)
            if path.suffix.lower() in sheet.SUFFIXES
            else decided.parse(toml.read_text(path, WORDS), name)
        )
    linter = Linter(config)
    loaded = linter.loaded
    inside = [path for path in dict.fromkeys(d.path for d in wanted) if _within(path)]
    found = find_files(inside, loaded, allow_empty=True)
    report = linter.check_articles(found.articles, keep=any(one.action == "correct" for one in wanted))
    known = baseline.beside(loaded)
    if known.is_file():
        report = baseline.mark(report, baseline.read(known))
    plan = decided.plan(wanted, report, loaded)
    if diff:
        write_patch(plan.diff)
    else:
        decided.write(plan)
        for line in plan.done:
            say(line)
    for line in plan.refused:
        complain(f"refused: {line}")
    sys.exit(1 if plan.refused else 0)


def _within(path: str) -> bool:
    """Whether a path of the file of decisions stays in this folder: the file may come from anybody."""
    here = Path.cwd().resolve()
    return Path(path).resolve().is_relative_to(here)
