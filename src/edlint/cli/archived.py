"""`edlint archive report` and `edlint archive diff`."""

import sys
from pathlib import Path
from typing import Any

import click

from edlint.archive import run as runs
from edlint.archive.store import Store
from edlint.cli.common import out_option
from edlint.cli.errors import complain
from edlint.cli.progress import counting
from edlint.model.finding import Severity
from edlint.report.safe import as_json, guarded
from edlint.report.table import cell
from edlint.run.seal import sealed
from edlint.run.write import atomically, folder

_CITED = 2_000
"""Most cited addresses that are looked up."""


@click.command()
@out_option
@click.option(
    "--run",
    "which",
    default="",
    metavar="RUN",
    help="Which run (default: the last; -2 is the one before it).",
)
@click.option(
    "--to", "folder", metavar="FOLDER", help="Write pages, Markdown, JSON and the cited addresses there."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    help="What to write to standard output.",
)
@click.option(
    "--judged",
    multiple=True,
    metavar="FILE",
    help="What a sheet of findings saved, for the precision of its rule (repeatable).",
)
@click.option(
    "--online", is_flag=True, help="Ask the network whether the sources that are cited most still answer."
)
def report(**options: Any) -> None:
    """Add up what a run says: by rule, section, author and year, with what to mend first and samples to judge."""
    from edlint.archive import figures, page  # noqa: PLC0415 - a database and a template engine

    store = Store(options["out"])
    found = runs.named(store, options["which"])
    tables = figures.Tables(store, found["parts"])
    data = figures.figures(found, tables, int(found["buckets"]))
    verdicts = figures.judged(options["judged"])
    for row in data["rules"]:
        row.update(verdicts.get(row["rule"], {}))
    cited = tables.cited(_CITED)
    data["dead"] = _dead(cited, online=options["online"])
    if options["folder"]:
        place = folder(Path(options["folder"]))
        (place / "sheets").mkdir(exist_ok=True)
        for name, text in page.pages(data, tables.samples()):
            atomically(place / name, sealed(text.encode("utf-8", "backslashreplace")), inside=place)
        lines = [
            f"{cell(row['url'])},{row['count']},{row['articles']}\n"
            for row in cited
            if '"' not in row["url"] and "," not in row["url"]
        ]
        texts = {
            "report.json": as_json(data, 1),
            "report.md": guarded(page.markdown(data)),
            "sources.csv": "".join(["address,claims,articles\n", *lines]),
        }
        for name, text in texts.items():
            atomically(place / name, text.encode("utf-8", "backslashreplace"), inside=place)
        complain(f"{place / 'index.html'} written")
        return
    text = as_json(data, 1) + "\n" if options["format_"] == "json" else guarded(page.markdown(data))
    click.echo(text, nl=False)


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--format", "format_", type=click.Choice(["markdown", "json"]), default="markdown", help="What to write."
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "suggestion"]),
    default="warning",
    help="Exit with 1 for new findings from this severity on.",
)
@click.option("--exit-zero", is_flag=True, help="New findings never make the exit code 1.")
def diff(**options: Any) -> None:
    """Say what is new and what is gone in the run NEW beside OLD, by rule and section.

    A run is the place of an archive, for its last run, or PLACE@RUN: `out@-2` is the run before the last.
    """
    from edlint.archive import difference  # noqa: PLC0415 - a database

    found = difference.difference(options["old"], options["new"])
    text = as_json(found, 1) + "\n" if options["format_"] == "json" else guarded(difference.markdown(found))
    click.echo(text, nl=False)
    if found["failed"] or not found["complete"]:
        complain("not everything was checked in the new run")
        sys.exit(2)
    sys.exit(int(difference.fails(found, Severity(options["fail_on"])) and not options["exit_zero"]))


def _dead(cited: list[dict[str, Any]], *, online: bool) -> list[dict[str, Any]]:
    """Return the cited addresses that are dead by cached answers; with `online`, request those without a fresh one."""
    from edlint.run.links import LinkState, cached_answers  # noqa: PLC0415 - as above

    urls = [row["url"] for row in cited if row["url"].lower().startswith(("http://", "https://"))]
    answers = cached_answers(url.partition("#")[0] for url in urls)
    if online:
        from edlint.run.linkcheck import request_all  # noqa: PLC0415 - only where the network is asked

        todo = sorted(
            {url.partition("#")[0] for url in urls} - {url for url, answer in answers.items() if answer.fresh}
        )
        with counting(len(todo)) as step:
            answers |= request_all(todo, archive="", progress=lambda _: step(1))
    rows = ((row, answers.get(row["url"].partition("#")[0])) for row in cited)
    return [
        {**row, "state": answer.state.value, "why": answer.why, "day": answer.day}
        for row, answer in rows
        if answer is not None and answer.state is LinkState.DEAD
    ]
