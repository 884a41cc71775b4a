"""What an editor may say that is no message."""

from pathlib import Path

import pytest

from starting import edlint


@pytest.mark.parametrize("length", [10**15, 10**30])
def test_a_message_without_end_is_refused_in_a_line(tmp_path: Path, length: int) -> None:
    done = edlint(tmp_path, "server", typed=f"Content-Length: {length}\r\n\r\n{{}}")
    assert done.returncode == 2
    assert done.stderr == "edlint: the editor announced a message that is too large to read\n"
