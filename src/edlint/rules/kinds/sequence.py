"""The kind that finds sequences of adjacent words."""

from collections.abc import Iterator

from edlint.model.finding import Hit
from edlint.model.span import Span
from edlint.prose.prose import Lines, Match, Prose
from edlint.rules.matching import Matcher, Options, match_filter
from edlint.rules.schema import Sequence, Token
from edlint.rules.wording import expand, fixes, in_case, phrases
from edlint.text.pattern import pattern

_WORD = r"[\pL\pM\pN]+(?:['’\-‐‑][\pL\pM\pN]+)*"


def sequence(rule: Sequence) -> Matcher:
    """Flag sequences of tokens: one pattern finds candidates, and conditions that RE2 lacks are checked on them."""
    one = pattern(_pattern(rule.tokens), ignore_case=not rule.case)
    # RE2 has no “anything but”: a token with `not` is matched as any word, and then tested for what it must not be.
    banned = {
        number: pattern(_token(token), ignore_case=not rule.case)
        for number, token in enumerate(rule.tokens, 1)
        if token.not_
    }
    flagged = [number for number, token in enumerate(rule.tokens, 1) if token.flag]

    given = match_filter(rule, whole_words=True)

    def match(prose: Prose, lines: Lines, options: Options) -> Iterator[Hit]:
        def fits(each: Match) -> bool:
            return not any(
                prose.group(each, number) and ban.whole(prose.group(each, number))
                for number, ban in banned.items()
            )

        for each in given(options).found(prose, lines, one, again=fits if banned else None):
            present = [group for number in flagged if (group := each.groups[number])]
            span = Span(present[0].start, present[-1].end) if present else each.span
            news = (
                ()
                if rule.replace is None
                else (in_case(prose.text(each), expand(rule.replace, prose, each)),)
            )
            made = fixes(prose, each.block, span, news, rule.safety)
            yield Hit(rule.id, span, prose.blocks[each.block], replacements=news, fixes=made)

    return match


def _pattern(tokens: tuple[Token, ...]) -> str:
    """Return one pattern with a group per token; an optional token includes one of the blanks beside it."""
    source = ""
    # Before the first required token, an optional one includes the blank after it; later ones, the blank before them.
    first_needed = next(number for number, token in enumerate(tokens) if not token.optional)
    for number, token in enumerate(tokens):
        body = f"({_WORD if token.not_ else _token(token)})"
        if number < first_needed:
            source += f"(?:{body}[ ]+)?"
        elif number == first_needed:
            source += body
        else:
            source += f"(?:[ ]+{body})?" if token.optional else f"[ ]+{body}"
    return rf"\b{source}\b"


def _token(token: Token) -> str:
    if token.words:
        return phrases(token.words, ignore_case=False).source
    return _WORD if token.any else f"(?:{token.pattern})"
