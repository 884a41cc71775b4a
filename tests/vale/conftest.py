"""Projects with a `.vale.ini`, edlint's alerts in them, and those of Vale itself if it is installed."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from edlint.model.document import Document
from edlint.model.source import Source
from edlint.parse import format_of, parse
from edlint.vale.config import load
from edlint.vale.engine import Engine
from edlint.vale.styles import load_styles

INI = "StylesPath = styles\nMinAlertLevel = suggestion\n\n[*]\nBasedOnStyles = House\n"
Alerts = list[tuple[str, int, int, str, str]]
"""Path, line, column, rule and message of each alert, sorted."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, str]], Path]:
    """Return a function that creates files in the test's folder, with a `.vale.ini` for the style House by default."""
    monkeypatch.chdir(tmp_path)

    def make(files: Mapping[str, str]) -> Path:
        for name, text in {".vale.ini": INI, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        (tmp_path / "styles").mkdir(exist_ok=True)
        return tmp_path

    return make


@pytest.fixture
def rules() -> Callable[[], Engine]:
    """Return a function that reads the project's configuration and styles."""

    def read() -> Engine:
        config = load(Path(".vale.ini"))
        return Engine(config, load_styles(config))

    return read


@pytest.fixture
def ours(rules: Callable[[], Engine]) -> Callable[..., Alerts]:
    """Return a function that gives edlint's alerts in files of the project; no rule may be broken or give up."""

    def find(*paths: str) -> Alerts:
        engine = rules()
        assert engine.rules is not None
        assert engine.broken == {}
        found: Alerts = []
        for path in paths:
            source = Source(path, format_of(path) or "markdown", Path(path).read_bytes().decode())
            vales = source.format in {"markdown", "html", "text"}
            result = engine.check(Document(source, ()) if vales else parse(source))
            assert result.gave_up == {}
            for each in result.found:
                place = source.place(each.span.start)
                found.append((path, place.line, place.column, each.rule, each.message))
        return sorted(found)

    return find


@pytest.fixture(scope="session")
def vale() -> str:
    """The path of the Vale program, of the version that edlint is compared with."""
    path = os.environ.get("EDLINT_VALE") or shutil.which("vale")
    if not path:
        if os.environ.get("EDLINT_REQUIRE_VALE"):
            pytest.fail("Vale is not installed: go install github.com/vale-cli/vale/v3/cmd/vale@v3.21.0")
        pytest.skip("Vale is not installed: what edlint makes of styles is not held against it")
    return path


@pytest.fixture
def theirs(vale: str) -> Callable[..., Alerts]:
    """Return a function that gives Vale's alerts in files of the project."""

    def find(*paths: str) -> Alerts:
        command = [vale, "--no-global", "--no-exit", "--output=JSON", *paths]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = json.loads(done.stdout)
        assert "Code" not in found, found
        return sorted(
            (path, alert["Line"], alert["Span"][0], alert["Check"], alert["Message"])
            for path, alerts in found.items()
            for alert in alerts
        )

    return find
