import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edlint.lint.fix import SAFE
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.report import EngineStatus, FileReport, Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.run.files import Article
from edlint.run.fix import ROUNDS, Change, Fixed, diff, fix, save, save_change
from edlint.run.read import decode


def replacing(**pairs: str) -> Callable[[list[Article]], Report]:
    """Return a check that wants each key replaced by its value."""

    def check(articles: list[Article]) -> Report:
        files = []
        for article in articles:
            source = article.source or decode(Path(article.path).read_bytes(), article.display)
            found = []
            for old, new in pairs.items():
                at = source.text.find(old)
                while at >= 0:
                    edit = Edit(at, at + len(old), new)
                    span = Span(at, at + len(old))
                    one = Fix("t", Safety.SAFE, (edit,))
                    found.append(Finding("style.x", Severity.WARNING, "m", span, old, "", "edlint", (one,)))
                    at = source.text.find(old, at + len(old))
            files.append(FileReport(article.display, "markdown", findings=tuple(found), source=source))
        return Report("0", tuple(files))

    return check


def run(text: str, **pairs: str) -> Fixed:
    check = replacing(**pairs)
    articles = [Article.of(Source("a.md", "markdown", text))]
    return fix(check(articles), articles, check, SAFE)


def test_fixes_that_make_room_for_others_are_applied_until_none_is_left():
    fixed = run("a", a="b", b="c", c="d")
    assert [(change.after.text, change.fixes) for change in fixed.changes] == [("d", 3)]
    assert fixed.report.files[0].findings == ()
    assert fixed.before.files[0].findings != ()


def test_a_check_that_fails_on_the_fixed_text_alone_is_a_failure():
    check = replacing(a="b")

    def again(articles: list[Article]) -> Report:
        return replace(check(articles), engines=(EngineStatus("spelling", "", "failed", "took too long"),))

    articles = [Article.of(Source("a.md", "markdown", "a"))]
    fixed = fix(check(articles), articles, again, SAFE)
    assert [status.name for status in fixed.report.engines] == ["spelling"]
    assert fixed.report.exit_code(Severity.ERROR) == 2


@pytest.mark.parametrize(
    ("pairs", "text"), [({"a": "b", "b": "a"}, None), ({"x": "a", "a": "b", "b": "a"}, "a")]
)
def test_fixes_that_undo_each_other_end_where_they_began_to(pairs, text):
    start = "x" if "x" in pairs else "a"
    fixed = run(start, **pairs)
    assert [change.after.text for change in fixed.changes] == ([] if text is None else [text])
    result = text or start
    assert run(result, **pairs).changes == ()
    assert fixed.report.files[0].source.text == result


def test_rounds_are_bounded():
    fixed = run("a", a="aa")
    assert len(fixed.changes[0].after.text) == 2**ROUNDS


@given(
    st.text("abc ", max_size=20),
    st.dictionaries(st.sampled_from("abc"), st.text("xyz", max_size=2), max_size=3),
)
def test_a_second_run_changes_nothing(text, pairs):
    first = run(text, **pairs)
    after = first.changes[0].after.text if first.changes else text
    assert run(after, **pairs).changes == ()
    expected = "".join(pairs.get(character, character) for character in text)
    assert after == expected


def change(path: Path, before: str, after: str, encoding: str = "utf-8") -> Change:
    name = os.path.relpath(path)
    return Change(
        str(path), Source(name, "markdown", before, encoding), Source(name, "markdown", after, encoding), 1
    )


def saved(one: Change, *named: str) -> list[str]:
    report = Report("0", (FileReport(one.before.path, "markdown", source=one.after),))
    before = Report("0", (FileReport(one.before.path, "markdown", source=one.before),))
    done = save(Fixed(before, report, (one,)), named)
    return [status.detail for status in done.engines if status.status == "failed"]


@pytest.mark.parametrize(("before", "after", "encoding"), [
    ("\ufeffa\r\nb\tc\r\n", "\ufeffa\r\nB\tc\r\n", "utf-8"),
    ("\ufeffaé\n", "\ufeffaè\n", "utf-16-le"),
    ("\ufeffaé", "\ufeffaè", "utf-16-be"),
    ("a\rb\n", "a\rc\n", "utf-8"),
])  # fmt: skip
def test_a_file_keeps_its_mode_encoding_mark_and_line_ends(tmp_path, before, after, encoding):
    path = tmp_path / "a.md"
    path.write_bytes(before.encode(encoding))
    path.chmod(0o640)
    assert saved(change(path, before, after, encoding), str(tmp_path)) == []
    assert path.read_bytes() == after.encode(encoding)
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_no_link_among_the_articles_is_written_through(tmp_path, monkeypatch):
    articles, outside = tmp_path / "articles", tmp_path / "secret.md"
    (articles / "docs").mkdir(parents=True)
    for path in (articles / "docs/a.md", outside):
        path.write_text("old")
    (articles / "docs/in.md").symlink_to("a.md")
    (articles / "docs/out.md").symlink_to(outside)
    (articles / "folder").symlink_to("docs")
    monkeypatch.chdir(articles)
    for name in ("docs/in.md", "docs/out.md", "folder/a.md"):
        for named in ([], ["docs"], [name]):
            assert "is a link" in save_change(change(articles / name, "old", "new"), named)
    monkeypatch.chdir(tmp_path.parent)
    assert "is a link" in save_change(change(articles / "docs/out.md", "old", "new"), [articles])
    assert {path.read_text() for path in (articles / "docs/a.md", outside)} == {"old"}


def test_a_file_that_was_changed_meanwhile_or_cannot_be_written_stays(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("other")
    assert "somebody changed it" in saved(change(path, "old", "new"), str(tmp_path))[0]
    assert path.read_text() == "other"
    path.unlink()
    assert "no such file" in saved(change(path, "old", "new"), str(tmp_path))[0]


NAMES = ["a.md", "two words.md", 'tab\tquote".md', "new\nline.md", "naïve.md", "back\\slash.md"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.sampled_from("ab\n\r \té\f"), max_size=30),
    st.text(st.sampled_from("ab\n\r \té\x85\u2028"), max_size=30),
    st.sampled_from(NAMES),
)
def test_git_applies_the_diff_and_gets_the_same_bytes(tmp_path, before, after, name):
    if before == after or not before:
        return
    path = tmp_path / name
    path.write_bytes(before.encode())
    one = Change(str(path), Source(name, "markdown", before), Source(name, "markdown", after), 1)
    patch = diff(one).encode()
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=tmp_path, input=patch, check=True)
    assert path.exists() == bool(after) or path.read_bytes() == b""
    assert (path.read_bytes() if path.exists() else b"") == after.encode()


def test_git_applies_the_diff_in_a_subfolder_of_a_repository(tmp_path):
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    path = tmp_path / "docs" / "a.md"
    path.parent.mkdir()
    path.write_text("old\n")
    one = Change(str(path), Source("a.md", "markdown", "old\n"), Source("a.md", "markdown", "new\n"), 1)
    subprocess.run(["git", "apply", "-"], cwd=path.parent, input=diff(one).encode(), check=True)
    assert path.read_text() == "new\n"
