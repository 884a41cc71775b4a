"""The articles that a command is about: found, checked, and what is made of them written."""

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
from edlint.run.read import why
from edlint.run.write import Folders, atomically


def found(
    paths: Sequence[str], loaded: Loaded, *, allow_empty: bool, written: Collection[str] = ()
) -> FoundFiles | None:
    """Return the articles at `paths` (default: this folder); None where there is none, and that is allowed.

    `written` are files that this run writes. Raises ConfigError as `nothing_found` does.
    """
    files = find_files(paths or ["."], loaded, allow_empty=allow_empty, written=written)
    if files.articles or files.errors:
        return files
    nothing_found(allow_empty=allow_empty)
    return None


def nothing_found(*, allow_empty: bool | None) -> None:
    """Say that there is no article. Raises ConfigError where that was not allowed; None: by a command that has no option for it."""
    if not allow_empty:
        rest = "" if allow_empty is None else ", or pass --allow-empty"
        raise ConfigError(f"no file to check: name files or folders with articles{rest}")
    complain("no file to check")


def checked(linter: Linter, files: FoundFiles, *, jobs: int | None = None, keep: bool = False) -> Report:
    """Check articles with a bar of progress, and return the report."""
    with progress(len(files.articles)) as step:
        return linter.check_articles(
            files.articles, jobs=jobs, progress=step, errors=files.errors, passed=files.passed, keep=keep
        )


def marked(report: Report, loaded: Loaded) -> Report:
    """Return the report with what the baseline beside the configuration holds marked."""
    path = baseline.beside(loaded)
    return baseline.mark(report, baseline.read(path)) if path.is_file() else report


def coloured(asked: bool | None, output: str | None = None) -> bool:
    """Whether to write in colour: as it was asked for, else on a terminal; `output` is the file, if any."""
    return asked if asked is not None else not output and sys.stdout.isatty()


def put(parts: Iterable[bytes], output: str | None, among: Folders = ()) -> None:
    """Write to a file, or to standard output where none is named; `among` as in `atomically`. Raises EdlintError."""
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
        # What is left in the buffer would fail again when Python ends, and hide the exit code.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise EdlintError(f"standard output: cannot be written: {why(error)}") from None
