"""The Java that LanguageTool is started with: where it is looked for, and how often it is asked."""

import shutil

import pytest

from edlint.cache import store
from edlint.engines.languagetool import install as lt_install
from edlint.engines.languagetool.install import usable_java
from edlint.model.errors import EngineError


@pytest.fixture
def java(tmp_path, monkeypatch):
    """Return a function that puts a Java of a version on PATH, and the file in which it notes each start."""
    folder = tmp_path / "bin"
    folder.mkdir()
    started = tmp_path / "started"

    def put(version: str) -> None:
        program = folder / "java"
        program.write_text(
            f"#!/bin/sh\necho started >> {started}\necho 'openjdk version \"{version}\" 2025-04-15' >&2\n"
        )
        program.chmod(0o755)
        lt_install.java_version.cache_clear()

    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv(store.OFF, "")
    monkeypatch.setenv(store.FOLDER, str(tmp_path / "cache"))
    yield put, lambda: len(started.read_text().splitlines())
    lt_install.java_version.cache_clear()


def test_a_java_that_was_good_is_not_asked_again_until_it_changes(java):
    put, times = java
    put("17.0.15")
    for _ in range(3):
        usable_java(ask=False)
        lt_install.java_version.cache_clear()
    assert times() == 1
    put("21.0.2.1")
    usable_java(ask=False)
    assert times() == 2
    lt_install.java_version.cache_clear()
    usable_java()
    assert times() == 3


def test_a_java_that_is_too_old_is_asked_each_time(java):
    put, times = java
    put("1.8.0_402")
    for _ in range(2):
        with pytest.raises(EngineError, match=r"is Java 8; .*JAVA_HOME.*edlint\[java\]"):
            usable_java(ask=False)
        lt_install.java_version.cache_clear()
    assert times() == 2


@pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java here")
def test_the_real_one_says_its_version():
    found = lt_install.java()
    assert found is not None
    assert lt_install.java_version(found)
