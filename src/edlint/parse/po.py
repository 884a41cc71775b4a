"""gettext catalogues: messages in the program's language, and their translations in the language of the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from edlint.model.block import BlockKind, MarkKind
from edlint.model.document import Document
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.draft import Draft
from edlint.parse.leaf import Leaf
from edlint.parse.mapped import MappedText
from edlint.parse.noise import Noise, merged, noise
from edlint.parse.noisemap import NoiseMap
from edlint.parse.notebook import pieces
from edlint.text.pattern import pattern

_KEYWORD = r"^(msgid|msgid_plural|msgstr(?:\[\d+\])?|msgctxt)[ \t]+\""
_LANGUAGE = r"(?m)^Language:[ \t]*([A-Za-z_\-]+)"
_STANDS = r"%(?:\([A-Za-z_]\w*\))?[-+ #0]*\d*(?:\.\d+)?[sdifgxXeEcru]|\$?\{[^{}\s]*\}|</?[A-Za-z][^<>]*>"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n"})


@dataclass
class _PoEntry:
    """A string: the keyword it belongs to, and the ranges of its lines without quotation marks."""

    keyword: str
    lines: list[Span] = field(default_factory=list)


def parse(source: Source) -> Document:
    """Return the document of a catalogue; never fails. Obsolete entries are not read."""
    draft = Draft(source, NoiseMap([]))
    language = ""
    for entry in _entries(draft):
        mapped = MappedText(source)
        for line in entry.lines:
            for text, place in pieces(source.text, line):
                mapped.add(text, place)
        text = mapped.text
        if entry.keyword == "msgstr" and not language:
            match = next(pattern(_LANGUAGE).matches(text), None)
            language = (match.groups[0] or "").replace("_", "-") if match is not None else ""
            if match is not None or "Content-Type:" in text:
                continue  # the header
        if entry.keyword == "msgctxt" or not text.strip():
            continue
        stands = [
            Noise(at.start, at.end, MarkKind.OBJECT, text[at.start : at.end])
            for at in pattern(_STANDS).spans(text)
        ]
        inner = Draft(Source(source.path, "text", text), NoiseMap(merged(stands, noise(text))))
        leaf = Leaf(inner, len(text), collapse=True)
        leaf.text(text, 0, len(text))
        translated = entry.keyword.startswith("msgstr") and draft.foreign(language)
        block = leaf.close(BlockKind.PARAGRAPH, language=language if translated else None)
        if block is not None:
            draft.blocks.append(mapped.block(block, _spelt))
    return draft.document()


def _spelt(words: str) -> str:
    return words.translate(_ESCAPES)


def _entries(draft: Draft) -> Iterator[_PoEntry]:
    text = draft.source.text
    entry: _PoEntry | None = None
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        bare = line.rstrip()
        if bare.startswith("#"):
            remark = bare.lstrip("#. \t")
            if remark.startswith("edlint-"):
                draft.comment(Span(start, start + len(bare)), remark)
            continue
        match = next(pattern(_KEYWORD).matches(line), None)
        if match is not None:
            if entry is not None:
                yield entry
            entry = _PoEntry(match.groups[0] or "")
            begin = match.span.end
        elif bare.startswith('"') and entry is not None:
            begin = 1
        else:
            if entry is not None:
                yield entry
            entry = None
            continue
        end = len(bare) - 1
        if end >= begin and bare.endswith('"'):
            entry.lines.append(Span(start + begin, start + end))
    if entry is not None:
        yield entry
