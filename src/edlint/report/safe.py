"""Article text is hostile: what may be shown on a terminal."""

import unicodedata

# Marks that turn text around or hide it, beside the control characters: they can make a line read as something else.
_HIDDEN = frozenset(
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u061c"
)


def printable(text: str) -> str:
    """Return the text with control, bidirectional and invisible characters spelt out (`\\x1b`), tabs as one space."""
    # Python calls every mark that hides or turns text unprintable; U+FFFC, our own placeholder, it does not.
    if text.isprintable() and "\ufffc" not in text:
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\t\ufffc":
        return " "
    if character in _HIDDEN or unicodedata.category(character) in {"Cc", "Cs"}:
        code = ord(character)
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    if character in "\u2028\u2029":
        return " "
    return character


def width(text: str) -> int:
    """Return how many columns the text takes on a terminal: wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
