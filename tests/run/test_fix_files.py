import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from edlint.lint.fix import ROUNDS, SAFE
from edlint.model.edit import Edit
from edlint.model.finding import Finding, Fix, Safety, Severity
from edlint.model.report import EngineStatus, FileReport, Report
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.run.files import Article
from edlint.run.fix import FileChange, Fixed, _quoted, diff, fix, save, save_change
from edlint.run.read import decode


def replacing(
    severity: Severity = Severity.SUGGESTION, rule: str = "style.x", **pairs: str
) -> Callable[[list[Article]], Report]:
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
                    found.append(Finding(rule, severity, "m", span, old, "", "edlint", (one,)))
                    at = source.text.find(old, at + len(old))
            files.append(FileReport(article.display, "markdown", findings=tuple(found), source=source))
        return Report("0", tuple(files))

    return check


def run(text: str, severity: Severity = Severity.SUGGESTION, rule: str = "style.x", **pairs: str) -> Fixed:
    check = replacing(severity, rule, **pairs)
    articles = [Article.of(Source("a.md", "markdown", text))]
    return fix(check(articles), articles, check, SAFE, tuple)


def test_of_fixes_that_overlap_one_waits_for_the_next_check():
    fixed = run("abc", ab="x", bc="y", xc="z")
    assert [(change.after.text, change.fixes) for change in fixed.changes] == [("z", 2)]
    fixed = run("ab ab", **{"ab": "x", "b ab": "y"})
    assert [(change.after.text, change.fixes) for change in fixed.changes] == [("x x", 2)]
    assert fixed.report.files[0].findings == ()
    assert fixed.before.files[0].findings != ()


def test_a_check_that_fails_on_the_fixed_text_alone_is_a_failure():
    check = replacing(a="b")

    def again(articles: list[Article]) -> Report:
        return replace(check(articles), engines=(EngineStatus("spelling", "", "failed", "took too long"),))

    articles = [Article.of(Source("a.md", "markdown", "a"))]
    fixed = fix(check(articles), articles, again, SAFE, tuple)
    assert [status.name for status in fixed.report.engines] == ["spelling"]
    assert fixed.report.exit_code(Severity.ERROR) == 2


def test_fixes_that_undo_each_other_end_where_they_began_to():
    assert run("a", a="b", b="a").changes == ()

    def check(articles: list[Article]) -> Report:
        """Return a check with a fault beside the words, of the same rule and without a fix: a hint that blinds nobody."""
        report = replacing(ac="bc", bc="ac", xc="ac")(articles)
        files = []
        for file in report.files:
            at = file.source.text.index("c")
            hint = Finding("style.x", Severity.SUGGESTION, "m", Span(at, at + 1), "c", "", "edlint")
            files.append(replace(file, findings=(*file.findings, hint)))
        return replace(report, files=tuple(files))

    for start, end in (("ac", "ac"), ("xc", "ac")):
        articles = [Article.of(Source("a.md", "markdown", start))]
        fixed = fix(check(articles), articles, check, SAFE, tuple)
        assert fixed.report.files[0].source.text == end
        assert [change.fixes for change in fixed.changes] == ([1] if start != end else [])


def test_rounds_are_bounded():
    def check(articles: list[Article]) -> Report:
        """Return a check that always finds one thing more, which was there before."""
        files = []
        for article in articles:
            text = article.source.text
            again = Fix("t", Safety.SAFE, (Edit(0, 0, "a"),))
            whole = Finding("style.x", Severity.SUGGESTION, "m", Span(0, len(text)), text, "", "edlint")
            one = replace(whole, text="x", fixes=(again,))
            files.append(FileReport("a.md", "markdown", findings=(whole, one), source=article.source))
        return Report("0", tuple(files))

    articles = [Article.of(Source("a.md", "markdown", "x"))]
    (change,) = fix(check(articles), articles, check, SAFE, tuple).changes
    assert change.after.text == "a" * ROUNDS + "x"


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.ERROR])
def test_a_fix_whose_result_is_not_clean_is_taken_back_and_the_others_are_made(severity):
    fixed = run("a x a p", severity, a="b", b="c", p="q")
    (change,) = fixed.changes
    assert (change.after.text, change.fixes) == ("a x a q", 1)
    assert [(one.finding.text, one.finding.span, one.rule) for one in fixed.taken_back["a.md"]] == [
        ("a", Span(0, 1), "style.x"),
        ("a", Span(4, 5), "style.x"),
    ]
    left = fixed.report.files[0]
    assert [(f.text, f.fixes[0].safety) for f in left.findings] == [("a", Safety.REVIEW)] * 2
    assert run(change.after.text, severity, a="b", b="c", p="q").changes == ()


