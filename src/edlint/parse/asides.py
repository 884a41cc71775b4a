"""Asides: words outside the running text, such as titles of containers and links, captions, words in tags, notes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edlint.config.schema import ATTRIBUTES
from edlint.model.block import BlockKind
from edlint.model.span import Span
from edlint.text.pattern import pattern

# Attributes and options whose values are shown or read aloud, and the block kind of each.
KINDS = {name: BlockKind.ALT if name.endswith("alt") else BlockKind.CAPTION for name in ATTRIBUTES} | {
    "alt-text": BlockKind.ALT
}
# Tags of Hugo and Liquid whose title is a bare argument in quotation marks: `{{< details "A title" >}}`.
_TITLED_TAG = (
    r"\A\{[{%][<%\-]?\s*(?:accordion|admonition|alert|callout|collapse|details|expand|hint|note|notice|spoiler|summary|tab"
    r"|tip|warning)\s+(?:[\w\-]+\s+)?[\"“]([^\"“”{}<>]*[^\"“”{}<>\s])"
)
_LONGEST = 1000  # code points of a value
_VALUE = r"\s*=\s*(\"[^\"{}<>]+\"|'[^'{}<>]+')"
# A link title as CommonMark defines it, and the constructs that may contain one.
_TITLE = r"""("(?:[^"\\]|\\[^\n])*"|'(?:[^'\\]|\\[^\n])*'|\((?:[^()\\]|\\[^\n])*\))"""
_LINK_END = rf"{_TITLE}(\s*\))\z"
# A definition that leads nowhere is a comment: `[//]: # (words)`, `[comment]: <> (words)`.
_DEFINITION = (
    r"^[ >\t]*\[[^\[\]^\n][^\[\]\n]*\]:[ \t]*(?:\n[ >\t]*)?(?:<[^<>\n]+>|[^\s<#]\S*|#\S+)"
    rf"(?:[ \t]+|[ \t]*\n[ >\t]*){_TITLE}([ \t]*)$"
)


class Aside(NamedTuple):
    """Words to be read as a block of their own; `label` is the label of a footnote."""

    kind: BlockKind
    span: Span
    label: str = ""


def worded(tag: str, start: int, attributes: Sequence[str]) -> Iterator[Aside]:
    """Yield the prose in a tag that begins at offset `start`: `{% tab title="…" %}`, `<Card title="…">`.

    `attributes` names the attributes whose values are prose.
    """
    titled = next(pattern(_TITLED_TAG).matches(tag), None)
    if titled is not None:
        words = titled.groups[0] or ""
        yield Aside(BlockKind.CAPTION, Span(start + titled.span.end - len(words), start + titled.span.end))
    if "=" not in tag or not attributes:
        return
    names = "|".join(name.replace(".", r"\.") for name in attributes)
    for match in pattern(rf"(?:\s|^|\{{)({names}){_VALUE}").matches(tag):
        name, value = match.groups
        end = start + match.span.end - 1
        words = (value or "")[1:-1]
        if spoken(words) and len(words) <= _LONGEST:
            yield Aside(KINDS.get(name or "", BlockKind.CAPTION), Span(end - len(words), end))


def titles(text: str, start: int, end: int, *, defined: bool = False) -> Iterator[Aside]:
    """Yield the title at the end of the link `start`…`end`; with `defined`, the titles of all link definitions in it.

    A link is `[words](address "title")`, a definition `[label]: address "title"`; what looks like a definition counts
    as one.
    """
    for match in pattern(_DEFINITION if defined else _LINK_END).matches(text[start:end]):
        title, behind = match.groups
        stop = start + match.span.end - len(behind or "") - 1
        words = (title or "")[1:-1].lstrip()
        if words and "\n\n" not in words:
            yield Aside(BlockKind.CAPTION, Span(stop - len(words), stop))


def spoken(words: str) -> bool:
    """Whether a value is words for a reader, not a name in code: more than one word, or one with a capital."""
    return " " in words.strip() or (words[:1].isupper() and words.rstrip(".!?…").isalpha())
