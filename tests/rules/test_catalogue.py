"""The rules that are kept between runs are the rules of the files, whatever the store holds."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from edlint.cache import digest, store
from edlint.cache.prepared import cache_path
from edlint.model.errors import RuleError
from edlint.rules.catalogue import all_rules, builtin, builtin_folder
from edlint.rules.load import load_rules


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(store.FOLDER, raising=False)
    monkeypatch.setenv(store.OFF, "")
    forget()
    yield tmp_path / "cache"
    forget()


def test_what_was_kept_is_what_the_files_say():
    read = load_rules([builtin_folder()], trusted=True)
    assert all_rules() == read
    again = all_rules()
    assert again == read
    assert list(again) == list(read)
    assert [type(rule.severity) for rule in again.values()] == [type(rule.severity) for rule in read.values()]


def test_the_second_run_reads_no_yaml(cache):
    script = (
        "import sys\n"
        "from edlint.rules.catalogue import all_rules, builtin\n"
        "assert len(all_rules()) > 300\n"
        "print('yaml' in sys.modules, 'edlint.rules.load' in sys.modules)\n"
    )
    said = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert said == ["True True\n", "False False\n"]


def test_a_changed_rule_is_read_anew(tmp_path, monkeypatch):
    folder = tmp_path / "rules"
    file = folder / "style" / "x.yaml"
    file.parent.mkdir(parents=True)
    rule = next(builtin_folder().glob("style/*.yaml"))
    text = rule.read_text(encoding="utf-8").replace(f"style.{rule.stem}", "style.x", 1)
    for module in ("cache.digest", "rules.catalogue"):
        monkeypatch.setattr(f"edlint.{module}.builtin_folder", lambda: folder)
    for severity in ("error", "suggestion", "error"):
        lines = [line for line in text.splitlines() if not line.startswith("severity:")]
        file.write_text("\n".join([*lines, f"severity: {severity}", ""]), encoding="utf-8")
        forget()
        assert all_rules()["style.x"].severity == severity
        builtin.cache_clear()
        assert all_rules()["style.x"].severity == severity


def forget() -> None:
    """Have the next question read what lies in files."""
    digest.own_digest.cache_clear()
    builtin.cache_clear()


@pytest.mark.parametrize("cut", [0, 10, 1000, -1])
def test_whatever_lies_in_the_cache_the_rules_are_the_files(cut):
    all_rules()
    path = cache_path("rules", digest.own_digest())
    path.write_bytes(path.read_bytes()[:cut])
    builtin.cache_clear()
    assert all_rules() == load_rules([builtin_folder()], trusted=True)


def test_a_cache_folder_that_jobs_share_holds_no_rules(tmp_path, monkeypatch):
    monkeypatch.setenv(store.FOLDER, str(tmp_path / "shared"))
    assert len(all_rules()) > 300
    assert not (tmp_path / "shared").exists()
    assert any((tmp_path / "cache").rglob("rules-*"))


def test_a_pack_stands_behind_and_may_not_take_a_name_of_ours(tmp_path):
    rule = next(builtin_folder().glob("style/*.yaml"))
    file = tmp_path / "style" / rule.name
    file.parent.mkdir()
    file.write_text(rule.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(RuleError, match="is already the rule of"):
        all_rules([tmp_path])
