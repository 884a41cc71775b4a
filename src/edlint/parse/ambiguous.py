"""Ambiguous Markdown markup: dollar signs (mathematics or money), tildes, block quotations (quotation or note)."""

from edlint.model.span import Span
from edlint.text.pattern import pattern

# A block quotation used as a note, as was common before `[!NOTE]`: it holds the writer's own words.
_SIGN = "[ℹ⚠💡📝🚧❗✅🔔📌🚨🛑⛔☝👉]"
_ASIDE = (
    rf"(?i)\A[>\s]*(?:{_SIGN}|:[a-z][a-z_]+:(?:\s|$)|[\s*_]*"
    r"(?:(?:(?:side|quick|important|pro|editor['’]s|author['’]s) )?notes?|(?:pro )?tips?|warning|important|caution|info"
    r"|information|hint|heads[ -]up|update|edit|tl;?dr|attention|danger|disclaimer|remember|reminder|nb|n\.b\.)"
    r"(?:[*_]{0,3}\s?:|[*_]{2,3}(?:\s|$)))"
)
_CLASSED = r"[ \t]*\{:[ \t]*\.(?:note|tip|info|important|warning|caution|danger|highlight|new|prompt-[a-z]+)\b[^}\n]*\}[ \t]*"
_SIGNED = r"(?m)^[>\s]*(?:—|–|--) ?\p{Lu}"


def is_math(value: str, after: str) -> bool:
    """Whether the text between two dollar signs is mathematics, rather than money or shell variables.

    As in Pandoc, there is no blank just inside the signs and no digit after them. Text without a mathematical sign is
    not mathematics if it has two words in a row or unbalanced parentheses.
    """
    if after.isdigit() or value != value.strip() or not value:
        return False
    if any(sign in value for sign in "\\^_={"):
        return True
    return value.count("(") == value.count(")") and not pattern(r"\pL{2,}[ \n]+\pL{2,}").found(value)


def is_note(source: str, shown: str, place: Span) -> bool:
    """Whether a block quotation is a note in the writer's own words: its start or a class says so, nobody signed it.

    `shown` is the source text at `place` with its masked parts masked.
    """
    start, end = place
    above = source[max(0, start - 80) : start].rstrip(" \t").rsplit("\n", 2)
    below = source[end : end + 80].partition("\n")[0]
    classed = any(pattern(_CLASSED).whole(line) for line in (*above[-2:-1], below))
    if not classed and not pattern(_ASIDE).found(shown[:80]):
        return False
    return not pattern(_SIGNED).found(shown)


def is_struck(words: str) -> bool:
    """Whether words between tildes are struck out; between single tildes (`~2~`) they may be a subscript."""
    return words.startswith("~~") or any(c.isspace() for c in words)
