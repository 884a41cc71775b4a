"""Which unsourced statistics are clearly about the world, so that an editor would ask for their source.

Most figures without a source are the writers' own, a detail of what is described, or no statistic at all; some of them
can be told from statistics only by who publishes the article. Clear are: a share of people or companies in general,
sums of money, figures said to be counted or found, figures about somebody whom everybody knows, and a boast over a
rival. A sentence about the writers makes no clear claim, and a paragraph about them makes only those about people in
general.
"""

from edlint.check.claims.found import Found
from edlint.check.claims.language import Language
from edlint.check.claims.stance import holds
from edlint.language.classes import classes
from edlint.language.notation import WordPattern
from edlint.text.pattern import pattern

_SHARES = frozenset(["percent", "ratio", "fraction"])
_COMPARED = frozenset(["multiple", "saved", "duration", "growth", "frequency", "rank"])
_DONE = frozenset(["percent", "multiple", "saved"])
# Cues that make a figure unclear: anywhere in the sentence, and before the figure.
_UNCLEAR = ("clear.we", "clear.unclear", "clear.law", "clear.event", "clear.example")
_UNREAL = ("clear.goal", "clear.supposed")
# “… fail (Northwind).” may name the source, or the thing counted.
_NAMED = pattern(r"\(\p{Lu}[\pL.&-]+(?: \p{Lu}[\pL.&-]+){0,3}\)[.!]?$")
_ASIDE = pattern(r"\((?:[\pL-]+ ){0,2}$")
_SURE, _MANY, _LIKELY, _SOME, _FEW = 6, 5, 4, 3, 2  # weights


def is_clear(claim: Found, language: Language, *, near: bool) -> bool:
    """Whether a statistic without a source is clearly one about the world.

    `near`: the paragraph, or its introduction, has a source, which may be about the figure.
    """
    if near and not (claim.sort in _SHARES and claim.weight >= _SURE):
        return False
    cues, text = language.cues, claim.block.text
    said = text[claim.sentence.start : claim.sentence.end]
    after = text[claim.span.end : claim.sentence.end]
    if cues["own.rival"].found(text[claim.span.start : claim.sentence.end]) and cues["own.boast"].found(said):
        return not cues["own.measured"].found(text)
    if _unclear(claim, language, said, after):
        return False
    if claim.sort in _SHARES and _of_people(claim, language, after):
        return True
    if cues["clear.we"].found(text):
        return False
    if _striking(claim, language, said) or _by_anybody(claim, language, said):
        return True
    return claim.sort == "count" and _has(claim, language)


def _unclear(claim: Found, language: Language, said: str, after: str) -> bool:
    """Whether something in the sentence makes the figure unclear; `said` is the sentence, `after` follows the figure."""
    cues, text = language.cues, claim.block.text
    # “(17.9%)” is computed from the figures before it, “(net worth $10M+)” describes who is meant.
    aside = _ASIDE.found(text[claim.sentence.start : claim.span.start])
    if aside or claim.block.cell is not None or _NAMED.found(after):
        return True
    head = text[claim.sentence.start : claim.span.end]
    if any(cues[cue].found(said) for cue in _UNCLEAR) or any(cues[cue].found(head) for cue in _UNREAL):
        return True
    return holds(language.stances["instruction"], text, claim.sentence, claim.span) or cues[
        "clear.within"
    ].found(after)


def _of_people(claim: Found, language: Language, after: str) -> bool:
    """Whether a share is one of people or companies in general, or of all things of a kind; `after` follows it."""
    cues = language.cues
    for text in (after, claim.text):
        if _general(cues["clear.people"], text) and (claim.weight >= _SURE or not _somebody(language, text)):
            return True
    if claim.weight >= _SOME and cues["clear.world"].found(after[:80]):
        return True
    things = _general(cues["clear.things"], after) or _general(cues["clear.things"], claim.text)
    wide = claim.weight >= _LIKELY and not cues["clear.given"].found(after[:20])
    # “We built it. In week two it drew 42% of sales”
    wide = wide and not cues["clear.mine"].found(claim.block.text)
    return things and (wide or cues["clear.all"].found(after[:20]))


def _striking(claim: Found, language: Language, said: str) -> bool:
    """Whether a sentence needs a source for more than its figure: money, a number of users, a report, a famous name."""
    cues = language.cues
    # “The lives of billions of people” is no count; “used by thousands of firms” may be.
    if claim.sort == "count" and not (_figure(claim.text) or cues["clear.used"].found(said)):
        return _is_vast(claim, language, said)
    if claim.sort == "money" and cues["clear.deal"].found(said):
        return False
    if claim.weight >= _SURE:
        return True
    if claim.sort == "money" and claim.weight >= (_FEW if cues["clear.sum"].found(claim.text) else _LIKELY):
        return True
    if _is_vast(claim, language, said):
        return True
    if claim.weight < _SOME or claim.sort in _COMPARED:
        return False
    if claim.sort == "count" and claim.weight >= _MANY:
        return True
    reported = claim.sort in _SHARES and cues["clear.reported"].found(said)
    return reported or cues["clear.famous"].found(said)


def _is_vast(claim: Found, language: Language, said: str) -> bool:
    """Whether a sum or a count is larger than what one house has, and no capacity: “more than one billion users”."""
    cues = language.cues
    known = claim.sort in {"money", "count"} and cues["clear.vast"].found(claim.text)
    return known and not cues["clear.able"].found(said)


def _by_anybody(claim: Found, language: Language, said: str) -> bool:
    """Whether a change or a share is what people or companies do whom nobody names: “Companies that do so cut costs by 60%”."""
    if claim.sort not in _DONE:
        return False
    match = next(
        language.cues["clear.anybody"].matches(said[: claim.span.start - claim.sentence.start]), None
    )
    who = match.names.get("who") if match else None
    return who is not None and not language.cues["clear.somebody"].found(who)


def _has(claim: Found, language: Language) -> bool:
    """Whether a count is one of the people or users of a named organisation: “Northwind has 500 employees”."""
    cues, text = language.cues, claim.block.text
    head = text[claim.sentence.start : claim.span.start]
    counted = claim.text + text[claim.span.end : claim.sentence.end][:20]
    if not _figure(claim.text) or cues["clear.limit"].found(claim.text):
        return False
    if not (cues["clear.having"].found(head.rstrip()) and cues["clear.had"].found(counted)):
        return False
    return any(
        word[:1].isupper() and word.lower() not in language.no_name and (number or not classes(word.lower()))
        for number, word in enumerate(head.split())
    )


def _figure(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _somebody(language: Language, text: str) -> bool:
    """Whether the population of a share is that of a product or an organisation: users, readers, employees."""
    match = next(language.cues["clear.people"].matches(text[:120]), None)
    return match is not None and language.cues["clear.somebody"].found(text[: match.span.end])


def _general(population: WordPattern, text: str) -> bool:
    """Whether a text begins with a population that no capitalised word narrows down."""
    match = next(population.matches(text[:120]), None)
    before = (match.names.get("modifiers") or "").split() if match else ["A"]
    return not any(word[:1].isupper() for word in before)