def test_what_was_taken_back_keeps_its_place_when_others_move_it():
    fixed = run("p a p", Severity.WARNING, p="long", a="b", b="a")
    assert fixed.changes[0].after.text == "long a long"
    assert [one.finding.span for one in fixed.taken_back["a.md"]] == [Span(5, 6)]


@pytest.mark.parametrize("rule", ["claims.x", "readability.x"])
def test_what_a_mended_sentence_says_is_no_fault_of_the_fix(rule):
    check = replacing(Severity.WARNING, a="b")
    said = replacing(Severity.WARNING, rule, b="c")

    def both(articles: list[Article]) -> Report:
        one, two = check(articles), said(articles)
        files = [
            replace(
                file,
                findings=(*file.findings, *(replace(f, fixes=()) for f in more.findings)),
            )
            for file, more in zip(one.files, two.files, strict=True)
        ]
        return replace(one, files=tuple(files))

    articles = [Article.of(Source("a.md", "markdown", "a"))]
    fixed = fix(both(articles), articles, both, SAFE, tuple)
    assert [change.after.text for change in fixed.changes] == ["b"]
    assert fixed.taken_back == {}


def test_a_result_that_cannot_be_checked_is_not_kept():
    check = replacing(a="b")

    def again(articles: list[Article]) -> Report:
        report = check(articles)
        broken = tuple(FileReport(file.path, "markdown", error="took too long") for file in report.files)
        return replace(report, files=broken)

    articles = [Article.of(Source("a.md", "markdown", "a"))]
    fixed = fix(check(articles), articles, again, SAFE, tuple)
    assert fixed.changes == ()
    assert fixed.report.exit_code(Severity.ERROR) == 2


@given(
    st.text("abc ", max_size=12),
    st.dictionaries(st.sampled_from(["a", "b", "c", "ab"]), st.text("abcx", max_size=2), max_size=3),
    st.sampled_from([Severity.WARNING, Severity.SUGGESTION]),
)
def test_whatever_fixes_do_a_second_run_changes_nothing(text, pairs, severity):
    first = run(text, severity, **pairs)
    after = first.changes[0].after.text if first.changes else text
    assert run(after, severity, **pairs).changes == ()


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


def change(path: Path, before: str, after: str, encoding: str = "utf-8") -> FileChange:
    name = os.path.relpath(path)
    return FileChange(
        str(path), Source(name, "markdown", before, encoding), Source(name, "markdown", after, encoding), 1
    )


def saved(one: FileChange, *named: str) -> list[str]:
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


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    one = FileChange(str(path), Source(name, "markdown", before), Source(name, "markdown", after), 1)
    patch = diff(one).encode()
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=tmp_path, input=patch, check=True)
    assert path.exists() == bool(after) or path.read_bytes() == b""
    assert (path.read_bytes() if path.exists() else b"") == after.encode()


def test_git_applies_the_diff_in_a_subfolder_of_a_repository(tmp_path):
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    path = tmp_path / "docs" / "a.md"
    path.parent.mkdir()
    path.write_text("old\n")
    one = FileChange(str(path), Source("a.md", "markdown", "old\n"), Source("a.md", "markdown", "new\n"), 1)
    subprocess.run(["git", "apply", "-"], cwd=path.parent, input=diff(one).encode(), check=True)
    assert path.read_text() == "new\n"


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("a.md", "a.md"),
        ("a b.md", "a b.md\t"),
        ('a "b" c.md', '"a \\"b\\" c.md"'),
        ("a\tb~", '"a\\tb~"'),
        ("a\x7f", '"a\\177"'),
        ("a\x1fb c", '"a\\037b c"'),
        ("é\n", '"\\303\\251\\n"'),
    ],
)
def test_names_are_quoted_in_a_diff_as_git_quotes_them(name, quoted):
    assert _quoted(name) == quoted
