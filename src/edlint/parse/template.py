"""Template tags, directives and JSX: what a site generator reads and a reader never sees."""

from dataclasses import dataclass, field

from edlint.model.document import Comment, MarkKind
from edlint.parse.noise import Noise
from edlint.text.pattern import pattern


@dataclass
class Masks:
    """What was taken out of a text: inline stretches to be placeholders, and comments."""

    noise: list[Noise] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)


def mask(text: str, start: int, *, mdx: bool = False) -> tuple[str, Masks]:
    """Return the text, code point for code point as long, without front matter and template tags."""
    masks = Masks()
    if start:
        text = _blank(text[:start]) + text[start:]
    return text, masks


def _blank(text: str) -> str:
    return "".join(c if c in "\r\n" else " " for c in text)
