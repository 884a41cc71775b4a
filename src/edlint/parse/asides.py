"""Words that stand beside the running text: titles of containers and links, captions and texts in tags, inline notes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edlint.config.schema import ATTRIBUTES
from edlint.model.block import BlockKind
from edlint.model.span import Span
from edlint.text.pattern import pattern

# Attributes and options that a reader sees or hears, and what they are to him.
KINDS = {name: BlockKind.ALT if name.endswith("alt") else BlockKind.CAPTION for name in ATTRIBUTES} | {
    "alt-text": BlockKind.ALT
}
# Tags of Hugo and Liquid whose title stands alone in quotation marks: `{{< details "A title" >}}`.
_TITLED_TAG = (
    r"\A\{[{%][<%\-]?\s*(?:accordion|admonition|alert|callout|collapse|details|expand|hint|note|notice|spoiler|summary|tab"
    r"|tip|warning)\s+(?:[\w\-]+\s+)?[\"“]([^\"“”{}<>]*[^\"“”{}<>\s])"
)
_LONGEST = 1000  # code points of a value
_VALUE = r"\s*=\s*(\"[^\"{}<>]+\"|'[^'{}<>]+')"
# A link's title, as CommonMark has it, and what holds one.
_TITLE = r"""("(?:[^"\\]|\\[^\n])*"|'(?:[^'\\]|\\[^\n])*'|\((?:[^()\\]|\\[^\n])*\))"""
_LINK_END = rf"{_TITLE}(\s*\))\z"
_DEFINITION = (
    r"^[ >\t]*\[[^\[\]^\n][^\[\]\n]*\]:[ \t]*(?:\n[ >\t]*)?(?:<[^<>\n]*>|[^\s<]\S*)"
    rf"(?:[ \t]+|[ \t]*\n[ >\t]*){_TITLE}([ \t]*)$"
)


class Aside(NamedTuple):
    """Words to be read as a block of their own. `label` is a footnote's."""

    kind: BlockKind
    span: Span
    label: str = ""


def worded(tag: str, start: int, attributes: Sequence[str]) -> Iterator[Aside]:
    """Yield the words in the attributes of a tag that stands at `start`: `{% tab title="…" %}`, `<Card title="…">`."""
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
    """Yield the title at the end of a link that stands at `start`…`end`, or with `defined` of what looks like definitions.

    `[words](address "title")`, `[label]: address "title"`.
    """
    for match in pattern(_DEFINITION if defined else _LINK_END).matches(text[start:end]):
        title, behind = match.groups
        stop = start + match.span.end - len(behind or "") - 1
        words = (title or "")[1:-1].lstrip()
        if words and "\n\n" not in words:
            yield Aside(BlockKind.CAPTION, Span(stop - len(words), stop))


def spoken(words: str) -> bool:
    """Whether a value is words for a reader: more than one, or one with a capital; not a name such as code has."""
    return " " in words.strip() or (words[:1].isupper() and words.rstrip(".!?…").isalpha())
