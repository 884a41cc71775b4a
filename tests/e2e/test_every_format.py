"""Every format with every feature: silenced, held against git, shown on a page, measured, sourced, configured, begun with."""

import html
import json
import re
import subprocess
from pathlib import Path

import pytest
from packages import W, docx, odt, paragraph, run

from starting import edlint

FAULT = "A {bold} word stands here, and we recieve it twice."
KEPT = "The name untill is kept."
CLAIM = "Studies show that most queues are never empty."
SOURCED = "Studies show that most engineers never look at a queue"
NOTE = "Doe, Queues, 2020, https://example.com/queues."
NEW = "It was definately new."
TERM = "The Zorbulator reads a queue. The Zorbulator writes one."


def markdown(remark: str = "<!-- {} -->", cite: str = " [^1]", note: str = f"[^1]: {NOTE}") -> list[str]:
    silenced = f"{remark.format('edlint-disable-next-line spelling')}\n{KEPT}"
    return [
        "# How queues work", FAULT.format(bold="**bold**"), silenced, CLAIM, f"{SOURCED}{cite}.", *([note] if note else []), TERM,
    ]  # fmt: skip


def notebook(paragraphs: list[str]) -> str:
    source = "\n\n".join(paragraphs).splitlines(keepends=True)
    return json.dumps({"cells": [{"cell_type": "markdown", "metadata": {}, "source": source}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)  # fmt: skip


def word(paragraphs: list[str]) -> bytes:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph(run(NOTE))}</w:footnote></w:footnotes>'
    )
    return docx("".join(paragraphs), footnotes=notes)


def captions(lines: list[str]) -> str:
    return "".join(f"00:0{at}.000 --> 00:0{at}.500\n{line}\n\n" for at, line in enumerate(lines, 1))


WORD_FAULT = paragraph(run("A "), run("bold", "<w:b/>"), run(" word stands here, and we recieve it twice."))
WORD_NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
ODT_NOTE = f'<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>{NOTE}</text:p></text:note-body></text:note>'
ODT = [
    '<text:h text:outline-level="1">How queues work</text:h>',
    "<text:p>A <text:span>bold</text:span> word stands here, and we recieve it twice.</text:p>",
    f"<text:p>{CLAIM}</text:p><text:p>{SOURCED}{ODT_NOTE}.</text:p><text:p>{TERM}</text:p>",
]
PLAIN = FAULT.format(bold="bold")


