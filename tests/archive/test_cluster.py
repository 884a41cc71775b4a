"""Ray and Spark carry buckets, and lose none when a worker is killed."""

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from archive.conftest import rows, write
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


def wanted(name: str) -> None:
    """Skip where a package is not installed: with EDLINT_REQUIRE_RAY=1, or _PYSPARK, its absence is a failure."""
    if importlib.util.find_spec(name) is None:
        required = os.environ.get(f"EDLINT_REQUIRE_{name.upper()}")
        (pytest.fail if required else pytest.skip)(f"no {name} here: it is large, and an extra")


def test_on_ray_with_a_worker_killed(edlint, place, environment):
    wanted("ray")
    write(place / "site", 90, start=30)
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
    wait_for(lambda: children(process, "ray::one") or process.poll() is not None)
    with contextlib.suppress(psutil.Error):  # it may be at its end
        for worker in children(process, "ray::one")[:1]:
            worker.send_signal(signal.SIGKILL)
    said = process.communicate()[1].decode()
    assert process.returncode == 1, said
    # A worker that is killed as it has written its bucket and not yet said so leaves it to be found as before.
    counts = re.search(r"(\d+) articles checked, (\d+) as before", said)
    assert counts is not None, said
    assert sum(map(int, counts.groups())) == 120, said
    assert rows(place / "there") == rows(place / "here")


def test_on_spark(edlint, place):
    wanted("pyspark")
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
