"""Enumerate the spellings that a vocabulary term, a pattern, allows: `OAuth2?` is OAuth2 or OAuth."""

from functools import lru_cache

_MOST = 64


@lru_cache(maxsize=4096)
def spellings(term: str) -> tuple[str, ...]:
    """Return all texts that a pattern matches; empty if there are more than about 64 or it is not that simple."""
    try:
        found, end = _alternatives(term, 0, nested=False)
    except ValueError:
        return ()
    return tuple(found) if end == len(term) else ()


def _alternatives(term: str, at: int, *, nested: bool) -> tuple[list[str], int]:
    """Return the spellings of the alternation at `at`, and its end. Raises ValueError if they cannot be listed."""
    branches: list[str] = []
    current = [""]
    while at < len(term):
        char = term[at]
        if char == ")":
            if not nested:
                raise ValueError(term)
            return branches + current, at + 1
        if char == "|":
            branches += current
            current = [""]
            at += 1
            continue
        if char == "(":
            begin = at + 3 if term.startswith("(?:", at) else at + 1
            if term.startswith("?", begin):
                raise ValueError(term)
            atom, at = _alternatives(term, begin, nested=True)
        elif char == "\\":
            if at + 1 >= len(term) or term[at + 1].isalnum():
                raise ValueError(term)
            atom, at = [term[at + 1]], at + 2
        elif char in "[]{}.*+^$":
            raise ValueError(term)
        else:
            atom, at = [char], at + 1
        if term.startswith("?", at):
            atom, at = [*atom, ""], at + 1
        elif term[at : at + 1] in {"*", "+", "{"}:
            raise ValueError(term)
        if len(current) * len(atom) > _MOST:
            raise ValueError(term)
        current = [prefix + suffix for prefix in current for suffix in atom]
    if nested:
        raise ValueError(term)
    return branches + current, at
