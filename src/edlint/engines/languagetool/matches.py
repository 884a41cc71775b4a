"""What LanguageTool says of a text: its answer, read with care, and the same as it is kept in the cache."""

from collections.abc import Sequence
from typing import Any

import msgspec

from edlint.engines.annotation import Batch
from edlint.model.errors import EngineError
from edlint.model.span import Span

_REPLACEMENTS = 3


class LanguageToolMatch(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What LanguageTool says of a block: `span` is in the block's text, `category` is LanguageTool's own."""

    rule: str
    category: str
    span: Span
    message: str
    replacements: tuple[str, ...]


Matches = Sequence[LanguageToolMatch]


def matches_of(batch: Batch, answer: Any, url: str) -> list[Matches]:
    """Return what the answer of the server at `url` says of each text of the batch.

    Raises EngineError for an answer that LanguageTool does not give, or that is about a part of the text only.
    """
    found: list[list[LanguageToolMatch]] = [[] for _ in batch.texts]
    try:
        if answer.get("warnings", {}).get("incompleteResults"):
            raise EngineError(f"{url} checked only a part of the text (incompleteResults)")
        for match in answer["matches"]:
            place = batch.place(_count(match["offset"]), _count(match["length"]))
            if place is None:
                continue  # About two blocks at once: about neither.
            index, span = place
            rule = match["rule"]
            replacements = tuple(_words(one["value"]) for one in match["replacements"][:_REPLACEMENTS])
            found[index].append(
                LanguageToolMatch(
                    _words(rule["id"]),
                    _words(rule["category"]["id"]),
                    span,
                    _words(match["message"]),
                    replacements,
                )
            )
    except (KeyError, TypeError, AttributeError, IndexError):
        raise EngineError(f"{url} did not answer as LanguageTool does: is the address right?") from None
    return list(found)


def _count(value: Any) -> int:
    """Return a number of characters. Raises TypeError for what is none."""
    if type(value) is not int or value < 0:
        raise TypeError
    return value


def _words(value: Any) -> str:
    """Return a text without halves of characters, which LanguageTool, cutting in UTF-16, may leave."""
    return str(value).encode("utf-8", "replace").decode()


def to_keep(matches: Matches) -> str:
    """Return the matches as they go into the cache."""
    return msgspec.json.encode(matches).decode()


def from_kept(kept: str, end: int) -> Matches | None:
    """Return the matches that were kept for a text of `end` code points; None for what are none."""
    try:
        matches = msgspec.json.decode(kept, type=tuple[LanguageToolMatch, ...])
    except (msgspec.DecodeError, UnicodeError):
        return None
    return matches if all(0 <= m.span.start <= m.span.end <= end for m in matches) else None
