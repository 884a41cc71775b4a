"""“a” or “an”: by the sound with which the next word begins.

The sound comes from the pronouncing dictionary. Numbers are read out (“an 8-bit”, “an 11th”, “a 100-page”), and
initialisms are read letter by letter or as words (“an HTML page”, “a NASA page”). A word that is read in both ways (“a
SQL”, “an SQL”), or of which the reading is unknown, has no answer. `edlint/data/en/articles.txt` lists the exceptions.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from edlint.language.data import DATA
from edlint.language.pronunciation import pronunciations
from edlint.model.span import Span
from edlint.text.case import match_case

Article = Literal["a", "an"]

_VOWEL_NAMES = frozenset("aefhilmnorsx")
"""The letters whose names begin with a vowel: an F, an H."""
_VOWELS = frozenset("aeiou")
_OPENING = "“‘\"'«([*_"
_CLOSING = ".,;:!?…)]”’\"'»*_"
_CURRENCY = "$€£¥"
_AFTER = {
    **dict.fromkeys("hmn", "aeiouy"),
    "f": "aeiouylrj",
    "l": "aeiouyl",
    "r": "aeiouyh",
    "s": "aeiouychklmnpqtw",
}
"""Letters that may follow each of these at the beginning of an English word; any other word may be an initialism."""
_SILENT_H = ("hour", "honest", "honor", "honour", "heir")


@lru_cache(maxsize=4096)
def indefinite_article(words: str) -> Article | None:
    """Return the article before `words`, by the sound of the first; None where both are right or it is unknown.

    `words` is the text after the article: only the part before its first blank counts, without punctuation around it.
    """
    first = words.lstrip().split(" ", 1)[0].lstrip(_OPENING).rstrip(_CLOSING)
    if first[:1] and first[0] in _CURRENCY and first[1:2].isdigit():
        first = first[1:]  # “an $8 fee”: the amount is said first
    plain = "".join(c for c in unicodedata.normalize("NFD", first) if not unicodedata.combining(c))
    plain = plain.replace("’", "'").replace("‐", "-").replace("‑", "-")
    if not plain.isascii() or not plain[:1].isalnum():
        return None
    vowel = _number(plain) if plain[0].isdigit() else _word(plain)
    return None if vowel is None else "an" if vowel else "a"


def with_article(text: str, span: Span, new: str) -> tuple[Span, str]:
    """Return `span` and its replacement `new`, both extended to the article before them where that must change.

    “a [functionality]” and “ability” give “[a functionality]” and “an ability”.
    """
    # Only a few characters are copied: a text may be one line of megabytes with a replacement every few words.
    before = text[max(0, span.start - 4) : span.start]
    article = next((word for word in ("an", "a") if before.lower().endswith(f"{word} ")), None)
    if article is None or before[: -len(article) - 1][-1:].isalnum() or not new[:1].isalnum():
        return span, new
    wanted = indefinite_article(new + text[span.end : span.end + 20])
    if wanted is None or wanted == article:
        return span, new
    start = span.start - len(article) - 1
    return Span(start, span.end), f"{match_case(text[start], wanted)} {new}"


def _number(text: str) -> bool | None:
    """Return whether a number begins with a vowel when read out: 8, 80, 8,000, 11, 11,500, 18 do; None: either way."""
    end = 0
    while end < len(text) and (
        text[end].isdigit()
        or (text[end] == "," and len(text[end + 1 : end + 4]) == 3 and text[end + 1 : end + 4].isdigit())
    ):
        end += 1
    digits = text[:end].replace(",", "")
    if digits.startswith("0") or text.startswith("1/"):
        return None  # “zero” or “oh”, “one eighth” or “an eighth”
    if digits.startswith("8"):
        return True
    if digits.startswith(("11", "18")):
        # “eighteen fifty”, “eleven hundred”, but also “one thousand one hundred”.
        return None if len(digits) == 4 else len(digits) % 3 == 2
    return False


def _word(text: str) -> bool | None:
    """Return whether a text that begins with a letter is read with a vowel first; None where that is unknown."""
    end = next((at for at, c in enumerate(text) if not (c.isalnum() or c == "'")), len(text))
    if end == 1 and text[1:2] == "'":
        end = 2
    head = text[:end].removesuffix("'s")
    if text[end:].startswith("-") and head.lower() == "un":
        return True  # “an un-American”
    if end == 1 and text[1:2] == "." and text[2:3].isalpha():
        return None if _listed(text.replace(".", "").lower()) == "either" else text[0].lower() in _VOWEL_NAMES
    letters = next((at for at, c in enumerate(head) if not c.isalpha()), len(head))
    if letters < len(head) and head[letters].isdigit():
        head = head[:letters]  # “an MP3”, “an x86”
    return _said(head)


def _said(head: str) -> bool | None:
    """Return the same as `_word` for an initialism, a name with capitals inside, or a word."""
    low = head.lower()
    if len(low) == 1:
        return low in _VOWEL_NAMES
    listed = _listed(low)
    if listed == "either":
        return None
    if not any(c.isupper() for c in head[1:]):
        found = _pronounced(low)
        if listed is not None:
            return listed if found in {None, listed} else None
        return found if found is not None or pronunciations(low) else _spelt(low)
    if listed is not None:
        return listed
    if head[0].islower() and head[1].isupper():
        return low[0] in _VOWEL_NAMES  # “an iPhone”, “an mRNA”
    capitals = next((at for at, c in enumerate(head) if not c.isupper()), len(head))
    if capitals == len(head) or head[capitals:] == "s":
        return _initialism(low[:capitals])
    if capitals > 1:
        return _said(head[: capitals - 1])  # “HTTPRoute”
    end = next((at for at in range(1, len(head)) if head[at].isupper()), len(head))
    return _said(head[:end])  # “MouseEvent”


def _listed(low: str) -> bool | Literal["either"] | None:
    """Return whether the data list a word, or its singular, as read with a vowel first; None: not listed."""
    data = _data()
    for form in (low, low.removesuffix("s")):
        if form in data["either"]:
            return "either"
        if form in data["letters"]:
            return form[0] in _VOWEL_NAMES
        if form in data["vowel"]:
            return True
        if form in data["words"]:
            return form[0] in _VOWELS  # “an IaaS”
        if form in data["consonant"]:
            return False
    return None


def _initialism(low: str) -> bool | None:
    """Return the same as `_word` for an initialism in capitals that the data do not list."""
    by_letter = low[0] in _VOWEL_NAMES
    found = _pronounced(low)
    if low[0] != "u" and by_letter is (low[0] in _VOWELS):
        return by_letter
    if low[0] == "u":
        if len(low) > 5 and not pronunciations(low):
            return _begins_with_u(low)  # “an UNLOGGED table”
        return found if len(low) > 3 and pronunciations(low) else False
    if not _VOWELS.intersection(low) and "y" not in low:
        return True
    # The dictionary has “FBI” letter by letter; “UPDATE” in capitals is a word, “NIC” may be either.
    return found if found or len(low) > 3 else None


def _pronounced(low: str) -> bool | None:
    """Return whether the pronouncing dictionary begins a word with a vowel; None: its entries differ or are missing."""
    ways = (
        pronunciations(low) or pronunciations(low.removesuffix("s")) or pronunciations(low.removesuffix("'s"))
    )
    sounds = {phones[0][-1].isdigit() for phones in ways}
    if any(phones[0] == "HH" and phones[1:2] and phones[1].endswith("0") for phones in ways):
        return None  # “a historic”, “an historic”: an h before a syllable without stress
    return sounds.pop() if len(sounds) == 1 else None


def _spelt(low: str) -> bool | None:
    """Return the same for a word not in the dictionary, judged by its first letters; None where they leave it open."""
    first = low[0]
    if low[1] not in _AFTER.get(first, low):
        return None  # “sdist”, “src”, “fzf”: it may be read letter by letter
    if first == "h":
        return low.startswith(_SILENT_H)
    if first == "x":
        return True if low[1] not in _VOWELS else None
    if first == "y":
        return False if low[1] in _VOWELS else None
    if first == "e":
        return not low.startswith(("eu", "ewe"))
    if first == "o":
        return None if low.startswith(("one", "once", "ou")) else True
    if first == "u":
        return _begins_with_u(low)
    return first in _VOWELS


def _begins_with_u(low: str) -> bool | None:
    if low.startswith("un") and len(low) > 5 and pronunciations(low[2:]):
        return True  # “an unaudited”
    if low.startswith(("uni", "usa", "use", "util", "uto", "ubiq", "uran")):
        return False
    return None if {low[1], low[2:3]} & (_VOWELS | {"y", ""}) else True


@cache
def _data() -> Mapping[str, set[str]]:
    lists: dict[str, set[str]] = {}
    text = (DATA / "en" / "articles.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            lists.setdefault(name, set()).update(words.split())
    return lists
