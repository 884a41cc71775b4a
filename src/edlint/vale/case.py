"""Adapt the case of a replacement to the text that it replaces, for rules with `matchcase`."""

from enum import Enum


class Case(Enum):
    """The cases of a text that can be applied to another text."""

    NONE = 0
    LOWER = 1
    UPPER = 2
    TITLE = 3


def first_upper(text: str) -> str:
    """Return a text with its first character in upper case."""
    return text[:1].upper() + text[1:]


def case_of(text: str) -> Case:
    """Return the case of a text: all lower, all upper, only the first letter upper (title), or none of these."""
    letters = [char for char in text if char.isalpha()]
    upper = sum(char.isupper() for char in letters)
    lower = sum(char.islower() for char in letters)
    if not letters:
        return Case.NONE
    if not upper:
        return Case.LOWER
    if not lower:
        return Case.TITLE if len(letters) == 1 else Case.UPPER
    return Case.TITLE if upper == 1 and letters[0].isupper() else Case.NONE


def recased(replacement: str, observed: str) -> str:
    """Return a replacement in the case of the text `observed` that it replaces, word by word."""
    new, separators = _words(replacement)
    old, _ = _words(observed)
    if not new or not old:
        return _in_case(replacement, case_of(observed))
    head = 0
    while head < min(len(new), len(old)) and new[head].casefold() == old[head].casefold():
        head += 1
    tail = 0
    most = min(len(new), len(old)) - head
    while tail < most and new[-1 - tail].casefold() == old[-1 - tail].casefold():
        tail += 1
    middle = old[head : len(old) - tail]
    case = case_of(" ".join(middle))
    if not middle:
        # An inserted word gets the case of the word after it, or else of the one before it.
        case = case_of(old[-tail]) if tail else case_of(old[head - 1]) if head else case
    each = case is Case.TITLE and len(middle) > 1 and all(case_of(word) is Case.TITLE for word in middle)
    out: list[str] = []
    first = True
    for index, word in enumerate(new):
        out.append(separators[index])
        own = case
        if index < head:
            own = case_of(old[index])
        elif index >= len(new) - tail:
            own = case_of(old[len(old) - (len(new) - index)])
        else:
            if own is Case.TITLE and not each and not first:
                own = Case.LOWER
            first = False
        out.append(_in_case(word, own))
    return "".join([*out, separators[len(new)]])


def _in_case(text: str, case: Case) -> str:
    match case:
        case Case.LOWER:
            return text.lower()
        case Case.UPPER:
            return text.upper()
        case Case.TITLE:
            return first_upper(text.lower())
        case Case.NONE:
            return text


def _words(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a text, and the separators before, between and after them (one more than words)."""
    words: list[str] = []
    separators = [""]
    in_word = False
    for index, char in enumerate(text):
        inner = (
            char in "'’"
            and 0 < index < len(text) - 1
            and text[index - 1].isalpha()
            and text[index + 1].isalpha()
        )
        if char.isalpha() or inner:
            if not in_word:
                words.append("")
                in_word = True
            words[-1] += char
        else:
            if in_word:
                separators.append("")
                in_word = False
            separators[-1] += char
    if in_word:
        separators.append("")
    return words, separators