def article(name: str, *more: str) -> str | bytes:
    """Return the article in the format of a file's name, with further paragraphs at its end."""
    match name.partition(".")[2]:
        case "md":
            return "\n\n".join([*markdown(), *more]) + "\n"
        case "mdx":
            return "\n\n".join([*markdown("{{/* {} */}}"), *more]) + "\n"
        case "qmd":
            return "\n\n".join([*markdown(cite=" [@doe2020]", note=""), *more]) + "\n"
        case "ipynb":
            return notebook([*markdown(), *more])
        case "rst":
            silenced = f".. edlint-disable-next-line spelling\n\n{KEPT}"
            parts = ["How queues work\n===============", FAULT.format(bold="**bold**"), silenced, CLAIM, f"{SOURCED} [1]_.", f"{SOURCED} :cite:`doe`.", f".. [1] {NOTE}", TERM]  # fmt: skip
            return "\n\n".join([*parts, *more]) + "\n"
        case "adoc":
            silenced = f"// edlint-disable-next-line spelling\n{KEPT}"
            bibliography = "[bibliography]\n* [[[doe]]] Doe. _Queues_. 2020."
            parts = ["= How queues work", FAULT.format(bold="*bold*"), silenced, CLAIM, f"{SOURCED}footnote:[{NOTE}].", f"{SOURCED} <<doe>>.", TERM]  # fmt: skip
            return "\n\n".join([*parts, *more, bibliography]) + "\n"
        case "tex":
            silenced = f"% edlint-disable-next-line spelling\n{KEPT}"
            bibliography = (
                "\\begin{thebibliography}{9}\\bibitem{doe} Doe. \\emph{Queues}. 2020.\\end{thebibliography}"
            )
            parts = ["\\section{How queues work}", FAULT.format(bold="\\textbf{bold}"), silenced, CLAIM, f"{SOURCED}~\\cite{{doe}}.", f"{SOURCED}.\\footnote{{{NOTE}}}", TERM]  # fmt: skip
            return "\n\n".join([*parts, *more, bibliography]) + "\n"
        case "html":
            silenced = f"<!-- edlint-disable-next-line spelling -->\n<p>{KEPT}</p>"
            linked = f"<p>{SOURCED.replace('never look', '<a href=https://example.com/queues>never look</a>')}.</p>"
            parts = ["<h1>How queues work</h1>", f"<p>{FAULT.format(bold='<b>bold</b>')}</p>", silenced, f"<p>{CLAIM}</p>", linked, f"<p>{TERM}</p>"]  # fmt: skip
            return "\n".join([*parts, *(f"<p>{words}</p>" for words in more)])
        case "docx":
            parts = [paragraph(run("How queues work"), style="H2"), WORD_FAULT, paragraph(run(CLAIM)), paragraph(run(SOURCED), WORD_NOTE, run(".")), paragraph(run(TERM))]  # fmt: skip
            return word([*parts, *(paragraph(run(words)) for words in more)])
        case "odt":
            return odt("".join([*ODT, *(f"<text:p>{words}</text:p>" for words in more)]))
        case "txt":
            silenced = f"# edlint-disable-next-line spelling\n{KEPT}"
            return "\n\n".join([PLAIN, silenced, CLAIM, TERM, *more]) + "\n"
        case "vtt":
            cues = captions([PLAIN, CLAIM, TERM, *more])
            return f"WEBVTT\n\nNOTE edlint-disable-next-line spelling\n\n00:00.100 --> 00:00.900\n{KEPT}\n\n{cues}"
        case "srt":
            return (
                captions([PLAIN, CLAIM, TERM, *more])
                .replace(".000 -->", ",000 -->")
                .replace(".500\n", ",500\n")
            )
        case "po":
            silenced = f'# edlint-disable-next-line spelling\nmsgid "{KEPT}"\nmsgstr ""\n'
            return silenced + "".join(
                f'\nmsgid "{words}"\nmsgstr ""\n' for words in [PLAIN, CLAIM, TERM, *more]
            )
        case "yaml":
            lines = "".join(f"  - '{words}'\n" for words in [PLAIN, CLAIM, TERM, *more])
            return f"# edlint-disable-next-line spelling\nkept: {KEPT}\nkey: recieve\ntexts:\n{lines}"
        case "toml":
            lines = ", ".join(f'"{words}"' for words in [PLAIN, CLAIM, TERM, *more])
            return (
                f"# edlint-disable-next-line spelling\nkept = '{KEPT}'\nkey = 'recieve'\ntexts = [{lines}]\n"
            )
        case "json":
            return json.dumps({"key": "recieve", "texts": [PLAIN, CLAIM, TERM, *more]}, indent=1)
    return "\n\n".join([PLAIN, f"# edlint-disable-next-line spelling\n{KEPT}", CLAIM, TERM, *more]) + "\n"


NAMES = ["a.md", "a.mdx", "a.qmd", "a.Rmd", "a.ipynb", "a.rst", "a.adoc", "a.tex", "a.html", "a.docx", "a.odt", "a.txt", "a.vtt", "a.srt", "a.po", "a.yaml", "a.toml", "a.json", "COMMIT_EDITMSG"]  # fmt: skip
NO_REMARKS = {"a.docx", "a.odt", "a.srt", "a.json"}
CITED = {
    "a.md",
    "a.mdx",
    "a.qmd",
    "a.Rmd",
    "a.ipynb",
    "a.rst",
    "a.adoc",
    "a.tex",
    "a.html",
    "a.docx",
    "a.odt",
}
CONFIGURATION = 'engines = "none"\n[values]\n"*.yaml" = ["texts", "kept"]\n"*.toml" = ["texts", "kept"]\n"*.json" = ["texts"]\n'


