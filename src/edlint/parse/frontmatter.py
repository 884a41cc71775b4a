"""Front matter: YAML between `---`, TOML between `+++`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from edlint.model.document import Block, Problem
from edlint.model.source import Source


@dataclass
class Front:
    """What front matter says; `end` is where the article's body begins."""

    end: int = 0
    metadata: Mapping[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    language: str | None = None


def front_matter(source: Source) -> Front:
    """Return the front matter of a source; an empty one where there is none."""
    return Front(end=1 if source.text.startswith("\ufeff") else 0)
