"""Nothing is written through a link that lies among the articles, nor outside of their folder."""

import json
import os
from pathlib import Path

import pytest

ARTICLE = "# Queues\n\nA queue keeps teh order of its messages.\n"
SECRET = "# mine\n"


@pytest.fixture
def home(repository) -> Path:
    """Return the user's own folder beside the repository, with a file that nobody else may change."""
    repository.write("a.md", ARTICLE)
    repository.write("edlint.toml", 'engines = "none"\n')
    folder = repository.folder.parent / "home"
    (folder / ".bashrc").write_text(SECRET)
    return folder


def untouched(home: Path) -> bool:
    """Whether the user's folder is as it was, but for the cache that edlint keeps there."""
    return sorted(p.name for p in home.iterdir()) == [".bashrc"] and (home / ".bashrc").read_text() == SECRET


@pytest.mark.parametrize("link", ["../home/.bashrc", "../home/new", "nowhere/new", "a.md"])
@pytest.mark.parametrize("item", ["sarif:out", "json:out", "html:out.html", "markdown:./out"])
def test_a_report_is_not_written_through_a_link(repository, home, item, link):
    path = repository.folder / item.partition(":")[2]
    path.symlink_to(link)
    done = repository.edlint("check", "--output", item, "a.md", code=2)
    assert "is a link" in done.stderr
    assert path.is_symlink()
    assert untouched(home)
    assert (repository.folder / "a.md").read_text() == ARTICLE


@pytest.mark.parametrize("item", ["json:out/x.json", "html:out", "html:out/deeper/still", "html:out/x.html"])
def test_nor_through_a_folder_that_is_a_link(repository, home, item):
    (repository.folder / "out").symlink_to("../home")
    done = repository.edlint("check", "--output", item, "a.md", code=2)
    assert "is a link" in done.stderr
    assert untouched(home)


def test_nor_page_by_page(repository, home):
    (repository.folder / "out").mkdir()
    (repository.folder / "out/index.html").symlink_to("../../home/.bashrc")
    assert "is a link" in repository.edlint("check", "--output", "html:out", "a.md", code=2).stderr
    assert untouched(home)


