"""Packs that are zips."""

import zipfile

import pytest

from builders import ZAP
from edlint.model.errors import ConfigError
from edlint.rules.packs import find_packs
from edlint.rules.zipped import unpacked
from edlint.testing import RuleTester


@pytest.fixture
def packed(tmp_path, monkeypatch):
    """Make a zip of names and texts; the cache is a folder of the test's own."""
    monkeypatch.setenv("EDLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))

    def make(files):
        path = tmp_path / "house.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return path

    return make


def test_a_zip_is_a_pack_and_holds_rules_only(packed):
    path = packed(
        {"house-1.0/style/house/zap.yaml": ZAP, "setup.py": "raise SystemExit", "house-1.0/a.txt": "x"}
    )
    (folder,) = find_packs([str(path)]).folders
    assert [one.name for one in folder.rglob("*") if one.is_file()] == ["zap.yaml"]
    assert unpacked(path) == folder
    tester = RuleTester(path)
    assert [line for rule in tester.rules.values() for line in tester.failures(rule)] == []


@pytest.mark.parametrize("name", ["../out.yaml", "/out.yaml", "a/../../out.yaml", "a\\..\\out.yaml"])
def test_no_name_leads_out(packed, tmp_path, name):
    with pytest.raises(ConfigError, match="leads out"):
        unpacked(packed({name: ZAP}))
    assert not list(tmp_path.rglob("out.yaml"))


def test_what_is_no_zip_or_unpacks_into_too_much(packed, tmp_path):
    with pytest.raises(ConfigError, match="more than"):
        unpacked(packed({"a.yaml": "x" * 2_000_000}))
    path = tmp_path / "no.zip"
    path.write_bytes(b"PK nothing")
    with pytest.raises(ConfigError, match="cannot be unpacked"):
        unpacked(path)
