"""git runs nothing that a repository names, takes nothing from a bare one among the articles, and leaves no mark."""

import hashlib
import json
import os
import subprocess

import pytest

OLD = "# Queues\n\nA queue keeps teh order of its messages.\n"
NEW = OLD + "\nIt was recieved.\n"


@pytest.fixture
def repository(repository):
    """A repository with a changed article, and a program that leaves a mark when it is run."""
    repository.write("edlint.toml", 'engines = "none"\n')
    repository.write("docs/a.md", OLD)
    repository.commit()
    repository.write("docs/a.md", NEW)
    program = repository.folder.parent / "program"
    program.write_text(f"#!/bin/sh\n: > '{program}-ran'\ncat 2>/dev/null\n")
    program.chmod(0o755)
    return repository


@pytest.fixture
def program(repository) -> str:
    return str(repository.folder.parent / "program")


def ran(repository) -> bool:
    return (repository.folder.parent / "program-ran").exists()


def new(done: "subprocess.CompletedProcess[str]") -> list[str]:
    """Return the words of the findings that count."""
    assert done.returncode == 1, done.stderr
    files = json.loads(done.stdout)["files"]
    return [f["text"] for file in files for f in file["findings"] if not f["suppressed"]]


def marks(folder) -> dict[str, str]:
    """Return what a folder holds, by name."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


CONFIGURED = [
    (
        "core.fsmonitor={} filter.x.clean={} filter.x.smudge={} diff.external={} diff.x.command={} diff.x.textconv={} "
        "core.pager={} pager.diff={} alias.diff=!{} alias.rev-parse=!{} alias.cat-file=!{} core.sshCommand={} "
        "core.gitProxy={} core.askPass={} core.editor={} credential.helper=!{} gpg.program={} merge.x.driver={} "
        "core.alternateRefsCommand={} core.attributesFile={} core.excludesFile={}"
    ),
    "core.fsmonitor=true core.fsmonitorHookVersion=2 core.hooksPath={} filter.x.process={} filter.x.required=true",
    "include.path={}.config",
    "extensions.worktreeConfig=true core.repositoryformatversion=1",
]


@pytest.mark.parametrize("settings", CONFIGURED)
@pytest.mark.parametrize("how", ["--since=HEAD", "--staged"])
def test_nothing_that_the_configuration_names_is_run(repository, program, settings, how):
    repository.write(".gitattributes", "*.md filter=x diff=x merge=x\n")
    repository.git("add", "-A")
    (repository.folder / "docs/a.md").touch()
    (repository.folder.parent / "program.config").write_text(
        f'[core]\n\tfsmonitor = {program}\n[filter "x"]\n\tclean = {program}\n'
    )
    (repository.folder / ".git/config.worktree").write_text(f"[core]\n\tfsmonitor = {program}\n")
    for setting in settings.format(*[program] * 21).split(" "):
        repository.git("config", *setting.split("=", 1))
    hooks = repository.folder.parent / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "fsmonitor-watchman", "query-watchman", "reference-transaction"):
        for folder in (hooks, repository.folder / ".git/hooks"):
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(f"#!/bin/sh\n: > '{program}-ran'\n")
            (folder / name).chmod(0o755)
    (repository.folder.parent / "program-ran").unlink(missing_ok=True)
    before = marks(repository.folder)
    assert new(repository.edlint("check", how, "--format", "json")) == ["recieved"]
    assert not ran(repository)
    assert marks(repository.folder) == before


def test_nothing_that_the_environment_names_is_run(repository, program):
    trace = repository.folder.parent / "trace"
    repository.environment |= {
        "GIT_EXTERNAL_DIFF": program, "GIT_SSH_COMMAND": program, "GIT_PAGER": program, "GIT_ASKPASS": program,
        "GIT_PROXY_COMMAND": program, "GIT_TRACE": str(trace), "GIT_TRACE2_EVENT": str(trace),
        "GIT_EXEC_PATH": str(repository.folder), "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": program, "GIT_EDITOR": program,
    }  # fmt: skip
    assert new(repository.edlint("check", "--since", "HEAD", "--format", "json")) == ["recieved"]
    assert not ran(repository)
    assert not trace.exists()


def bare(repository, folder, program) -> None:
    """Make a folder of the articles a git repository by itself, as files that anybody can commit."""
    repository.git("init", "-q", "--bare", folder)
    repository.git("-C", folder, "config", "core.bare", "false")
    repository.git("-C", folder, "config", "core.worktree", "..")
    repository.git("-C", folder, "config", "core.fsmonitor", program)
    repository.git("-C", folder, "config", "filter.x.clean", program)


@pytest.mark.parametrize("how", ["--since=HEAD", "--staged"])
def test_a_repository_that_lies_bare_among_the_articles_is_not_used(repository, program, how):
    repository.write("docs/.gitattributes", "*.md filter=x\n")
    bare(repository, "docs", program)
    (repository.folder.parent / "program-ran").unlink(missing_ok=True)
    done = repository.edlint("check", how, cwd=repository.folder / "docs", code=2)
    assert "bare repository" in done.stderr
    repository.git("add", "-A")
    assert new(repository.edlint("check", how, "--format", "json")) == ["recieved"]
    assert not ran(repository)


def test_a_repository_whose_files_are_elsewhere_is_not_used(repository):
    (repository.folder.parent / "home/a.md").write_text(OLD)
    repository.git("config", "core.worktree", str(repository.folder.parent / "home"))
    done = repository.edlint("check", "--since", "HEAD", code=2)
    assert "says that its files are in" in done.stderr
    assert "teh" not in done.stdout


@pytest.mark.parametrize("settings", ["core.fsmonitor={}", "filter.x.clean={}"])
def test_nothing_that_a_submodule_names_is_run(repository, make_repository, program, settings):
    other = make_repository(repository.folder.parent / "other")
    other.write(".gitattributes", "*.md filter=x\n")
    other.commit(b_md=OLD)
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.folder), "sub")
    repository.commit()
    repository.write("docs/a.md", NEW + "\nAnd seperate.\n")
    inside = repository.folder / "sub"
    repository.git("-C", str(inside), "config", *settings.format(program).split("="))
    (inside / "b.md").write_text(NEW)
    (repository.folder.parent / "program-ran").unlink(missing_ok=True)
    assert new(repository.edlint("check", "--since", "HEAD", "--format", "json")) == ["seperate"]
    assert not ran(repository)


def test_objects_that_are_not_there_are_fetched_from_nowhere(repository, run, program, tmp_path):
    repository.git("add", "-A")
    repository.commit()
    run("git", "-C", repository.folder, "config", "uploadpack.allowFilter", "true", cwd=tmp_path)
    clone = tmp_path / "clone"
    run("git", "clone", "-q", "--filter=blob:none", f"file://{repository.folder}", clone, cwd=tmp_path)
    for key, value in (("remote.origin.url", f"ext::{program}"), ("protocol.allow", "always")):
        run("git", "-C", clone, "config", key, value, cwd=tmp_path)
    (clone / "docs/b.md").write_text("# New\n\nIt is seperate.\n")
    (clone / "docs/a.md").unlink()
    done = repository.edlint("check", "--since", "HEAD~1", "--format", "json", cwd=clone)
    assert not ran(repository)
    assert (done.returncode, "partial clone" in done.stderr) == (2, True), done.stderr


def test_line_ends_are_gits_own_and_no_change(repository, run):
    repository.write(".gitattributes", "*.md text eol=crlf\n*.txt -text\n")
    repository.write("docs/b.txt", OLD)
    repository.commit()
    windows = OLD.replace("\n", "\r\n") + "\r\nIt was recieved.\r\n"
    repository.write("docs/a.md", windows)
    repository.write("docs/b.txt", OLD.replace("\n", "\r\n"))
    found = json.loads(repository.edlint("check", "--since", "HEAD", "--format", "json").stdout)["files"]
    assert [file["path"] for file in found] == ["docs/b.txt"]
    repository.write(".gitattributes", "")
    repository.write("docs/a.md", NEW)
    repository.commit()
    repository.write("docs/a.md", windows)
    for autocrlf, changed in (("true", []), ("input", []), ("false", ["docs/a.md"])):
        repository.git("config", "core.autocrlf", autocrlf)
        done = repository.edlint("check", "--since", "HEAD", "--format", "json")
        shown = [file["path"] for file in json.loads(done.stdout)["files"]] if done.stdout else []
        assert shown == changed


def test_a_hook_sees_what_is_about_to_be_committed(repository, bin_folder):
    hook = repository.folder / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexec edlint check --staged --format concise\n")
    hook.chmod(0o755)
    repository.write("docs/b.md", "# B\n\nIt is seperate.\n")
    repository.git("add", "docs/b.md")
    for command in (["-am", "x"], ["docs/a.md", "-m", "x"]):
        done = subprocess.run(
            ["git", "commit", *command], cwd=repository.folder, env=repository.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode != 0
        assert "recieved" in done.stdout + done.stderr
        assert ("seperate" in done.stdout + done.stderr) == (command[0] == "-am")
    tree = repository.folder.parent / "tree"
    repository.git("worktree", "add", "-q", str(tree))
    (tree / "docs/a.md").write_text(NEW)
    assert new(repository.edlint("check", "--since", "HEAD", "--format", "json", cwd=tree)) == ["recieved"]
    assert not list(tree.parent.glob("edlint-git-*"))


@pytest.mark.parametrize("file", ["index", "info/exclude"])
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["pipe", "zero"])
def test_pipes_and_devices_in_gits_folder_are_refused_in_a_line(repository, file, make):
    path = repository.folder / ".git" / file
    path.unlink(missing_ok=True)
    make(path)
    done = repository.edlint("check", "--since", "HEAD", code=2)
    assert "not a regular file" in done.stderr or "git" in done.stderr
    assert len(done.stderr.splitlines()) == 1
