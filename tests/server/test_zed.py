"""The extension for Zed: it compiles against Zed's own interface."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "editors/zed"


@pytest.mark.skipif(
    not os.environ.get("EDLINT_REQUIRE_ZED"), reason="takes Rust, its wasm32-wasip2 and crates"
)
def test_the_extension_compiles(tmp_path):
    folder = tmp_path / "zed"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("target"))
    done = subprocess.run(
        ["cargo", "build", "--quiet", "--target", "wasm32-wasip2"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    target = Path(os.environ.get("CARGO_TARGET_DIR") or folder / "target")
    assert (target / "wasm32-wasip2/debug/edlint_zed.wasm").read_bytes().startswith(b"\0asm")
