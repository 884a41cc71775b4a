"""Escapes output: file names, article text and rules are hostile, and the output may go to a terminal or a CI log.

A terminal executes control characters, and bidirectional marks make a line look different. The logs of CI services
execute lines: `::command::` at the beginning of one (GitHub), `##[command]` and `##vso[command]` anywhere (Azure
Pipelines, GitHub, and TeamCity with `##teamcity[`). Only edlint's own commands are written unescaped.
"""

import json
import unicodedata
from typing import Any

import msgspec

from edlint.model.edit import Edit, edited
from edlint.text.pattern import pattern

# Invisible format characters that belong to words: the soft hyphen, the joiners, Arabic number signs.
_FORMS = frozenset("\u00ad\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
_BEGINNING = r"^[\pZ\t]*::"
_ANYWHERE = r"##[A-Za-z]*\["
_JSON = {
    ord(character): "".join(f"\\u{unit:04x}" for unit in units)
    for character, units in (
        *((chr(code), (code,)) for code in (*range(0x7F, 0xA0), *range(0xD800, 0xE000), 0x061C, 0x180E)),
        *((chr(code), (code,)) for code in (0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), 0xFEFF)),
        *((chr(code), (code,)) for code in (*range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC))),
        *((chr(code), (0xDB40, code - 0xE0000 + 0xDC00)) for code in range(0xE0000, 0xE0080)),
    )
}


def printable(text: str) -> str:
    """Return the text with control, bidirectional and invisible characters escaped (`\\x1b`), tabs as one space."""
    # For Python every invisible or bidirectional mark is unprintable; but not U+FFFC, our own placeholder.
    if text.isprintable() and "\ufffc" not in text:
        return text
    return "".join(_shown(character) for character in text)


def one_line(text: str) -> str:
    """Return the text, escaped, on one line: every run of white space is one space."""
    return printable(" ".join(text.split()))


def safe_line(text: str) -> str:
    """Return the text, escaped so that it may begin a line, such as a file name."""
    return guarded(printable(text))


def guarded(text: str, *, commands: bool = False) -> str:
    """Return lines with CI commands disabled: the first colon, or the second number sign, is escaped.

    With `commands`, lines that begin with `::` are edlint's own commands and are kept.
    """
    if "##" in text:
        text = _spelt(text, [span.start + 1 for span in pattern(_ANYWHERE).spans(text)])
    if "::" in text and not commands:
        text = _spelt(text, [span.end - 2 for span in pattern(_BEGINNING).spans(text)])
    return text


def as_json(data: Any, indent: int | None = None) -> str:
    """Return data as JSON with unsafe characters as JSON escapes, so that the data are unchanged."""
    try:
        # With an indent, Python's encoder is not the one in C.
        text = json.dumps(data, ensure_ascii=False)
        text = text if indent is None else msgspec.json.format(text, indent=indent)
    except UnicodeEncodeError:
        # A lone surrogate, from a file name or a text.
        text = json.dumps(data, ensure_ascii=False, indent=indent)
    if not text.isascii() or "\x7f" in text:
        text = text.translate(_JSON)
    # Both can occur in strings only, and a string that begins with `::` follows its quotation mark.
    text = text.replace('"::', '"\\u003a:')
    if "##" in text:
        text = _spelt(text, [span.start + 1 for span in pattern(_ANYWHERE).spans(text)], "\\u{:04x}")
    return text


def width(text: str) -> int:
    """Return the number of terminal columns of a text: wide letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _shown(character: str) -> str:
    if character in "\t\ufffc":
        return " "
    category = unicodedata.category(character)
    code = ord(character)
    # The last two code points of each plane are noncharacters, which XML does not allow.
    if category in {"Cc", "Cs"} or (category == "Cf" and character not in _FORMS) or code & 0xFFFE == 0xFFFE:
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return " " if character in "\u2028\u2029" else character


def _spelt(text: str, places: list[int], form: str = "\\x{:02x}") -> str:
    """Return the text with the ASCII characters at these offsets escaped."""
    return edited(text, (Edit(place, place + 1, form.format(ord(text[place]))) for place in places))
