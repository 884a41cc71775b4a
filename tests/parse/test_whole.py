"""All that parsers make of short texts, place by place: what no other test of theirs looks at has not changed unseen.

`whole/FORMAT.jsonl` has a text a line with what is read in it: of Word and OpenDocument the body; of files of values the
name, and behind a line end the text. `pytest --update-snapshots` writes it anew, to be read in the diff.
"""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from blocks import read
from packages import W, docx, odt, paragraph, run

from edlint.model.block import Block
from edlint.model.document import Document
from edlint.model.edit import Edit
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse import parse, unpacked
from edlint.parse.office.annotate import WordComment, annotated

NOTES = (
    f"<w:footnotes xmlns:w='{W}'><w:footnote w:id='0' w:type='separator'>{paragraph(run('sep'))}</w:footnote>"
    f"<w:footnote w:id='2'>{paragraph(run('The note.'))}</w:footnote></w:footnotes>"
)
STYLES = "".join(
    f"<style:style style:name='{name}' style:parent-style-name='{parent}'/>"
    for name, parent in (
        ("P1", "Preformatted_20_Text"),
        ("Q1", "Quotations"),
        ("C1", "P2"),
        ("P2", "Caption"),
    )
)
KEYS = ("k*", "q*", "a*", "*.b*", "c*", "*.z", "t*.a*", "k.*")
FILES = sorted(Path(__file__).with_name("whole").glob("*.jsonl"))


def made(form: str, text: str) -> list[str]:
    """Return all that is read in a text of a format; of a document of Word, also its body with remarks written into it."""
    if form == "docx":
        source = unpacked(docx(text, footnotes=NOTES), "a.docx", form)
        document = parse(source)
        package, _ = annotated(source, [_remark(n, block) for n, block in enumerate(document.blocks)])
        body = zipfile.ZipFile(io.BytesIO(package)).read("word/document.xml").decode()
        return [*shown(document), body.partition("<w:body>")[2].partition("<w:sectPr/>")[0]]
    if form == "odt":
        return shown(parse(unpacked(odt(text, STYLES), "a.odt", form)))
    if form == "values":
        name, _, text = text.partition("\n")
        return shown(parse(Source(name, form, text), None, KEYS))
    return shown(read(text, "markdown", "a.mdx") if form == "mdx" else read(text, form))


def _remark(number: int, block: Block) -> WordComment:
    """Return a remark that replaces the beginning of a block, or adds to its end."""
    start, end = block.span
    if number % 2:
        return WordComment(Span(end - 1, end), "r", Edit(end, end, "."))
    return WordComment(Span(start, min(end, start + 3)), "r", Edit(start, min(end, start + 3), "new"))


def shown(document: Document) -> list[str]:
    """Return all that is in a document, a line for each block, comment, listing and problem."""
    return [
        *map(_block, document.blocks),
        *(f"comment {one.text} {_at(one.span)} {_at(one.following)}" for one in document.comments),
        *(f"code {text}" for text in document.code),
        *(f"listing {' '.join(map(_at, runs))}" for runs in document.listings),
        *(f"note {label}: {text}" for label, text in document.footnotes.items()),
        *(f"problem {one.rule} {_at(one.span)}" for one in document.problems),
        *(f"unread {one.why} {_at(one.span)}" for one in document.unread),
        *([f"language {document.language}"] if document.language else []),
        *([f"metadata {dict(document.metadata)}"] if document.metadata else []),
    ]


def _block(block: Block) -> str:
    places = [block.to_source(Span(at, at + 1)) for at in range(len(block.text))]
    # Where the text leaves off following the source code point by code point.
    jumps = [
        f"{at}:{_at(place)}"
        for at, place in enumerate(places)
        if not at or place != places[at - 1].shift(1) or place.end - place.start != 1
    ]
    said = [block.kind.value, str(block.level) if block.level else "", "quoted" if block.quoted else ""]
    said += [block.language or "", block.label]
    if block.cell:
        said.append(f"cell {block.cell.table} {block.cell.row} {block.cell.column} {block.cell.header}")
    if block.item:
        said.append(f"item {block.item.list} {block.item.item} {block.item.depth} {block.item.start}")
    marks = [f"{m.kind.value} {_at(m.span)} {_at(m.source)} {m.value}" for m in block.marks]
    text = block.text.replace("\ufffc", "□")
    return " | ".join([" ".join(filter(None, said)), text, " ".join(jumps), *marks])


def _at(span: Span | None) -> str:
    return f"{span.start}-{span.end}" if span else ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_read_is_what_was_read(path: Path, request: pytest.FixtureRequest) -> None:
    rows: list[list[Any]] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    now = [[text, made(path.stem, text)] for text, _ in rows]
    if request.config.getoption("--update-snapshots"):
        lines = [json.dumps(row, ensure_ascii=False) for row in now]
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        return
    for (text, lines), (_, then) in zip(now, rows, strict=True):
        assert lines == then, text
