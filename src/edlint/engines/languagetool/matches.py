"""Validate LanguageTool's answers, and convert their matches to and from cache entries."""

from collections.abc import Sequence
from typing import Any

import msgspec

from edlint.engines.annotation import Batch
from edlint.model.errors import EngineError
from edlint.model.span import Span

_REPLACEMENTS = 3


class LanguageToolMatch(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One match in a block: `span` is in code points of the block's text, `category` is LanguageTool's category id."""

    rule: str
    category: str
    span: Span
    message: str
    replacements: tuple[str, ...]


Matches = Sequence[LanguageToolMatch]


def matches_of(batch: Batch, answer: Any, url: str) -> list[Matches]:
    """Return the matches in each text of the batch from the decoded answer of the server at `url`.

    Raises EngineError for a malformed answer, or one about a part of the text only.
    """
    found: list[list[LanguageToolMatch]] = [[] for _ in batch.texts]
    try:
        if answer.get("warnings", {}).get("incompleteResults"):
            raise EngineError(f"{url} checked only a part of the text (incompleteResults)")
        for match in answer["matches"]:
            place = batch.place(_count(match["offset"]), _count(match["length"]))
            if place is None:
                continue  # It spans two blocks and belongs to neither.
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
    """Return the value if it is a non-negative integer. Raises TypeError otherwise."""
    if type(value) is not int or value < 0:
        raise TypeError
    return value


def _words(value: Any) -> str:
    """Return a text with lone surrogates replaced, which LanguageTool may leave as it cuts texts in UTF-16."""
    return str(value).encode("utf-8", "replace").decode()


def to_keep(matches: Matches) -> str:
    """Encode matches as a cache entry."""
    return msgspec.json.encode(matches).decode()


def from_kept(kept: str, end: int) -> Matches | None:
    """Decode a cache entry for a text of `end` code points; None when it is not a valid list of matches."""
    try:
        matches = msgspec.json.decode(kept, type=tuple[LanguageToolMatch, ...])
    except (msgspec.DecodeError, UnicodeError):
        return None
    return matches if all(0 <= m.span.start <= m.span.end <= end for m in matches) else None
