r"""Patterns over tokens and their word classes: the meaning of a pattern that contains a class (docs/patterns.md).

Such a pattern is a row of items separated by blanks, each a word, a class or a choice of these:

- `than`: the word; `<s>`: a word with all the letters inside (see `classes.py`); `<s-pb>`: with `s` and neither `p` nor
  `b`; `<*>`: any word, `<*-C>`: any without a capital. A capitalised word matches an open class (`<s>`) only after `^`,
  so that names are not matched;
- `(the|<a>|<s>)`: any of these; an item with `?` may be missing, one with `*` may also occur up to three times;
- `\\(` and `\\)`: the parentheses themselves;
- `^`: the beginning of a sentence, `$`: its end (or a comma, a bracket …);
- `(!…)`: the part that is flagged; without it, the whole match.

A pattern runs on the lines of `prose.tagged`: ` word/LETTERS/` for each token.
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
_OPEN, _SHUT = "\x01", "\x02"  # placeholders for `\\(` and `\\)`, the parentheses themselves
_MOST = {"?": 1, "*": 3}


class Choice(NamedTuple):
    """A word or, where `word` is empty, a class: all the letters of `wanted`, and otherwise none of `unwanted`."""

    word: str
    wanted: str = ""
    unwanted: str = ""


class Item(NamedTuple):
    """One item of a row: the tokens that it matches. If `most` is not 0, it may be missing or occur up to `most` times.

    `edge` is `^` or `$` for an edge of a sentence, which is no token; `first` and `last` mark where the flagged part
    begins and ends.
    """

    choices: tuple[Choice, ...] = ()
    most: int = 0
    edge: str = ""
    first: bool = False
    last: bool = False


class Row(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """A row as the RE2 pattern `source`: groups 1 to `items` are its items, `first` to `last` of them are flagged."""

    source: str
    items: int
    first: int
    last: int

    @cached_property
    def compiled(self) -> Pattern:
        """Return the compiled pattern. Raises NotationError."""
        try:
            return checked(self.source)
        except PatternError as error:
            raise NotationError(str(error)[-200:]) from None

    def flagged(self, match: ByteMatch) -> tuple[int, int]:
        """Return the byte range of the flagged part of a match."""
        present = [match.ranges[group] for group in range(self.first, self.last + 1)]
        return min(start for start, _ in present if start >= 0), max(end for _, end in present)


_known: dict[str, msgspec.Raw] = {}


def remember(rows: Mapping[str, msgspec.Raw]) -> None:
    """Preload rows that an earlier process parsed: msgpack by pattern as written."""
    _known.update(rows)


@lru_cache(maxsize=4096)
def row(source: str) -> Row:
    """Parse a row of items. Raises NotationError for an invalid one."""
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
    """Yield the items of a row in order. Raises NotationError for an invalid one."""
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
    """Return the pattern of a token without the blank before it and the slash after it."""
    if choice.word:
        escaped = "".join(
            rf"\{char}" if not char.isalnum() and char.isascii() else char for char in choice.word
        )
        return rf"{escaped}/[^ /\n]*"
    other = rf"[^ /\n{choice.unwanted}]*"
    return rf"[^ /\n]+/{other}" + "".join(letter + other for letter in sorted(choice.wanted))


def check_template(template: str, items: int) -> None:
    """Check that a replacement refers only to existing items and forms. Raises NotationError."""
    for number, name in _references(template):
        if not number.isdigit() or not 0 < int(number) <= items:
            raise NotationError(f"“{template}” speaks of item {number or 'without a number'}, of {items}")
        if name is not None and name not in FORMS:
            raise NotationError(f"“{template}”: there is no form “{name}”{did_you_mean(name, FORMS)}")


def _references(template: str) -> Iterator[tuple[str, str | None]]:
    """Yield each reference of a replacement to an item: its number as written and the name of the form, or None."""
    for part in template.split("\\")[1:]:
        yield part[:1], None
    for part in template.split("{")[1:]:
        number, _, name = part.partition("}")[0].partition(":")
        yield number, name or None


def filled(template: str, item: Callable[[int], str]) -> str | None:
    r"""Return a replacement with the texts of the items inserted; None where a word lacks the form that is named.

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
