"""Where a path really leads, and which links on the way may be somebody else's."""

import errno
import os
from pathlib import Path

import pytest

from edlint.config.links import is_inside, kept_inside, planted, strays, way
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
    assert way("one/a.md") == (str(here / "elsewhere/a.md"), (f"{inside}/one", f"{inside}/deep/two"))
    assert way("deep/../one/../b") == (str(here / "b"), (f"{inside}/one", f"{inside}/deep/two"))
    assert way("none/a") == (f"{inside}/none/a", ())


@pytest.mark.parametrize(("links", "ends"), [(40, True), (41, False)])
def test_forty_links_lead_somewhere_and_more_in_a_circle(links: int, ends: bool) -> None:
    for number in range(links):
        Path(f"l{number}").symlink_to(f"l{number + 1}" if number + 1 < links else "deep")
    if ends:
        assert way("l0").end == str(Path.cwd() / "deep")
    else:
        with pytest.raises(OSError, match="l0") as caught:
            way("l0")
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
    assert planted([beside, inside]) == inside
    assert planted([beside]) is None
    assert planted([]) is None
    assert planted([beside], [here / "elsewhere"]) == beside
    (here / "elsewhere/a.md").touch()
    assert planted([beside], [here / "elsewhere/a.md"]) == beside
    assert planted([str(here / "link")], [here / "elsewhere/a.md"]) is None


def test_a_link_in_a_repository_is_planted_and_the_root_is_no_folder_of_articles(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = str(here / "elsewhere/link")
    monkeypatch.chdir("/")
    assert planted([link]) is None
    (here / "elsewhere/.git").touch()
    assert planted([link]) == link


def test_a_link_that_leads_out_of_the_folder_strays(here: Path) -> None:
    Path("out").symlink_to(here / "elsewhere")
    Path("in").symlink_to("deep")
    assert strays("out/a.md")
    assert not strays("in/a.md")
    assert not strays(here / "elsewhere/a.md")
    (here / "elsewhere/back").symlink_to(here / "articles")
    assert not strays(here / "elsewhere/back/a.md")


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
        assert kept_inside(path, here / "articles") == str(here / "articles" / path)
    else:
        with pytest.raises(EdlintError, match=why):
            kept_inside(path, here / "articles")


def test_a_folder_that_a_planted_link_leads_to_is_not_written_to(here: Path) -> None:
    Path("link").symlink_to(here / "elsewhere")
    with pytest.raises(EdlintError, match="link is a link"):
        kept_inside("a.txt", "link")
