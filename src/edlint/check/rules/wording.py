"""From words of a rule to patterns, and from a replacement to fixes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from edlint.check.rules.prose import Found, Limits, Prose, plain, plain_words
from edlint.language.articles import with_article
from edlint.model.document import Block
from edlint.model.finding import Fix, Safety
from edlint.model.span import Span
from edlint.text.case import match_case
from edlint.text.pattern import Pattern, pattern
from edlint.text.sentences import sentence_at

_BLANKS = r"[ \t\x{a0}\x{202f}]+"
# So many marks may stand before the first word of a sentence.
_EDGE = 20
_SPECIAL = frozenset("\\.+*?()|[]{}^$")


class Listed:
    """Phrases to look for, compiled at the first document that has a word of theirs: most have none."""

    def __init__(self, words: Iterable[str], *, ignore_case: bool) -> None:
        self._words = tuple(words)
        self._ignore_case = ignore_case
        # Any one of a phrase's words will do to rule it out; the longest is the rarest. A phrase without an ASCII
        # letter or digit may be anywhere.
        rarest = [max(plain_words(word.encode()), key=len, default=b"") for word in self._words]
        self._needs = frozenset(rarest) if all(rarest) else None

    def found(self, prose: Prose, limits: Limits) -> Iterator[Found]:
        """Yield the phrases in the prose that count."""
        if self._needs is None or not prose.words.isdisjoint(self._needs):
            yield from prose.found(self.pattern, limits)

    @cached_property
    def pattern(self) -> Pattern:
        """Return the pattern of any of the phrases."""
        return phrases(self._words, ignore_case=self._ignore_case)


def phrases(words: Iterable[str], *, ignore_case: bool) -> Pattern:
    """Return the pattern of any of the phrases, longest first, whole words only.

    A blank fits any run of blanks and an apostrophe either sort. Whether a letter beyond ASCII touches the match is
    for the caller to check (`Limits.whole_words`).
    """
    ordered = sorted({" ".join(word.split()) for word in words}, key=lambda word: (-len(word), word))
    return pattern("|".join(map(_phrase, ordered)), ignore_case=ignore_case)


def whole(source: str, *, ignore_case: bool) -> Pattern:
    """Return an author's pattern, held to begin and end at the edges of words."""
    return pattern(rf"\b(?:{source})\b", ignore_case=ignore_case)


def expand(template: str, found: Found) -> str:
    r"""Return a replacement with `\1` … `\9` filled from the groups."""
    parts = template.split("\\")
    filled = parts[0]
    for part in parts[1:]:
        filled += found.group(int(part[0])) + part[1:] if part[:1].isdigit() else "\\" + part
    return filled


def in_case(old: str, new: str) -> str:
    """Return a replacement in the case of what it replaces, word for word where all words are capitalised."""
    words = old.split()
    if len(words) > 1 and all(word[:1].isupper() and not word.isupper() for word in words) and " " in new:
        return " ".join(match_case("Xx", word) for word in new.split(" "))
    return match_case(old, new)


def fixes(block: Block, span: Span, replacements: Sequence[str], safety: Safety) -> tuple[Fix, ...]:
    """Return the fixes where one of the replacements takes the words out, which a plain replacement cannot do.

    Empty when every replacement is plain: then `Hit.replacements` says it all.
    """
    if "" not in replacements:
        return ()
    made: list[Fix] = []
    for new in replacements:
        edit = block.edit(*(with_article(block.text, span, new) if new else removal(block, span)))
        if edit is not None:
            made.append(Fix(f"Write “{new}”" if new else "Remove it", safety, (edit,)))
    return tuple(made)


def removal(block: Block, span: Span) -> tuple[Span, str]:
    """Return what to replace by what so that `span` is gone: a blank goes with it, a capital moves on."""
    text = block.text
    begin = sentence_at(text, span.start).start
    first = span.start - begin < _EDGE and not text[begin : span.start].strip("“\"'‘(*_ ")
    if first:
        end = span.end
        if text[end : end + 1] == ",":
            end += 1
        while text[end : end + 1] == " ":
            end += 1
        if text[span.start].isupper() and text[end : end + 1].islower():
            return Span(span.start, end + 1), text[end].upper()
        return Span(span.start, end), ""
    if text[span.start - 1 : span.start] == " ":
        return Span(span.start - 1, span.end), ""
    if text[span.end : span.end + 1] == " ":
        return Span(span.start, span.end + 1), ""
    return span, ""


def _phrase(words: str) -> str:
    escaped = _BLANKS.join(
        "".join("['’]" if c in "'’" else "\\" + c if c in _SPECIAL else c for c in word)
        for word in words.split(" ")
    )
    left = r"\b" if words[0].isascii() and (words[0].isalnum() or words[0] == "_") else ""
    right = r"\b" if words[-1].isascii() and (words[-1].isalnum() or words[-1] == "_") else ""
    return left + escaped + right


def forms(variants: Iterable[str | list[str]]) -> Iterator[list[str]]:
    """Yield each variant as the list of its forms."""
    for variant in variants:
        yield [variant] if isinstance(variant, str) else variant


def lookup(swap: Mapping[str, str | list[str]]) -> dict[str, list[str]]:
    """Return phrase (as compared) → replacements."""
    return {plain(key): [value] if isinstance(value, str) else value for key, value in swap.items()}
