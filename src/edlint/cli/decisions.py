"""`edlint decisions`: applies editors' decisions to the repository, merges them, or exports questions to authors."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from edlint.api import Linter
from edlint.cli.articles import marked, put
from edlint.cli.common import config_option
from edlint.cli.errors import complain, say
from edlint.cli.fixing import write_patch
from edlint.config import toml
from edlint.config.files import WORDS
from edlint.model.report import Report
from edlint.report import questions
from edlint.report.safe import as_json, guarded
from edlint.run import decisions as decided
from edlint.run import sheet
from edlint.run.files import find_files
from edlint.run.plan import planned, write
from edlint.run.write import atomically, folder


@click.group()
def decisions() -> None:
    """Turn what editors decided on the HTML report into fixes, words, waivers and suppressions."""


@decisions.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@config_option
@click.option("--diff", is_flag=True, help="Show what would be written; write nothing.")
def apply(files: Sequence[str], config: str | None, diff: bool) -> None:
    """Write the decisions of each exported FILE, a ledger that was filled in, or an author's answers.

    What no longer matches the text is refused, line by line.
    """
    linter = Linter(config)
    loaded = linter.loaded
    texts = {name: toml.read_text(Path(name), WORDS) for name in files if Path(name).suffix.lower() == ".md"}
    wanted = [one for name in files if name not in texts for one in _read(name)]
    asked = [one for text in texts.values() for one in questions.answers(text)]
    report = _checked(linter, [*wanted, *asked], keep=any(one.action == "correct" for one in wanted))
    wanted += [one for text in texts.values() for one in questions.answers(text, report)]
    plan = planned(wanted, report, loaded)
    if diff:
        write_patch(plan.diff)
    else:
        write(plan)
        for line in plan.done:
            say(line)
    for line in plan.refused:
        complain(f"refused: {line}")
    sys.exit(1 if plan.refused else 0)


@decisions.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--output", metavar="FILE", help="Write to a file in place of standard output.")
def merge(files: Sequence[str], output: str | None) -> None:
    """Put the decisions of several FILES into one; where editors decided differently, say so and take neither.

    Ends with 1 when there was a conflict.
    """
    kept, conflicts = decided.merged([(name, _read(name)) for name in files])
    _put(decided.written(kept), output)
    for line in conflicts:
        complain(f"conflict: {line}")
    sys.exit(1 if conflicts else 0)


@decisions.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@config_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["markdown", "github", "rdjson"]),
    default="markdown",
    help="A file for each author, a review for GitHub, or what reviewdog reads.",
)
@click.option("--github", is_flag=True, help="The same as --format github.")
@click.option(
    "--output", metavar="PATH", help="A file, or with markdown a folder, in place of standard output."
)
def export(files: Sequence[str], config: str | None, format_: str, github: bool, output: str | None) -> None:
    """Take what editors ask authors out of each exported FILE: for mail, or for a pull request."""
    wanted = [one for name in files for one in _read(name)]
    report = _checked(Linter(config), wanted, keep=True)
    found = list(questions.questions(wanted, report))
    if format_ == "markdown" and not github:
        sheets = questions.by_author(found)
        if output is None:
            _put("\n".join(sheets.values()), None)
            return
        place = folder(Path(output), ())
        for author, text in sheets.items():
            name = "".join(c if c.isalnum() else "-" for c in author.casefold())[:60].strip("-") or "author"
            atomically(place / f"questions-{name}.md", text.encode("utf-8", "backslashreplace"), inside=place)
            say(str(place / f"questions-{name}.md"))
        return
    data = questions.github(found) if github or format_ == "github" else questions.rdjson(found)
    _put(as_json(data, 2) + "\n", output)


def _read(name: str) -> list[decided.Decision]:
    path = Path(name)
    if path.suffix.lower() in sheet.SUFFIXES:
        return sheet.read(path)
    return decided.parse(toml.read_text(path, WORDS), name)


def _checked(linter: Linter, wanted: Sequence[decided.Decision], *, keep: bool) -> Report:
    """Return the report on the decisions' articles, with the findings in the baseline marked."""
    inside = [path for path in dict.fromkeys(d.path for d in wanted) if _within(path)]
    found = find_files(inside, linter.loaded, allow_empty=True)
    return marked(linter.check_articles(found.articles, keep=keep), linter.loaded)


def _put(text: str, output: str | None) -> None:
    put([guarded(text).encode("utf-8", "backslashreplace")], output)


def _within(path: str) -> bool:
    """Whether a path in a file of decisions is inside the working directory: anyone may have written the file."""
    here = Path.cwd().resolve()
    return Path(path).resolve().is_relative_to(here)
