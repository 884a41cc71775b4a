"""What pre-commit asks of a hook: the commit that is being made, a range of commits, or whole files.

pre-commit gives a hook nothing but the names of files, so that a run over all files looks like a commit of all files.
It says in the environment that it is at work (`PRE_COMMIT`), and from which commit on (`PRE_COMMIT_FROM_REF`, for
`--from-ref` and before a push); `--all-files` and `--files` stand on its own command line only.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from edlint.run.git import Git

_RUNNERS = frozenset({"pre-commit", "pre_commit", "prek"})
_WHOLE = frozenset({"--all-files", "--files"})


class Asked(NamedTuple):
    """Against what to hold the named files: a commit (`since`), or nothing (`whole`); neither: what is staged."""

    since: str = ""
    whole: bool = False


def asked(paths: Sequence[str], environment: Mapping[str, str] = os.environ) -> Asked:
    """Return what pre-commit asks for with these files; outside of it, what is staged. Raises GitError."""
    if environment.get("PRE_COMMIT") != "1" or not paths:
        return Asked()
    since = environment.get("PRE_COMMIT_FROM_REF", "")
    if since:
        return Asked(since=since)
    git = Git.around(Path.cwd())
    staged = {os.path.realpath(git.root / change.path) for change in git.staged()}
    # A commit names what is staged and nothing else.
    return Asked(whole=_whole_files() or not staged.issuperset(map(os.path.realpath, paths)))


def _whole_files() -> bool:
    """Whether the runner that started this process was told to look at all files, or at some by name."""
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
    """Whether an argument is `-a`, or has it among other letters (`-va`)."""
    return (
        argument.startswith("-")
        and not argument.startswith("--")
        and argument[1:].isalpha()
        and "a" in argument
    )
