"""Real repositories, git and pre-commit, and the edlint of this environment; no network."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from edlint.cache import own, prepared
from edlint.cache.digest import own_digest
from starting import edlint

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).parents[2]
_HOSTS = frozenset(
    {"CI", "TF_BUILD", "TEAMCITY_VERSION", "JENKINS_URL", "NO_COLOR", "FORCE_COLOR", "PY_COLORS"}
)
"""Variables of CI services other than GITHUB_* and GITLAB_*; all change what edlint and pre-commit print."""


@pytest.fixture(scope="session")
def bin_folder() -> Path:
    """Return the folder with the programs of this environment: edlint, Python and pre-commit."""
    return Path(sys.executable).parent


@pytest.fixture(scope="session")
def cache() -> Path:
    """Return a cache folder that is shared by all tests, as by the runs of one user, without results at first.

    Prepared tables, which take seconds to build, are copied into it if they exist.
    """
    folder = Path(os.environ["EDLINT_CACHE_DIR"]).with_name("shared")
    kept = folder / "edlint"
    kept.mkdir(parents=True, exist_ok=True)
    newest = {}
    tables = (path for path in own.folder().glob("*.table") if path.exists())
    for path in sorted(tables, key=lambda path: path.stat().st_mtime):
        name = path.name.rpartition("-")[0]
        ours = prepared.cache_path(name, own_digest())
        newest[name] = ours if ours.exists() else path
    for path in newest.values():
        # Other processes of the test run may do this at the same time, and any run may remove old tables.
        with suppress(FileNotFoundError):
            copy = shutil.copy(path, kept / f"{path.name}.{os.getpid()}")
            Path(copy).replace(kept / path.name)
    return folder


@pytest.fixture
def environment(tmp_path, bin_folder, cache) -> dict[str, str]:
    """Return an environment without the user's own git and pre-commit settings, and without CI's variables."""
    home = tmp_path / "home"
    home.mkdir()
    identity = {
        f"GIT_{who}_{what}": "edlint@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    clean = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("GIT_", "PRE_COMMIT", "EDLINT", "GITHUB_", "GITLAB_")) and key not in _HOSTS
    }
    return (
        clean
        | identity
        | {
            "HOME": str(home),
            "XDG_CACHE_HOME": str(cache),
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
        }
    )


@pytest.fixture
def run(environment) -> Run:
    """Return a function that runs a command in a folder, in that environment."""

    def call(
        *command: str | Path, cwd: Path, check: bool = True, **options
    ) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            **options,
        )
        if check and done.returncode:
            raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
        return done

    return call


class Repository:
    """A git repository in a folder of its own."""

    def __init__(self, folder: Path, run: Run, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.run = run
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        return self.run("git", *arguments, cwd=self.folder).stdout

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def commit(self, message: str = "x", **files: str) -> str:
        """Write files (`a_md="…"` is a.md), commit everything, and return the commit's id."""
        for name, text in files.items():
            self.write(name.replace("_", "."), text)
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "-m", message)
        return self.git("rev-parse", "HEAD").strip()

    def edlint(
        self,
        *arguments: str,
        code: int | None = None,
        cwd: Path | None = None,
        typed: str = "",
        before: Callable[[], None] | None = None,
    ) -> "subprocess.CompletedProcess[str]":
        done = edlint(
            cwd or self.folder, *arguments, environment=self.environment, typed=typed, before=before
        )
        if code is not None and done.returncode != code:
            raise AssertionError(
                f"{arguments} ended with {done.returncode}, not {code}:\n{done.stdout}\n{done.stderr}"
            )
        return done


@pytest.fixture
def repository(tmp_path, run, environment) -> Repository:
    return Repository(tmp_path / "repository", run, environment)


@pytest.fixture
def make_repository(run, environment) -> Callable[[Path], Repository]:
    return lambda folder: Repository(folder, run, environment)
