"""Install LanguageTool in language-tool-python's folder: from its download, a zip file, or the user's Maven."""

import contextlib
import gc
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import as_file, files
from pathlib import Path

from edlint.config.search import program
from edlint.engines.languagetool.install import JAR, VERSION, folder, home, installed, usable_java
from edlint.engines.setup import check_digest, line, move, stage
from edlint.model.errors import EngineError

_MAIN_CLASS = "org.languagetool.server.HTTPServer"
_MAVEN_SECONDS = 1800
_LINE = 72
_FEWEST_JARS = 100
_OWN_SUMS = (f"LTP_DOWNLOAD_SHA256_{VERSION.replace('.', '_')}", "LTP_DOWNLOAD_SHA256")
"""language-tool-python's environment variables for the checksum of a repacked archive."""


def download() -> Path:
    """Have language-tool-python download LanguageTool and verify it; returns the folder. Raises EngineError."""
    java = usable_java()
    from language_tool_python.download_lt import LocalLanguageTool  # noqa: PLC0415 - slow to import

    failure = ""
    with stage(home()) as name:
        try:
            # It looks for Java on PATH only, and downloads nothing where it finds an incomplete folder.
            with (
                contextlib.chdir(name),
                _environment(
                    LTP_PATH=name,
                    PATH=f"{java.parent}{os.pathsep}{os.environ.get('PATH', '')}",
                    LTP_JAR_DIR_PATH=None,
                ),
            ):
                LocalLanguageTool.from_version_name(VERSION).download()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever requests, zipfile and the package itself raise
            failure = line(error) or type(error).__name__
        if failure:
            # Outside the except clause, as the error keeps the progress bar alive, which ends its line when freed.
            gc.collect()
            raise EngineError(
                f"the download of LanguageTool {VERSION} failed ({failure}); without the network: "
                "edlint setup languagetool --from-zip FILE, behind a mirror: --maven"
            )
        _move(Path(name) / folder().name, f"the download of LanguageTool {VERSION}")
    return folder()


def from_zip(path: Path) -> Path:
    """Unpack LanguageTool's release zip, checked against its known checksum; returns the folder. Raises EngineError."""
    from language_tool_python.safe_zip import SafeZipExtractor  # noqa: PLC0415 - as above

    check_digest(
        path,
        _checksum(),
        f"LanguageTool-{VERSION}.zip",
        f"; fetch it anew, or name the sum of an archive of your own in {_OWN_SUMS[0]}",
    )
    with stage(home()) as name:
        try:
            with zipfile.ZipFile(path) as archive:
                SafeZipExtractor().extractall(archive, Path(name) / "out", work_dir=Path(name))
        except Exception as error:  # noqa: BLE001 - the package raises whatever zipfile and it itself raise
            raise EngineError(f"{path} cannot be unpacked ({line(error)}): fetch it anew") from None
        _move(Path(name) / "out" / folder().name, str(path))
    return folder()


def _checksum() -> str:
    """Return the SHA-256 that the archive must have: the one in language-tool-python's variables, or its own."""
    from language_tool_python.download_lt import EXPECTED_DOWNLOAD_SHA256  # noqa: PLC0415 - as above

    named = next((value for name in _OWN_SUMS if (value := os.environ.get(name))), None)
    return (named or str(EXPECTED_DOWNLOAD_SHA256[VERSION])).strip().lower()


@contextlib.contextmanager
def _environment(**variables: str | None) -> Iterator[None]:
    """Set environment variables within the `with` block; None removes a variable."""
    before = {name: os.environ.get(name) for name in variables}
    _set(variables)
    try:
        yield
    finally:
        _set(before)


def _set(variables: Mapping[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def from_maven() -> Path:
    """Fetch LanguageTool's jars with the user's Maven and its settings; returns the folder. Raises EngineError."""
    maven = program("mvn")
    if maven is None:
        raise EngineError(
            "Maven (mvn) was not found: install it (Debian: apt install maven), or use --from-zip FILE"
        )
    with (
        stage(home()) as name,
        as_file(files("edlint").joinpath("data/en/grammar/languagetool-pom.xml")) as pom,
    ):
        here = Path(name) / "LanguageTool"
        here.mkdir()
        shutil.copy(pom, Path(name) / "pom.xml")
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
                cwd=name,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_MAVEN_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError(f"Maven failed ({line(error)})") from None
        jars = sorted(jar.name for jar in (here / "libs").glob("*.jar")) if (here / "libs").is_dir() else []
        if done.returncode or len(jars) < _FEWEST_JARS:
            said = [
                line for line in done.stdout.splitlines() if line.startswith(("[ERROR] Failed", "[FATAL]"))
            ]
            raise EngineError(
                f"Maven did not resolve LanguageTool {VERSION}: {line((said or [done.stdout[-300:]])[0])}"
            )
        _write_jar(here / JAR, jars)
        _move(here, "what Maven resolved")
    return folder()


def _write_jar(path: Path, jars: Iterable[str]) -> None:
    """Write the jar that language-tool-python starts: a manifest that names the main class and the other jars.

    A line of a manifest holds at most 72 bytes; continuation lines begin with a blank (the JAR file specification).
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


def _move(made: Path, what: str) -> None:
    """Move a complete LanguageTool to its final folder. Raises EngineError without its jar; `what` is the source."""
    if not (made / JAR).is_file():
        raise EngineError(f"{what} holds no {folder().name}/{JAR}: fetch LanguageTool-{VERSION}.zip")
    move(made, folder(), installed)
