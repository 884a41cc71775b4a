"""Numbers with nouns in the singular or plural, for messages."""


def noun(number: int, one: str, many: str = "") -> str:
    """Return the form of a noun that goes with a number: `one`, or `many` (by default `one` with an s)."""
    return one if number == 1 else many or f"{one}s"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: “1 fix”, “2 fixes”. See `noun`."""
    return f"{number} {noun(number, one, many)}"
