"""Messages of commits: the subject, the body, and neither git's remarks nor trailers."""

from edlint.model.document import BlockKind, Document
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.base import widthless
from edlint.parse.draft import Draft
from edlint.parse.leaf import Leaf
from edlint.parse.noise import NoiseMap, noise
from edlint.text.pattern import pattern

_SCISSORS = "# ------------------------ >8 ------------------------"
_BY = r"(?:[A-Z][A-Za-z\-]*-(?:[Bb]y|[Tt]o|[Ii]d)|Fixes|Closes|Refs|Cc|Link|BREAKING-CHANGE):[ \t]+\S.*"
_PREFIX = r"^(?:[a-z]+(?:\([^()\n]*\))?!?|fixup!|squash!|\[[^\[\]\n]*\]):?[ \t]+"
_ITEM = r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+"


def parse(source: Source) -> Document:
    """Return the document of a commit's message, as git hands it to a `commit-msg` hook; never fails."""
    draft = Draft(source, NoiseMap(noise(source.text)))
    paragraph: list[Span] = []
    at = 0
    for line in source.text.split("\n"):
        start, at = at, at + len(line) + 1
        if line.startswith(_SCISSORS):
            break
        bare = line.strip()
        if line.startswith("#"):
            remark = bare.lstrip("# ")
            if remark.startswith("edlint-"):
                draft.comment(Span(start, start + len(line)), remark)
            continue
        item = next(pattern(_ITEM).matches(line), None)
        code = line.startswith(("    ", "\t")) and not paragraph
        if not bare or item is not None or code or pattern(_BY).whole(bare):
            _block(draft, paragraph)
            paragraph = []
        if not bare or code or pattern(_BY).whole(bare):
            continue
        begin = start + (item.span.end if item is not None else line.find(bare))
        paragraph.append(Span(begin, start + len(line.rstrip())))
    _block(draft, paragraph)
    return Document(
        source=source,
        blocks=tuple(draft.blocks),
        comments=tuple(draft.comments),
        problems=tuple(widthless(source, draft.blocks)),
    )


def _block(draft: Draft, runs: list[Span]) -> None:
    """Add a paragraph; the first is the subject, whose prefix (`fix(parser): `) is no prose."""
    if not runs:
        return
    text = draft.source.text
    subject = not draft.blocks
    leaf = Leaf(draft, runs[-1].end)
    for number, (start, end) in enumerate(runs):
        if number:
            leaf.soft(runs[number - 1].end, start)
        prefix = pattern(_PREFIX).first(text[start:end]) if subject and not number else None
        begin = start + (
            prefix.end
            if prefix is not None and prefix.start == 0 and ":" in text[start : start + prefix.end]
            else 0
        )
        leaf.text(text[begin:end], begin, end)
    block = leaf.close(BlockKind.TITLE if subject else BlockKind.PARAGRAPH)
    if block is not None:
        draft.blocks.append(block)
