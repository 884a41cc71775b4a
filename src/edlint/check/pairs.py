"""Brackets and quotation marks that lack their other half, in the text of one block."""

from edlint.model.span import Span
from edlint.text.pattern import pattern

_PAIRS = {")": "(", "]": "["}
# What is written with one bracket: “a) first”, “1)”, and faces.
_SINGLE = r"(?:^|[\s(])[\pL\pN]{1,3}\)|[:;8=xX]['’]?-?(?:[()\[\]]{1,3}|[DP])|[()\[\]]-?[:;=]|[\[(]\s*[,–—]|[\d∞]\s*[)\]]"

_STOP = r"[.!?…](?:[”\"’')\]]|\s|\z)"


def unclosed_brackets(text: str) -> list[Span]:
    """Return the place of the bracket that lacks its other half; none when more than one does. Linear."""
    opened: list[int] = []
    wrong: list[int] = []
    alone: list[int] = []
    for place in [place for place, character in enumerate(text) if character in "()[]"]:
        character = text[place]
        if character in "([":
            opened.append(place)
        else:
            interval = text[max(0, place - 1)] in "0123456789∞"
            if opened and (text[opened[-1]] == _PAIRS[character] or interval):
                # “[0, 1)” ends with the other sort.
                opened.pop()
            elif len(opened) > 1 and text[opened[-2]] == _PAIRS[character]:
                wrong.append(opened.pop())
                opened.pop()
            else:
                alone.append(place)
    alone += opened
    if alone:
        single = {place for span in pattern(_SINGLE).spans(text) for place in range(span.start, span.end)}
        wrong += [place for place in alone if place not in single]
    # Half-open intervals “[0, 1)”, code and ASCII art have several: one lost bracket is a slip, more are meant.
    return [Span(place, place + 1) for place in wrong] if len(wrong) == 1 else []


def cut_off(text: str, bracket: Span) -> bool:
    """Whether a paragraph begins or ends within the sentence of a bracket: the other half may be in what is missing."""
    if text[bracket.start] in "([":
        return next(pattern(_STOP).spans(text[bracket.end :]), None) is None
    return text.lstrip()[:1].islower() and next(pattern(_STOP).spans(text[: bracket.start]), None) is None


def unclosed_quotes(text: str) -> list[Span]:
    """Return the place of the double quotation mark that lacks its other half; none when more than one does. Linear."""
    wrong: list[int] = []
    curly: list[int] = []
    straight, last = False, 0
    if '""' in text:
        return []
    for place in [place for place, character in enumerate(text) if character in '“”"']:
        character = text[place]
        if character == "“":
            curly.append(place)
        elif character == "”":
            if curly:
                curly.pop()
            elif not text[max(0, place - 1) : place].isnumeric():
                wrong.append(place)
        elif character == '"' and (straight or not text[max(0, place - 1) : place].isnumeric()):
            # After a digit it closes what is open; where nothing is, it is an inch mark, as “”” is above.
            straight = not straight
            last = place
    wrong += curly
    if straight:
        # Which one is alone cannot be known; the last one is where the reader notices.
        wrong.append(last)
    return [Span(place, place + 1) for place in wrong] if len(wrong) == 1 else []
