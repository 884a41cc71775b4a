"""Suggestions for misspelt names, for error messages."""

from collections.abc import Iterable

_LONGEST = 100


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` most similar to `name` by difflib's ratio, or None when none is similar enough."""
    if len(name) > _LONGEST:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - only where a name is wrong

    return next(iter(get_close_matches(name, list(names), n=1, cutoff=0.6)), None)


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return `; did you mean “…”?`, or an empty string when no name is similar enough."""
    near = nearest(name, names)
    return f"; did you mean “{near}”?" if near else ""
