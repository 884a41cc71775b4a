"""`edlint check --watch`: checks files again when they are saved."""

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from edlint.api import Linter
from edlint.cli.articles import coloured
from edlint.cli.errors import complain, say
from edlint.cli.gating import known_baseline
from edlint.model.errors import ConfigError, EdlintError
from edlint.model.finding import Severity
from edlint.model.report import FileReport, Report
from edlint.report.terminal import Style, section
from edlint.run import baseline
from edlint.run.files import Article, find_files
from edlint.server.messages import Stamp, stamps
from edlint.server.project import nearer, settings_files
from edlint.text.counted import counted

_PAUSE = 0.5
"""Seconds between two scans of the files."""
_OTHERS = ("output", "history", "stdin_filename", "fix", "diff", "interactive", "annotate", "since", "staged")
"""Options that cannot be combined with repeated runs."""


def watch(options: Mapping[str, Any], overrides: Mapping[str, Any]) -> NoReturn:
    """Check the files, and each again when it was saved, until interrupted. Raises ConfigError at the start only."""
    for name in _OTHERS:
        if options[name]:
            raise ConfigError(f"--watch and --{name.replace('_', '-')} do not go together")
    if options["format_"] != "terminal" or "-" in options["paths"]:
        raise ConfigError("--watch shows files in the terminal: give no --format, and no standard input")
    watched = _Watched(options, overrides)
    while True:
        watched.look()
        time.sleep(_PAUSE)


class _Watched:
    """The watched files: their stamps at the last scan, and their last reports."""

    def __init__(self, options: Mapping[str, Any], overrides: Mapping[str, Any]) -> None:
        self._options = options
        self._overrides = overrides
        self._paths: Sequence[str] = options["paths"] or ["."]
        colour = coloured(options["color"])
        self._style = Style(colour, options["suggestions"], options["show_suppressed"])
        self._linter = Linter(options["config"], overrides)
        self._baseline = known_baseline(options, self._linter.loaded)
        self._ours = self._settings()
        self._seen: dict[str, Stamp] = {}
        self._said: dict[str, FileReport] = {}

    def look(self) -> None:
        """Check the files that have changed since the last scan, and show how their findings changed."""
        # Stamps are taken before the files are read: a file saved meanwhile is checked at the next scan.
        ours = stamps(self._ours)
        if ours != self._ours:
            self._ours = ours
            self._read_settings()
        found = find_files(self._paths, self._linter.loaded, allow_empty=True)
        now = stamps(article.path for article in found.articles)
        changed = [article for article in found.articles if self._seen.get(article.path) != now[article.path]]
        self._said = {path: report for path, report in self._said.items() if path in now}
        self._seen = now
        if changed:
            self._check(changed)

    def _read_settings(self) -> None:
        """Read the configuration and its files again; if that fails, keep the old one."""
        try:
            linter = Linter(self._options["config"], self._overrides)
            self._baseline = known_baseline(self._options, linter.loaded)
        except EdlintError as error:
            complain(f"{error}\nwhat was set before still counts")
            return
        self._linter = linter
        settings = self._settings()
        self._ours = settings | {file: self._ours[file] for file in settings if file in self._ours}
        self._seen.clear()

    def _settings(self) -> dict[str, Stamp]:
        """Return stamps of the files that configure the check, and of those that would if they existed."""
        loaded = self._linter.loaded
        others = () if self._options["config"] else nearer(Path.cwd(), loaded.path)
        return stamps([*others, *map(str, settings_files(loaded))])

    def _check(self, articles: Sequence[Article]) -> None:
        report: Report = self._linter.check_articles(articles, jobs=self._options["jobs"])
        if self._baseline is not None:
            report = baseline.mark(report, self._baseline)
        paths = {article.display: article.path for article in articles}
        for file in report.files:
            path = paths.get(file.path, file.path)
            before = self._said.get(path)
            self._said[path] = file
            if before is None or _about(before) != _about(file):
                sys.stdout.write(section(file, self._style))
                if before is not None:
                    say(f"  {_change(before, file)}")
                    say()
        sys.stdout.flush()


def _about(file: FileReport) -> object:
    return (file.error, file.failures, [(one.rule, one.fingerprint, one.suppressed) for one in file.findings])


def _change(before: FileReport, after: FileReport) -> str:
    """Return how the counts have changed, in words."""
    parts = []
    for severity in Severity:
        more = after.count(severity) - before.count(severity)
        if more:
            parts.append(f"{counted(abs(more), severity.value)} {'more' if more > 0 else 'fewer'}")
    return ", ".join(parts) or "as many as before, but others"
