"""Commit messages: the subject and the body are prose; git's remarks and trailers are not."""

from edlint.model.block import BlockKind
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.draft import Draft
from edlint.parse.joined import add_block
from edlint.parse.noise import noise
from edlint.parse.noisemap import NoiseMap
from edlint.text.pattern import pattern

_SCISSORS = "# ------------------------ >8 ------------------------"
_BY = r"(?:[A-Z][A-Za-z\-]*-(?:[Bb]y|[Tt]o|[Ii]d)|Fixes|Closes|Refs|Cc|Link|BREAKING-CHANGE):[ \t]+\S.*"
_PREFIX = r"^(?:[a-z]+(?:\([^()\n]*\))?!?|fixup!|squash!|\[[^\[\]\n]*\]):?[ \t]+"
_ITEM = r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+"


def parse(source: Source) -> Document:
    """Return the document of a commit message, as git passes it to a `commit-msg` hook; never fails."""
    draft = Draft(source, NoiseMap(noise(source.text)))
    paragraph: list[Span] = []
    at = 0
    for line in source.text.split("\n"):
        start, at = at, at + len(line) + 1
        if line.startswith(_SCISSORS):
            draft.known.append(Span(start, len(source.text)))
            break
        bare = line.strip()
        if line.startswith("#"):
            remark = bare.lstrip("# ")
            if remark.startswith("edlint-"):
                draft.comment(Span(start, start + len(line)), remark)
            draft.known.append(Span(start, at))
            continue
        item = next(pattern(_ITEM).matches(line), None)
        left_out = not bare or (line.startswith(("    ", "\t")) and not paragraph) or pattern(_BY).whole(bare)
        if left_out or item is not None:
            _block(draft, paragraph)
            paragraph = []
        if left_out:
            draft.known.append(Span(start, at))
            continue
        begin = start + (item.span.end if item is not None else line.find(bare))
        paragraph.append(Span(begin, start + len(line.rstrip())))
    _block(draft, paragraph)
    return draft.finish()


def _block(draft: Draft, runs: list[Span]) -> None:
    """Add the block of a paragraph; the first is the subject, whose prefix (`fix(parser): `) is not prose."""
    if draft.blocks or not runs:
        add_block(draft, runs)
        return
    start, end = runs[0]
    line = draft.source.text[start:end]
    prefix = pattern(_PREFIX).first(line)
    if prefix is not None and prefix.start == 0 and ":" in line[: prefix.end]:
        runs[0] = Span(start + prefix.end, end)
        draft.known.append(Span(start, start + prefix.end))
    add_block(draft, runs, BlockKind.TITLE)
