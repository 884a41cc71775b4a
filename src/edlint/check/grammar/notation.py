r"""How rules say what they look for: patterns over words and classes, and what to put in their place.

A pattern is a row of items with blanks between:

- `these|those`: any of these words; `<s>`: a word with all the letters inside (see `lexicon.py`); `<s-pb>`: with `s`
  and none of `p` and `b`; `<*>`: any word, `<*-C>`: any but names. They mix: `the|<a-r|s>`. A word with a capital has no
  open class (`<s>`) except behind `^`, so that names are left alone;
- `?` and `*` after an item: it may be missing, or stand up to three times;
- `^`: the beginning of a sentence, `$`: its end (or a comma, a bracket …);
- `[` and `]`: what is flagged; everything, without them.

A replacement is text with `\1` for the words of the first item, and `{1:base}`, `{1:third}`, `{1:participle}`,
`{1:ing}`, `{1:plural}` or `{1:singular}` for a form of them; `{1:many}` and `{1:one}` are the verb for many and for one
(“is” → “are”, “provides” → “provide”, and back); `{1:article}` is “a” or “an”, `{1:a}` the word with it. A pattern whose
replacement cannot be made, or is what stands there already, finds nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from edlint.check.grammar import lexicon
from edlint.check.grammar.lexicon import LETTERS
from edlint.language.articles import indefinite_article
from edlint.model.errors import EngineError
from edlint.text.pattern import ByteMatch, Pattern, PatternError, pattern

_SINGULAR = {
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "don't": "doesn't",
    "aren't": "isn't",
    "weren't": "wasn't",
    "haven't": "hasn't",
}
_PLURAL = {one: many for many, one in _SINGULAR.items()}

FORMS: Mapping[str, Callable[[str], str | None]] = {
    "many": lambda word: _PLURAL.get(word) or lexicon.base(word),
    "one": lambda word: _SINGULAR.get(word) or lexicon.third(lexicon.base(word)),
    "base": lexicon.base,
    "third": lambda word: lexicon.third(lexicon.base(word)),
    "participle": lambda word: lexicon.participle(lexicon.base(word)),
    "ing": lambda word: lexicon.ing(lexicon.base(word)),
    "plural": lexicon.plural,
    "singular": lexicon.singular,
    "bare": lambda word: word.replace("'", "").replace("’", ""),
    "a": lambda word: f"{wanted} {word}" if (wanted := indefinite_article(word)) else None,
    "article": indefinite_article,
}
"""What a replacement may ask of a word; None where there is no such form."""

_AS_WRITTEN = frozenset({"a", "article", "bare"})

_START = r"(?:^| [.:;!?…]/T/)"
_END = r"(?:$| [^ /\n]+/T/)"
_QUANTIFIERS = {"?": "{0,1}", "*": "{0,3}"}


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern: groups 1 to `items` are its items, `first` to `last` of them are flagged. `source` is RE2."""

    source: str
    items: int
    first: int
    last: int

    @property
    def pattern(self) -> Pattern:
        """Return it compiled, which most patterns of a run never need. Raises EngineError."""
        try:
            return pattern(self.source)
        except PatternError as error:
            raise EngineError(f"a pattern cannot be read: {error}") from None

    def flagged(self, match: ByteMatch) -> tuple[int, int]:
        """Return the bytes of what is flagged."""
        present = [match.ranges[group] for group in range(self.first, self.last + 1)]
        return min(start for start, _ in present if start >= 0), max(end for _, end in present)


@lru_cache(maxsize=4096)
def compile_pattern(source: str) -> Compiled:
    """Return the pattern that a row of items stands for. Raises EngineError for one that cannot be read."""
    parts: list[str] = []
    items, first, last = 0, 0, 0
    begun = False
    for piece in source.split():
        if piece == "^":
            parts.append(_START)
            begun = True
        elif piece == "$":
            parts.append(_END)
        elif piece == "[":
            first = items + 1
        elif piece == "]":
            last = items
        else:
            items += 1
            parts.append(_item(piece, begins=begun))
            begun = begun and piece.endswith(("?", "*"))
    return Compiled("".join(parts), items, first or 1, last or items)


def _item(piece: str, *, begins: bool) -> str:
    repeated = _QUANTIFIERS.get(piece[-1], "")
    words = piece[:-1] if repeated else piece
    tokens = "|".join(_alternative(word, begins=begins) for word in _alternatives(words))
    return rf"((?: (?:{tokens})/){repeated})" if repeated else rf"( (?:{tokens})/)"


def _alternatives(words: str) -> Iterator[str]:
    """Yield `the`, `<a-r>` and `<s>` of `the|<a-r|s>`."""
    inside = False
    for part in words.split("|"):
        yield f"<{part.strip('<>')}>" if inside or part.startswith("<") else part
        inside = (inside or part.startswith("<")) and not part.endswith(">")


def _alternative(words: str, *, begins: bool) -> str:
    if not words.startswith("<"):
        escaped = "".join(rf"\{char}" if not char.isalnum() and char.isascii() else char for char in words)
        return rf"{escaped}/[^ /\n]*"
    wanted, _, unwanted = words[1:-1].partition("-")
    if not wanted or not LETTERS.issuperset((wanted if wanted != "*" else "") + unwanted):
        raise EngineError(
            f"the pattern item “{words}” cannot be read: the letters are {''.join(sorted(LETTERS))}"
        )
    if not wanted.isupper():
        unwanted += "U" if begins else "CU"
    other = rf"[^ /\n{unwanted}]*"
    if wanted == "*":
        unwanted = unwanted.removesuffix("CU" if not begins else "U")
        return rf"[^ /\n]+/[^ /\nTX{unwanted}]*"
    return rf"[^ /\n]+/{other}" + "".join(letter + other for letter in sorted(wanted))


def replacement(template: str, groups: Sequence[str]) -> str | None:
    r"""Return the replacement, with the texts of the items put in (`groups[0]` is item 1); None without such a form."""
    parts = template.split("\\")
    made = parts[0] + "".join(groups[int(part[0]) - 1] + part[1:] for part in parts[1:])
    head, *rest = made.split("{")
    for part in rest:
        inside, _, after = part.partition("}")
        number, _, form = inside.partition(":")
        word = groups[int(number) - 1]
        made_of = FORMS[form](word if form in _AS_WRITTEN else word.lower())
        if made_of is None:
            return None
        head += made_of + after
    return " ".join(head.split())
