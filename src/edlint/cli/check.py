"""`edlint check`: checks articles, the main command."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from edlint.api import Linter
from edlint.cache import store
from edlint.cli import common, gating, output
from edlint.cli.articles import checked, nothing_found
from edlint.cli.errors import complain, trace
from edlint.cli.output import NAMES
from edlint.config.load import Loaded
from edlint.model.errors import SourceError
from edlint.model.report import FileReport, Report
from edlint.report.history import Trend, read
from edlint.run.collector import collect_seldom
from edlint.run.files import Article, FoundFiles, find_files
from edlint.run.gate import Gate
from edlint.run.read import decode
from edlint.run.session import compare_files


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--format",
    "format_",
    type=click.Choice([name for name in NAMES if name != "html"]),
    default="terminal",
    help="What to write to standard output.",
)
@click.option(
    "--output",
    multiple=True,
    metavar="FORMAT[:PATH]",
    help="Write a format, to a file or (no path, or -) standard output; repeatable, in place of --format.",
)
@click.option("--history", metavar="FOLDER", help="Earlier JSON reports, for the trend on the HTML page.")
@common.config_option
@common.engines_option
@common.select_option
@common.ignore_option
@click.option("--language", metavar="CODE", help="en, en-US, en-GB, en-CA, en-AU or another language.")
@common.fail_on_option
@click.option("--exit-zero", is_flag=True, help="Report only: findings never make the exit code 1.")
@click.option("--suggestions", is_flag=True, help="Show suggestions as well.")
@click.option("--show-suppressed", is_flag=True, help="Show what comments and baselines silence.")
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="Check standard input as if it were this file (or give - as PATH).",
)
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="How long a file may take."
)
@common.jobs_option
@click.option("--no-cache", is_flag=True, help="Work everything out anew and keep nothing for later.")
@click.option("--cache-dir", metavar="FOLDER", help="Where results are kept between runs.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes, then report what is left.")
@click.option("--unsafe", is_flag=True, help="With --fix or --diff: also fixes that should be looked at.")
@click.option("--interactive", is_flag=True, help="With --fix: ask about each finding.")
@click.option("--diff", is_flag=True, help="Show the fixes as a patch for `git apply`; write nothing.")
@click.option(
    "--annotate",
    metavar="FILE",
    help="Write a copy of the one .docx that is checked, its findings as comments and its fixes as tracked changes.",
)
@click.option(
    "--force-exclude",
    is_flag=True,
    help="Leave out what `exclude` names even where PATHS names it (pre-commit).",
)
@click.option(
    "--since", metavar="REF", help="Only what changed since HEAD and REF parted; the rest is marked."
)
@click.option("--staged", is_flag=True, help="Only what is staged, as it is staged; the rest is marked.")
@click.option(
    "--baseline",
    metavar="FILE",
    help="The baseline (default: edlint-baseline.jsonl beside the configuration).",
)
@click.option("--no-baseline", is_flag=True, help="Let what the baseline holds count.")
@click.option("--watch", is_flag=True, help="Check again what is saved, until Ctrl-C.")
@common.allow_empty_option
@common.color_option
def check(**options: Any) -> None:
    """Check PATHS (files or folders; default: this folder) and report, file by file."""
    store.use(folder=options["cache_dir"], off=options["no_cache"])
    if options["watch"]:
        from edlint.cli.watch import watch  # noqa: PLC0415 - few runs go on

        watch(options, _overrides(options))
    outputs = output.outputs(options["output"] or [options["format_"]])
    history = read(Path(options["history"])) if options["history"] else []
    linter = Linter(options["config"], _overrides(options))
    collect_seldom()
    loaded, catalog = linter.loaded, linter.catalog
    changes = gating.changes(options, loaded)
    written = [each.path for each in outputs if each.path]
    found = changes.found if changes else _articles(options, loaded, written)
    articles, errors = found.articles, found.errors
    if not articles and not errors:
        if changes is None:
            nothing_found(allow_empty=options["allow_empty"])
        else:
            complain(f"no article changed beside {changes.base}")
        return
    gate = gating.gate(
        options,
        loaded,
        catalog,
        changes,
        lambda more: linter.check_articles(more, jobs=options["jobs"]),
    )
    asked = replace(found, articles=gate.articles(articles))
    keep = options["interactive"] or any(each.format == "html" for each in outputs)
    report = gate.first(checked(linter, asked, jobs=options["jobs"], keep=keep))
    if options["interactive"]:
        from edlint.cli import interactive  # noqa: PLC0415 - few runs ask anybody anything

        interactive.go_through(report, loaded, options)
        gate.baseline = gating.known_baseline(options, loaded)
        loaded.profiles.clear()
        report = gate.again(articles)
    elif options["fix"] or options["diff"]:
        report, outputs = _fixed(report, articles, outputs, options, gate=gate, linter=linter)
    _written(report, outputs, history, loaded, options)
    gating.name_settled(gate, report)
    for fault in report.tally.faults:
        trace(fault)
    code = report.exit_code(loaded.settings.fail_on)
    sys.exit(0 if code == 1 and options["exit_zero"] else code)


def _fixed(
    report: Report,
    articles: Sequence[Article],
    outputs: list[output.Output],
    options: dict[str, Any],
    *,
    gate: Gate,
    linter: Linter,
) -> tuple[Report, list[output.Output]]:
    """Apply the fixes, or show them and exit; return the report on the result, and the outputs still to write."""
    from edlint.cli import fixing  # noqa: PLC0415 - few runs fix anything
    from edlint.lint.fix import SAFE, UNSAFE  # noqa: PLC0415 - as above
    from edlint.run.fix import fix  # noqa: PLC0415 - as above

    def settle(files: Sequence[FileReport]) -> Sequence[FileReport]:
        return compare_files(files, linter.loaded, linter.catalog)

    result = fix(report, articles, gate.again, UNSAFE if options["unsafe"] else SAFE, settle)
    fixing.explain(result)
    if options["diff"]:
        sys.exit(fixing.show(result))
    if articles and articles[0].source is not None:
        fixing.emit(result)
        # Standard output receives the text itself, so only reports that go to files are written.
        return result.report, [each for each in outputs if each.path]
    return fixing.keep(result, options["paths"]), outputs


def _written(
    report: Report,
    outputs: Sequence[output.Output],
    history: Sequence[Trend],
    loaded: Loaded,
    options: dict[str, Any],
) -> None:
    """Write the reports, and with `--annotate` the findings into a copy of the document."""
    # With a .vale.ini as the configuration, its MinAlertLevel decides what is shown.
    suggestions = options["suggestions"] or (loaded.path is not None and loaded.path.suffix == ".ini")
    among = [loaded.folder, *options["paths"]]
    output.write(
        report,
        outputs,
        among=among,
        colour=options["color"],
        suggestions=suggestions,
        suppressed=options["show_suppressed"],
        history=history,
    )
    if options["annotate"]:
        output.annotated(report, options["annotate"], among=among, suggestions=suggestions)


def _overrides(options: dict[str, Any]) -> dict[str, Any]:
    """Return the settings from the command line, by the configuration's keys."""
    found = common.selected(options)
    for key in ("language", "timeout"):
        if options[key] is not None:
            found[key] = options[key]
    if options["fail_on"] is not None:
        found["fail-on"] = options["fail_on"]
    return found | common.engines_named(options["engines"])


def _articles(options: dict[str, Any], loaded: Loaded, written: Sequence[str]) -> FoundFiles:
    paths, stdin_name = options["paths"], options["stdin_filename"]
    if stdin_name is not None or tuple(paths) == ("-",):
        name = stdin_name or "<stdin>"
        try:
            return FoundFiles([Article.of(decode(sys.stdin.buffer.read(), name))], [])
        except SourceError as error:
            return FoundFiles([], [FileReport(name, "", error=str(error).removeprefix(f"{name}: "))])
    return find_files(
        paths or ["."],
        loaded,
        allow_empty=options["allow_empty"],
        force_exclude=options["force_exclude"],
        written=written,
    )
