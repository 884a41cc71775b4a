"""LaTeX's tokens, and where each brace closes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from edlint.model.span import Span
from edlint.parse.latex.commands import VERBATIM
from edlint.text.pattern import pattern

MARKUP = r"\\[A-Za-z@]+\*?|\\(?s:.)|[{}~&%\[\]]|\$\$?|-{2,3}|``|''|`|[ \t]*\n[ \t]*(?:\n[ \t\n]*)?"
"""Whatever is not text."""
_VERB = r"\\(?:verb|lstinline)\*?(?:\[[^\]\n]*\])?(?:\|[^|\n]*\||![^!\n]*!|\+[^+\n]*\+|/[^/\n]*/|\"[^\"\n]*\"|'[^'\n]*'|=[^=\n]*=|@[^@\n]*@)"
_VERBATIM = rf"\\begin[ \t]*\{{({'|'.join(sorted(VERBATIM))})\*?\}}"


@dataclass
class Pairs:
    """Where each opening brace, bracket and dollar sign has its other half; one without is missing."""

    braces: dict[int, int] = field(default_factory=dict)
    brackets: dict[int, int] = field(default_factory=dict)
    dollars: dict[int, int] = field(default_factory=dict)


def pairs(text: str, tokens: Sequence[Span]) -> Pairs:
    """Return the pairs among a text's tokens. Brackets end with their paragraph, dollar signs with it and with their group."""
    found = Pairs()
    braces: list[int] = []
    brackets: list[int] = []
    dollars: list[int] = [-1]  # the sign that is open in each group, or -1
    skipped = 0
    for start, end in tokens:
        if start < skipped:
            continue
        character = text[start]
        if character == "\\":
            skipped = _literal(text, start, end)
        elif character == "%":
            skipped = text.find("\n", start)
            skipped = len(text) if skipped < 0 else skipped
        elif character in "\n \t":
            if text.count("\n", start, end) > 1:
                brackets.clear()
                dollars = [-1]
        elif character == "$":
            dollars[-1] = _dollar(found.dollars, dollars[-1], start, end, text)
        elif character == "{":
            braces.append(start)
            dollars.append(-1)
        elif character == "}":
            if braces:
                found.braces[braces.pop()] = start
            dollars.pop()
            dollars = dollars or [-1]
        elif character == "[":
            brackets.append(start)
        elif character == "]" and brackets:
            found.brackets[brackets.pop()] = start
    return found


def _dollar(found: dict[int, int], opened: int, start: int, end: int, text: str) -> int:
    """Take one or two dollar signs; return which is open behind them."""
    if opened < 0:
        return start
    double = text.startswith("$$", opened)
    if double == (end - start == 2):
        found[opened] = start
        return -1
    if double:
        return opened
    found[opened] = start  # `$a$$b$`: two formulas side by side
    return start + 1


def tokens(text: str) -> list[Span]:
    """Return what is not text, left to right."""
    return list(pattern(MARKUP).spans(text))


def _literal(text: str, start: int, end: int) -> int:
    """Return where code ends, to the letter, that a command begins; 0 where it begins none."""
    name = text[start + 1 : end].rstrip("*")
    if name in {"verb", "lstinline"}:
        return verb(text, start)
    if name == "begin":
        found = next(pattern(_VERBATIM).matches(text[start : start + 60]), None)
        if found is not None and found.span.start == 0:
            closing = text.find(f"\\end{{{found.groups[0]}", end)
            return len(text) if closing < 0 else closing
    return 0


def verb(text: str, at: int) -> int:
    """Return where `\\verb|…|`, which begins at `at`, ends; 0 where it does not."""
    found = pattern(_VERB).first(text[at : at + 2000].partition("\n")[0])
    return at + found.end if found is not None and found.start == 0 else 0
