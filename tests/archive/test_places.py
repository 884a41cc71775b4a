"""Places that cannot be used: one line, exit 2, and nothing lost of what was there."""

import os
import resource

import pytest

from archive.conftest import rows, write
from edlint.run.write import UNFINISHED
from starting import edlint as command_line


@pytest.fixture
def full(place, environment):
    """Return a function that runs `edlint archive` where no file may get larger than so many bytes."""

    def call(most: int, *arguments: str) -> str:
        done = command_line(
            place,
            "archive",
            *arguments,
            environment=environment | {"EDLINT_NO_CACHE": "1"},
            before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        )
        assert done.returncode == 2, done.stdout + done.stderr
        return done.stderr

    return call


def test_a_disk_that_is_full_loses_nothing(edlint, place, full, begun):
    known = rows(place / "out")
    write(place / "site", 30, start=30)
    # While articles are gathered, and while the rows of a bucket are written.
    said = full(3_000, "plan", "site", "--out", "out", "--bucket", "8")
    assert "cannot hold the articles meanwhile: file too large" in said
    assert said.count("\n") == 1, said
    assert "0 articles checked, 30 as before" in edlint("run", "--out", "out", code=1).stderr
    edlint("plan", "site", "--out", "out", "--bucket", "8")
    said = full(4_000, "run", "--out", "out")
    assert "cannot be written: file too large" in said
    assert said.count("\n") == 1, said
    assert rows(place / "out") == known
    assert not [name for _, _, names in os.walk(place / "out") for name in names if name.endswith(UNFINISHED)]
    edlint("run", "--out", "out", code=1)
    edlint("run", "site", "--out", "whole", "--bucket", "8", code=1)
    assert rows(place / "out") == rows(place / "whole")


def test_a_place_that_may_not_be_written_is_said(edlint, place):
    if os.geteuid():
        (place / "shut").mkdir(mode=0o500)
        said = edlint("plan", "site", "--out", "shut/out", code=2).stderr
        assert "Permission denied" in said or "cannot be written" in said
        assert said.count("\n") == 1
    # Whoever the user is, nothing can be put below a file.
    edlint("plan", "site", "--out", "out", "--bucket", "8")
    (place / "out" / "findings").write_text("")
    said = edlint("run", "--out", "out", code=2).stderr
    assert "out/findings" in said
    assert said.count("\n") == 1
    (place / "out" / "findings").unlink()
    edlint("run", "--out", "out", code=1)
    assert len(rows(place / "out")["articles"]) == 30


@pytest.mark.parametrize("folder", ["_done", "runs"])
def test_what_a_newer_edlint_wrote_is_left_alone(edlint, place, folder, begun):
    files = sorted((place / "out" / folder).iterdir())
    for path in files:
        path.write_text(path.read_text().replace('"schema": 1', '"schema": 99'))
    command = ("run", "--out", "out") if folder == "_done" else ("report", "--out", "out")
    said = edlint(*command, code=2).stderr
    assert "newer edlint" in said
    assert said.count("\n") == 1
    assert all('"schema": 99' in path.read_text() for path in files)
