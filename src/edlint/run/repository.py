"""A git repository that anyone may have written, queried without running any program that it names.

A repository's configuration can name programs for git to run: filters, a file system monitor, hooks, an external diff,
a transport for missing objects. So git reads that configuration only to locate its folders, its commits and its line
end settings; everything else is run on a temporary git folder of ours, with the repository's objects, a copy of its
index, and a configuration without any of that.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from edlint.config.files import opened, read_bytes
from edlint.config.search import ROOT, program
from edlint.model.errors import EdlintError

if TYPE_CHECKING:
    import subprocess
    import tempfile

_SECONDS = 120.0
"""Seconds for comparing files: more than any repository needs, and a limit in case a pipe replaces a file."""
_MOMENT = 20.0
"""Seconds for looking up a name."""
_LARGEST = 1_000_000_000
_SMALL = 1_000_000
# Environment variables that locate things, which git may take from the user; how git works is set here.
_PLACES = frozenset(
    {
        "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    }
)  # fmt: skip
_SAFE = {
    # No lock during a commit, no prompt, no object fetched from anywhere.
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}
# Settings for line ends and file comparison: harmless values that name no program, whoever set them.
_ANYBODYS = frozenset(
    f"core.{name}"
    for name in (
        "autocrlf", "eol", "filemode", "symlinks", "ignorecase", "precomposeunicode", "trustctime", "checkstat",
        "longpaths", "protecthfs", "protectntfs",
    )
)  # fmt: skip
# Settings that name files to read: taken from the user's configuration, not from the repository's.
_USERS = frozenset({"core.excludesfile", "core.attributesfile"})


class GitError(EdlintError):
    """Git is missing, the folder is no repository, or an object is missing; the message says how to correct it."""


@dataclass
class Repository:
    """A repository whose working tree is at `root`; `head` is the commit that is checked out (None: none yet).

    `folder` is the temporary git folder that git is run on instead, with `options` and `environment`; it is removed
    with this object.
    """

    root: Path
    head: str | None
    shallow: bool
    options: tuple[str, ...]
    environment: Mapping[str, str]
    folder: "tempfile.TemporaryDirectory[str]" = field(repr=False)

    @classmethod
    def around(cls, folder: Path) -> "Repository":
        """Return the repository that contains `folder`. Raises GitError."""
        done = query_git(folder, "rev-parse", "--show-toplevel")
        if done.returncode:
            why = reason(done)
            if "not a git repository" in why:
                raise GitError("this folder is in no git repository; --since and --staged need one")
            raise GitError(f"git: {why}")
        root = _path(done.stdout, folder)
        own = _path(_said(folder, "rev-parse", "--absolute-git-dir"), folder)
        common = _path(_said(folder, "rev-parse", "--git-common-dir"), folder)
        if not _belongs(root, own):
            raise GitError(f"git: {own} says that its files are in {root}, which does not say so too")
        shallow, kind = _said(folder, "rev-parse", "--is-shallow-repository", "--show-object-format").split()
        head = query_git(folder, "rev-parse", "--verify", "--quiet", "HEAD").stdout.decode().strip() or None
        ours = _stand_in(own, common, head, kind.decode())
        index = Path(ours.name, "index")
        _copy(_place("GIT_INDEX_FILE", root) or own / "index", index)
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or name == "GIT_ALTERNATE_OBJECT_DIRECTORIES"
        }
        environment |= _SAFE | {
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_OBJECT_DIRECTORY": str(_place("GIT_OBJECT_DIRECTORY", folder) or common / "objects"),
            "GIT_INDEX_FILE": str(index),
        }
        options = (f"--git-dir={ours.name}", f"--work-tree={root}", *_line_ends(folder))
        return cls(root, head, shallow == b"true", options, environment, ours)

    def run(self, *arguments: str, data: bytes | None = None) -> "subprocess.CompletedProcess[bytes]":
        """Run git on the temporary git folder. Raises GitError if it cannot be started, or takes too long."""
        return _git(("-C", str(self.root), *self.options, *arguments), self.environment, _SECONDS, data)


def reason(done: "subprocess.CompletedProcess[bytes]") -> str:
    """Return the first line of git's error output."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["failed without a word"]
    return lines[0].removeprefix("fatal: ").removeprefix("error: ")


