"""The steps of the GitHub action and of the GitLab template, run by a shell as their services would."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
TEMPLATE = yaml.safe_load((ROOT / "templates/edlint.gitlab-ci.yml").read_text("utf-8"))["edlint"]
OLD = "# Queues\n\nA queue keeps teh order.\n"


@pytest.fixture
def project(repository):
    repository.write("edlint.toml", 'engines = "none"\n')
    repository.write("two words/a.md", OLD)
    repository.commit()
    return repository


def github(project, environment, tmp_path, base: str = "", **inputs: str):
    """Run the action's check step with inputs; return the process, its summary and its outputs."""
    step = next(step for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    given = {name: str(data.get("default", "")) for name, data in ACTION["inputs"].items()} | inputs
    context = {f"inputs.{name}": value for name, value in given.items()} | {
        "github.event.pull_request.base.sha": base,
        "github.event.merge_group.base_sha": "",
    }
    values = {
        name: next(filter(None, (context[part] for part in text.strip("${ }").split(" || "))), "")
        for name, text in step["env"].items()
    }
    files = {"GITHUB_STEP_SUMMARY": tmp_path / "summary.md", "GITHUB_OUTPUT": tmp_path / "output"}
    for path in files.values():
        path.write_text("")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=project.folder, env=environment | values | {key: str(path) for key, path in files.items()},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done, files["GITHUB_STEP_SUMMARY"].read_text(), files["GITHUB_OUTPUT"].read_text()


def test_the_action_annotates_sums_up_and_ends_with_the_exit_code(project, environment, tmp_path):
    done, summary, output = github(
        project, environment, tmp_path, sarif="out.sarif", paths="two words\n\nedlint.md\n"
    )
    assert done.returncode == 2, done.stderr
    assert "::error file=two words/a.md,line=3" in done.stdout
    assert "teh" in summary
    assert output == "exit-code=2\n"
    assert json.loads((project.folder / "out.sarif").read_text())["version"] == "2.1.0"
    assert "did not check everything (exit code 2)" in summary
    done, summary, output = github(project, environment, tmp_path, arguments="--select\nclaims --exit-zero\n")
    assert (done.returncode, output) == (0, "exit-code=0\n")
    assert "did not check" not in summary + done.stdout
    assert github(project, environment, tmp_path, **{"fail-on": "error"})[0].returncode == 1
    assert github(project, environment, tmp_path, **{"fail-on": "eror"})[0].returncode == 2


def test_on_a_pull_request_only_what_it_changed_counts(project, environment, tmp_path):
    base = project.git("rev-parse", "HEAD").strip()
    project.write("b.md", "# New\n\nAll is well here.\n")
    project.write("two words/a.md", OLD + "\nAnd another line.\n")
    project.commit()
    assert github(project, environment, tmp_path, base=base)[0].returncode == 0
    assert github(project, environment, tmp_path, base="")[0].returncode == 1
    assert github(project, environment, tmp_path, base=base, since="")[0].returncode == 1
    project.write("b.md", "# New\n\nIt was recieved.\n")
    done, _, _ = github(project, environment, tmp_path, base=base)
    assert done.returncode == 1
    assert "teh" not in done.stdout


@pytest.mark.parametrize("name", ["paths", "since", "arguments", "sarif"])
def test_inputs_are_never_run(project, environment, tmp_path, name):
    done, _, _ = github(
        project, environment, tmp_path, **{name: "x; touch pwned\n$(touch pwned) `touch pwned`"}
    )
    assert done.returncode in {1, 2}
    assert not (project.folder / "pwned").exists()


def test_a_shallow_clone_and_a_missing_edlint_stop_the_step(project, environment, tmp_path, run):
    base = project.git("rev-parse", "HEAD").strip()
    project.commit("second", b_md=OLD)
    run("git", "clone", "-q", "--depth=1", project.folder.as_uri(), tmp_path / "shallow", cwd=tmp_path)
    project.folder = tmp_path / "shallow"
    done, summary, output = github(project, environment, tmp_path, base=base)
    assert done.returncode == 2
    assert "fetch-depth: 0" in done.stderr
    assert "::error title=edlint::edlint did not check everything" in done.stdout
    assert "did not check everything" in summary
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "bash").symlink_to(shutil.which("bash"))
    done, summary, output = github(project, environment | {"PATH": str(tools)}, tmp_path)
    assert (done.returncode, output) == (127, "exit-code=127\n")
    assert "exit code 127" in summary


@pytest.mark.parametrize(
    ("schema", "file"), [("github-actions", "action.yml"), ("gitlab-ci", "templates/edlint.gitlab-ci.yml")]
)
def test_both_hold_their_published_schemas(run, schema, file):
    command = ("check-jsonschema", "--builtin-schema", f"vendor.{schema}")
    run(*command, ROOT / file, cwd=ROOT)
    assert run(*command, ROOT / ".pre-commit-hooks.yaml", cwd=ROOT, check=False).returncode == 1


def test_the_workflows_of_the_documentation_are_ones_that_their_services_take(run, tmp_path):
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/ci.md").read_text("utf-8"), re.DOTALL)
    kinds = {"jobs:": "github-workflows", "include:": "gitlab-ci"}
    seen = set()
    for number, block in enumerate(blocks):
        kind = next((kind for word, kind in kinds.items() if f"\n{word}" in f"\n{block}"), None)
        if kind is not None:
            path = tmp_path / f"{number}.yml"
            path.write_text(block)
            run("check-jsonschema", "--builtin-schema", f"vendor.{kind}", path, cwd=tmp_path)
            seen.add(kind)
            for given in re.findall(r"uses: edlint/edlint@\S+\n\s+with:\n((?:\s{10}.*\n)+)", block):
                assert {line.split(":")[0].strip() for line in given.splitlines()} <= set(ACTION["inputs"])
    assert seen == set(kinds.values())


INSTALL = next(step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == "Install edlint")


@pytest.mark.parametrize("script", [INSTALL, *TEMPLATE["before_script"]])
def test_pip_is_not_taken_from_the_articles(project, environment, script):
    project.write("pip/__main__.py", "open('pwned', 'w')\n")
    project.write("pip/__init__.py", "")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=project.folder, env=environment | {"SOURCE": "./none", "EDLINT_PACKAGE": "./none"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert not (project.folder / "pwned").exists()


def test_no_expression_stands_in_a_script():
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_template_reports_to_the_merge_request(project, environment):
    base = project.git("rev-parse", "HEAD").strip()
    project.write("b.md", "# New\n\nIt was recieved.\n")
    project.commit()
    variables = {key: str(value) for key, value in TEMPLATE["variables"].items()}
    merge_request = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    for more, words in ((merge_request, {"recieved"}), ({}, {"recieved", "teh"})):
        done = subprocess.run(
            ["bash", "-ec", "\n".join(TEMPLATE["script"])],
            cwd=project.folder, env=environment | variables | more, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1, done.stderr
        reports = TEMPLATE["artifacts"]["reports"]
        quality = json.loads((project.folder / reports["codequality"]).read_text())
        assert {
            word for word in ("recieved", "teh") if any(f"“{word}”" in one["description"] for one in quality)
        } == words
        assert ET.parse(project.folder / reports["junit"]).getroot().tag in {
            "testsuites",
            "testsuite",
        }
