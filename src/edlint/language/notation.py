r"""The pattern notation, shared by rules, language data and rule packs (docs/patterns.md).

| written | matches |
| --- | --- |
| `fast` | itself, as whole words, in any case |
| a blank | blanks, or one hyphen: “third party” is also “third-party”; never the end of a sentence |
| `'` | `'` and `’` |
| `(a|b)` | a or b; parentheses never capture |
| `(!a b)` | a b; only this part of the match is flagged |
| `…`, `……` | a gap of up to six words, or fourteen, with none of `; : . ! ? ( ) — –` in it; the gap is a group |
| `{name}` | an alternative of the phrase set of that name |
| `^`, `$` | the beginning and the end of the sentence |
| `\pL` | a letter of the Latin script |

Everything else (`?`, `*`, `[…]`, `{2,3}`, `\d`, `(?P<name>…)`, `(?-i:…)`) is RE2 syntax.

A pattern with a word class in it (`<s>`, see `edlint.language.classes`) is a row of tokens: see `rows.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from edlint.model.span import Span
from edlint.text.literals import NOTHING, Strings, needed, strings_of
from edlint.text.pattern import Match, Pattern, PatternError, checked
from edlint.text.signs import signs

LETTERS = "A-Za-zÀ-ÖØ-öø-ɏ"
"""The Latin script for a character class: RE2 would compile `\\pL`, the letters of all scripts, at each occurrence."""

_BLANK = r"(?:[ \t\x{a0}\x{202f}]+|[-‐‑])"
_GAP = rf"((?:{_BLANK}[^\s;:.!?()—–]+){{0,6}}?){_BLANK}"
_LONG_GAP = _GAP.replace("{0,6}", "{0,14}")
_SIGN = 0xE000
"""First of the private-use code points that are placeholders for gaps and phrase sets while strings are derived."""
_SIGNS = {" ": _BLANK, "'": "['’]"}
FLAG = "flag"
"""Prefix of the names of the groups that are flagged."""


class NotationError(ValueError):
    """An invalid pattern; the message says why, in one line."""


@dataclass(frozen=True)
class WordPattern:
    """A pattern in RE2 syntax, compiled on first use; `strings` derives the literal strings that it requires."""

    source: str
    strings: Callable[[], Strings] = field(compare=False, repr=False)

    @cached_property
    def compiled(self) -> Pattern:
        """Return the compiled pattern. Raises NotationError."""
        try:
            return checked(self.source, ignore_case=True, whole_words=True)
        except PatternError as error:
            raise NotationError(str(error)[-200:]) from None

    @cached_property
    def needs(self) -> frozenset[str] | None:
        """Return lower-case strings, of which any text that the pattern matches contains one; None: unknown."""
        return needed(self.source, self.strings)

    def spans(self, text: str) -> Iterator[Span]:
        """Yield the spans of the matches, left to right."""
        return self.compiled.spans(text)

    def first(self, text: str) -> Span | None:
        """Return the span of the first match, or None."""
        return self.compiled.first(text)

    def found(self, text: str) -> bool:
        """Whether it matches anywhere."""
        return self.compiled.found(text)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield the matches with their groups."""
        return self.compiled.matches(text)

    def whole(self, text: str) -> bool:
        """Whether it matches the whole text."""
        return self.compiled.whole(text)


class PhraseSets:
    """Phrase sets by name, each expanded on first use; names that are not among them are looked up in `under`."""

    def __init__(self, sets: Mapping[str, str], under: "PhraseSets | None" = None) -> None:
        """Store the sets as written; they may refer to each other."""
        self._sets = sets
        self._under = under
        self._expanded: dict[str, str] = {}
        self._strings: dict[str, Strings] = {}

    def expanded(self, name: str) -> str:
        """Return a set in RE2 syntax. Raises KeyError for an unknown name, ValueError for an unclosed brace."""
        if name not in self._sets and self._under is not None:
            return self._under.expanded(name)
        if name not in self._expanded:
            self._expanded[name] = expanded(self._sets[name], self.expanded)
        return self._expanded[name]

    def strings(self, name: str) -> Strings:
        """Return the literal strings that a set requires."""
        if name not in self._sets and self._under is not None:
            return self._under.strings(name)
        if name not in self._strings:
            self._strings[name] = self.strings_of(self._sets[name])
        return self._strings[name]

    def strings_of(self, source: str) -> Strings:
        """Return the literal strings that a pattern requires; those of each set it refers to are derived once."""
        signs: dict[str, str] = {}
        written = expanded(source, lambda name: signs.setdefault(name, chr(_SIGN + 1 + len(signs))))
        for gap in (_LONG_GAP, _GAP):
            written = written.replace(gap, f"{chr(_SIGN)} ")
        written = written.replace(_BLANK, " ")
        parts = {sign: self.strings(name) for name, sign in signs.items()}
        return strings_of(written, {chr(_SIGN): NOTHING, **parts})


NO_PHRASES = PhraseSets({})


def word_pattern(source: str, phrases: PhraseSets = NO_PHRASES, *, edge: bool = True) -> WordPattern:
    """Translate a pattern of this notation; `phrases` are the sets that it may refer to. Raises NotationError.

    With `edge` a match ends at the end of a word: of “stat|statistics” the longer matches. Without, it may also end in
    punctuation.
    """
    try:
        written = expanded(source, phrases.expanded)
    except KeyError as error:
        raise NotationError(f"“{source[:120]}”: there is no phrase set {error}") from None
    except ValueError as error:
        raise NotationError(f"“{source[:120]}”: {error}") from None
    return WordPattern(rf"(?:{written})\b" if edge else written, lambda: phrases.strings_of(source))


def joined(sources: list[str]) -> str:
    """Return the alternation of some patterns."""
    return "|".join(sources)


def expanded(source: str, phrase: Callable[[str], str]) -> str:
    """Translate a pattern into RE2 syntax; `phrase` returns the expansion of the phrase set of a name.

    Raises KeyError for an unknown phrase set, ValueError for a brace that is not closed.
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
    """Return the end of the escape at `at` and its RE2 form; braces in an escape do not name a phrase set."""
    if source.startswith(r"\pL", at):
        return at + 3, LETTERS if in_class else f"[{LETTERS}]"
    braces = source[at + 2 : at + 3] == "{"
    end = source.index("}", at) + 1 if braces else at + 2
    return end, source[at:end]


def _gap(source: str, at: int, out: list[str]) -> int:
    """Append a gap to `out` in place of the blanks beside it; return the offset of its end in `source`."""
    while out and out[-1] in {_BLANK, ""}:
        out.pop()
    end = at + 1
    long = source.startswith("…", end)
    out.append(_LONG_GAP if long else _GAP)
    end += long
    while source.startswith(" ", end):
        end += 1
    return end
