"""The findings of single rules: `edlint fix`, `edlint rules --stats` and the hits of `edlint explain`."""

import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import click

from edlint.api import Linter
from edlint.cli import articles, common
from edlint.cli.articles import nothing_found
from edlint.cli.errors import complain, say
from edlint.config.load import Loaded
from edlint.lint.fix import SAFE, UNSAFE
from edlint.model.finding import Finding, Safety
from edlint.model.report import FileReport, Report
from edlint.report.common import excerpt
from edlint.report.proposal import offered
from edlint.report.safe import printable
from edlint.run.files import find_files
from edlint.text.counted import counted

_SHOWN = 20
_WIDTH = 60


def checked(paths: Sequence[str], config: str | None, settings: Mapping[str, Any]) -> tuple[Report, Loaded]:
    """Return the report on the articles at `paths`, with the findings in the baseline marked, and the configuration."""
    linter = Linter(config, settings)
    files = find_files(paths or ["."], linter.loaded)
    if not files.articles and not files.errors:
        nothing_found(allow_empty=None)
    report = articles.checked(linter, files)
    for file in report.files:
        if file.error is not None:
            complain(f"{file.path}: not checked: {file.error}")
    return articles.marked(report, linter.loaded), linter.loaded


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--preview", is_flag=True, help="Show what each rule would change; write nothing.")
@click.option("--unsafe", is_flag=True, help="Also fixes that should be looked at.")
@common.select_option
@common.ignore_option
@common.config_option
@common.engines_option
@click.pass_context
def fix(context: click.Context, /, **options: Any) -> None:
    """Apply the safe fixes to the articles at PATHS, as `edlint check --fix` does, or show them rule by rule."""
    if not options["preview"]:
        from edlint.cli.check import check  # noqa: PLC0415 - only where something is fixed

        wanted = {name: value for name, value in options.items() if name != "preview"}
        context.invoke(check, **wanted, fix=True)
        return
    settings = common.selected(options) | common.engines_named(options["engines"])
    report, _ = checked(options["paths"], options["config"], settings)
    for line in _preview(report, UNSAFE if options["unsafe"] else SAFE):
        say(line)
    sys.exit(2 if report.failed else 0)


def _preview(report: Report, allowed: Collection[Safety]) -> Iterator[str]:
    """Yield, rule by rule, the lines that its fixes would change, before and after."""
    rules: dict[str, list[tuple[FileReport, Finding]]] = defaultdict(list)
    for file in report.files:
        for finding in file.live:
            if finding.fixes and finding.fixes[0].safety in allowed:
                rules[finding.rule].append((file, finding))
    for rule, found in sorted(rules.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"{rule}: {counted(len(found), 'fix', 'fixes')}"
        for file, finding in found[:_SHOWN]:
            yield from _changed(file, finding)
        if len(found) > _SHOWN:
            yield f"  and {len(found) - _SHOWN} more: --select {rule} --preview on a part"
        yield ""
    total = sum(map(len, rules.values()))
    yield f"{counted(total, 'fix', 'fixes')} of {counted(len(rules), 'rule')}; nothing was written"


def _changed(file: FileReport, finding: Finding) -> Iterator[str]:
    source = file.source
    if source is None:
        return
    yield f"  {printable(file.path)}:{source.where(finding.span.start)}"
    made = offered(finding, source)
    if made is None or len(made.old) > 400:
        yield f"    “{printable(finding.text)}”: {finding.fixes[0].title}"
        return
    for sign, text in (("-", made.old), ("+", made.new)):
        for line in text.split("\n"):
            yield f"    {sign} {printable(line)}"


def stats(paths: Sequence[str], config: str | None, since: str | None, wanted: Collection[str]) -> int:
    """Write hits, safe fixes and suppressions of each of the `wanted` rules (empty: all); return the exit code.

    With `since`, also write how many findings at that commit are gone now.
    """
    report, loaded = checked(paths, config, {})
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for file in report.files:
        for finding in file.findings:
            row = rows[finding.rule]
            if finding.suppressed is None:
                row["hits"] += 1
                row["fixable"] += bool(finding.fixes) and finding.fixes[0].safety is Safety.SAFE
            elif finding.suppressed.by != "overlap":
                row["suppressed"] += 1
        for rule in {finding.rule for finding in file.live}:
            rows[rule]["files"] += 1
    if since:
        for rule, number in _fixed(since, paths, config, loaded).items():
            rows[rule]["fixed"] += number
    columns = ["hits", "files", "fixable", "suppressed", *(["fixed"] if since else [])]
    shown = {rule: row for rule, row in rows.items() if rule in wanted or not wanted}
    wide = max([len("rule"), *map(len, shown)])
    say("  ".join([f"{'rule':<{wide}}", *(f"{name:>10}" for name in columns)]))
    for rule, row in sorted(shown.items(), key=lambda item: (-item[1]["hits"], item[0])):
        say("  ".join([f"{rule:<{wide}}", *(f"{row[name]:>10}" for name in columns)]))
    return 2 if report.failed else 0


def _fixed(since: str, paths: Sequence[str], config: str | None, loaded: Loaded) -> Counter[str]:
    """Return by rule how many findings the articles had at `since` that are gone now."""
    from edlint.run.gate import Gate  # noqa: PLC0415 - only where git is asked
    from edlint.run.since import changed_since  # noqa: PLC0415 - as above

    linter = Linter(config)
    changes = changed_since(since, paths or ["."], loaded)
    gate = Gate(loaded, linter.catalog, linter.check_articles, None, changes)
    report = gate.first(linter.check_articles(gate.articles(changes.found.articles)))
    fixed: Counter[str] = Counter()
    for file in report.files:
        if file.before is not None:
            now = Counter(
                (f.rule, f.text)
                for f in file.findings
                if f.suppressed is None or f.suppressed.by == "unchanged"
            )
            then = Counter((f.rule, f.text) for f in file.before.findings if f.suppressed is None)
            fixed.update(rule for rule, _ in (then - now).elements())
    return fixed


def hits(rule: str, paths: Sequence[str], config: str | None) -> Iterator[str]:
    """Yield the places where a rule, or the rules below it, hit in the articles at `paths`."""
    report, _ = checked(paths, config, {"select": [rule]})
    found = [
        (file, f)
        for file in report.files
        for f in file.findings
        if f.rule == rule or f.rule.startswith(f"{rule}.")
    ]
    quiet = sum(finding.suppressed is not None for _, finding in found)
    yield f"Here: {counted(len(found) - quiet, 'hit')}" + (f", {quiet} suppressed" if quiet else "")
    live = [(file, finding) for file, finding in found if finding.suppressed is None]
    for file, finding in live[:_SHOWN]:
        if file.source is not None:
            before, words, after = excerpt(file.source, finding.span, _WIDTH)
            yield f"  {file.path}:{file.source.where(finding.span.start)}  {before}[{words}]{after}"
    if len(live) > _SHOWN:
        yield f"  and {len(live) - _SHOWN} more"
