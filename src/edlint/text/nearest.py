"""Suggestions for misspelt names, for error messages."""

from collections.abc import Iterable

_LONGEST = 100
_ALIKE = 0.6


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` most similar to `name` by difflib's ratio, or None when none is similar enough."""
    if len(name) > _LONGEST:
        return None
    from difflib import SequenceMatcher  # noqa: PLC0415 - only where a name is wrong

    def likeness(other: str) -> float:
        # What the matcher takes for common depends on the side: “speling.mispelling” is .42 or .95 like the rule.
        return max(SequenceMatcher(None, name, other).ratio(), SequenceMatcher(None, other, name).ratio())

    near = max(names, key=likeness, default="")
    return near if near and likeness(near) >= _ALIKE else None


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return `; did you mean “…”?`, or an empty string when no name is similar enough."""
    near = nearest(name, names)
    return f"; did you mean “{near}”?" if near else ""
