"""`edlint claims`: the ledger of claims, a fact-checker's worksheet."""

import sys
from pathlib import Path
from typing import Any

import click

from edlint.api import Linter
from edlint.cli.common import config_option
from edlint.cli.errors import complain, trace
from edlint.cli.progress import progress
from edlint.model.claim import ClaimKind, ClaimStatus
from edlint.model.errors import ConfigError
from edlint.report.common import passed_over
from edlint.report.ledger import FORMATS, Wanted, rows
from edlint.report.safe import guarded
from edlint.run.files import find_files
from edlint.run.links import weighed
from edlint.run.seal import sealed
from edlint.run.write import atomically


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "format_", type=click.Choice([*FORMATS, "xlsx"]), default="terminal", help="What to write."
)
@click.option("--output", metavar="FILE", help="Write to a file in place of standard output (-).")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in ClaimStatus]),
    help="Only claims with this status (repeatable).",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in ClaimKind]),
    help="Only claims of this kind (repeatable).",
)
@config_option
@click.option("--allow-empty", is_flag=True, help="It is no error when there is no file to check.")
@click.option("--color/--no-color", default=None, help="Colour (default: on a terminal).")
def claims(**options: Any) -> None:
    """List every claim of the articles at PATHS with kind, words, place, status and evidence.

    Ends with 0, or with 2 when a file could not be checked.
    """
    if options["format_"] == "xlsx" and options["output"] in {None, "-"}:
        raise ConfigError("--format xlsx: say where to, as --output ledger.xlsx")
    linter = Linter(options["config"], {"engines": "none"})
    loaded = linter.loaded
    written = [options["output"]] if options["output"] else []
    found = find_files(options["paths"] or ["."], loaded, allow_empty=options["allow_empty"], written=written)
    if not found.articles and not found.errors:
        if options["allow_empty"]:
            complain("no file to check")
            return
        raise ConfigError("no file to check: name files or folders with articles, or pass --allow-empty")
    with progress(len(found.articles)) as step:
        report = linter.check_articles(
            found.articles, errors=found.errors, passed=found.passed, progress=step
        )
    report = weighed(report)
    if report.passed:
        complain(f"passed over: {passed_over(report)}")
    output, colour = None if options["output"] == "-" else options["output"], options["color"]
    if colour is None:
        colour = output is None and sys.stdout.isatty()
    wanted = Wanted(
        frozenset(map(ClaimKind, options["kinds"])),
        frozenset(map(ClaimStatus, options["statuses"])),
        colour,
    )
    if options["format_"] == "xlsx":
        from edlint.report.workbook import workbook  # noqa: PLC0415 - few ledgers are workbooks

        data = workbook(rows(report, wanted))
    else:
        data = guarded(FORMATS[options["format_"]](report, wanted)).encode("utf-8", "backslashreplace")
    data = sealed(data) if options["format_"] == "html" else data
    if output is not None:
        atomically(Path(output), data, among=[loaded.folder, *options["paths"]])
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    for file in report.files:
        trace(file.fault)
    sys.exit(2 if report.failed else 0)
