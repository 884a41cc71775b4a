"""Pages of edlint's own are known by a seal that nobody else can make."""

from pathlib import Path

import pytest

from edlint.run.seal import is_own, sealed

PAGE = b"<!doctype html><title>A report</title>\n"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """Return the folder that the user's key lies in."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "edlint"


def own(tmp_path: Path, data: bytes) -> bool:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    return is_own(str(path))


def test_a_page_is_known_as_long_as_it_is_as_it_was_written(tmp_path, home):
    page = sealed(PAGE)
    assert page.startswith(PAGE)
    assert own(tmp_path, page)
    assert own(tmp_path, sealed(b""))
    assert (home / "key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.iterdir()] == ["key"]
    for other in (PAGE, b"x" + page, page + b"x", page + b"\n", page.replace(b"report", b"letter"), b""):
        assert not own(tmp_path, other)
    assert not own(tmp_path, PAGE + page[len(PAGE) :].replace(page[-10:-5], b"00000"))


def test_another_users_page_is_not_known(tmp_path, home):
    page = sealed(PAGE)
    (home / "key").unlink()
    assert not own(tmp_path, page)
    assert own(tmp_path, sealed(PAGE))
    assert not own(tmp_path, page)


@pytest.mark.parametrize("key", [b"", b"short"])
def test_without_a_whole_key_a_page_is_not_sealed(tmp_path, home, key):
    home.mkdir(parents=True)
    (home / "key").write_bytes(key)
    assert sealed(PAGE) == PAGE
    assert not own(tmp_path, PAGE)


def test_a_folder_that_cannot_be_written_costs_the_seal_and_nothing_else(tmp_path, home):
    home.parent.mkdir()
    home.write_text("a file where the folder should be")
    assert sealed(PAGE) == PAGE
    assert not is_own(str(tmp_path / "nowhere.html"))
