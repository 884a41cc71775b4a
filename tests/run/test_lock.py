"""The lock file of packages: a run stops where one holds something else than it did."""

import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import ZAP
from edlint.cli.main import cli
from edlint.model.errors import ConfigError
from edlint.rules import packs
from edlint.run.setup import configuration, rules_of

STYLE = "extends: existence\nmessage: No\ntokens: [zap]\n"
INI = "StylesPath = styles\n[*]\nBasedOnStyles = House\n"


def lock(*arguments: str) -> str:
    """Run `edlint packs lock`, which has to succeed."""
    done = CliRunner().invoke(cli, ["packs", "lock", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def read() -> None:
    """Read the configuration and rules of the working directory, as every run does."""
    rules_of(configuration(None))


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write files into the working directory; caches are the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


def test_a_folder_that_changed_stops_the_run_until_it_is_locked_again(write):
    write("edlint.toml", 'packs = ["house"]\n')
    rule = write("house/style/house/zap.yaml", ZAP)
    read()
    assert lock() == "added: house\nedlint.lock: 1 package\n"
    read()
    assert lock() == "edlint.lock: 1 package\n"
    rule.write_text(ZAP.replace("zap", "zop"), encoding="utf-8")
    with pytest.raises(
        ConfigError, match=r"^edlint\.lock: “house” is not what was locked; .*edlint packs lock”$"
    ):
        read()
    done = CliRunner().invoke(cli, ["check", "edlint.toml"])
    assert isinstance(done.exception, ConfigError)
    assert lock().startswith("changed: house\n")


def test_a_file_more_and_a_name_that_moved_are_changes(write):
    write("edlint.toml", 'packs = ["house"]\n')
    rule = write("house/style/house/zap.yaml", ZAP)
    lock()
    more = write("house/style/house/more.yaml", ZAP.replace("zap", "more"))
    with pytest.raises(ConfigError, match="not what was locked"):
        read()
    more.unlink()
    read()
    rule.rename(rule.with_suffix(".yml"))
    with pytest.raises(ConfigError, match="not what was locked"):
        read()


def test_a_zip_and_a_style_are_locked_too_and_what_is_new_is_named(write, tmp_path):
    write(".vale.ini", INI.replace("House", "Vale, House"))
    write("edlint.toml", 'extends = ["pack:google"]\npacks = ["house.zip"]\n[vale]\nconfig = ".vale.ini"\n')
    write("styles/House/Zap.yml", STYLE)
    with zipfile.ZipFile(tmp_path / "house.zip", "w") as archive:
        archive.writestr("style/house/zap.yaml", ZAP)
    assert lock() == "added: house.zip\nadded: vale:House\nedlint.lock: 2 packages\n"
    read()
    write("styles/House/Zap.yml", STYLE.replace("zap", "zop"))
    with zipfile.ZipFile(tmp_path / "house.zip", "a") as archive:
        archive.writestr("style/house/more.yaml", ZAP.replace("zap", "more"))
    with pytest.raises(ConfigError) as caught:
        read()
    assert [line.split("“")[1].split("”")[0] for line in str(caught.value).splitlines()] == [
        "house.zip",
        "vale:House",
    ]
    lock()
    write(".vale.ini", INI + "[*.txt]\nBasedOnStyles = Other\n")
    write("styles/Other/Zap.yml", STYLE)
    with pytest.raises(ConfigError, match="“vale:Other” is not locked; “edlint packs lock” adds it"):
        read()


def test_a_package_that_changed_is_not_imported(write, tmp_path, monkeypatch):
    write("edlint.toml", 'packs = ["house"]\n')
    module = write("site/locked_house/__init__.py", "")
    write("site/locked_house/rules/style/house/zap.yaml", ZAP)
    write("site/locked_house-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: locked-house\nVersion: 1\n")
    write("site/locked_house-1.dist-info/entry_points.txt", "[edlint.packs]\nhouse = locked_house\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    packs._find.cache_clear()
    try:
        lock()
        assert "locked_house" not in sys.modules
        module.write_text("raise SystemExit\n", encoding="utf-8")
        with pytest.raises(ConfigError, match="“house” is not what was locked"):
            read()
        assert "locked_house" not in sys.modules
    finally:
        packs._find.cache_clear()


def test_a_lock_file_that_cannot_be_read_says_how_to_mend_it(write):
    write("edlint.toml", 'packs = ["house"]\n')
    write("house/style/house/zap.yaml", ZAP)
    write("edlint.lock", "packages = 3\n")
    with pytest.raises(ConfigError, match=r"it cannot be read; .*writes it anew"):
        read()
    lock()
    read()


def test_where_no_package_is_named_there_is_nothing_to_lock(write):
    write("edlint.toml", "engines = 'none'\n")
    done = CliRunner().invoke(cli, ["packs", "lock"])
    assert isinstance(done.exception, ConfigError)
