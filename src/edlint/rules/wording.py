"""Patterns from the words of a rule, and fixes from its replacements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from edlint.language.articles import with_article
from edlint.model.finding import Fix, Safety
from edlint.model.span import Span
from edlint.prose.prose import Match, Prose
from edlint.rules.matching import plain
from edlint.text.case import match_case
from edlint.text.pattern import Pattern, pattern

_BLANKS = r"[ \t\x{a0}\x{202f}]+"
# Most characters before the first word of a sentence.
_EDGE = 20
_SPECIAL = frozenset("\\.+*?()|[]{}^$")


def phrases(words: Iterable[str], *, ignore_case: bool) -> Pattern:
    """Return the pattern of any of the phrases, longest first, whole words only.

    A blank matches any run of blanks, and an apostrophe either form. RE2 checks word edges for ASCII letters only; the
    caller must check them for others (`Limits.whole_words`).
    """
    ordered = sorted({" ".join(word.split()) for word in words}, key=lambda word: (-len(word), word))
    return pattern("|".join(map(_phrase, ordered)), ignore_case=ignore_case)


def whole(source: str, *, ignore_case: bool) -> Pattern:
    """Return a rule author's pattern, limited to matches that begin and end at word boundaries."""
    return pattern(rf"\b(?:{source})\b", ignore_case=ignore_case)


def expand(template: str, prose: Prose, match: Match) -> str:
    r"""Return a replacement with `\1` … `\9` filled from the groups of a match."""
    parts = template.split("\\")
    filled = parts[0]
    for part in parts[1:]:
        filled += prose.group(match, int(part[0])) + part[1:] if part[:1].isdigit() else "\\" + part
    return filled


def in_case(old: str, new: str) -> str:
    """Return a replacement in the letter case of `old`, word for word if all words of that are capitalised."""
    words = old.split()
    if len(words) > 1 and all(word[:1].isupper() and not word.isupper() for word in words) and " " in new:
        return " ".join(match_case("Xx", word) for word in new.split(" "))
    return match_case(old, new)


def fixes(
    prose: Prose, index: int, span: Span, replacements: Sequence[str], safety: Safety
) -> tuple[Fix, ...]:
    """Return one fix per replacement if one of them is empty: a deletion needs more than a replacement.

    Returns () when none is empty, as `Hit.replacements` is then enough.
    """
    if "" not in replacements:
        return ()
    block = prose.blocks[index]
    made: list[Fix] = []
    for new in replacements:
        place = with_article(block.text, span, new) if new else removal(prose, index, span)
        edit = block.edit(*place)
        if edit is not None:
            made.append(Fix(f"Write “{new}”" if new else "Remove it", safety, (edit,)))
    return tuple(made)


def removal(prose: Prose, index: int, span: Span) -> tuple[Span, str]:
    """Return the span to replace, and by what, to delete `span` with one blank and keep the capital of the sentence."""
    text = prose.blocks[index].text
    begin = prose.sentence_at(index, span.start).start
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


def forms(variants: Iterable[str | tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield each variant as a tuple of its forms."""
    for variant in variants:
        yield (variant,) if isinstance(variant, str) else variant


def lookup(swap: Mapping[str, str | tuple[str, ...]]) -> dict[str, list[str]]:
    """Return the replacements by phrase, the phrases in the form that `plain` returns."""
    return {plain(key): [value] if isinstance(value, str) else list(value) for key, value in swap.items()}
