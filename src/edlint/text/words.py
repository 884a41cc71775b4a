"""Words and their places."""

from functools import lru_cache

from edlint.model.span import Span
from edlint.text.pattern import pattern

_WORD = r"[\pL\pM\pN]+(?:['’\-‐‑][\pL\pM\pN]+)*"


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[Span, ...]:
    """Return the spans of the words: letters and digits, joined by single apostrophes or hyphens inside."""
    return tuple(pattern(_WORD).spans(text))
