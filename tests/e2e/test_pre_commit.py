"""The hooks, run by the real pre-commit in real repositories."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CLEAN = "# Queues\n\nA queue keeps the order of its messages.\n"
FAULTY = "# Queues\n\nA queue keeps the the order of its mesages.\n"


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """Return a folder for what pre-commit keeps, and for the hooks that it takes from another repository."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def environment(environment, shared):
    """Have pre-commit clone the hooks once."""
    return environment | {"PRE_COMMIT_HOME": str(shared / "home")}


@pytest.fixture
def hooks(make_repository, shared):
    """Return the address and commit of a repository with our manifest; its hooks use the installed edlint.

    `language: python` would have pre-commit fetch what edlint depends on, and there is no network in a test.
    """
    folder = shared / "hooks"
    if folder.exists():
        return folder, (folder / ".git" / "refs" / "heads" / "main").read_text().strip()
    source = make_repository(folder)
    manifest = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert manifest.count("language: python") == len(yaml.safe_load(manifest))
    source.write(".pre-commit-hooks.yaml", manifest.replace("language: python", "language: system"))
    return folder, source.commit()


def configure(repository, hooks, *ids: str, **options) -> None:
    folder, commit = hooks
    entry = {"repo": str(folder), "rev": commit, "hooks": [{"id": name, **options} for name in ids]}
    # Grammar engines take seconds to start and are not what is tested here.
    repository.write("edlint.toml", 'engines = "none"\n')
    repository.write(".pre-commit-config.yaml", json.dumps({"repos": [entry]}))


def attempt(repository, message: str = "x"):
    return repository.run("git", "commit", "-q", "-m", message, cwd=repository.folder, check=False)


def test_a_commit_with_a_fault_is_stopped_and_one_without_passes(repository, hooks):
    configure(repository, hooks, "edlint")
    repository.run("pre-commit", "install", cwd=repository.folder)
    repository.write("docs/queues.md", FAULTY)
    repository.write("code.py", "x = 1\n")
    repository.git("add", "-A")
    stopped = attempt(repository)
    assert stopped.returncode != 0
    assert "mesages" in stopped.stderr + stopped.stdout
    repository.write("docs/queues.md", CLEAN)
    repository.git("add", "-A")
    passed = attempt(repository)
    assert passed.returncode == 0, passed.stderr


def test_only_what_is_staged_is_checked(repository, hooks):
    configure(repository, hooks, "edlint")
    repository.run("pre-commit", "install", cwd=repository.folder)
    repository.write("a.md", CLEAN)
    repository.git("add", "-A")
    repository.write("a.md", FAULTY)
    passed = attempt(repository)
    assert passed.returncode == 0, passed.stderr
    assert (repository.folder / "a.md").read_text() == FAULTY
    repository.git("add", "a.md")
    repository.write("a.md", CLEAN)
    assert attempt(repository).returncode != 0


OLD = FAULTY.replace("the the", "the")
NEW = f"{OLD}\nThey were recieved.\n"


def words(text: str) -> set[str]:
    return {word for word in ("mesages", "recieved") if f"“{word}”" in text}


@pytest.fixture
def old(repository, hooks):
    """Return a repository in which an article with an old fault is committed and another was changed."""
    configure(repository, hooks, "edlint", args=["--format", "concise"])
    repository.run("pre-commit", "install", cwd=repository.folder)
    repository.write("a.md", OLD)
    repository.write("b.md", OLD)
    repository.commit()
    repository.write("b.md", f"{OLD}\nThey were received.\n")
    repository.git("add", "-A")
    return repository


def pre_commit(repository, *arguments: str):
    done = repository.run("pre-commit", "run", *arguments, cwd=repository.folder, check=False)
    return done.returncode, words(done.stdout)


def test_a_commit_answers_for_what_it_brings_in_and_for_nothing_else(old):
    assert pre_commit(old) == (0, set())
    passed = attempt(old)
    assert passed.returncode == 0, passed.stderr
    old.write("b.md", NEW)
    old.git("add", "-A")
    stopped = attempt(old)
    assert stopped.returncode != 0
    assert words(stopped.stdout + stopped.stderr) == {"recieved"}


@pytest.mark.parametrize("arguments", [("--all-files",), ("-av",), ("--files", "b.md")])
def test_whole_files_are_green_only_when_the_whole_is(old, arguments):
    assert pre_commit(old, *arguments) == (1, {"mesages"})
    # The same when all there is is staged, which looks like a commit.
    old.write("a.md", f"{OLD}\nThey were received.\n")
    old.git("add", "-A")
    assert pre_commit(old, *arguments) == (1, {"mesages"})
    for name in ("a.md", "b.md"):
        old.write(name, CLEAN)
    old.git("add", "-A")
    assert pre_commit(old, *arguments) == (0, set())


def test_a_range_of_commits_answers_for_what_it_brings_in(old):
    old.commit(b_md=NEW)
    assert pre_commit(old, "--from-ref", "HEAD~1", "--to-ref", "HEAD") == (1, {"recieved"})
    old.commit(b_md=f"{OLD}\nThey were received.\n")
    assert pre_commit(old, "--from-ref", "HEAD~2", "--to-ref", "HEAD") == (0, set())


def test_the_hook_for_whole_files_reports_old_faults(old, hooks):
    configure(old, hooks, "edlint-all", args=["--format", "concise"])
    old.git("add", "-A")
    assert pre_commit(old) == (1, {"mesages"})


