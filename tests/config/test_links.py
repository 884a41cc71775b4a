"""Where a path really leads, and which links on the way may be somebody else's."""

import errno
import os
from pathlib import Path

import pytest

from edlint.config.links import is_inside, leads_astray, resolve, resolve_inside, untrusted_link
from edlint.model.errors import EdlintError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles below a folder, and another folder beside it."""
    here = Path(os.path.realpath(tmp_path))
    for name in ("articles/deep", "elsewhere"):
        (here / name).mkdir(parents=True)
    monkeypatch.chdir(here / "articles")
    return here


def test_links_are_followed_and_told_in_order(here: Path) -> None:
    Path("one").symlink_to("deep/two")
    Path("deep/two").symlink_to(here / "elsewhere")
    inside = str(here / "articles")
    assert resolve("one/a.md") == (str(here / "elsewhere/a.md"), (f"{inside}/one", f"{inside}/deep/two"))
    assert resolve("deep/../one/../b") == (str(here / "b"), (f"{inside}/one", f"{inside}/deep/two"))
    assert resolve("none/a") == (f"{inside}/none/a", ())


@pytest.mark.parametrize(("links", "ends"), [(40, True), (41, False)])
def test_forty_links_lead_somewhere_and_more_in_a_circle(links: int, ends: bool) -> None:
    for number in range(links):
        Path(f"l{number}").symlink_to(f"l{number + 1}" if number + 1 < links else "deep")
    if ends:
        assert resolve("l0").end == str(Path.cwd() / "deep")
    else:
        with pytest.raises(OSError, match="l0") as caught:
            resolve("l0")
        assert caught.value.errno == errno.ELOOP


@pytest.mark.parametrize(
    ("path", "folder", "inside"),
    [
        ("/a", "/a", True),
        ("/a/b", "/a", True),
        ("/ab", "/a", False),
        ("/a", "/a/b", False),
        ("/a", "/", True),
    ],
)
def test_inside_is_the_folder_or_below_it(path: str, folder: str, inside: bool) -> None:
    assert is_inside(path, folder) is inside


def test_a_link_among_articles_is_planted_and_one_elsewhere_is_not(here: Path) -> None:
    inside, beside = str(here / "articles/deep/link"), str(here / "elsewhere/link")
    assert untrusted_link([beside, inside]) == inside
    assert untrusted_link([beside]) is None
    assert untrusted_link([]) is None
    assert untrusted_link([beside], [here / "elsewhere"]) == beside
    (here / "elsewhere/a.md").touch()
    assert untrusted_link([beside], [here / "elsewhere/a.md"]) == beside
    assert untrusted_link([str(here / "link")], [here / "elsewhere/a.md"]) is None


def test_a_link_in_a_repository_is_planted_and_the_root_is_no_folder_of_articles(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = str(here / "elsewhere/link")
    monkeypatch.chdir("/")
    assert untrusted_link([link]) is None
    (here / "elsewhere/.git").touch()
    assert untrusted_link([link]) == link


def test_a_link_that_leads_out_of_the_folder_strays(here: Path) -> None:
    Path("out").symlink_to(here / "elsewhere")
    Path("in").symlink_to("deep")
    assert leads_astray("out/a.md")
    assert not leads_astray("in/a.md")
    assert not leads_astray(here / "elsewhere/a.md")
    (here / "elsewhere/back").symlink_to(here / "articles")
    assert not leads_astray(here / "elsewhere/back/a.md")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("a.txt", None),
        ("deep/a.txt", None),
        ("../a.txt", "it lies outside of"),
        (".", "it lies outside of"),
        ("link/a.txt", "is a link"),
        ("file", "is a link"),
    ],
)
def test_only_what_lies_in_the_folder_is_written_to(here: Path, path: str, why: str | None) -> None:
    Path("link").symlink_to("deep")
    Path("file").symlink_to("a.txt")
    if why is None:
        assert resolve_inside(path, here / "articles") == str(here / "articles" / path)
    else:
        with pytest.raises(EdlintError, match=why):
            resolve_inside(path, here / "articles")


def test_a_folder_that_a_planted_link_leads_to_is_not_written_to(here: Path) -> None:
    Path("link").symlink_to(here / "elsewhere")
    with pytest.raises(EdlintError, match="link is a link"):
        resolve_inside("a.txt", "link")
