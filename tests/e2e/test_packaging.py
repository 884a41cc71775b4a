"""The workflows, the image and the site of the documentation: held to their schemas, built where they can be."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edlint.testing import RuleTester

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_the_workflows_are_ones_that_github_takes(run):
    assert [path.stem for path in WORKFLOWS] == ["docs", "release", "tests"]
    run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS, cwd=ROOT)


def _docker() -> bool:
    return (
        shutil.which("docker") is not None
        and not subprocess.run(["docker", "info"], capture_output=True, check=False).returncode
    )


@pytest.mark.skipif(not _docker(), reason="no docker daemon runs here")
def test_the_image_is_built_and_checks_articles(tmp_path):
    subprocess.run(["docker", "build", "--quiet", "--tag", "edlint-test", ROOT], check=True)
    (tmp_path / "a.md").write_text("# A\n\nWe recieve it.\n")
    command = ["docker", "run", "--rm", "--volume", f"{tmp_path}:/articles:ro", "edlint-test", "check", "."]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "recieve" in done.stdout


def test_each_rule_has_a_page_on_the_site(tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rules = [path.parent.name for path in (tmp_path / "site" / "rules").glob("*/index.html")]
    assert sorted(rules) == sorted(["index-of-rules", *RuleTester().rules])
    page = (tmp_path / "site" / "rules" / "markup.dead-anchor" / "index.html").read_text()
    assert "Scrolling to a fragment" in page
