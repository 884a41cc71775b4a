import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from edlint.model.errors import EdlintError
from edlint.run.files import find_files
from edlint.run.write import atomically

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
    from edlint.config.load import load

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
