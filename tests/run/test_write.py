import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from edlint.cli.main import cli
from edlint.config.load import load
from edlint.model.errors import EdlintError
from edlint.run.files import find_files
from edlint.run.write import atomically, sweep

WRITER = """
import sys
from pathlib import Path
from edlint.run.write import atomically
print("ready", flush=True)
while True:
    for letter in b"AB":
        atomically(Path(sys.argv[1]), bytes([letter]) * 300_000)
"""


def test_whoever_is_killed_while_writing_leaves_the_old_file_or_the_new_one(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"A" * 300_000)
    for attempt in range(8):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.003 * attempt)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        data = path.read_bytes()
        assert len(data) == 300_000
        assert len(set(data)) == 1
    assert {entry.suffix for entry in tmp_path.iterdir()} <= {".md", ".edlint-tmp"}


def test_what_a_killed_run_leaves_behind_is_no_article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("x")
    (tmp_path / ".a.md.abc.edlint-tmp").write_text("x")
    assert [article.display for article in find_files(["."], load(None)).articles] == ["a.md"]


def test_a_new_file_has_the_mode_that_the_user_wants_and_an_old_one_keeps_its_own(tmp_path):
    old = os.umask(0o027)
    try:
        atomically(tmp_path / "new", b"x")
    finally:
        os.umask(old)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640
    (tmp_path / "new").chmod(0o604)
    atomically(tmp_path / "new", b"y")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o604
    assert os.umask(old) == old


def test_a_link_is_followed_and_a_pipe_written_to(tmp_path):
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to("real")
    atomically(tmp_path / "link", b"y")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"y"
    atomically(Path(os.devnull), b"z")
    assert not Path(os.devnull).is_file()


def test_what_cannot_be_written_is_said_and_nothing_is_left(tmp_path):
    with pytest.raises(EdlintError, match="none/a: cannot be written: no such file"):
        atomically(tmp_path / "none" / "a", b"x")
    atomically(tmp_path / ("n" * 250), b"x")
    assert [len(entry.name) for entry in tmp_path.iterdir()] == [250]


LEFT = ".0123456789abcdef.edlint-tmp"


def test_what_a_killed_run_left_is_swept_by_the_next_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("x")
    for folder in (".", "docs", "docs/deep"):
        Path(folder).mkdir(exist_ok=True)
        Path(folder, LEFT).write_text("half")
    kept = {"a.md", ".a.md.edlint-tmp", ".notes.edlint-tmp", "0123456789abcdef.edlint-tmp", "docs"}
    for name in kept - {"a.md", "docs"}:
        Path(name).write_text("somebody's own")
    find_files(["."], load(None))
    assert {entry.name for entry in tmp_path.iterdir()} == kept
    assert [entry.name for entry in Path("docs").rglob("*")] == ["deep"]


def test_a_link_a_second_name_and_a_folder_are_not_swept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("secret").write_text("precious")
    Path(LEFT).symlink_to("secret")
    Path(LEFT.replace("0", "1")).hardlink_to("secret")
    Path(LEFT.replace("0", "2")).mkdir()
    os.mkfifo(LEFT.replace("0", "3"))
    before = sorted(entry.name for entry in tmp_path.iterdir())
    find_files(["."], load(None), allow_empty=True)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == before
    assert Path("secret").read_text() == "precious"


def test_what_another_run_is_writing_stays(tmp_path):
    path = tmp_path / LEFT
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        sweep(str(path))
        assert path.exists()
    sweep(str(path))
    assert not path.exists()


def test_a_fix_of_a_named_file_sweeps_beside_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDLINT_NO_CACHE", "1")
    Path("a.md").write_text("We recieve it.\n")
    Path(LEFT).write_text("half")
    result = CliRunner().invoke(cli, ["check", "--engines", "none", "--fix", "a.md"])
    assert result.exit_code == 0, result.output
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.md"]
