"""MDX: finds imports, exports, expressions and JSX tags, in linear time."""

from collections.abc import Iterator
from typing import NamedTuple

from edlint.model.block import MarkKind
from edlint.model.span import Span
from edlint.parse.leaf import CODE_COMPONENTS
from edlint.parse.noise import Noise
from edlint.text.pattern import pattern

_LONGEST = 4000  # code points of one tag or expression
_STATEMENT = 40_000  # code points of one import or export
PATIENCE = 50  # unclosed openings in a text, after which no further ones are searched for
_FAILURES = 3  # statements whose brackets are never closed, after which brackets are not counted
_JSX = r"\{|</?[A-Za-z>]"
_COMPONENT = r"\A</?(?:[A-Z>]|[A-Za-z][\w\-]*\.[\w.\-]+[\s/>])"
_EMPTY = r"\A\s*</[A-Za-z0-9.]*>"
_NEAR = 200
_SCRIPT = (
    r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\[^\n]|\\\n)*`|//[^\n]*|/\*(?:[^*]|\*+[^*/])*\*+/"
    r"|[(\[{}\])]|\n"
)


def masked(text: str, start: int) -> Iterator[Noise]:
    """Yield the `{expressions}`, `{/* comments */}` and component tags from offset `start` on, as noise."""
    for part in _parts(text, start):
        bare = part.text[1:-1].strip()
        if not part.text.startswith("{"):
            yield Noise(*part.span, MarkKind.OBJECT if part.empty else MarkKind.HIDDEN, part.text)
        elif bare.startswith("/*") and bare.endswith("*/"):
            yield Noise(*part.span, MarkKind.HIDDEN, f"{{{bare}}}")
        elif bare in {"' '", '" "'}:
            yield Noise(*part.span, None, " ")
        else:
            yield Noise(*part.span, MarkKind.OBJECT, part.text)


class _JsxPart(NamedTuple):
    """A tag or expression. `empty` is true for a tag of an element without words: self-closing, or closed at once."""

    span: Span
    text: str
    empty: bool


def _parts(text: str, start: int) -> Iterator[_JsxPart]:
    """Yield the component tags and expressions from offset `start` on; plain HTML tags are left to the HTML parser."""
    position, missing = start, 0
    unclosed: set[str] = set()
    for opener in pattern(_JSX).spans(text):
        begin = opener.start
        if begin < position or (begin and text[begin - 1] == "\\"):
            continue
        end = part_end(text, begin)
        if end < 0:
            missing += 1
            if missing > PATIENCE:
                return
            continue
        inner, empty = text[begin:end], False
        if not inner.startswith("{"):
            if not ("{" in inner or pattern(_COMPONENT).found(inner)):
                continue
            empty, end = _emptied(text, inner, end, unclosed)
        yield _JsxPart(Span(begin, end), inner, empty)
        position = end


def _emptied(text: str, tag: str, end: int, unclosed: set[str]) -> tuple[bool, int]:
    """Return whether the element whose tag ends at `end` has no words, and the end of that element, else of the tag.

    `unclosed` collects the names without an end tag further down.
    """
    if tag.endswith("/>") and tag != "</>":
        return True, end
    if not tag.startswith("</") and pattern(_EMPTY).found(text[end : end + _NEAR]):
        return True, text.index(">", end) + 1
    name = tag[1:-1].split(maxsplit=1)[0] if tag[1:-1].strip() else ""
    if name.lower() in CODE_COMPONENTS and name not in unclosed:
        close = text.find(f"</{name}>", end)
        if close < 0:
            unclosed.add(name)
        elif "```" not in text[end:close]:
            return True, close + len(name) + 3
    return False, end


def part_end(text: str, begin: int) -> int:
    """Return the end of the JSX tag or expression at `begin`, minding strings and braces; -1 if it has none."""
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


class Statements:
    """Finds the ends of import and export statements."""

    def __init__(self, text: str) -> None:
        """Take the text that contains the statements."""
        self._text = text
        self._unclosed = 0

    def end(self, start: int) -> int:
        """Return where the statement that begins at `start` ends: at the end of a line with all brackets closed.

        If they are never closed, it ends before the first empty line.
        """
        if self._unclosed < _FAILURES:
            closed = _closed(self._text[start : start + _STATEMENT])
            if closed:
                return start + closed
            self._unclosed += 1
        end = self._text.find("\n", start)
        while end >= 0:
            following = self._text.find("\n", end + 1)
            if not self._text[end + 1 : len(self._text) if following < 0 else following].strip():
                return end
            end = following
        return len(self._text)


def _closed(text: str) -> int:
    """Return the end of the statement that `text` begins with; 0 if its brackets are never closed."""
    depth = 0
    for token in pattern(_SCRIPT).spans(text):
        found = text[token.start]
        if found in "([{":
            depth += 1
        elif found in ")]}":
            depth -= 1
        elif found == "\n" and depth <= 0:
            following = text[token.end : token.end + 1]
            if not following.strip() or text.startswith(("import", "export"), token.end):
                return token.start
    return len(text) if depth <= 0 else 0
