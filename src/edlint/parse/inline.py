"""Inline syntax of Markdown's dialects that CommonMark lacks: comments, notes, environments of TeX."""

from collections.abc import Iterator

from edlint.model.block import MarkKind
from edlint.parse.noise import Noise
from edlint.text.pattern import pattern

_LONGEST = 4000  # code points of a note or an environment
_PATIENCE = 100  # unclosed notes, after which no further ones are searched for
_COMMENT = r"(?:^|[ \t(])%%[^%\n]+%%"
_ENVIRONMENT = (
    r"\\begin\{(align|aligned|alignat|array|bmatrix|Bmatrix|cases|CD|dcases|displaymath|eqnarray|equation|flalign|gather"
    r"|gathered|math|matrix|multline|pmatrix|smallmatrix|split|subequations|tabular|tabularx|table|tikzcd|tikzpicture"
    r"|vmatrix|Vmatrix)(\*?)\}"
)
_BRACKET = r"\\.|[\[\]]|\n[ \t]*\n"
_JSX_COMMENT = r"\{/\*(?:[^*]|\*+[^*/])*\*+/\}"
_OPENING = rf"\^\[|{_COMMENT}|{_ENVIRONMENT}|{_JSX_COMMENT}"


def inline(text: str, start: int = 0) -> Iterator[Noise]:
    """Yield `%% comments %%`, `{/* comments */}`, `^[notes]` and `\\begin{align}…\\end{align}` from `start` on, none overlapping."""
    if not any(sign in text for sign in ("%%", "^[", "\\begin", "{/*")):
        return
    position = start
    notes = missing = 0
    for match in pattern(_OPENING).matches(text):
        begin, end = match.span
        if begin < position:
            continue
        found = text[begin:end]
        if found == "^[":
            if missing > _PATIENCE or text[begin - 1 : begin] == "\\":
                continue
            end = _bracket_end(text, end)
            missing += not end
            if end:
                notes += 1
                yield Noise(begin, end, MarkKind.FOOTNOTE, f"^{notes}")
                position = end
        elif found.startswith("\\"):
            close = f"\\end{{{match.groups[0]}{match.groups[1]}}}"
            at = text.find(close, end, end + _LONGEST)
            if at >= 0:
                position = at + len(close)
                yield Noise(begin, position, MarkKind.MATH, text[begin:position])
        else:
            begin += 0 if found.startswith("{") else found.index("%%")
            yield Noise(begin, end, MarkKind.HIDDEN, text[begin:end])
            position = end


def _bracket_end(text: str, position: int) -> int:
    """Return the end of the bracket that opens just before `position`; 0 if it is not closed in its paragraph."""
    depth = 1
    for span in pattern(_BRACKET).spans(text[position : position + _LONGEST]):
        found = text[position + span.start]
        if found == "\n":
            return 0
        depth += (found == "[") - (found == "]")
        if not depth:
            return position + span.end
    return 0
