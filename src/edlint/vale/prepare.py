"""Prepare a file's text for parsing as Vale does: line ends, front matter, and the configuration's ignore patterns."""

from collections.abc import Iterable, Iterator

import yaml

from edlint.config.toml import loads
from edlint.config.yamldata import SAFE
from edlint.parse import tomlstrings
from edlint.text.mapped import Builder, Mapped
from edlint.text.pattern import pattern
from edlint.vale.config import Section
from edlint.vale.regex import Budget, regex
from edlint.vale.subject import Subject

_ENDS = r"\r\n|\r|&rsquo;"
_FRONT = r"\A(?s:(?:---|\+\+\+)\n(.+?)\n(?:---|\+\+\+))"
_TEXTS = frozenset(["tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"])
_LONGEST = 200_000
_MOST = 10_000

BLOCK = {
    ".md": ("\n```\n", "\n```\n"),
    ".mdx": ("\n```\n", "\n```\n"),
    ".html": ("<pre>", "</pre>"),
}
"""The marks put around front matter and each match of BlockIgnores, by format."""
TOKEN = {".md": ("`", "`"), ".mdx": ("`", "`"), ".html": ("<code>", "</code>")}
"""The marks put around each match of TokenIgnores, by format."""


def sanitized(text: str) -> Mapped:
    """Return a source's text with `\\n` for every line end and an apostrophe for `&rsquo;`, as Vale does."""
    if "\r" not in text and "&rsquo;" not in text:
        return Mapped.whole(text)
    ends = pattern(_ENDS).spans(text)
    return Mapped.whole(text).replaced((*span, "'" if text[span.start] == "&" else "\n") for span in ends)


def front_values(text: Mapped) -> list[tuple[str, Mapped]]:
    """Return the names and values of front matter that are texts on one line (of `|` blocks the first), with positions.

    Invalid front matter has no values; edlint's own checks report it.
    """
    head = next(pattern(_FRONT).matches(text.text[:_LONGEST]), None)
    if head is None:
        return []
    inner = head.groups[0] or ""
    base = 4
    found = _toml(inner) if text.text.startswith("+++") else _yaml(inner)
    return [(name, text.part(base + start, base + end)) for name, start, end in found]


def _yaml(inner: str) -> list[tuple[str, int, int]]:
    try:
        node = yaml.compose(inner, Loader=SAFE)
    except (yaml.YAMLError, ValueError, RecursionError):
        return []
    if not isinstance(node, yaml.MappingNode):
        return []
    found: list[tuple[str, int, int]] = []
    for key, value in node.value[:_MOST]:
        if not (isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)):
            continue
        if value.tag not in _TEXTS:
            continue
        start, end = value.start_mark.index, value.end_mark.index
        if value.style in {'"', "'"}:
            start, end = start + 1, end - 1
        if inner[start:end] == value.value:
            found.append((key.value, start, end))
        elif value.style == "|":
            # Of a literal block, use the first line, which is in the source without changes.
            first = value.value.split("\n", 1)[0]
            at = inner.find(first, start, end) if first.strip() else -1
            if at >= 0:
                found.append((key.value, at, at + len(first)))
    return found


def _toml(inner: str) -> list[tuple[str, int, int]]:
    try:
        loads(inner)
    except (ValueError, RecursionError):
        return []
    return [
        (path, start + 1, end - 1)
        for path, (start, end) in tomlstrings.strings(inner)
        if "." not in path
        and end - start > 2
        and tomlstrings.value(inner[start:end]) == inner[start + 1 : end - 1]
    ]


def prepared(text: Mapped, sections: Iterable[Section], suffix: str, budget: Budget) -> Mapped:
    """Return a text with its front matter and the sections' ignored ranges marked as code in the format's syntax.

    Also converts the sections' comment delimiters to HTML's. Raises RegexError for a pattern that no engine supports,
    BudgetError for one that takes too long.
    """
    opening, closing = BLOCK[suffix]
    head = next(pattern(_FRONT).matches(text.text[:_LONGEST]), None)
    if head is not None:
        made = Builder()
        made.add(opening)
        made.append(text.part(4, 4 + len(head.groups[0] or "")))
        made.add(closing)
        made.append(text.part(head.span.end, len(text.text)))
        text = made.made()
    sections = tuple(sections)
    for section in sections:
        for source in section.block_ignores:
            text = _wrapped(text, source, opening, closing, budget)
    opening, closing = TOKEN[suffix]
    for section in sections:
        for source in section.token_ignores:
            text = _wrapped(text, source, opening, closing, budget)
    for section in sections:
        for written, meant in zip(section.delimiters or (), ("<!--", "-->"), strict=False):
            text = text.replaced((at, at + len(written), meant) for at in _places(text.text, written))
    return text


def _wrapped(text: Mapped, source: str, opening: str, closing: str, budget: Budget) -> Mapped:
    """Return the text with every match replaced by its first group between two marks."""
    found = list(regex(source).matches(Subject(text.text), budget))
    if not found:
        return text
    made = Builder()
    position = 0
    for groups in found:
        made.append(text.part(position, groups[0][0]))
        made.add(opening)
        if len(groups) < 2:
            made.add("$1")
        elif groups[1][0] >= 0:
            made.append(text.part(*groups[1]))
        made.add(closing)
        position = groups[0][1]
    made.append(text.part(position, len(text.text)))
    return made.made()


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign) if sign else -1
    while at >= 0:
        yield at
        at = text.find(sign, at + len(sign))
