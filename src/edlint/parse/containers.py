"""Container syntax of Markdown's dialects: first lines of containers, and single lines that are only markup."""

from typing import NamedTuple

from edlint.model.span import Span
from edlint.parse.directives import is_code, is_prose, is_titled
from edlint.text.pattern import pattern

_ADMONITION = r"(?:!!!|\?\?\?\+?)[ \t]+(?:[A-Za-z][\w\-]*(?:[ \t]+[a-z][\w\-]*)*)?[ \t]*(?:\"([^\n]*)\")?"
_TABBED = r"===[!+]?[ \t]+(?:\"([^\n]*)\"|'([^\n]*)')"
_BLOCK = r"/{3,}[ \t]*([a-z][\w\-]*)[ \t]*(?:\|[ \t]*([^\n]*))?"
_DIRECTIVE = r"(?::{3,}|`{3,}|~{3,})[ \t]*\{([A-Za-z][\w:.\-]*)\}[ \t]*([^\n]*?)"
# `:::tip[Title]`, `::: details Title`, `::: {.callout-note title="Title"}`, `::: warning`
_DIV = r":{3,}[ \t]*([\w.\-]*)(?:\[([^\]\n]*)\])?[ \t]*(?:\{[^}\n]*\})?[ \t]*([^\n]*?)[ \t]*(?:\{[^{}\n]*\})?[ \t:]*"
_CALLOUT = r"\A(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?>[ \t>]*(\[![\w\- ]+(?:\|[^\]\n]*)?\][+\-]?[ \t]*)([^\n]*)\z"
_LINE = (
    r"\[\[_?[Tt][Oo][Cc]_?\]\]|\[TOC\]|\([^()\n]+\)=|\{:[^{}\n]*\}|<<<[ \t]*\S[^\n]*|::[A-Za-z][\w\-]*(?:\{[^}\n]*\}|::)?"
    r"|-*8<-+[^\n]*|\+\+\+(?:[ \t]*\{[^\n]*\})?|@def[ \t][^\n]*|\\[A-Za-z]+\*?(?:\[[^\]\n]*\]|\{[^{}\n]*\})*"
)
# `:::image source="a.png" alt-text="…":::`: Pandoc's containers have their attributes in braces.
_WHOLE = r":{3,}[ \t]*[a-z][\w\-]*[ \t]+[a-z][\w\-]*=[^\n]*[\"'/]:{3,}[ \t]*"
_TAB_HEADING = r"\A#{1,6}[ \t]+\[([^\[\]\n]+)\]\(#tab/[^()\s]+\)[ \t]*\z"
_INDENTED = r"[ \t]{4,}[A-Za-z_][\w\-]*:[^\n]*"
_COLON = r"[ \t]*:[A-Za-z][\w\-]*:[^\n]*"


class Header(NamedTuple):
    """The first line of a container.

    `mark` is the shortest marker that ends the container (empty: a line with less indentation ends it). `title` is the
    range of the title in the line, `options` a pattern of the setting lines after it. `body` is “prose”, “code”,
    “caption”, or “unknown” for a directive that may hold either prose or code.
    """

    mark: str
    title: Span
    name: str = ""
    options: str = ""
    body: str = "prose"


def header(content: str) -> Header | None:
    """Parse a line (without its indentation) as the first line of a container; return None if it is not one."""
    first = content[:1]
    if first in "!?=" and content[:3] in {"!!!", "???", "==="}:
        found = _groups(_TABBED if first == "=" else _ADMONITION, content)
        return None if found is None else Header("", _place(content, *found))
    if content.startswith("///"):
        found = _groups(_BLOCK, content)
        if found is None:
            return None
        name, words = found
        body = "caption" if name.endswith("caption") else "prose"
        return Header(_run(content), _place(content, words), name, _INDENTED, body)
    if not content.startswith((":::", "```", "~~~")):
        return None
    found = _groups(_DIRECTIVE, content)
    if found is not None:
        return _directive(content, *found)
    found = _groups(_DIV, content) if first == ":" and not is_whole(content) else None
    if found is None:
        return None
    name, label, rest = found
    # `::: moniker range=">=2"` has settings after its name.
    told = "" if pattern(r"\A[A-Za-z][\w\-]*=").found(rest) else rest
    title = _place(content, label or told) if name or label else Span(0, 0)
    return Header(_run(content), title, name, body="code" if is_code(name) else "prose")


def _directive(content: str, name: str, argument: str) -> Header | None:
    title = _place(content, argument) if is_titled(name) else Span(0, 0)
    if is_prose(name) or (content[0] == ":" and not is_code(name)):
        return Header(_run(content), title, name, _COLON)
    if content[0] != ":" and is_code(name):
        return None  # Markdown reads it as a code block anyway
    body = "code" if content[0] == ":" else "unknown"
    return Header(_run(content), Span(0, 0), name, _COLON, body)


def closing(content: str) -> str:
    """Return the marker that a line consists of if it may end a container, else an empty string."""
    bare = content.rstrip()
    return bare if len(bare) >= 3 and bare[0] in ":/`~" and not bare.strip(bare[0]) else ""


def is_whole(content: str) -> bool:
    """Whether a line is a complete container: `:::image source="a.png" alt-text="A desk":::`."""
    return content.startswith(":::") and pattern(_WHOLE).whole(content)


def tab_heading(content: str) -> Span | None:
    """Return the range of the title in a heading that is a DocFX tab (`# [Linux](#tab/linux)`), or None."""
    match = pattern(_TAB_HEADING).first(content) if "(#tab/" in content else None
    if match is None:
        return None
    start = content.index("[") + 1
    return Span(start, content.index("]", start))


class Callout(NamedTuple):
    """The first line of a callout (`> [!info]- Title`): offset of its sign, range of its title, whether it quotes."""

    sign: int
    title: Span
    quotes: bool


def callout(content: str) -> Callout | None:
    """Parse a line as the first line of a callout; return None if it is not one."""
    match = next(pattern(_CALLOUT).matches(content), None) if "[!" in content else None
    if match is None:
        return None
    sign, title = match.groups
    start = len(content) - len(title or "") - len(sign or "")
    name = (sign or "")[2:].lower()
    return Callout(start, Span(start + len(sign or ""), len(content)), name.startswith(("quote", "cite")))


def is_markup(content: str) -> bool:
    """Whether a line is only markup: a target, attributes, a table of contents, a snippet, a slot, a definition."""
    if content[0] not in "[({<:-@\\8+" or content.startswith(("\\begin", "\\end")):
        return False
    return pattern(rf"(?:{_LINE})[ \t]*").whole(content)


def _groups(source: str, content: str) -> tuple[str, ...] | None:
    match = next(pattern(rf"\A(?:{source})[ \t]*\z").matches(content), None)
    return None if match is None else tuple(group or "" for group in match.groups)


def _place(content: str, *titles: str) -> Span:
    title = next((title for title in titles if title), "")
    start = content.rindex(title) if title else 0
    return Span(start, start + len(title))


def _run(content: str) -> str:
    """Return the run of equal characters that a line begins with, such as `:::`."""
    return content[: len(content) - len(content.lstrip(content[0]))]
