"""Subtitles in SubRip and WebVTT: the text of the cues is prose; numbers, times, styles and regions are not."""

from collections.abc import Iterator

from edlint.model.document import Document
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.draft import Draft
from edlint.parse.joined import add_block
from edlint.parse.noise import Noise, merged, noise
from edlint.parse.noisemap import NoiseMap
from edlint.text.pattern import pattern

_TIMES = r"[ \t]*(?:\d+:)?\d{1,3}:\d{2}[.,]\d{1,3}[ \t]*-->.*"
_TAG = r"</?[A-Za-z][^<>\n]*>|\{\\[^{}\n]*\}|<\d[\d:.]*>"
_ENDS = frozenset('.!?…"”’)')


def parse(source: Source) -> Document:
    """Return the document of a subtitle file; never fails.

    A sentence that spans several cues is one paragraph: a cue that ends without a stop continues in the next.
    """
    text = source.text
    tags = [Noise(at.start, at.end, None, "") for at in pattern(_TAG).spans(text)]
    draft = Draft(source, NoiseMap(merged(tags, noise(text))))
    entities = text.lstrip("\ufeff").startswith("WEBVTT")
    held: list[Span] = []
    for cue in _cues(draft):
        held += cue
        if text[cue[-1].end - 1] in _ENDS or len(held) > 20:
            add_block(draft, held, entities=entities)
            held = []
    add_block(draft, held, entities=entities)
    return draft.finish()


def _cues(draft: Draft) -> Iterator[list[Span]]:
    """Yield the lines of each cue: those below its times, up to an empty line."""
    text = draft.source.text
    cue: list[Span] | None = None
    note = False
    waiting = 0  # comments that no line has followed yet
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        if cue is None or note:
            draft.known.append(Span(start, at))
        bare = line.strip("\ufeff \t")
        if not bare:
            if cue:
                yield cue
            cue, note = None, False
        elif pattern(_TIMES).whole(line):
            draft.known.append(Span(start, at))
            if cue:
                yield cue
            cue, note = [], False
        elif cue is None and bare.startswith("NOTE"):
            note = True
            remark = bare.removeprefix("NOTE").strip()
            if remark.startswith("edlint-"):
                draft.comment(Span(start, start + len(line)), remark)
                waiting += 1
        elif cue is not None and not note:
            begin = start + line.find(bare)
            cue.append(Span(begin, begin + len(bare)))
            if waiting:
                # The times lie between a comment and the line that it applies to.
                heard = Span(start, start + len(line))
                draft.comments[-waiting:] = [
                    comment._replace(following=heard) for comment in draft.comments[-waiting:]
                ]
                waiting = 0
    if cue:
        yield cue
