"""Template tags, directives and JSX: what a site generator reads and a reader never sees.

They are masked before the real parse, code point for code point: a tag that fills its lines becomes blanks, one inside
a sentence a run of U+FFFC, which no format gives a meaning to.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from edlint.model.document import PLACEHOLDER, Comment, MarkKind
from edlint.model.span import Span
from edlint.parse.noise import Noise
from edlint.text.pattern import pattern

_LONGEST = 4000  # code points of one tag
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}", "<%": "%>"}
_OPENERS = r"\{\{|\{%|\{#[^}\n]|<%"
# Tags whose content is code or a comment, up to the tag that ends them.
_CODE_TAG = r"^\{[{%][<%\-]?\s*(highlight|comment|codeblock|mermaid|katex|math)\b"
# Tags of Liquid, Jinja and their kin that print nothing.
_SILENT = frozenset(
    "if elsif elif else unless for break continue cycle case when capture assign set increment decrement raw verbatim "
    "comment block extends import macro call filter autoescape with liquid layout tablerow".split()
)
_TAG_NAME = r"^\{[{%][<%\-]?\s*(/?\s*[A-Za-z_][\w.\-]*)"
_ENDING = r"\{[{%][<%\-]?[ \t]*(?:end|/[ \t]*)([A-Za-z_][\w.\-]*)"
_DIRECTIVE = (
    r"^[ \t]*(?::{3,}[^\n\r]*|\[\[_?[Tt][Oo][Cc]_?\]\]|\[TOC\]|\([^()\n\r]+\)=|\{:[^{}\n]*\}"
    r"|(?:!!!|\?\?\?\+?|===)[ \t]+[\"A-Za-z][^\n\r]*)[ \t]*\r?$"
)
_ESM = r"^(?:import|export)(?:[ \t]+[^\n]*|\{[^\n]*)\n?(?:[^\n]*\S[^\n]*\n?)*"
_EMPTY_JSX = r"\A\s*</[A-Za-z0-9.]*>"
_NEAR = 200
_JSX = r"\{|</?[A-Za-z>]"


@dataclass
class Masks:
    """What was taken out of a text: inline stretches that nothing or a placeholder stands for, and comments."""

    noise: list[Noise] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    code: list[str] = field(default_factory=list)


def mask(
    text: str,
    start: int,
    *,
    code: Callable[[str], list[Span]] | None = None,
    directives: bool = False,
    mdx: bool = False,
) -> tuple[str, Masks]:
    """Return the text, as long as it was, without what stands before `start` (front matter) and without template tags.

    `code` finds the stretches of the format's code, where nothing is masked; it is called only when needed.
    """
    masks = Masks()
    taken: list[Noise] = []
    if any(mark in text for mark in _CLOSERS):
        taken += _tags(text, start, masks.code)
    if directives:
        taken += (Noise(span.start, span.end, None, "") for span in pattern(_DIRECTIVE).spans(text))
    if mdx:
        taken += _mdx(text, start, masks.comments)
    if taken and code is not None:
        taken = _outside(taken, code(_blank(text[:start]) + text[start:]))
    parts = [_blank(text[:start])]
    position = start
    for item in sorted(taken, key=lambda item: (item.start, -item.end)):
        if item.start < position:
            continue
        parts.append(text[position : item.start])
        if _fills_lines(text, item.start, item.end):
            parts.append(_blank(text[item.start : item.end]))
        else:
            parts.append(PLACEHOLDER * (item.end - item.start))
            masks.noise.append(item)
        position = item.end
    kept = {item.start for item in taken}
    masks.comments = [comment for comment in masks.comments if comment.span.start in kept]
    return "".join(parts) + text[position:], masks


def _blank(text: str) -> str:
    return "".join(["\n" if c == "\n" else "\r" if c == "\r" else " " for c in text])


def _fills_lines(text: str, start: int, end: int) -> bool:
    """Whether nothing but blanks stands beside the stretch on its first and last lines."""
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    return (start == 0 or text[start - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n")


def _outside(items: list[Noise], code: list[Span]) -> list[Noise]:
    """Return the items that begin outside all stretches of code."""
    starts = [span.start for span in code]
    kept = []
    for item in items:
        index = bisect_right(starts, item.start) - 1
        if index < 0 or code[index].end <= item.start:
            kept.append(item)
    return kept


def _tags(text: str, start: int, code: list[str]) -> Iterable[Noise]:
    position = start
    missing: set[str] = set()
    paired = {match.groups[0] for match in pattern(_ENDING).matches(text)}
    for opener in pattern(_OPENERS).spans(text):
        begin = opener.start
        if begin < position:
            continue
        mark = text[begin : begin + 2]
        end = text.find(_CLOSERS[mark], begin + 2, begin + _LONGEST)
        if end < 0 or pattern(r"\n[ \t\r]*\n").found(text[begin:end]):
            continue
        end += 2
        while mark == "{{" and text.startswith("}", end):
            end += 1
        block = next(pattern(_CODE_TAG).matches(text[begin:end]), None)
        if block is not None and (name := block.groups[0]) and name not in missing:
            stop = _ended(text, name, end)
            if stop < 0:
                missing.add(name)
                continue
            code.append(text[end:stop])
            end = stop
        yield Noise(begin, end, _kind(text[begin:end], paired), text[begin:end])
        position = end


def _kind(tag: str, paired: Collection[str | None]) -> MarkKind:
    """Return what a template's tag is to a reader: nothing where it steers, or begins or ends something."""
    if tag.startswith(("{#", "<%")):
        return MarkKind.OBJECT if tag.startswith(("<%=", "<%-")) else MarkKind.HIDDEN
    match = next(pattern(_TAG_NAME).matches(tag), None)
    name = (match.groups[0] or "") if match else ""
    steers = name.startswith(("/", "end")) or name in paired or (name in _SILENT and tag[1] == "%")
    return MarkKind.HIDDEN if steers else MarkKind.OBJECT