def test_the_entry_of_init_is_the_hook(repository):
    repository.edlint("init", code=0)
    ours = yaml.safe_load((repository.folder / ".pre-commit-config.yaml").read_text("utf-8"))
    (hook,) = ours["repos"][0]["hooks"]
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    first = manifest[0]
    assert {key: hook[key] for key in ("id", "entry", "files", "require_serial")} == {
        key: first[key] for key in ("id", "entry", "files", "require_serial")
    }
    assert len({one["files"] for one in manifest if "stages" not in one}) == 1


def test_the_hook_takes_every_format_and_passes_over_what_is_none(repository, hooks):
    configure(repository, hooks, "edlint-all", args=["--format", "concise"])
    repository.write("edlint.toml", 'engines = "none"\n[values]\n"i18n/*.yaml" = ["*"]\n')
    repository.write("i18n/a.yaml", "a: We recieve it.\n")
    repository.write("other.yaml", "a: We recieve it.\n")
    for name in ("a.Rmd", "b.srt", "c.pot", "d.ltx", "e.asc"):
        repository.write(name, "We recieve it.\n")
    for example in ("letter.docx", "minutes.odt"):
        shutil.copy(ROOT / "examples" / "formats" / example, repository.folder)
    repository.git("add", "-A")
    done = repository.run("pre-commit", "run", "--all-files", cwd=repository.folder, check=False)
    assert done.returncode == 1
    for name in ("i18n/a.yaml", "a.Rmd", "d.ltx", "e.asc", "letter.docx", "minutes.odt"):
        assert f"{name}:" in done.stdout
    assert "not checked" not in done.stdout
    assert "other.yaml" not in done.stdout
    configure(repository, hooks, "edlint-all", files="^other")
    assert repository.run("pre-commit", "run", "--all-files", cwd=repository.folder).returncode == 0


def test_the_message_of_a_commit_is_checked(repository, hooks):
    configure(repository, hooks, "edlint-message")
    repository.run("pre-commit", "install", "--hook-type", "commit-msg", cwd=repository.folder)
    repository.git("add", "-A")
    stopped = attempt(repository, "fix: Say what we recieve")
    assert stopped.returncode != 0
    assert "recieve" in stopped.stderr + stopped.stdout
    passed = attempt(repository, "fix: Say what we receive")
    assert passed.returncode == 0, passed.stderr


def test_a_commit_without_articles_and_one_of_excluded_files_pass(repository, hooks):
    configure(repository, hooks, "edlint")
    repository.run("pre-commit", "install", cwd=repository.folder)
    repository.write("edlint.toml", 'engines = "none"\nexclude = ["old/"]\nvocabulary.accept = "words.txt"\n')
    repository.write("old/a.md", FAULTY)
    repository.write("words.txt", "mesages\n")
    repository.write("requirements.txt", "mesages==1\n")
    repository.git("add", "-A")
    passed = attempt(repository)
    assert passed.returncode == 0, passed.stderr


def test_the_fix_hook_changes_the_file_and_stops_until_it_is_added(repository, hooks):
    configure(repository, hooks, "edlint-fix")
    repository.write("a.md", FAULTY.replace("the the", "the"))
    repository.git("add", "-A")
    first = repository.run("pre-commit", "run", cwd=repository.folder, check=False)
    fixed = (repository.folder / "a.md").read_text()
    assert first.returncode == 1
    assert "files were modified by this hook" in first.stdout
    assert "messages" in fixed
    repository.git("add", "-A")
    assert repository.run("pre-commit", "run", cwd=repository.folder, check=False).returncode == 0


def test_the_claims_hook_leaves_spelling_alone(repository, hooks):
    configure(repository, hooks, "edlint-claims")
    repository.write("a.md", FAULTY)
    repository.git("add", "-A")
    assert repository.run("pre-commit", "run", cwd=repository.folder, check=False).returncode == 0
    repository.write("b.md", "# Queues\n\nRoughly 70% of all outages begin in a queue.\n")
    repository.git("add", "-A")
    stopped = repository.run("pre-commit", "run", cwd=repository.folder, check=False)
    assert stopped.returncode == 1
    assert "claims.unsourced-statistic" in stopped.stdout


def test_many_files_are_one_process_and_the_configuration_may_lie_elsewhere(repository, hooks, tmp_path):
    shared = tmp_path / "shared.toml"
    shared.write_text('engines = "none"\nignore = ["spelling"]\n')
    configure(repository, hooks, "edlint", args=["--config", str(shared)], verbose=True)
    for number in range(60):
        repository.write(f"docs/a folder/{number}.md", CLEAN.replace("messages", "mesages"))
    repository.git("add", "-A")
    done = repository.run("pre-commit", "run", "--all-files", cwd=repository.folder, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("60 files") == 1


def test_init_in_a_new_repository_gives_a_first_run(repository):
    repository.edlint("init", code=0)
    repository.write("a.md", FAULTY)
    repository.git("add", "-A")
    repository.run("pre-commit", "install", cwd=repository.folder)
    assert attempt(repository).returncode != 0
    repository.write("edlint-vocabulary.txt", "mesages\n")
    repository.write("a.md", FAULTY.replace("the the", "the"))
    repository.git("add", "-A")
    passed = attempt(repository)
    assert passed.returncode == 0, passed.stderr


def test_the_project_checks_itself_with_hooks_that_exist():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert {hook["id"] for hook in hooks} == {"ruff-check", "ruff-format", "mypy", "lint-imports", "edlint"}


def test_the_manifest_and_the_configuration_are_ones_that_pre_commit_takes(run):
    run("pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml", cwd=ROOT)
    run("pre-commit", "validate-config", ROOT / ".pre-commit-config.yaml", cwd=ROOT)
