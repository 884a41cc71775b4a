"""The extension for VS Code: built, tested with the library that it uses, and packaged, from what is committed."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "editors/vscode"


@pytest.mark.skipif(not os.environ.get("EDLINT_REQUIRE_VSCODE"), reason="takes npm and its registry")
def test_the_extension_is_built_tested_and_packaged(tmp_path):
    folder = tmp_path / "vscode"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("node_modules", "dist", "*.vsix"))
    program = Path(sys.executable).with_name("edlint")
    for command in (["ci", "--no-fund", "--no-audit"], ["test"], ["run", "package"]):
        done = subprocess.run(
            ["npm", *command],
            cwd=folder,
            env={**os.environ, "EDLINT": str(program)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(folder / "edlint.vsix") as packed:
        assert "extension/dist/extension.js" in packed.namelist()
