"""`edlint baseline`: begin with an old archive, without its flood."""

import sys
from pathlib import Path

import click

from edlint.cli.common import config_option, configuration, rules_of
from edlint.cli.errors import USAGE, complain
from edlint.config import toml
from edlint.model.errors import ConfigError
from edlint.model.finding import Severity
from edlint.model.report import Report
from edlint.run import baseline as baselines
from edlint.run import session
from edlint.run.baseline import Baseline, Entry
from edlint.run.files import find_files


@click.command()
@click.argument("paths", nargs=-1)
@config_option
@click.option("--engines", metavar="NAMES", help="Grammar engines, as in check.")
@click.option("--prune", is_flag=True, help="Only take out what is settled; add nothing.")
@click.option(
    "--ratchet",
    is_flag=True,
    help="Write nothing, and exit with 1, when any rule has more findings than before.",
)
@click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Worker processes.")
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
    loaded = configuration(config, {"engines": [n.strip() for n in engines.split(",")]} if engines else {})
    catalog = rules_of(loaded)
    path = baselines.beside(loaded)
    if (prune or ratchet) and not path.is_file():
        raise ConfigError(f"{toml.shown(path)}: no such baseline to {'prune' if prune else 'measure by'}")
    old = baselines.read(path) if path.is_file() else Baseline(path)
    found = find_files(paths or ["."], loaded)
    report = session.check(found.articles, loaded, catalog, jobs=jobs, errors=found.errors)
    report = baselines.mark(report, old)
    _refuse(report, path)
    if prune:
        new = old.entries - set(baselines.settled(report, old, loaded, catalog))
    else:
        least = max(Severity.WARNING, loaded.settings.fail_on, key=lambda severity: severity.rank)
        seen = baselines.entries_of(report, old.folder, least)
        known = {entry.key: entry for entry in old.entries}
        new = _kept(old, report) | {known.get(entry.key, entry) for entry in seen}
        if ratchet:
            _hold(old, new)
    if new != old.entries or not path.is_file():
        baselines.write(path, new)
    gained, lost = len(new - old.entries), len(old.entries - new)
    click.echo(f"{toml.shown(path)}: {len(new)} findings ({gained} new, {lost} gone)")
    for file in report.files:
        if file.error:
            complain(f"{file.path}: {file.error}; what the baseline held of it was kept")
    if report.failed:
        sys.exit(USAGE)


def _refuse(report: Report, path: Path) -> None:
    """Write nothing on the word of a run in which something did not run: it would forget what it did not see."""
    failed = [f"{engine.name}: {engine.detail}" for engine in report.engines if engine.status == "failed"]
    if failed:
        raise ConfigError("\n".join((*failed, f"{toml.shown(path)} was not written: not everything ran")))


def _kept(old: Baseline, report: Report) -> frozenset[Entry]:
    """Return the entries of files that this run did not look at, or could not, as long as they exist."""
    looked = {baselines.path_of(file, old.folder) for file in report.files if file.error is None}
    return frozenset(
        entry for entry in old.entries if entry.path not in looked and (old.folder / entry.path).exists()
    )


def _hold(old: Baseline, new: frozenset[Entry]) -> None:
    """End the run with 1 when a rule has more entries than before."""
    risen = baselines.risen(old.entries, new)
    for rule, (before, after) in risen.items():
        complain(f"{rule}: {after} findings, and the baseline has {before}; the number may only fall")
    if risen:
        sys.exit(1)
