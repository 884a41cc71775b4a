r"""Patterns over words: the one notation of rules, of the languages' data and of packs (docs/patterns.md).

| written | fits |
| --- | --- |
| `fast` | itself, as whole words, in any case |
| a blank | blanks, or one hyphen: “third party” is also “third-party”; never the end of a sentence |
| `'` | `'` and `’` |
| `(a|b)` | a or b; parentheses never capture |
| `(!a b)` | a b, and they alone are what is flagged |
| `…`, `……` | a gap of up to six words, or fourteen, with none of `; : . ! ? ( ) — –` in it; the gap is a group |
| `{name}` | a phrase set of that name |
| `^`, `$` | the beginning and the end of the sentence |
| `\pL` | a letter of the Latin script |

Everything else (`?`, `*`, `[…]`, `{2,3}`, `\d`, `(?P<name>…)`, `(?-i:…)`) is RE2's.

A pattern with a word class in it (`<s>`, see `edlint.language.classes`) is a row of words: see `rows.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from edlint.model.span import Span
from edlint.text.literals import NOTHING, Strings, needed, strings_of
from edlint.text.pattern import Match, Pattern, PatternError, checked
from edlint.text.signs import signs

LETTERS = "A-Za-zÀ-ÖØ-öø-ɏ"
"""The Latin script as a class: RE2 builds `\\pL`, the letters of all scripts, anew at each place."""

_BLANK = r"(?:[ \t\x{a0}\x{202f}]+|[-‐‑])"
_GAP = rf"((?:{_BLANK}[^\s;:.!?()—–]+){{0,6}}?){_BLANK}"
_LONG_GAP = _GAP.replace("{0,6}", "{0,14}")
_SIGN = 0xE000
"""The first of the code points that nobody writes: each stands for a phrase set while a pattern's strings are worked out."""
_SIGNS = {" ": _BLANK, "'": "['’]"}
FLAG = "flag"
"""The beginning of the names of the groups that say what is flagged."""


class NotationError(ValueError):
    """A pattern that cannot be read; the text says why, in a line."""


@dataclass(frozen=True)
class WordPattern:
    """A pattern in RE2's own notation, compiled when it is first used.

    `needs` are strings in small letters, one of which stands wherever the pattern fits; None where nothing is known.
    """

    source: str
    strings: Callable[[], Strings] = field(compare=False, repr=False)

    @cached_property
    def compiled(self) -> Pattern:
        """Return it compiled. Raises NotationError."""
        try:
            return checked(self.source, ignore_case=True, whole_words=True)
        except PatternError as error:
            raise NotationError(str(error)[-200:]) from None

    @cached_property
    def needs(self) -> frozenset[str] | None:
        """Return the strings of which a text that the pattern fits holds at least one."""
        return needed(self.source, self.strings)

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where it fits, left to right."""
        return self.compiled.spans(text)

    def first(self, text: str) -> Span | None:
        """Return where it fits first, or None."""
        return self.compiled.first(text)

    def found(self, text: str) -> bool:
        """Whether it fits anywhere."""
        return self.compiled.found(text)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield where it fits, with its groups."""
        return self.compiled.matches(text)

    def whole(self, text: str) -> bool:
        """Whether it fits the whole text."""
        return self.compiled.whole(text)


class PhraseSets:
    """Phrase sets by name, each read when a pattern first names it; what is not among them may be `under` them."""

    def __init__(self, sets: Mapping[str, str], under: "PhraseSets | None" = None) -> None:
        """Take the sets as they are written; they may name each other."""
        self._sets = sets
        self._under = under
        self._expanded: dict[str, str] = {}
        self._strings: dict[str, Strings] = {}

    def expanded(self, name: str) -> str:
        """Return a set in RE2's own notation. Raises KeyError where there is none of this name, and as `expanded` does."""
        if name not in self._sets and self._under is not None:
            return self._under.expanded(name)
        if name not in self._expanded:
            self._expanded[name] = expanded(self._sets[name], self.expanded)
        return self._expanded[name]

    def strings(self, name: str) -> Strings:
        """Return what is known of the texts that a set fits."""
        if name not in self._sets and self._under is not None:
            return self._under.strings(name)
        if name not in self._strings:
            self._strings[name] = self.strings_of(self._sets[name])
        return self._strings[name]

    def strings_of(self, source: str) -> Strings:
        """Return what is known of the texts that a pattern fits which names sets: of each set it is worked out once."""
        signs: dict[str, str] = {}
        written = expanded(source, lambda name: signs.setdefault(name, chr(_SIGN + 1 + len(signs))))
        for gap in (_LONG_GAP, _GAP):
            written = written.replace(gap, f"{chr(_SIGN)} ")
        written = written.replace(_BLANK, " ")
        parts = {sign: self.strings(name) for name, sign in signs.items()}
        return strings_of(written, {chr(_SIGN): NOTHING, **parts})


NO_PHRASES = PhraseSets({})


def word_pattern(source: str, phrases: PhraseSets = NO_PHRASES, *, edge: bool = True) -> WordPattern:
    """Return the pattern that `source` stands for; `phrases` are the sets that it may name.

    With `edge` it ends where a word does: of “stat|statistics” the longer fits. Without, it may end in a sign.
    Raises NotationError.
    """
    try:
        written = expanded(source, phrases.expanded)
    except KeyError as error:
        raise NotationError(f"“{source[:120]}”: there is no phrase set {error}") from None
    except ValueError as error:
        raise NotationError(f"“{source[:120]}”: {error}") from None
    return WordPattern(rf"(?:{written})\b" if edge else written, lambda: phrases.strings_of(source))


def joined(sources: list[str]) -> str:
    """Return one pattern for all of several."""
    return "|".join(sources)


def expanded(source: str, phrase: Callable[[str], str]) -> str:
    """Return RE2's own notation; `phrase` gives what stands for the phrase set of a name.

    Raises KeyError for an unknown phrase set, ValueError for what is not closed.
    """
    out: list[str] = []
    done = flags = 0
    in_class = False
    for at in signs(source):
        if at < done:
            continue
        out.append(source[done:at])
        char = source[at]
        done = at + 1
        if char == "\\":
            done, char = _escape(source, at, in_class=in_class)
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char == "{" and source[at + 1 : at + 2].isalpha():
            done = source.index("}", at) + 1
            char = f"(?:{phrase(source[at + 1 : done - 1])})"
        elif source.startswith("(!", at):
            char = f"(?P<{FLAG}{flags}_{at}>"
            flags += 1
            done += 1
        elif char == "(" and source[at + 1 : at + 2] != "?":
            char = "(?:"
        elif char == "…":
            done = _gap(source, at, out)
            continue
        out.append(_SIGNS.get(char, char) if not in_class else char)
    return "".join([*out, source[done:]])


def _escape(source: str, at: int, *, in_class: bool) -> tuple[int, str]:
    """Return the end of the escape at `at`, and what stands for it; one with braces holds no phrase set."""
    if source.startswith(r"\pL", at):
        return at + 3, LETTERS if in_class else f"[{LETTERS}]"
    braces = source[at + 2 : at + 3] == "{"
    end = source.index("}", at) + 1 if braces else at + 2
    return end, source[at:end]


def _gap(source: str, at: int, out: list[str]) -> int:
    """Write a gap, which takes the blanks beside it with it; return where it ends."""
    while out and out[-1] in {_BLANK, ""}:
        out.pop()
    end = at + 1
    long = source.startswith("…", end)
    out.append(_LONG_GAP if long else _GAP)
    end += long
    while source.startswith(" ", end):
        end += 1
    return end
