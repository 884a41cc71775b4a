"""Front matter: YAML between lines of `---`, TOML between lines of `+++`."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import msgspec

from edlint.config.toml import loads
from edlint.model.block import Block, BlockKind
from edlint.model.document import Problem
from edlint.model.source import Source
from edlint.model.span import Span
from edlint.parse.scalar import Scalar, line_end
from edlint.text.pattern import pattern

KINDS = {
    "title": BlockKind.TITLE,
    "subtitle": BlockKind.TITLE,
    "description": BlockKind.DESCRIPTION,
    "abstract": BlockKind.DESCRIPTION,
    "summary": BlockKind.DESCRIPTION,
    "excerpt": BlockKind.DESCRIPTION,
    **dict.fromkeys("highlights keypoints objectives questions".split(), BlockKind.LIST_ITEM),
}
"""Names whose values are prose, with their block kinds; the values of a list are read one by one."""
_LANGUAGES = ("lang", "language")
_LONGEST = (
    200_000  # code points; anything longer is an article between two horizontal rules, not front matter
)
_NAME = r"^[ \t]*[\"']?[A-Za-z_][^:=\n]*[:=]"


class FrontMatterError(Exception):
    """Front matter cannot be read; `offset` is the position of the fault in it, in code points."""

    def __init__(self, reason: str, offset: int = 0) -> None:
        super().__init__(reason)
        self.offset = offset


class Front(msgspec.Struct):
    """Parsed front matter; `end` is the source offset where the article's body begins."""

    end: int = 0
    metadata: Mapping[str, Any] = msgspec.field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    language: str | None = None


def front_matter(source: Source) -> Front:
    """Return the front matter of a source; an empty one if there is none.

    A fault in it becomes a Problem of `edlint.front-matter` on the faulty line; unreadable front matter is never taken
    for prose.
    """
    begin = 1 if source.text.startswith("\ufeff") else 0
    inner, end, closed = _bounds(source.text, begin)
    if not end:
        return Front(end=begin)
    text = source.text[inner.start : inner.end]
    toml = source.text.startswith("+++", begin)
    try:
        data, fields = (_read_toml if toml else _yaml())(text, inner.start, KINDS)
    # YAML constructors fail in many ways (an impossible date, an unhashable key): each is a fault of the file.
    except (
        FrontMatterError,
        ValueError,
        TypeError,
        RecursionError,
        ArithmeticError,
    ) as error:
        return Front(end=end, problems=(_problem(source, inner, error),))
    problems = () if closed else (_problem(source, inner, None),)
    if not isinstance(data, dict):
        if data is not None:
            reason = "it is no list of names and values"
            problems = (Problem("edlint.front-matter", _line(source, inner.start), {"reason": reason}),)
        return Front(end=end, problems=problems)
    language = next((data[name] for name in _LANGUAGES if isinstance(data.get(name), str)), None)
    blocks = tuple(block for item in fields if (block := item.block(source, KINDS[item.name])) is not None)
    return Front(end, {str(name): value for name, value in data.items()}, blocks, problems, language)


def _bounds(text: str, begin: int) -> tuple[Span, int, bool]:
    """Return the range between the fences, where the body begins (0: no front matter), and whether it was closed."""
    fence = text[begin : begin + 3]
    none = Span(begin, begin), 0, False
    if fence not in {"---", "+++"}:
        return none
    first = line_end(text, begin)
    if text[begin + 3 : first[0]].strip() or not text[first[1] : line_end(text, first[1])[0]].strip():
        return none  # a horizontal rule: front matter begins on the very next line
    closers = {fence, "..."} if fence == "---" else {fence}
    position = first[1]
    while position < len(text) and position - begin < _LONGEST:
        stop, following = line_end(text, position)
        if text[position:stop].rstrip() in closers:
            inner = Span(first[1], position)
            named = inner.empty or pattern(_NAME).found(text[inner.start : inner.end])
            return (inner, following, True) if named else none
        position = following
    # Never closed: it is front matter all the same if its first line names something, and ends at an empty line.
    head = text[first[1] : line_end(text, first[1])[0]]
    names = (
        pattern(r"[A-Za-z_][A-Za-z0-9_\-]*\s*=.*")
        if fence == "+++"
        else pattern(r"[A-Za-z_][\w\-]*:(?:\s.*)?")
    )
    if not names.whole(head):
        return none
    position = first[1]
    while position < len(text):
        stop, following = line_end(text, position)
        if not text[position:stop].strip():
            break
        position = following
    return Span(first[1], position), position, False


def _line(source: Source, offset: int) -> Span:
    return source.line_span(source.place(min(offset, len(source.text))).line)


def _problem(source: Source, inner: Span, error: Exception | None) -> Problem:
    offset = inner.start
    if error is None:
        line = _line(source, max(0, inner.start - 1))
        return Problem("edlint.front-matter", line, {"reason": "it is never closed"})
    reason = str(error)
    if isinstance(error, FrontMatterError):
        offset += error.offset
    elif isinstance(error, RecursionError):
        reason = "it is nested too deep"
    if "mapping values are not allowed" in reason:
        reason = "a value with “: ” in it needs quotation marks"
    offset = min(offset, max(inner.start, inner.end - 1))
    return Problem("edlint.front-matter", _line(source, offset), {"reason": " ".join(reason.split())})


def _yaml() -> Callable[[str, int, Collection[str]], tuple[Any, list[Scalar]]]:
    from edlint.parse.frontyaml import read_yaml  # noqa: PLC0415 - most articles have no front matter to read

    return read_yaml


def _read_toml(text: str, base: int, names: Collection[str]) -> tuple[Any, list[Scalar]]:
    from edlint.parse.tomlstrings import strings, value  # noqa: PLC0415 - as above

    # TOML does not allow a lone carriage return.
    data = loads(text.replace("\r\n", "\n"))
    fields = []
    for path, (start, end) in strings(text):
        name, _, rest = path.partition(".")
        if name in names and (not rest or rest.isdigit()):
            said = value(text[start:end].replace("\r\n", "\n"))
            fields.append(Scalar(name, said, Span(base + start, base + end), toml=True))
    return data, fields
