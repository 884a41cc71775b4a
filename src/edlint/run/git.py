"""Queries to git: which files changed, and their contents before."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from edlint.run.repository import GitError, Repository, query_git, reason

_SUBMODULE = "160000"
_FILES = frozenset({"100644", "100755"})
_PARTIAL = "a partial clone leaves contents out, and edlint fetches none: git fetch --refetch --no-filter"


class GitChange(msgspec.Struct, frozen=True):
    """A file that differs: its path from the repository's root, and the ids of its contents.

    `new` is None for content in the working tree, `old` None for a file that did not exist. `status` is git's letter:
    A, M, R, D, T or U (in conflict), and S for a submodule.
    """

    path: str
    old: str | None
    new: str | None
    status: str


class Git:
    """A git repository, queried without running any program that its configuration names."""

    def __init__(self, repository: Repository) -> None:
        """Take the repository."""
        self.root = repository.root
        self._repository = repository

    @classmethod
    def around(cls, folder: Path) -> "Git":
        """Return the repository that contains `folder`. Raises GitError."""
        return cls(Repository.around(folder))

    def merge_base(self, ref: str) -> str:
        """Return the commit from which `ref` and HEAD have diverged. Raises GitError, with the remedy."""
        if self._repository.head is None:
            raise GitError(f"--since {ref}: the branch that is checked out has no commit yet")
        commit = query_git(
            self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
        )
        if commit.returncode:
            branch = ref.removeprefix("origin/")
            fetch = f"git fetch --no-tags origin {branch}" if branch != ref else f"git fetch origin {ref}"
            more = (
                "; this clone is shallow, so fetch more than its last commit (see below)"
                if self._repository.shallow
                else ""
            )
            deepen = f"\n{_deepen()}" if self._repository.shallow else ""
            raise GitError(f"--since {ref}: git knows no such commit here; try: {fetch}{more}{deepen}")
        base = self._repository.run("merge-base", commit.stdout.decode().strip(), self._repository.head)
        if base.returncode == 0:
            return base.stdout.decode().split()[0]
        if self._repository.shallow:
            raise GitError(
                f"--since {ref}: this clone is shallow and ends before {ref} and HEAD meet\n{_deepen()}"
            )
        raise GitError(f"--since {ref}: {ref} and HEAD have no commit in common")

    def changed(self, base: str) -> list[GitChange]:
        """Return what differs between a commit and the working tree, untracked files included."""
        found = {change.path: change for change in self._diff(base)}
        for path in self._read("ls-files", "--others", "--exclude-standard", "-z").split(b"\0"):
            # A nested repository that git does not track is listed as a folder.
            if path and not path.endswith(b"/"):
                name = os.fsdecode(path)
                found.setdefault(name, GitChange(name, None, None, "A"))
        return sorted(found.values(), key=lambda change: change.path)

    def staged(self) -> list[GitChange]:
        """Return what differs between HEAD and the index."""
        base = self._repository.head
        if base is None:
            # Before the first commit, everything is new compared with the empty tree.
            base = self._read("hash-object", "-t", "tree", "--stdin", data=b"").decode().strip()
        return sorted(self._diff("--cached", base), key=lambda change: change.path)

    def contents(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of blobs, by their ids. Raises GitError for a missing one."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        data = self._read("cat-file", "--batch", data="".join(f"{one}\n" for one in wanted).encode())
        found, at = {}, 0
        for one in wanted:
            line = data.index(b"\n", at)
            parts = data[at:line].split(b" ")
            at = line + 1
            if len(parts) != 3:
                raise GitError(f"git does not have the contents of {one}; {_PARTIAL}")
            size = int(parts[2])
            found[one] = data[at : at + size]
            at += size + 1
        return found

    def files(self, ref: str) -> Iterator[tuple[str, str]]:
        """Yield path and blob id of each file of a commit, except links and submodules. Raises GitError."""
        commit = query_git(
            self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
        )
        if commit.returncode:
            raise GitError(f"{self.root}: git knows no commit “{ref}” here")
        for line in self._read("ls-tree", "-r", "-z", commit.stdout.decode().strip()).split(b"\0"):
            head, _, path = line.partition(b"\t")
            if head and head.split(b" ")[0].decode() in _FILES:
                yield os.fsdecode(path), head.split(b" ")[2].decode()

    def _diff(self, *what: str) -> Iterator[GitChange]:
        parts = iter(
            self._read(
                "diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--no-ext-diff", "--no-textconv",
                # To compare more than the commit, git would run in the submodule, with its configuration.
                "--ignore-submodules=dirty", *what, "--",
            ).split(b"\0")
        )  # fmt: skip
        for head in parts:
            if not head:
                continue
            old_mode, new_mode, old, new, status = head.decode().removeprefix(":").split(" ")
            path = os.fsdecode(next(parts))
            letter = status[0]
            if letter in "RC":
                path = os.fsdecode(next(parts))
            if _SUBMODULE in {old_mode, new_mode}:
                yield GitChange(path, None, None, "S")
            elif letter == "U" or new_mode in _FILES or letter == "D":
                before = old if old_mode in _FILES else None
                yield GitChange(path, before, None if set(new) == {"0"} else new, letter)

    def _read(self, *arguments: str, data: bytes | None = None) -> bytes:
        done = self._repository.run(*arguments, data=data)
        if done.returncode:
            why = reason(done)
            if "unable to read" in why:
                why += f"; {_PARTIAL}"
            raise GitError(f"git {arguments[0]}: {why}")
        return done.stdout


def _deepen() -> str:
    return (
        "fetch the history: git fetch --unshallow (or --deepen=200); "
        "on GitHub: actions/checkout with fetch-depth: 0; on GitLab: GIT_DEPTH: 0"
    )
