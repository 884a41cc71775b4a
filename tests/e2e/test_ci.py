"""The steps of the GitHub action and of the GitLab template, run by a shell as their services would."""

import json
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
        "github.event.pull_request.base.sha": base
    }
    values = {name: context[text.strip("${ }")] for name, text in step["env"].items()}
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
    done, _, output = github(project, environment, tmp_path, arguments="--select claims --exit-zero")
    assert (done.returncode, output) == (0, "exit-code=0\n")


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
