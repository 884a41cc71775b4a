"""Putting LanguageTool where language-tool-python looks for it: its own download, a zip file, or the user's Maven."""

import hashlib
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path

from edlint.check.engines.lt_install import JAR, VERSION, folder, home, installed, usable_java
from edlint.model.errors import EngineError

_MAIN_CLASS = "org.languagetool.server.HTTPServer"
_MAVEN_SECONDS = 1800
_LINE = 72
_FEWEST_JARS = 100


def download() -> Path:
    """Have language-tool-python fetch LanguageTool, with its checksum and progress; returns the folder. Raises EngineError."""
    usable_java()
    from language_tool_python.download_lt import LocalLanguageTool  # noqa: PLC0415 - slow to import

    try:
        LocalLanguageTool.from_version_name(VERSION).download()
    except Exception as error:  # noqa: BLE001 - the package raises whatever requests, zipfile and it itself raise
        raise EngineError(
            f"the download of LanguageTool {VERSION} failed ({_line(error)}); without the network: "
            "edlint setup languagetool --from-zip FILE, behind a mirror: --maven"
        ) from None
    return _checked()


def from_zip(path: Path) -> Path:
    """Unpack LanguageTool's release zip, checked against its known checksum; returns the folder. Raises EngineError."""
    from language_tool_python.download_lt import EXPECTED_DOWNLOAD_SHA256  # noqa: PLC0415 - as above
    from language_tool_python.safe_zip import SafeZipExtractor  # noqa: PLC0415 - as above

    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EngineError(f"{path}: {error.strerror or error}") from None
    expected = EXPECTED_DOWNLOAD_SHA256.get(VERSION)
    if found != expected:
        raise EngineError(f"{path} is not LanguageTool-{VERSION}.zip: its SHA-256 is {found}, not {expected}")
    with _stage() as stage:
        try:
            with zipfile.ZipFile(path) as archive:
                SafeZipExtractor().extractall(archive, Path(stage) / "out", work_dir=Path(stage))
        except Exception as error:  # noqa: BLE001 - the package raises whatever requests, zipfile and it itself raise
            raise EngineError(f"{path} cannot be unpacked ({_line(error)})") from None
        _move(Path(stage) / "out" / f"LanguageTool-{VERSION}")
    return _checked()


def from_maven() -> Path:
    """Resolve LanguageTool's jars with the user's Maven (settings, mirrors, cache); returns the folder. Raises EngineError."""
    maven = shutil.which("mvn")
    if maven is None:
        raise EngineError(
            "Maven (mvn) was not found: install it (Debian: apt install maven), or use --from-zip FILE"
        )
    with _stage() as stage, as_file(files("edlint").joinpath("data/grammar/languagetool-pom.xml")) as pom:
        here = Path(stage) / "LanguageTool"
        here.mkdir()
        shutil.copy(pom, Path(stage) / "pom.xml")
        command = [
            maven,
            "-B",
            "-q",
            "-Dstyle.color=never",
            "dependency:copy-dependencies",
            f"-DoutputDirectory={here / 'libs'}",
        ]
        try:
            done = subprocess.run(
                command,
                cwd=stage,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_MAVEN_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError(f"Maven failed ({_line(error)})") from None
        jars = sorted(jar.name for jar in (here / "libs").glob("*.jar")) if (here / "libs").is_dir() else []
        if done.returncode or len(jars) < _FEWEST_JARS:
            said = [
                line for line in done.stdout.splitlines() if line.startswith(("[ERROR] Failed", "[FATAL]"))
            ]
            raise EngineError(
                f"Maven did not resolve LanguageTool {VERSION}: {_line((said or [done.stdout[-300:]])[0])}"
            )
        _write_jar(here / JAR, jars)
        _move(here)
    return _checked()


def _write_jar(path: Path, jars: Iterable[str]) -> None:
    """Write the jar that language-tool-python starts: a manifest that names the main class and the other jars.

    A manifest's line holds at most 72 bytes and goes on behind a line that begins with a blank (the JAR file
    specification).
    """
    lines = []
    for entry in (
        "Manifest-Version: 1.0",
        f"Main-Class: {_MAIN_CLASS}",
        "Class-Path: " + " ".join(f"libs/{jar}" for jar in jars),
    ):
        lines.append(entry[:_LINE])
        lines += [f" {entry[at : at + _LINE - 1]}" for at in range(_LINE, len(entry), _LINE - 1)]
    with zipfile.ZipFile(path, "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", "\r\n".join(lines) + "\r\n\r\n")


def _stage() -> "tempfile.TemporaryDirectory[str]":
    """Return a folder beside the final one, so that what is ready moves there at once."""
    try:
        home().mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(dir=home(), prefix="edlint-")
    except OSError as error:
        raise EngineError(f"{home()}: {error.strerror or error}") from None


def _move(stage: Path) -> None:
    if folder().exists():
        # Somebody else was quicker, or an earlier attempt left half of it.
        if installed():
            return
        shutil.rmtree(folder())
    stage.rename(folder())


def _checked() -> Path:
    if not installed():
        raise EngineError(f"LanguageTool {VERSION} was fetched, and yet {folder() / JAR} is not there")
    return folder()


def _line(error: object) -> str:
    return " ".join(str(error).split())[:200]