def test_nor_where_the_articles_are_named_from_elsewhere(repository, home, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (repository.folder / ".git").rename(tmp_path / "git")
    (repository.folder / "out").symlink_to("../home/.bashrc")
    for path in (repository.folder, repository.folder / "a.md"):
        done = repository.edlint(
            "check", "--output", f"json:{repository.folder}/out", str(path), cwd=tmp_path / "elsewhere"
        )
        assert (done.returncode, "is a link" in done.stderr) == (2, True), done.stderr
    assert untouched(home)


def test_nor_the_ledger_of_claims(repository, home):
    (repository.folder / "out").symlink_to("../home/.bashrc")
    assert "is a link" in repository.edlint("claims", "--output", "out", "a.md", code=2).stderr
    assert untouched(home)


def test_a_report_may_lie_anywhere_that_the_user_names(repository, home, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "mine").symlink_to("real")
    repository.edlint("check", "--output", f"json:{tmp_path}/mine/out.json", "a.md", code=1)
    assert json.loads((tmp_path / "real/out.json").read_text())["summary"]["error"] == 1
    (tmp_path / "mine/link.json").symlink_to("out.json")
    repository.edlint("check", "--output", f"json:{tmp_path}/mine/link.json", "a.md", code=1)
    assert repository.edlint("check", "--output", "json:/dev/stdout", "a.md", code=1).stdout.startswith("{")
    repository.edlint("check", "--output", "json:sub/out.json", "a.md", code=2)


def test_a_pipe_among_the_articles_is_not_waited_for(repository, home):
    os.mkfifo(repository.folder / "out")
    os.mkfifo(repository.folder / "edlint-baseline.jsonl")
    assert "not a regular file" in repository.edlint("check", "--output", "json:out", "a.md", code=2).stderr
    assert "not a regular file" in repository.edlint("baseline", "a.md", code=2).stderr


@pytest.mark.parametrize("link", ["../home/.bashrc", "../home/new.jsonl"])
def test_a_baseline_is_not_written_through_a_link(repository, home, link):
    (repository.folder / "edlint-baseline.jsonl").symlink_to(link)
    repository.edlint("baseline", "a.md", code=2)
    assert untouched(home)


@pytest.mark.parametrize("accept", ["../home/.bashrc", "words.txt", "folder/.bashrc", "/absolute", "."])
@pytest.mark.parametrize("command", [("add", "teh"), ("remove", "mine"), ("learn",)])
def test_a_vocabulary_stays_in_its_folder(repository, home, accept, command):
    accept = accept.replace("/absolute", str(home / ".bashrc"))
    repository.write("edlint.toml", f'engines = "none"\n[vocabulary]\naccept = ["{accept}"]\n')
    repository.write("b.md", "The Quuxly and the Quuxly and the Quuxly are here.\n")
    (repository.folder / "words.txt").symlink_to("../home/.bashrc")
    (repository.folder / "folder").symlink_to("../home")
    done = repository.edlint("vocab", *command, code=2)
    assert "not written" in done.stderr
    assert "--file" in done.stderr
    assert untouched(home)


def test_the_first_vocabulary_that_lies_in_the_folder_takes_the_words(repository, home):
    (repository.folder.parent / "house").mkdir()
    (repository.folder.parent / "house/words.txt").write_text("teh\n")
    repository.write("edlint.toml", '[vocabulary]\naccept = ["../house/words.txt", "words.txt"]\n')
    repository.write("words.txt", "")
    repository.edlint("vocab", "add", "recieve", code=0)
    assert (repository.folder / "words.txt").read_text() == "recieve\n"
    repository.edlint("vocab", "add", "--file", "../house/words.txt", "recieve", code=0)
    assert (repository.folder.parent / "house/words.txt").read_text() == "recieve\nteh\n"


def decisions(repository, **more: str) -> Path:
    """Write a file of decisions about the one finding of a.md and return it."""
    found = json.loads(repository.edlint("check", "--format", "json", "a.md").stdout)["files"][0]["findings"]
    one = {"path": "a.md", "fingerprint": found[0]["fingerprint"], "by": "Ada", "reason": "so"} | more
    path = repository.folder.parent / "decisions.json"
    path.write_text(json.dumps({"schema": 1, "decisions": [one]}))
    return path


@pytest.mark.parametrize(
    ("action", "name"),
    [("dismiss", "edlint-baseline.jsonl"), ("vocabulary", "words.txt"), ("accept", "a.md")],
)
@pytest.mark.parametrize("link", ["../home/.bashrc", "../home/new"])
def test_decisions_are_not_written_through_a_link(repository, home, action, name, link):
    repository.write("edlint.toml", 'engines = "none"\n[vocabulary]\naccept = ["words.txt"]\n')
    repository.write("words.txt", "")
    path = decisions(repository, action=action)
    (repository.folder / name).unlink(missing_ok=True)
    (repository.folder / name).symlink_to(link)
    (home / ".bashrc").write_text(SECRET)
    done = repository.edlint("decisions", "apply", str(path))
    assert done.returncode in {1, 2}
    assert untouched(home)
    assert SECRET not in repository.edlint("decisions", "apply", "--diff", str(path)).stdout


def test_init_writes_through_no_link(repository, home):
    for name in ("edlint.toml", "edlint-vocabulary.txt", ".pre-commit-config.yaml"):
        for other in ("edlint.toml", "edlint-vocabulary.txt", ".pre-commit-config.yaml"):
            (repository.folder / other).unlink(missing_ok=True)
        (repository.folder / name).symlink_to("../home/new")
        done = repository.edlint("init", code=2)
        assert "is a link" in done.stderr
        assert untouched(home)
        assert (
            sum((repository.folder / other).exists() for other in ("edlint.toml", "edlint-vocabulary.txt"))
            == 0
        )


def test_fixes_are_not_written_through_a_link(repository, home):
    (home / "b.md").write_text(ARTICLE)
    repository.write("real/c.md", ARTICLE)
    (repository.folder / "out.md").symlink_to("../home/b.md")
    (repository.folder / "in.md").symlink_to("real/c.md")
    repository.edlint("check", "--fix", ".", "out.md", "in.md")
    assert (home / "b.md").read_text() == ARTICLE
    assert (repository.folder / "in.md").is_symlink()
    assert "teh" not in (repository.folder / "a.md").read_text()


@pytest.mark.parametrize("how", [("s.md",), ("docs/s.md",), ("folder",), ("folder/s.md",), (".",), ("docs",)])
def test_what_a_link_out_of_the_folder_leads_to_is_not_read(repository, home, how):
    (home / "s.md").write_text("The secret passwrod and the passwrod.\n")
    repository.commit()
    repository.write("docs/b.md", ARTICLE)
    (repository.folder / "s.md").symlink_to("../home/s.md")
    (repository.folder / "docs/s.md").symlink_to(home / "s.md")
    (repository.folder / "folder").symlink_to("../home")
    done = repository.edlint("check", *how)
    assert "leads out of the folder" in done.stdout
    assert done.returncode == (1 if how[0] in {".", "docs"} else 2)
    repository.git("add", "-A")
    for command in (
        ("check",), ("check", "--since", "HEAD"), ("check", "--staged"), ("claims",), ("vocab", "learn", "--dry-run"),
    ):  # fmt: skip
        done = repository.edlint(*command, *how)
        assert "passwrod" not in done.stdout + done.stderr


def test_a_link_within_the_folder_is_read_once_under_the_files_own_name(repository, home):
    repository.write("z.md", ARTICLE)
    (repository.folder / "b.md").symlink_to("z.md")
    (repository.folder / "docs").mkdir()
    (repository.folder / "docs/index.md").symlink_to("../z.md")
    for how in ((".",), ("b.md", "z.md"), ("docs/index.md", "z.md")):
        found = json.loads(repository.edlint("check", "--format", "json", *how).stdout)["files"]
        assert "z.md" in [file["path"] for file in found]
        assert not {"b.md", "docs/index.md"} & {file["path"] for file in found}
    found = json.loads(repository.edlint("check", "--format", "json", "docs/index.md").stdout)["files"]
    assert [file["path"] for file in found] == ["docs/index.md"]


def test_links_of_the_users_own_lead_where_they_lead(repository, home, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/link.md").symlink_to(repository.folder / "a.md")
    (tmp_path / "mine").symlink_to(repository.folder)
    for name in ("outside/link.md", "mine/a.md", "mine"):
        done = repository.edlint("check", "--engines", "none", str(tmp_path / name), cwd=home)
        assert (done.returncode, "teh" in done.stdout) == (1, True), done.stderr
