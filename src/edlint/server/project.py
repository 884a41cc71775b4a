"""The worker's projects: configurations with their linters, reloaded when one of their files changes."""

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from msgspec import structs

from edlint.api import Linter, Settings
from edlint.cache.digest import stamp
from edlint.config.load import NAME, Loaded, find, load
from edlint.config.toml import PYPROJECT
from edlint.config.waivers import NAME as WAIVERS
from edlint.model.errors import ConfigError, EdlintError
from edlint.model.report import FileReport, Report
from edlint.prose.blockcache import BlockCache
from edlint.run import baseline
from edlint.run.baseline import Baseline
from edlint.run.files import Excluded, skipped
from edlint.run.limits import limit
from edlint.server import messages
from edlint.server.messages import Checked, Fixed, Stamp, Text, stamps
from edlint.server.rulepage import note

_MOST = 4
"""The number of configurations kept loaded at the same time, each with its engines."""
_SECONDS = 30.0
"""Processor time, in seconds, that loading a configuration may take."""


class _BaselineLinter(Linter):
    """A linter that marks findings of the baseline beside the configuration, as `edlint check` does."""

    baseline: Baseline | None = None

    def __init__(self, loaded: Loaded) -> None:
        super().__init__(loaded)
        path = baseline.baseline_path(loaded)
        self.baseline = baseline.read(path) if path.is_file() else None

    def check_text(self, *text: Any, **more: Any) -> FileReport:
        report = super().check_text(*text, **more)
        if self.baseline is None:
            return report
        return baseline.mark(Report("", (report,)), self.baseline).files[0]


@dataclass
class Project:
    """A loaded configuration with its linter.

    If the configuration cannot be loaded, `linter` is the previous one, or None, and `faults` has the reasons, one per line.
    `stamps` detects changes of its files. `block_caches` has the per-block results of open texts, by path.
    """

    linter: _BaselineLinter | None
    stamps: Mapping[str, Stamp]
    faults: str = ""
    excluded: Excluded | None = None
    block_caches: defaultdict[str, BlockCache] = field(default_factory=lambda: defaultdict(BlockCache))

    @property
    def fresh(self) -> bool:
        """Whether no file of the configuration has changed since it was loaded."""
        return all(stamp(path) == before for path, before in self.stamps.items())

    @property
    def usable(self) -> _BaselineLinter:
        """Return the linter. Raises ConfigError if there is none."""
        if self.linter is None:
            raise ConfigError(self.faults)
        return self.linter

    def check(self, text: Text) -> Checked:
        """Check a text, unless the configuration excludes its file, and return the report with notes on the rules."""
        watched = self.stamps
        if self.linter is None:
            return Checked(None, watched=watched, faults=self.faults)
        if (self.excluded is not None and self.excluded.file(text.path)) or skipped(text.path):
            return Checked(None, watched=watched, faults=self.faults, passed=True)
        report = self.report(text, self.block_caches[text.path])
        catalog = self.linter.catalog
        rules = {name: note(name, catalog.get(name)) for name in {one.rule for one in report.findings}}
        # The server has the text already: do not send it back.
        return Checked(structs.replace(report, source=None), rules, watched, self.faults)

    def report(self, text: Text, block_cache: BlockCache | None = None) -> FileReport:
        """Check a text and return the report with its source; `block_cache` is `kept` of `Linter.check_text`.

        Raises ConfigError when there is no linter.
        """
        linter = self.usable
        most = linter.loaded.settings.max_file_size
        size = len(text.text)
        if size > most:
            return FileReport(
                text.path,
                text.format,
                error=f"{size:,} characters are more than the {most:,} bytes of max-file-size",
            )
        return linter.check_text(text.text, text.format, path=text.path, kept=block_cache)

    def fixed(self, text: Text) -> Fixed:
        """Return a text with its safe fixes applied."""
        done = self.usable.fix(text.text, text.format, path=text.path)
        return Fixed(done.text, done.fixes)

    def close(self) -> None:
        """Close the linter and end its engines."""
        if self.linter is not None:
            self.linter.close()


