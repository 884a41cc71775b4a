"""What pre-commit asks of a hook."""

from collections.abc import Sequence
from types import SimpleNamespace

import psutil
import pytest

from edlint.run import hook

AT_WORK = {"PRE_COMMIT": "1"}


@pytest.fixture(autouse=True)
def staged(tmp_path, monkeypatch):
    """A repository in which a.md and b.md are staged."""
    monkeypatch.chdir(tmp_path)
    changes = [SimpleNamespace(path="a.md"), SimpleNamespace(path="b.md")]
    git = SimpleNamespace(root=tmp_path, staged=lambda: changes)
    monkeypatch.setattr(hook.Git, "around", lambda _: git)


def runner(monkeypatch: pytest.MonkeyPatch, *lines: Sequence[str]) -> None:
    """Have these command lines start this process."""
    parents = [SimpleNamespace(cmdline=lambda line=line: list(line)) for line in lines]
    monkeypatch.setattr(psutil, "Process", lambda: SimpleNamespace(parents=lambda: parents))


@pytest.mark.parametrize(
    ("paths", "environment", "asked"),
    [
        (["a.md"], {}, hook.Comparison()),
        (["a.md"], {"PRE_COMMIT": "0"}, hook.Comparison()),
        ([], AT_WORK, hook.Comparison()),
        (["a.md"], AT_WORK, hook.Comparison()),
        (["a.md", "b.md"], AT_WORK, hook.Comparison()),
        (["a.md", "c.md"], AT_WORK, hook.Comparison(whole=True)),
        (["a.md"], {**AT_WORK, "PRE_COMMIT_FROM_REF": "main"}, hook.Comparison(since="main")),
    ],
)
def test_a_commit_names_what_is_staged(paths, environment, asked, monkeypatch):
    runner(monkeypatch, ["git", "commit", "-a"])
    assert hook.comparison(paths, environment) == asked


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        (["/usr/bin/pre-commit", "run", "--all-files"], True),
        (["python", "-m", "pre_commit", "run", "--files=a.md"], True),
        (["prek", "run", "-a"], True),
        (["prek", "run", "-va"], True),
        (["prek", "run", "-v"], False),
        (["prek", "run", "--hook-stage", "--alike"], False),
        (["prek", "run", "-a1"], False),
        (["prek", "run", "a"], False),
        (["bash", "-c", "x", "prek", "--all-files"], False),
        (["git", "commit", "-a"], False),
    ],
)
def test_all_files_are_asked_for_on_the_runners_own_command_line(line, whole, monkeypatch):
    runner(monkeypatch, ["sh"], line)
    assert hook.comparison(["a.md"], AT_WORK).whole is whole


def test_who_may_not_be_asked_has_not_asked_for_all_files(monkeypatch):
    def parents():
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil, "Process", lambda: SimpleNamespace(parents=parents))
    assert hook.comparison(["a.md"], AT_WORK) == hook.Comparison()
