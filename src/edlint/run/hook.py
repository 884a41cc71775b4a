"""Finds out what pre-commit checks: the commit being made, a range of commits, or whole files.

pre-commit passes nothing but file names, so that a run over all files looks like a commit of all files. Its environment
says that it is running (`PRE_COMMIT`), and from which commit (`PRE_COMMIT_FROM_REF`, for `--from-ref` and before a
push); `--all-files` and `--files` are on its own command line only.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from edlint.run.git import Git

_RUNNERS = frozenset({"pre-commit", "pre_commit", "prek"})
_WHOLE = frozenset({"--all-files", "--files"})


class Comparison(NamedTuple):
    """What to compare the named files with: a commit (`since`), nothing (`whole`), or else HEAD, for what is staged."""

    since: str = ""
    whole: bool = False


def comparison(paths: Sequence[str], environment: Mapping[str, str] = os.environ) -> Comparison:
    """Return what pre-commit checks with these files; the default, what is staged, outside of it. Raises GitError."""
    if environment.get("PRE_COMMIT") != "1" or not paths:
        return Comparison()
    since = environment.get("PRE_COMMIT_FROM_REF", "")
    if since:
        return Comparison(since=since)
    git = Git.around(Path.cwd())
    staged = {os.path.realpath(git.root / change.path) for change in git.staged()}
    # For a commit, pre-commit names staged files only.
    return Comparison(whole=_whole_files() or not staged.issuperset(map(os.path.realpath, paths)))


def _whole_files() -> bool:
    """Whether the hook runner that started this process was told to check all files, or files by name."""
    import psutil  # noqa: PLC0415 - only hooks ask who started them

    try:
        lines = [process.cmdline() for process in psutil.Process().parents()]
    except psutil.Error:
        return False
    return any(
        argument.partition("=")[0] in _WHOLE or _short_all(argument)
        for line in lines
        if not _RUNNERS.isdisjoint(Path(part).stem for part in line[:3])
        for argument in line
    )


def _short_all(argument: str) -> bool:
    """Whether an argument is `-a`, or contains it among other letters (`-va`)."""
    return (
        argument.startswith("-")
        and not argument.startswith("--")
        and argument[1:].isalpha()
        and "a" in argument
    )