class Looked:
    """What edlint says about a repository that holds the article in every format."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write()
        self.begun = self.edlint("init", "--no-pre-commit").stderr
        self.vocabulary = (folder / "edlint-vocabulary.txt").read_text("utf-8")
        (folder / "edlint-vocabulary.txt").write_text("Zorbulator\n")
        (folder / "edlint.toml").write_text(
            f'{CONFIGURATION}[vocabulary]\naccept = "edlint-vocabulary.txt"\n'
        )
        for arguments in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "x"]):  # fmt: skip
            subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
        self.first = self.checked()
        self.edlint("check", "--output", "html:page", *NAMES)
        self.pages = {
            path.name[5:].lower(): path.read_text("utf-8") for path in (folder / "page").glob("*.html")
        }
        self.write(NEW)
        self.since = self.checked("--since", "HEAD")

    def write(self, *more: str) -> None:
        for name in NAMES:
            content = article("a.qmd" if name == "a.Rmd" else name, *more)
            (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    def edlint(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        done = edlint(self.folder, *arguments)
        assert done.returncode in {0, 1}, done.stderr
        return done

    def checked(self, *arguments: str) -> dict[str, dict]:
        done = self.edlint("check", "--format", "json", "--no-cache", *arguments, *NAMES)
        return {file["path"]: file for file in json.loads(done.stdout)["files"]}


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Looked:
    return Looked(tmp_path_factory.mktemp("formats"))


def found(file: dict, rule: str, *, live: bool) -> int:
    return sum(one["rule"] == rule and (one["suppressed"] is None) == live for one in file["findings"])


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_and_silenced_in_its_own_comments(looked: Looked, name: str) -> None:
    file = looked.first[name]
    assert file["error"] is None
    assert file["unread"]["share"] == 0
    assert found(file, "spelling.misspelling", live=True) == 1
    assert found(file, "spelling.misspelling", live=False) == (name not in NO_REMARKS)
    assert found(file, "edlint.unused-suppression", live=True) == 0


@pytest.mark.parametrize("name", NAMES)
def test_it_is_held_against_what_git_has(looked: Looked, name: str) -> None:
    findings = [one for one in looked.since[name]["findings"] if one["rule"] == "spelling.misspelling"]
    live = [one for one in findings if one["suppressed"] is None]
    assert ["definately" in one["message"] for one in live] == [True]
    reasons = {one["suppressed"]["reason"] for one in findings if one["suppressed"] is not None}
    assert any("there before" in reason for reason in reasons)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_it_as_it_reads(looked: Looked, name: str) -> None:
    page = looked.pages[f"{name.replace('.', '-').replace('_', '-').lower()}.html"]
    body = re.sub(r"<(script|style|aside).*?</\1>", "", page, flags=re.DOTALL)
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())
    assert "A bold word stands here, and we recieve" in words
    assert "<mark" in page


@pytest.mark.parametrize("name", sorted(CITED))
def test_its_own_citations_are_sources(looked: Looked, name: str) -> None:
    claims = looked.first[name]["claims"]
    unsourced = [claim for claim in claims if claim["status"] == "unsourced"]
    assert len(unsourced) == 1
    assert len(claims) == (3 if name in {"a.rst", "a.adoc", "a.tex"} else 2)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_measured(looked: Looked, name: str) -> None:
    figures = looked.first[name]["readability"]
    assert 75 < figures["flesch_reading_ease"] < 100


@pytest.mark.parametrize("name", ["a.rst", "a.docx", "a.yaml", "COMMIT_EDITMSG"])
def test_the_configuration_of_it_is_shown(looked: Looked, name: str) -> None:
    assert 'engines = "none"' in looked.edlint("config", name).stdout


def test_init_takes_the_terms_of_all(looked: Looked) -> None:
    assert "Zorbulator" in looked.vocabulary