def _ended(text: str, name: str, position: int) -> int:
    """Return the end of the tag that ends a block of code: `{% endhighlight %}` or `{{< /highlight >}}`."""
    for closing in (f"end{name}", f"/{name}", f"/ {name}"):
        at = text.find(closing, position)
        if at >= 0:
            stop = text.find("}", at)
            while 0 <= stop < len(text) and text[stop] == "}":
                stop += 1
            return stop
    return -1


def _mdx(text: str, start: int, comments: list[Comment]) -> Iterable[Noise]:
    """Return imports and exports, `{expressions}`, `{/* comments */}` and JSX tags."""
    found = [
        Noise(span.start, span.end, None, "")
        for span in pattern(_ESM).spans(text)
        if span.start >= start and not text[max(start, span.start - 2) : span.start].strip("\r\n \t")
    ]
    position = start
    for opener in pattern(_JSX).spans(text):
        begin = opener.start
        if begin < position or (begin and text[begin - 1] == "\\"):
            continue
        end = _balanced(text, begin)
        if end < 0:
            continue
        inner = text[begin:end]
        if inner.startswith("{"):
            bare = inner[1:-1].strip()
            if bare.startswith("/*") and bare.endswith("*/"):
                comments.append(Comment(Span(begin, end), bare[2:-2].strip()))
                found.append(Noise(begin, end, MarkKind.HIDDEN, ""))
            else:
                found.append(Noise(begin, end, MarkKind.OBJECT, inner))
        elif inner.lstrip("</")[:1].isupper() or "{" in inner or inner in {"<>", "</>"}:
            alone = inner.endswith("/>") or pattern(_EMPTY_JSX).found(text[end : end + _NEAR])
            if alone and not inner.endswith("/>"):
                end = text.index(">", end) + 1
            found.append(Noise(begin, end, MarkKind.OBJECT if alone else MarkKind.HIDDEN, inner))
        else:
            continue
        position = end
    return found


def _balanced(text: str, begin: int) -> int:
    """Return the end of a JSX tag or expression, minding strings and braces; -1 when it has none."""
    braces = 0
    tag = text[begin] == "<"
    quote = ""
    for index in range(begin, min(len(text), begin + _LONGEST)):
        character = text[index]
        if quote:
            if character == quote or (character == "\n" and quote != "`"):
                quote = ""
        elif character in "\"'`" and (braces or tag) and (tag or text[index - 1] in "=({[,:+? \t\n"):
            quote = character
        elif character == "{":
            braces += 1
        elif character == "}":
            braces -= 1
            if not tag and braces == 0:
                return index + 1
        elif character == ">" and tag and braces <= 0 and text[index - 1] != "=":
            return index + 1
    return -1
