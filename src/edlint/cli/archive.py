"""`edlint archive`: plan, run, report and diff."""

import sys
from importlib import import_module
from typing import Any

import click

from edlint.api import Linter
from edlint.archive import plan as plans
from edlint.archive import run as runs
from edlint.archive.run import RunResult
from edlint.archive.sources import ReadOptions
from edlint.archive.store import Store
from edlint.cache import store as cache
from edlint.cli import common
from edlint.cli.archived import diff, report
from edlint.cli.errors import complain, say
from edlint.cli.progress import counting
from edlint.config.load import Loaded
from edlint.model.errors import ConfigError
from edlint.model.finding import Severity
from edlint.text.counted import counted

_CARRIERS = {
    "local": "edlint.archive.work:buckets",
    "ray": "edlint.archive.cluster:ray",
    "spark": "edlint.archive.cluster:spark",
}
_UNITS = {"s": 1.0, "m": 60.0, "h": 3_600.0}
_COLUMNS = ("text", "id", "format", "section", "author", "date")


def source_options(command: Any) -> Any:
    """Add the options for reading sources to a command."""
    for option in (
        click.option(
            "--column",
            "columns",
            multiple=True,
            metavar="KEY=NAME",
            help=f"Which column of a table holds what; keys: {', '.join(_COLUMNS)}.",
        ),
        click.option(
            "--text-format",
            default="",
            metavar="FORMAT",
            help="The format of texts whose id has no suffix (markdown, html, text …).",
        ),
        click.option(
            "--bucket",
            type=click.IntRange(min=1),
            default=2_000,
            metavar="N",
            help="About so many articles in a bucket (default: 2,000).",
        ),
    ):
        command = option(command)
    return command


@click.group()
def archive() -> None:
    """Check archives of any size: each article once, whatever is killed, here or on a cluster."""


@archive.command()
@click.argument("sources", nargs=-1, required=True, metavar="SRC…")
@common.out_option
@source_options
@common.config_option
def plan(**options: Any) -> None:
    """Read SRC… and put their articles into buckets.

    A source is a folder, a glob, a file, or an address that fsspec knows; JSON lines, Parquet and WARC are read as tables
    of articles; git:FOLDER@REF is a repository as a commit has it.
    """
    _plan(options, Linter(options["config"]).loaded)


@archive.command()
@click.argument("sources", nargs=-1, metavar="[SRC…]")
@common.out_option
@source_options
@common.config_option
@common.engines_option
@click.option(
    "--on",
    "where",
    default="local",
    metavar="WHERE",
    help="local, ray, ray://HOST:PORT, spark, or a Spark master.",
)
@common.jobs_option
@click.option(
    "--memory",
    type=click.IntRange(min=256),
    default=3_072,
    metavar="MB",
    help="What one process may take (default: 3072).",
)
@click.option("--budget", metavar="TIME", help="Begin no bucket after this time: 90m, 8h.")
@click.option("--retry", is_flag=True, help="Check again what could not be checked.")
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    metavar="N",
    help="Check N articles only, write nothing, and say what all would take.",
)
@click.option(
    "--price",
    type=click.FloatRange(min=0),
    metavar="AMOUNT",
    help="With --sample: what an hour of a processor costs.",
)
@common.fail_on_option
@click.option("--exit-zero", is_flag=True, help="Findings never make the exit code 1.")
def run(**options: Any) -> None:
    """Check the buckets that were not checked yet; with SRC… plan first.

    Ends as `edlint check` does: 1 when there is something to mend, 2 when an article was not checked or a bucket is
    left.
    """
    settings = common.engines_named(options["engines"])
    if options["fail_on"] is not None:
        settings["fail-on"] = options["fail_on"]
    linter = Linter(options["config"], settings)
    loaded = linter.loaded
    # The results for articles are in the archive itself; a million of them would displace the cache's other entries.
    cache.use(folder=None, off=True)
    carrier = _carrier(options["where"])
    seconds = _seconds(options["budget"])
    if options["sources"]:
        _plan(options, loaded)
    store = Store(options["out"])
    found = plans.read(store)
    job = runs.job(
        options["out"],
        loaded,
        dict(linter.catalog),
        memory=options["memory"] << 20,
        again=options["retry"],
        seconds=seconds,
    )
    if options["sample"]:
        from edlint.archive.estimate import estimate  # noqa: PLC0415 - few runs ask

        for line in estimate(job, found, options["sample"], options["jobs"], options["price"]).splitlines():
            say(line)
        return
    with counting(found.articles) as seen:
        outcome = runs.run(job, carrier, options["jobs"], seen)
    _said(outcome)
    sys.exit(_code(outcome, loaded.settings.fail_on, exit_zero=options["exit_zero"]))


def _plan(options: dict[str, Any], loaded: Loaded) -> None:
    columns = {}
    for item in options["columns"]:
        name, equals, column = item.partition("=")
        if name not in _COLUMNS or not equals or not column:
            raise ConfigError(f"--column {item}: give KEY=NAME with a key of {', '.join(_COLUMNS)}")
        columns[name] = column
    store = Store(options["out"])
    reading = ReadOptions(loaded, columns, options["text_format"])
    found = plans.make(store, reading.entries(options["sources"]), options["sources"], size=options["bucket"])
    complain(f"{counted(found.articles, 'article')} in {counted(len(found.parts), 'bucket')}")
    if found.twice:
        complain(f"{counted(found.twice, 'article')} had the id of another, which was kept")


def _said(outcome: RunResult) -> None:
    kept = outcome.count("articles") - outcome.checked
    complain(
        f"{counted(outcome.checked, 'article')} checked, {kept:,} as before: "
        f"{counted(outcome.count('errors'), 'error')}, {counted(outcome.count('warnings'), 'warning')}"
    )
    if outcome.count("failed"):
        complain(
            f"{counted(outcome.count('failed'), 'article was', 'articles were')} not checked, or not wholly: see the report"
        )
    if outcome.stopped:
        done, of = len(outcome.done), len(outcome.plan.parts)
        complain(f"stopped with {done} of {counted(of, 'bucket')} done; run again to go on")


def _code(outcome: RunResult, least: Severity, *, exit_zero: bool) -> int:
    """Return the exit code, with the same meaning as that of `edlint check`."""
    if outcome.stopped or outcome.count("failed"):
        return 2
    names = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.SUGGESTION: "suggestions"}
    live = any(outcome.count(name) for severity, name in names.items() if severity.rank <= least.rank)
    return int(live and not exit_zero)


def _carrier(where: str) -> runs.Carrier:
    """Return the function that distributes buckets to workers. Raises ConfigError for an unknown `--on`."""
    name, _, rest = where.partition("://")
    if name not in _CARRIERS:
        raise ConfigError(f"--on {where}: give local, ray, ray://HOST:PORT, spark, or spark://HOST:PORT")
    module, _, function = _CARRIERS[name].partition(":")
    made = getattr(import_module(module), function)
    carrier: runs.Carrier = made if name == "local" else made(where if rest else "")
    return carrier


def _seconds(text: str | None) -> float | None:
    """Return a time such as 90m in seconds, None for None. Raises ConfigError."""
    if text is None:
        return None
    number, unit = text[:-1], text[-1:]
    try:
        return float(number) * _UNITS[unit]
    except (KeyError, ValueError):
        raise ConfigError(f"--budget {text}: give a time such as 90m or 8h") from None


archive.add_command(report)
archive.add_command(diff)
