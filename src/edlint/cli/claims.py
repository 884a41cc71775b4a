"""`edlint claims`: the ledger of claims, a fact-checker's worksheet."""

import sys
from typing import Any

import click

from edlint.api import Linter
from edlint.cli.articles import checked, coloured, found, put
from edlint.cli.common import allow_empty_option, color_option, config_option
from edlint.cli.errors import complain, trace
from edlint.model.claim import ClaimKind, ClaimStatus
from edlint.model.errors import ConfigError
from edlint.report.common import passed_over
from edlint.report.ledger import FORMATS, Wanted, rows
from edlint.report.safe import guarded
from edlint.run.links import mark_dead_evidence
from edlint.run.seal import sealed


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
@allow_empty_option
@color_option
def claims(**options: Any) -> None:
    """List every claim of the articles at PATHS with kind, words, place, status and evidence.

    Ends with 0, or with 2 when a file could not be checked.
    """
    if options["format_"] == "xlsx" and options["output"] in {None, "-"}:
        raise ConfigError("--format xlsx: say where to, as --output ledger.xlsx")
    linter = Linter(options["config"], {"engines": "none"})
    loaded = linter.loaded
    written = [options["output"]] if options["output"] else []
    files = found(options["paths"], loaded, allow_empty=options["allow_empty"], written=written)
    if files is None:
        return
    report = mark_dead_evidence(checked(linter, files))
    if report.passed:
        complain(f"passed over: {passed_over(report)}")
    output = None if options["output"] == "-" else options["output"]
    wanted = Wanted(
        frozenset(map(ClaimKind, options["kinds"])),
        frozenset(map(ClaimStatus, options["statuses"])),
        coloured(options["color"], output),
    )
    if options["format_"] == "xlsx":
        from edlint.report.workbook import workbook  # noqa: PLC0415 - few ledgers are workbooks

        data = workbook(rows(report, wanted))
    else:
        data = guarded(FORMATS[options["format_"]](report, wanted)).encode("utf-8", "backslashreplace")
    data = sealed(data) if options["format_"] == "html" else data
    put([data], output, [loaded.folder, *options["paths"]])
    for file in report.files:
        trace(file.fault)
    sys.exit(2 if report.failed else 0)