class Projects:
    """The loaded projects, at most _MOST, in order of their last use."""

    def __init__(self) -> None:
        """Begin without projects."""
        self._held: dict[tuple[str, str], Project] = {}

    def of(self, path: str, settings: messages.Settings) -> Project:
        """Return the project of a file, loaded if need be: by the configuration set in the editor, or the nearest."""
        folder = Path(path).parent
        overrides = dict(settings.overrides)
        faults = ""
        try:
            config = Path(settings.config) if settings.config else find(folder)
        except EdlintError as error:
            config, faults = None, str(error)
        key = (str(config or faults), json.dumps(overrides, sort_keys=True))
        project = self._held.pop(key, None)
        if faults:
            project = Project(None, stamps(nearer(folder)), faults)
        elif project is None or not project.fresh:
            project = _read(config, folder, overrides, project)
        self._held[key] = project
        while len(self._held) > _MOST:
            self._held.pop(next(iter(self._held))).close()
        # Watch also for new configurations nearer to the file than the one in use.
        return replace(project, stamps={**stamps(nearer(folder, config)), **project.stamps})

    def closed(self, path: str) -> None:
        """Drop the results kept for a text that is no longer open."""
        for project in self._held.values():
            project.block_caches.pop(path, None)

    def close(self) -> None:
        """Close all projects."""
        for project in self._held.values():
            project.close()
        self._held.clear()


def _read(config: Path | None, folder: Path, overrides: Settings, before: Project | None) -> Project:
    """Load a project from its files; if that fails, return one with the linter of `before` and the faults."""
    files: list[str] = [str(config)] if config else []
    try:
        with limit(_SECONDS, f"the configuration takes longer than {_SECONDS:g} s to read"):
            loaded = load(config, overrides)
        if config is None:
            loaded = replace(loaded, folder=folder)
        files += map(str, settings_files(loaded))
        linter = _BaselineLinter(loaded)
        files += _rule_files(linter)
        excluded = Excluded(loaded)
    except EdlintError as error:
        known = {*files, *(before.stamps if before else ())}
        return Project(
            before.linter if before else None,
            stamps(known),
            str(error),
            before.excluded if before else None,
        )
    if before is not None:
        before.close()
    return Project(linter, stamps(files), excluded=excluded)


def settings_files(loaded: Loaded) -> Iterable[Path]:
    """Yield the files that a configuration is read from, that lie beside it (waivers, baseline) or that it names."""
    yield from loaded.files
    words = loaded.settings.vocabulary
    for name in (*words.accept, *words.reject):
        yield loaded.folder / name
    if loaded.path is not None:
        yield loaded.folder / WAIVERS
        yield baseline.baseline_path(loaded)
    for name in loaded.settings.packs:
        if Path(name).is_absolute():
            yield Path(name)
    if loaded.settings.vale.config is not None:
        from edlint.vale.config import load as load_styles  # noqa: PLC0415 - only where styles are run
        from edlint.vale.styles import files  # noqa: PLC0415 - as above

        yield Path(loaded.settings.vale.config)
        yield from files(load_styles(Path(loaded.settings.vale.config)))


def _rule_files(linter: Linter) -> set[str]:
    """Return the rule files of packs given as folders, and the folders of those files, where new ones would appear."""
    folders = [name for name in linter.loaded.settings.packs if Path(name).is_absolute()]
    if not folders:
        return set()
    files = {rule.origin for rule in linter.catalog.values() if rule.origin.startswith(tuple(folders))}
    return files | {os.path.dirname(file) for file in files}  # noqa: PTH120 - names may hold anything


def nearer(folder: Path, config: Path | None = None) -> Iterable[str]:
    """Yield the paths of possible configurations for a folder, from it up to the folder of `config` or the root."""
    for one in (folder, *folder.parents):
        yield from (str(one / NAME), str(one / PYPROJECT))
        if config is not None and one == config.parent:
            return
