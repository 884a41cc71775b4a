"""Template tags of site generators, and other syntax that is masked like them before the real parse.

A mask is as long as what it masks: what fills its lines becomes blanks, what lies in a sentence becomes a run of
U+FFFC, which has no meaning in any format.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from edlint.model.block import PLACEHOLDER, BlockKind, MarkKind
from edlint.model.document import Comment
from edlint.model.span import Span
from edlint.parse.asides import Aside, worded
from edlint.parse.noise import Noise
from edlint.text.pattern import pattern

_LONGEST = 4000  # code points of one tag
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}", "<%": "%>"}
_OPENERS = r"\{\{|\{%|\{#[^}\n]|<%"
# Tags whose content is code or a comment, up to their end tag.
_CODE = frozenset(
    "bash code code-block code-toggle code_block code_toggle codeblock codefence command comment console diagram "
    "example-code graphviz highlight katex latex math mermaid output plantuml pre prettify prompt shell snippet source "
    "sourcecode svg syntax tabbed-code terminal".split()
)
_STOPS = frozenset(".!?:")
# Tags of Liquid, Jinja and similar languages that print nothing.
_SILENT = frozenset(
    "if elsif elif else unless for break continue cycle case when capture assign set increment decrement raw verbatim "
    "comment block extends import macro call filter autoescape with liquid layout tablerow let".split()
)
_TAG_NAME = r"^\{[{%][<%\-]?\s*(/?\s*[A-Za-z_][\w.\-]*)"
_ENDING = r"\{[{%][<%\-]?[ \t]*(?:end|/[ \t]*)([A-Za-z_][\w.\-]*)[^{}\n]*\}+"


class Masks(msgspec.Struct):
    """What was masked in a text: noise for which placeholders are left, comments, code, asides, and all ranges."""

    noise: list[Noise] = msgspec.field(default_factory=list)
    comments: list[Comment] = msgspec.field(default_factory=list)
    code: list[str] = msgspec.field(default_factory=list)
    asides: list[Aside] = msgspec.field(default_factory=list)
    spans: list[Span] = msgspec.field(default_factory=list)  # of everything that was masked
    attributes: Sequence[str] = ()


def mask(
    text: str,
    start: int,
    *,
    code: Callable[[], list[Span]] = list,
    extra: Iterable[Noise] = (),
    attributes: Sequence[str] = (),
) -> tuple[str, Masks]:
    """Return the text, of the same length, with everything before `start` (front matter) and its template tags masked.

    `extra` is masked as well: expressions, comments and notes of a dialect. `code` returns the ranges of code, in
    order, where nothing is masked; it is called only when needed. Line ends must be `\\n`. Values of `attributes`
    become asides.
    """
    masks = Masks(attributes=attributes)
    taken = [*extra]
    if any(mark in text for mark in _CLOSERS):
        taken += _tags(text, start, masks.code)
    if taken:
        taken = _outside(taken, code())
    parts = [_blank(text[:start])]
    position = start
    for item in sorted(taken, key=lambda item: (item.start, -item.end)):
        if item.start < position:
            continue
        parts.append(text[position : item.start])
        if _stands_alone(text, item):
            parts.append(_blank(text[item.start : item.end]))
        else:
            parts.append(PLACEHOLDER * (item.end - item.start))
            masks.noise.append(item)
        masks.spans.append(Span(item.start, item.end))
        _keep(item, masks)
        position = item.end
    return "".join(parts) + text[position:], masks


def _keep(item: Noise, masks: Masks) -> None:
    """Record the words in something that is masked: a comment, a note, a title or a caption in a tag."""
    if item.value.startswith("{/*"):
        masks.comments.append(Comment(Span(item.start, item.end), item.value[3:-3].strip()))
    elif item.value.startswith("%%"):
        masks.comments.append(Comment(Span(item.start, item.end), item.value.strip("%").strip()))
    elif item.kind is MarkKind.FOOTNOTE:
        masks.asides.append(Aside(BlockKind.FOOTNOTE, Span(item.start + 2, item.end - 1), item.value))
    elif item.kind is not MarkKind.MATH and _name(item.value) not in _SILENT:
        masks.asides += worded(item.value, item.start, masks.attributes)


def _blank(text: str) -> str:
    return "".join(["\n" if c == "\n" else " " for c in text])


def _stands_alone(text: str, item: Noise) -> bool:
    """Whether a range fills its lines and, if it is shown on the page, no sentence continues around it."""
    start, end = item.start, item.end
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    if (start and text[start - 1] != "\n") or (end < len(text) and text[end] != "\n"):
        return False
    if item.kind in {None, MarkKind.HIDDEN}:
        return True
    above = text[max(0, text.rfind("\n", 0, max(0, start - 1)) + 1) : max(0, start - 1)].strip()
    below = text[end + 1 : end + 3].strip()
    return not (above[:1].isalpha() and above[-1:] not in _STOPS and below[:1].islower())


def _outside(items: list[Noise], code: list[Span]) -> list[Noise]:
    """Return the items that begin outside all ranges of code."""
    starts = [span.start for span in code]
    kept = []
    for item in items:
        index = bisect_right(starts, item.start) - 1
        if index < 0 or code[index].end <= item.start:
            kept.append(item)
    return kept


def _tags(text: str, start: int, code: list[str]) -> Iterable[Noise]:
    position = start
    endings: dict[str, list[Span]] = {}
    for match in pattern(_ENDING).matches(text):
        endings.setdefault(match.groups[0] or "", []).append(match.span)
    for opener in pattern(_OPENERS).spans(text):
        begin = opener.start
        if begin < position:
            continue
        mark = text[begin : begin + 2]
        end = text.find(_CLOSERS[mark], begin + 2, begin + _LONGEST)
        if end < 0 or pattern(r"\n[ \t]*\n").found(text[begin:end]):
            continue
        end += 2
        while mark == "{{" and text.startswith("}", end):
            end += 1
        tag = text[begin:end]
        name = _name(tag)
        kind = _kind(tag, name, endings)
        if name in _CODE:
            index = bisect_right(endings.get(name, ()), Span(end, end))
            if index < len(endings.get(name, ())):
                inner = text[end : endings[name][index].start]
                end, kind = endings[name][index].end, MarkKind.OBJECT
                if name == "comment":
                    kind, tag = MarkKind.HIDDEN, f"%%{inner}%%"
                else:
                    code.append(inner)
        yield Noise(begin, end, kind, tag)
        position = end


def _name(tag: str) -> str:
    """Return a tag's name, with the slash of an end tag before it; an empty string if it has none."""
    match = next(pattern(_TAG_NAME).matches(tag), None)
    return (match.groups[0] or "").replace(" ", "") if match else ""


def _kind(tag: str, name: str, paired: Collection[str]) -> MarkKind:
    """Return OBJECT for a tag that prints something, HIDDEN for one that controls, begins or ends something."""
    if tag.startswith(("{#", "<%")):
        return MarkKind.OBJECT if tag.startswith(("<%=", "<%-")) else MarkKind.HIDDEN
    steers = name.startswith(("/", "end")) or name in paired or (name in _SILENT and tag[1] == "%")
    return MarkKind.HIDDEN if steers else MarkKind.OBJECT
