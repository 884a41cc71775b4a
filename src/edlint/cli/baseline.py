"""`edlint baseline`: records existing findings, so that they do not count."""

import sys
from pathlib import Path

import click

from edlint.api import Linter
from edlint.cli.articles import checked
from edlint.cli.common import config_option, engines_named, engines_option, jobs_option
from edlint.cli.errors import USAGE, complain, say
from edlint.config import toml
from edlint.model.errors import ConfigError
from edlint.model.finding import Severity
from edlint.model.report import Report
from edlint.report.common import passed_over, rows
from edlint.run import baseline as baselines
from edlint.run.baseline import Baseline, BaselineEntry
from edlint.run.files import find_files
from edlint.run.rates import RULE as RATE
from edlint.text.counted import counted

_NAMED = 10


@click.command()
@click.argument("paths", nargs=-1)
@config_option
@engines_option
@click.option("--prune", is_flag=True, help="Only take out what is settled; add nothing.")
@click.option(
    "--ratchet",
    is_flag=True,
    help="Write nothing, and exit with 1, when any rule has more findings than before.",
)
@jobs_option
def baseline(
    paths: tuple[str, ...],
    *,
    config: str | None,
    engines: str | None,
    prune: bool,
    ratchet: bool,
    jobs: int | None,
) -> None:
    """Write the findings in PATHS (default: this folder) to edlint-baseline.jsonl; check no longer counts them."""
    linter = Linter(config, engines_named(engines))
    loaded, catalog = linter.loaded, linter.catalog
    path = baselines.baseline_path(loaded)
    if (prune or ratchet) and not path.is_file():
        raise ConfigError(f"{toml.shown(path)}: no such baseline to {'prune' if prune else 'measure by'}")
    old = baselines.read(path) if path.is_file() else Baseline(path)
    report = checked(linter, find_files(paths or ["."], loaded), jobs=jobs)
    if report.passed:
        complain(f"passed over: {passed_over(report)}")
    report = baselines.mark(report, old)
    _refuse(report, path)
    if prune:
        new = old.entries - set(baselines.unmatched_entries(report, old, loaded, catalog))
    else:
        least = max(Severity.WARNING, loaded.settings.fail_on, key=lambda severity: severity.rank)
        seen = baselines.entries_of(report, old.folder, least)
        known = {entry.key: entry for entry in old.entries}
        kept = baselines.carried_over(report, old, loaded, catalog)
        new = kept | {known.get(entry.key, entry) for entry in seen}
        if ratchet:
            _hold(old, new, report)
    new = baselines.with_rates(new, report, old)
    if new != old.entries or not path.is_file():
        baselines.write(path, new)
    now, then = ({entry for entry in part if entry.rule != RATE} for part in (new, old.entries))
    gained, lost = len(now - then), len(then - now)
    say(f"{toml.shown(path)}: {counted(len(now), 'finding')} ({gained} new, {lost} gone)")
    for file in report.files:
        if file.error:
            complain(f"{file.path}: {file.error}; what the baseline held of it was kept")
    if report.failed:
        sys.exit(USAGE)


def _refuse(report: Report, path: Path) -> None:
    """Raise ConfigError if an engine failed: the new baseline would lack what it did not check."""
    failed = [f"{engine.name}: {engine.detail}" for engine in report.engines if engine.status == "failed"]
    if failed:
        raise ConfigError("\n".join((*failed, f"{toml.shown(path)} was not written: not everything ran")))


def _hold(old: Baseline, new: frozenset[BaselineEntry], report: Report) -> None:
    """Exit with 1 if a rule has more entries than before, and name those that are new.

    `report` is marked with the old baseline.
    """
    risen = baselines.increased_rules(old.entries, new)
    for rule, (before, after) in risen.items():
        complain(
            f"{rule}: {counted(after, 'finding')}, and the baseline has {before}; the number may only fall"
        )
        fresh = [row for row in rows(report) if row.finding.rule == rule]
        for row in fresh[:_NAMED]:
            place = row.source.place(row.finding.span.start)
            complain(f"  {row.file.path}:{place.line}:{place.column}: {row.finding.message}")
        if len(fresh) > _NAMED:
            complain(f"  and {len(fresh) - _NAMED} more")
    if risen:
        sys.exit(1)
