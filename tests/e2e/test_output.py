"""`--output`: where reports go, and that a run which did not look, or could not say so, never passes."""

import json
from pathlib import Path

import pytest

from edlint.cli.output import Output, output
from edlint.model.errors import ConfigError

FAULTY = "# Queues\n\nA queue keeps teh order.\n"
CLEAN = "# Queues\n\nA queue keeps the order of its messages.\n"


@pytest.fixture
def repository(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    repository.write("a.md", FAULTY)
    return repository


@pytest.mark.parametrize(
    ("item", "path"),
    [("sarif:C:\\out\\x.sarif", "C:\\out\\x.sarif"), ("junit:a:b.xml", "a:b.xml"), ("tap", "")],
)
def test_what_follows_the_first_colon_is_the_path(item, path):
    assert output(item) == Output(item.partition(":")[0], path)


def test_a_variable_that_is_empty_is_no_path():
    with pytest.raises(ConfigError, match="names no file; is the variable"):
        output("markdown:")


def test_a_minus_is_standard_output(repository):
    plain = repository.edlint("check", "--output", "markdown", "a.md", code=1)
    named = repository.edlint("check", "--output", "markdown:-", "a.md", code=1)
    assert named.stdout == plain.stdout != ""
    both = repository.edlint("check", "--output", "markdown:-", "--output", "json:-", "a.md", code=2)
    assert "would both go to standard output" in both.stderr
    assert "say where to" in repository.edlint("check", "--output", "html:-", "a.md", code=2).stderr
    claims = repository.edlint("claims", "--format", "csv", "--output", "-", "a.md", code=0)
    assert claims.stdout.startswith("path,")
    assert not (repository.folder / "-").exists()


def test_several_formats_in_one_run(repository):
    formats = (f"--output={each}" for each in ("sarif:out/x.sarif", "github", "junit:j.xml"))
    asked = ("check", *formats, "a.md")
    repository.edlint(*asked, code=2)
    (repository.folder / "out").mkdir()
    done = repository.edlint(*asked, code=1)
    assert done.stdout.startswith("::error file=a.md,line=3")
    assert json.loads((repository.folder / "out/x.sarif").read_text())["version"] == "2.1.0"
    assert "<testsuites" in (repository.folder / "j.xml").read_text()


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (("json", "sarif"), "would both go to standard output"),
        (("terminal", "json"), "would both go to standard output"),
        (("json:x", "sarif:./x"), "another format goes to this file already"),
        (("junti:x",), "did you mean"),
    ],
)
def test_outputs_that_garble_each_other_are_refused(repository, items, said):
    done = repository.edlint(
        "check", *(part for item in items for part in ("--output", item)), "a.md", code=2
    )
    assert said in done.stderr
    assert done.stdout == ""


def test_the_summary_of_a_github_step_is_added_to_and_other_files_are_replaced(repository, environment):
    summary = repository.write("summary.md", "What another command wrote")
    environment["GITHUB_STEP_SUMMARY"] = str(summary)
    for _ in range(2):
        repository.edlint(
            "check", "--output", "markdown:summary.md", "--output", "markdown:other.md", "a.md", code=1
        )
    text = summary.read_text()
    assert text.startswith("What another command wrote\n### edlint")
    assert text.count("### edlint") == 2
    assert (repository.folder / "other.md").read_text().count("### edlint") == 1


def failed_engine(repository):
    repository.write(
        "edlint.toml", 'engines = ["languagetool"]\n[languagetool]\nurl = "http://127.0.0.1:9"\n'
    )
    return ["a.md"], "languagetool failed"


def unreadable(repository):
    (repository.folder / "a.md").write_bytes(b"# A\n\n\xff\n")
    return ["a.md"], "not UTF-8"


def missing(repository):
    return ["a.md", "none.md"], "no such file"


def outside_git(repository):
    (repository.folder / ".git").rename(repository.folder / "not-git")
    return ["--since", "HEAD"], "no git repository"


def unknown_commit(repository):
    repository.commit()
    return ["--since", "origin/none"], "git knows no such commit"


def damaged_baseline(repository):
    repository.write("edlint-baseline.jsonl", "{\n")
    return ["a.md"], "edlint-baseline.jsonl"


def newer_baseline(repository):
    repository.edlint("baseline", "a.md", code=0)
    path = repository.folder / "edlint-baseline.jsonl"
    head, *rest = path.read_text().splitlines()
    newer = {key: 99 if isinstance(value, int) else value for key, value in json.loads(head).items()}
    path.write_text("\n".join([json.dumps(newer), *rest]) + "\n")
    return ["a.md"], "newer"


def unwritable(_repository):
    return ["--output", "json:none/x.json", "a.md"], "cannot be written"


def full(_repository):
    return ["a.md"], "standard output: cannot be written: no space left"


def wrong_configuration(repository):
    repository.write("edlint.toml", "fail-no = 1\n")
    return ["a.md"], "fail-no"


REASONS = [
    failed_engine, unreadable, missing, outside_git, unknown_commit, damaged_baseline, newer_baseline, unwritable, full,
    wrong_configuration,
]  # fmt: skip


@pytest.mark.parametrize(("article", "more"), [(CLEAN, []), (FAULTY, ["--exit-zero"])])
@pytest.mark.parametrize("reason", REASONS)
def test_what_did_not_run_never_passes(repository, run, reason, article, more):
    repository.write("a.md", article)
    arguments, said = reason(repository)
    if reason is full:
        if not Path("/dev/full").exists():
            pytest.skip("this system has no device that is always full")
        done = run(
            "sh",
            "-c",
            'exec edlint check "$@" >/dev/full',
            "sh",
            *more,
            *arguments,
            cwd=repository.folder,
            check=False,
        )
    else:
        done = repository.edlint("check", *more, *arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if said in line]
    assert lines == [] or all(line.startswith(("edlint: ", "Error: ")) for line in lines)


def test_exit_zero_is_for_findings_only(repository):
    repository.edlint("check", "a.md", code=1)
    repository.edlint("check", "--exit-zero", "a.md", code=0)


def test_a_run_without_files_says_so(repository):
    (repository.folder / "a.md").unlink()
    assert "no articles in this folder" in repository.edlint("check", code=2).stdout
    assert "no file to check" in repository.edlint("check", "--allow-empty", code=0).stderr


def test_standard_input_is_fixed_on_standard_output_and_reports_go_to_their_files(repository):
    done = repository.edlint(
        "check", "-", "--fix", "--output", "json:left.json", typed="We recieve it.\n", code=0
    )
    assert done.stdout == "We receive it.\n"
    assert json.loads((repository.folder / "left.json").read_text())["files"][0]["error"] is None