def user_name(folder: Path) -> str:
    """Return the user's name in git's configuration for a folder; "" if there is none or git is missing."""
    try:
        return query_git(folder, "config", "user.name").stdout.decode("utf-8", "replace").strip()
    except GitError:
        return ""


def _belongs(root: Path, own: Path) -> bool:
    """Whether a working tree's `.git` leads to the git folder that names this tree: it could name any other tree."""
    if "GIT_DIR" in os.environ:
        return True
    link = root / ".git"
    try:
        if link.is_file():
            named = read_bytes(link, _SMALL).decode("utf-8", "surrogateescape").partition(":")[2].strip()
            link = root / named
        return link.samefile(own)
    except OSError:
        return False


def _stand_in(own: Path, common: Path, head: str | None, kind: str) -> "tempfile.TemporaryDirectory[str]":
    """Return a temporary git folder in a repository's place: HEAD, exclude and attribute files, shallow commits."""
    import tempfile  # noqa: PLC0415 - most runs ask no repository

    ours = tempfile.TemporaryDirectory(prefix="edlint-git-")
    folder = Path(ours.name)
    (folder / "refs").mkdir()
    (folder / "info").mkdir()
    (folder / "HEAD").write_text(f"{head or 'ref: refs/heads/none'}\n")
    format_ = "" if kind == "sha1" else f"[extensions]\nobjectformat = {kind}\n"
    (folder / "config").write_text(f"[core]\nrepositoryformatversion = {int(bool(format_))}\n{format_}")
    for name in ("shallow", "info/exclude", "info/attributes"):
        _copy(common / name, folder / name)
    for part in own.glob("sharedindex.*"):
        _copy(part, folder / part.name)
    return ours


def _copy(path: Path, to: Path) -> None:
    """Copy a file with its times, by which git detects changes made while the index was written. Raises GitError."""
    import shutil  # noqa: PLC0415 - as above

    if not os.path.lexists(path):
        return
    try:
        with opened(path, _LARGEST) as file, to.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        times = path.stat()
        os.utime(to, ns=(times.st_atime_ns, times.st_mtime_ns))
    except OSError as error:
        raise GitError(f"{path}: {(error.strerror or str(error)).lower()}") from None


def _line_ends(folder: Path) -> Iterator[str]:
    """Yield git options for how lines end here and what the user ignores everywhere."""
    said = os.fsdecode(_said(folder, "config", "--list", "-z", "--show-scope")).split("\0")
    for scope, setting in zip(said[::2], said[1::2], strict=False):
        name, equals, value = setting.partition("\n")
        if name in _ANYBODYS or (name in _USERS and scope in {"system", "global", "command"}):
            yield from ("-c", f"{name}={value}" if equals else name)


def _place(name: str, folder: Path) -> Path | None:
    """Return a path that the environment names, as git's hooks do, relative to `folder`; None if it names none."""
    return folder / os.environ[name] if os.environ.get(name) else None


def _path(said: bytes, folder: Path) -> Path:
    return folder / os.fsdecode(said.removesuffix(b"\n"))


def _said(folder: Path, *arguments: str) -> bytes:
    done = query_git(folder, *arguments)
    if done.returncode:
        raise GitError(f"git {arguments[0]}: {reason(done)}")
    return done.stdout


def query_git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """Run git on the repository itself: only for looking up names, which runs nothing that it configures."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _PLACES or name.startswith("GIT_CONFIG")
    }
    # A bare repository among the articles is not the user's.
    options = ("-C", str(folder), "-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false")
    return _git((*options, *arguments), environment | _SAFE, _MOMENT)


def _git(
    arguments: Iterable[str], environment: Mapping[str, str], seconds: float, data: bytes | None = None
) -> "subprocess.CompletedProcess[bytes]":
    git = program("git")
    if git is None:
        raise GitError("git is not on the PATH; --since and --staged need it")
    import subprocess  # noqa: PLC0415 - most runs ask no repository

    try:
        return subprocess.run(
            (git, "--no-pager", *arguments),
            cwd=ROOT,
            env=environment,
            input=data,
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git took longer than {seconds:g} s") from None
    except OSError as error:
        raise GitError(f"git cannot be started: {(error.strerror or str(error)).lower()}") from None
