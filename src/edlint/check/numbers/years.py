"""Ages, spans and anniversaries that do not follow from their years."""

from collections.abc import Iterator

from edlint.check.numbers.found import Found
from edlint.check.numbers.read import NUMBER, number
from edlint.text.pattern import pattern

_Y = r"(?:1[5-9]|20)[0-9]{2}"
_ONE, _TWO = rf"(?P<y1>{_Y})", rf"(?P<y2>{_Y})"
_ABOUT = r"(?:(?P<about>nearly|almost|about|around|roughly|approximately|some|over|more than|just over|just under|at least|less than|under) )?"
_N = rf"(?P<n>{NUMBER})"
_MONTH = r"(?:(?:[0-9]{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December) )?"
# With the differences that are right: the years alone (d), one more when both ends count, one less before a birthday.
_FORMS: tuple[tuple[str, tuple[int, ...]], ...] = (
    (
        (
            rf"\b(?:from|between) {_MONTH}{_ONE} (?:to|and|until|till|through) {_MONTH}{_TWO}(?:,| \(|,? (?:a|for a) (?:period|span|total) of)"
            rf" ?{_ABOUT}{_N}[ -]years?\b"
        ),
        (-1, 0, 1),
    ),
    (rf"\b{_ONE} ?[–-] ?{_TWO}(?:, | \(){_ABOUT}{_N} years?\b", (-1, 0, 1)),
    (
        rf"\b{_ABOUT}{_N}[ -]years? (?:period |span )?(?:between|from) {_MONTH}{_ONE} (?:to|and|until) {_MONTH}{_TWO}\b",
        (-1, 0, 1),
    ),
    (
        (
            rf"\bborn (?:on |in )?(?:[A-Za-z]+ [0-9]{{1,2}},? |[0-9]{{1,2}} [A-Za-z]+ )?{_ONE}\b[^.;0-9]{{0,80}}\bdied (?:on |in )?"
            rf"(?:[A-Za-z]+ [0-9]{{1,2}},? |[0-9]{{1,2}} [A-Za-z]+ )?{_TWO},? (?:at (?:the age of |age )?|aged ){_N}\b"
        ),
        (-1, 0),
    ),
    (
        (
            rf"\b(?:founded|started|launched|established|created|released|opened|born|introduced|published|formed) in {_ONE}\b"
            rf"[^.;0-9]{{0,80}}\b(?P<n>[0-9]{{1,3}})(?:st|nd|rd|th) (?:anniversary|birthday|year)\b[^.;0-9]{{0,20}} in {_TWO}\b"
        ),
        (0, 1),
    ),
    (
        (
            rf"\b(?:founded|started|launched|established|created|released|opened|born|introduced|published|formed) in {_ONE}\b"
            rf"[^.;0-9]{{0,60}} in {_TWO}\b[^.;0-9]{{0,40}} {_N}(?:st|nd|rd|th) (?:anniversary|birthday)\b"
        ),
        (0,),
    ),
    (
        rf"\b[Ii]n {_ONE}\b[^;0-9]{{0,120}}\b{_ABOUT}{_N} years (?:later|afterwards?),? (?:in )?{_TWO}\b",
        (-1, 0, 1),
    ),
    (rf"\b[Ii]n {_TWO},? {_ABOUT}{_N} years after [^.;0-9]{{0,60}} in {_ONE}\b", (-1, 0, 1)),
    (
        rf"\bborn in {_ONE}\b[^.;0-9]{{0,60}}\bwas {_ABOUT}{_N}(?: years old)? (?:when|in)\b[^.;0-9]{{0,40}}\b(?:in )?{_TWO}\b",
        (-1, 0),
    ),
)
# “From 1998 to 2005, three years stand out”: what goes on with a verb or a noun counts something else.
_ENDS = r"^(?:$|['’]? ?[,.;:)!?—–]| [—–(-]| (?:in (?:all|total)|altogether|and|or|as|at|when|that|with|later|long)\b)"


def spans(text: str) -> Iterator[Found]:
    """Yield spans and ages that are off by more than counting both ends, or an unfinished year, explains."""
    if "year" not in text and "born" not in text and "anniversary" not in text and "birthday" not in text:
        return
    for form, allowed in _FORMS:
        for match in pattern(form, ignore_case=True).matches(text):
            said = number((match.names["n"] or "").lower())
            if said is None or said != int(said) or not _ended(text, match.span.end):
                continue
            real = int(match.names["y2"] or 0) - int(match.names["y1"] or 0)
            right = {real + more for more in allowed}
            if match.names.get("about"):
                right |= {real - 2, real + 2, *range(real - real // 8, real + real // 8 + 1)}
            if real < 0 or int(said) not in right:
                yield Found(match.span, {"years": str(real)})


def _ended(text: str, end: int) -> bool:
    """Whether a span that ends in “years” ends its phrase there."""
    return not text[:end].lower().endswith(("year", "years")) or pattern(_ENDS).found(text[end : end + 20])
