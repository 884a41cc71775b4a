r"""Patterns over a row of words and their classes: what the notation means where a class stands in it (docs/patterns.md).

Items with blanks between, each a word, a class or a choice of both:

- `than`: the word; `<s>`: a word with all the letters inside (see `classes.py`); `<s-pb>`: with `s` and none of `p` and
  `b`; `<*>`: any word, `<*-C>`: any but names. A word with a capital has no open class (`<s>`) except behind `^`, so that
  names are left alone;
- `(the|<a>|<s>)`: any of these; `?` and `*` after an item: it may be missing, or stand up to three times;
- `\\(` and `\\)`: the marks;
- `^`: the beginning of a sentence, `$`: its end (or a comma, a bracket …);
- `(!…)`: what is flagged; everything, without it.

A pattern runs on `prose.tagged`: ` word/LETTERS/` for each word or mark.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

import msgspec

from edlint.language.classes import LETTERS
from edlint.language.inflection import FORMS, form
from edlint.language.notation import NotationError
from edlint.text.nearest import did_you_mean
from edlint.text.pattern import ByteMatch, Pattern, PatternError, checked

_EDGES = {"^": r"(?:^| [.:;!?…]/T/)", "$": r"(?:$| [^ /\n]+/T/)"}
_OPEN, _SHUT = "\x01", "\x02"  # stand for `\\(` and `\\)`, the marks themselves
_MOST = {"?": 1, "*": 3}


class Choice(NamedTuple):
    """A word; or, where `word` is empty, a class: all the letters of `wanted`, and beside them none of `unwanted`."""

    word: str
    wanted: str = ""
    unwanted: str = ""


class Item(NamedTuple):
    """What one word of a row may be; it may be missing, or stand up to `most` times, where `most` is not 0.

    `edge` is `^` or `$` for what is no word but the end of a sentence, `first` and `last` say where what is flagged begins and ends.
    """

    choices: tuple[Choice, ...] = ()
    most: int = 0
    edge: str = ""
    first: bool = False
    last: bool = False


class Row(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """A pattern: groups 1 to `items` are its items, `first` to `last` of them are flagged. `source` is RE2."""

    source: str
    items: int
    first: int
    last: int

    @cached_property
    def compiled(self) -> Pattern:
        """Return it compiled. Raises NotationError."""
        try:
            return checked(self.source)
        except PatternError as error:
            raise NotationError(str(error)[-200:]) from None

    def flagged(self, match: ByteMatch) -> tuple[int, int]:
        """Return the bytes of what is flagged."""
        present = [match.ranges[group] for group in range(self.first, self.last + 1)]
        return min(start for start, _ in present if start >= 0), max(end for _, end in present)


_known: dict[str, msgspec.Raw] = {}


def remember(rows: Mapping[str, msgspec.Raw]) -> None:
    """Take what was read in an earlier process: rows as msgpack, by what was written."""
    _known.update(rows)


@lru_cache(maxsize=4096)
def row(source: str) -> Row:
    """Return the pattern that a row of items stands for. Raises NotationError for one that cannot be read."""
    if source in _known:
        return msgspec.msgpack.decode(_known[source], type=Row)
    parts: list[str] = []
    count, first, last = 0, 0, 0
    for item in items(source):
        if item.edge:
            parts.append(_EDGES[item.edge])
            continue
        count += 1
        first = count if item.first else first
        last = count if item.last else last
        tokens = "|".join(map(_token, item.choices))
        parts.append(rf"((?: (?:{tokens})/){{0,{item.most}}})" if item.most else rf"( (?:{tokens})/)")
    if bool(first) != bool(last) or not count:
        raise NotationError(f"“{source}”: what is flagged stands in one pair of “(!” and “)”")
    return Row("".join(parts), count, first or 1, last or count)


def items(source: str) -> Iterator[Item]:
    """Yield what a row is made of, in order. Raises NotationError for one that cannot be read."""
    begins = False
    pieces = source.replace(r"\(", _OPEN).replace(r"\)", _SHUT).split()
    if "^" in pieces[1:] or "$" in pieces[:-1]:
        raise NotationError(f"“{source}”: “^” stands first and “$” last")
    for piece in pieces:
        if piece in _EDGES:
            begins = begins or piece == "^"
            yield Item(edge=piece)
            continue
        item = piece.removeprefix("(!")
        first, last = item != piece, item.count(")") > item.count("(")
        item = item[:-1] if last else item
        choices = tuple(_choice(source, each, begins=begins) for each in _choices(source, item.rstrip("?*")))
        most = _MOST.get(item[-1:], 0)
        yield Item(choices, most, first=first, last=last)
        begins = begins and bool(most)


def _choices(source: str, piece: str) -> Iterator[str]:
    bare = piece[1:-1] if piece.startswith("(") and piece.endswith(")") else piece
    if not bare or "(" in bare or ")" in bare or ("|" in bare and bare == piece):
        raise NotationError(
            f"“{source}”: “{piece}” cannot be read: a choice is written “(a|b)”, and holds no other"
        )
    yield from bare.split("|")


def _choice(source: str, word: str, *, begins: bool) -> Choice:
    if not word.startswith("<"):
        return Choice(word.replace(_OPEN, "(").replace(_SHUT, ")"))
    wanted, _, unwanted = word[1:-1].partition("-")
    if (
        not wanted
        or not word.endswith(">")
        or not LETTERS.issuperset((wanted if wanted != "*" else "") + unwanted)
    ):
        raise NotationError(
            f"“{source}”: the class “{word}” cannot be read: the letters are {''.join(sorted(LETTERS))}"
        )
    if wanted == "*":
        return Choice("", "", "TX" + unwanted)
    if not wanted.isupper():
        unwanted += "U" if begins else "CU"
    return Choice("", wanted, unwanted)


def _token(choice: Choice) -> str:
    """Return the pattern of a token without the blank before it and the stroke behind it."""
    if choice.word:
        escaped = "".join(
            rf"\{char}" if not char.isalnum() and char.isascii() else char for char in choice.word
        )
        return rf"{escaped}/[^ /\n]*"
    other = rf"[^ /\n{choice.unwanted}]*"
    return rf"[^ /\n]+/{other}" + "".join(letter + other for letter in sorted(choice.wanted))


def check_template(template: str, items: int) -> None:
    """See that a replacement speaks of items that there are, and of forms. Raises NotationError."""
    for number, name in _references(template):
        if not number.isdigit() or not 0 < int(number) <= items:
            raise NotationError(f"“{template}” speaks of item {number or 'without a number'}, of {items}")
        if name is not None and name not in FORMS:
            raise NotationError(f"“{template}”: there is no form “{name}”{did_you_mean(name, FORMS)}")


def _references(template: str) -> Iterator[tuple[str, str | None]]:
    """Yield the number of each item that a replacement speaks of, as it is written, and the form that it wants of it."""
    for part in template.split("\\")[1:]:
        yield part[:1], None
    for part in template.split("{")[1:]:
        number, _, name = part.partition("}")[0].partition(":")
        yield number, name or None


def filled(template: str, item: Callable[[int], str]) -> str | None:
    r"""Return a replacement with the texts of the items put in; None where a word has not the form that is asked for.

    `\1` and `{1}` are the text of the first item (`item(1)`), `{1:plural}` a form of it (`inflection.FORMS`).
    """
    parts = template.split("\\")
    made = parts[0] + "".join(item(int(part[0])) + part[1:] for part in parts[1:])
    head, *rest = made.split("{")
    for part in rest:
        inside, _, after = part.partition("}")
        number, _, name = inside.partition(":")
        word = form(name, item(int(number))) if name else item(int(number))
        if word is None:
            return None
        head += word + after
    return " ".join(head.split())
