"""Reads the options `--since`, `--staged` and `--baseline` of `edlint check`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from edlint.cli.errors import complain
from edlint.config import toml
from edlint.config.load import Loaded
from edlint.model.errors import ConfigError
from edlint.model.report import Report
from edlint.model.rule import Rule
from edlint.run import baseline
from edlint.run.baseline import Baseline
from edlint.run.files import Article
from edlint.run.gate import Gate
from edlint.run.hook import comparison
from edlint.run.since import Changes, changed_since, changed_staged
from edlint.text.counted import counted

_NAMED = 10


def changes(options: Mapping[str, Any], loaded: Loaded) -> Changes | None:
    """Return the changes to check, or None without `--since` or `--staged`. Raises GitError and ConfigError."""
    if not options["since"] and not options["staged"]:
        return None
    if options["since"] and options["staged"]:
        raise ConfigError("--since and --staged are two questions; ask one at a time")
    if options["stdin_filename"] is not None or tuple(options["paths"]) == ("-",):
        raise ConfigError("--since and --staged are about files, not standard input")
    if options["staged"] and options["fix"]:
        raise ConfigError("--fix writes to files, not to what is staged; use it without --staged")
    paths, force, since = options["paths"], options["force_exclude"], options["since"]
    if options["staged"]:
        wanted = comparison(paths)
        if wanted.whole:
            complain("these files are checked whole: they are not what a commit brings in")
            return None
        since = wanted.since
    if since:
        found = changed_since(since, paths, loaded, force_exclude=force)
    else:
        found = changed_staged(paths, loaded, force_exclude=force)
    for note in found.notes:
        complain(note)
    return found


def gate(
    options: Mapping[str, Any],
    loaded: Loaded,
    catalog: Mapping[str, Rule],
    changed: Changes | None,
    check: Callable[[list[Article]], Report],
) -> Gate:
    """Return the gate of a run. Raises ConfigError for a baseline that is damaged, too new, or missing."""
    if options["interactive"]:
        if not options["fix"] or options["staged"] or options["diff"]:
            raise ConfigError("--interactive goes with --fix, and not with --staged or --diff")
        from edlint.cli.interactive import check_terminal  # noqa: PLC0415 - few runs ask anybody anything

        check_terminal()
    return Gate(loaded, catalog, check, known_baseline(options, loaded), changed)


def known_baseline(options: Mapping[str, Any], loaded: Loaded) -> Baseline | None:
    """Return the baseline that the options select, or None. Raises ConfigError as `gate` does."""
    path = Path(options["baseline"]) if options["baseline"] else baseline.baseline_path(loaded)
    if options["baseline"] and options["no_baseline"]:
        raise ConfigError("--baseline and --no-baseline contradict each other")
    if options["baseline"] and not path.is_file():
        raise ConfigError(f"{options['baseline']}: no such baseline; write one: edlint baseline")
    return baseline.read(path) if path.is_file() and not options["no_baseline"] else None


def name_settled(judge: Gate, report: Report) -> None:
    """Name on standard error the entries that can be removed from the baseline."""
    done = judge.unmatched_entries(report)
    if judge.baseline is None or not done:
        return
    name = toml.shown(judge.baseline.path)
    settled = counted(len(done), "finding is", "findings are")
    complain(f"{name}: {settled} settled; `edlint baseline --prune` takes out what is:")
    for entry in done[:_NAMED]:
        complain(f"  {entry.path}: {entry.rule} “{entry.text}”")
    if len(done) > _NAMED:
        complain(f"  and {len(done) - _NAMED} more")
