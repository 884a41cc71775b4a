"""Ray and Spark carry buckets, and lose none when a worker is killed."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from archive.conftest import rows
from waiting import wait_for


def children(process: "subprocess.Popen[bytes]", name: str) -> list[psutil.Process]:
    """Return what runs below a process by how its command line begins."""
    found = []
    for one in psutil.Process(process.pid).children(recursive=True):
        try:
            if " ".join(one.cmdline()).startswith(name):
                found.append(one)
        except psutil.Error:
            continue
    return found


def test_on_ray_with_a_worker_killed(edlint, place, environment):
    pytest.importorskip("ray")
    edlint("run", "site", "--out", "here", "--bucket", "4", code=1)
    process = subprocess.Popen(
        (
            sys.executable,
            "-m",
            "edlint",
            "archive",
            "run",
            "site",
            "--out",
            "there",
            "--bucket",
            "4",
            "--on",
            "ray",
            "-j",
            "2",
        ),
        cwd=place,
        env=environment,
        stderr=subprocess.PIPE,
    )
    done = place / "there" / "_done"
    wait_for(lambda: (done.is_dir() and len(list(done.iterdir())) >= 1) or process.poll() is not None)
    workers = children(process, "ray::one")
    assert workers
    workers[0].send_signal(signal.SIGKILL)
    said = process.communicate()[1].decode()
    assert process.returncode == 1, said
    assert "30 articles checked, 0 as before" in said
    assert rows(place / "there") == rows(place / "here")


def test_on_spark(edlint, place):
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("no Java")
    edlint("run", "site", "--out", "here", "--bucket", "16", code=1)
    said = edlint("run", "site", "--out", "there", "--bucket", "16", "--on", "spark", "-j", "2", code=1)
    assert "30 articles checked, 0 as before" in said.stderr
    assert rows(place / "there") == rows(place / "here")


def test_without_the_package_the_remedy_is_said(edlint, place):
    for name in ("ray", "pyspark"):
        (place / "packs" / name).mkdir(parents=True)
        (place / "packs" / name / "__init__.py").write_text("raise ImportError(__name__)\n")
    for where, extra in (("ray", "ray"), ("spark", "spark")):
        said = edlint("run", "site", "--out", "out", "--on", where, code=2).stderr
        assert said.count("\n") == 1
        assert f"pip install 'edlint[{extra}]'" in said
    assert not Path(place, "out").exists()
