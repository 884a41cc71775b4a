"""Shared by commands: finding and checking articles, and writing output."""

import os
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from edlint.api import Linter
from edlint.cli.errors import complain
from edlint.cli.progress import progress
from edlint.config.load import Loaded
from edlint.model.errors import ConfigError, EdlintError
from edlint.model.report import Report
from edlint.run import baseline
from edlint.run.files import FoundFiles, find_files
from edlint.run.read import error_reason
from edlint.run.write import Folders, atomically


def found(
    paths: Sequence[str], loaded: Loaded, *, allow_empty: bool, written: Collection[str] = ()
) -> FoundFiles | None:
    """Return the articles at `paths` (default: this folder); None if there are none and that is allowed.

    `written` are files that this run writes. Raises ConfigError as `nothing_found` does.
    """
    files = find_files(paths or ["."], loaded, allow_empty=allow_empty, written=written)
    if files.articles or files.errors:
        return files
    nothing_found(allow_empty=allow_empty)
    return None


def nothing_found(*, allow_empty: bool | None) -> None:
    """Report that there is no article; raise ConfigError unless that is allowed.

    `allow_empty` is None for a command that has no such option.
    """
    if not allow_empty:
        rest = "" if allow_empty is None else ", or pass --allow-empty"
        raise ConfigError(f"no file to check: name files or folders with articles{rest}")
    complain("no file to check")


def checked(linter: Linter, files: FoundFiles, *, jobs: int | None = None, keep: bool = False) -> Report:
    """Check articles with a progress bar, and return the report."""
    with progress(len(files.articles)) as step:
        return linter.check_articles(
            files.articles, jobs=jobs, progress=step, errors=files.errors, passed=files.passed, keep=keep
        )


def marked(report: Report, loaded: Loaded) -> Report:
    """Return the report with the findings in the configuration's baseline marked, if there is a baseline."""
    path = baseline.baseline_path(loaded)
    return baseline.mark(report, baseline.read(path)) if path.is_file() else report


def coloured(asked: bool | None, output: str | None = None) -> bool:
    """Whether to write in colour: as asked, else if standard output is a terminal and `output` names no file."""
    return asked if asked is not None else not output and sys.stdout.isatty()


def put(parts: Iterable[bytes], output: str | None, among: Folders = ()) -> None:
    """Write to a file, or to standard output if `output` is empty; `among` as in `atomically`. Raises EdlintError."""
    if output:
        atomically(Path(output), parts, among=among)
        return
    try:
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # The rest of the buffer would fail again when Python exits, and hide the exit code.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise EdlintError(f"standard output: cannot be written: {error_reason(error)}") from None
