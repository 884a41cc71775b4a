"""The kinds of check that look across a sentence, a block or the document."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from edlint.check.rules.kinds import Look, Options, limits
from edlint.check.rules.prose import Found, Limits, Prose, plain
from edlint.check.rules.schema import Conditional, Consistency, Metric, Sequence, Token
from edlint.check.rules.wording import expand, fixes, forms, in_case, phrases
from edlint.model.document import PLACEHOLDER, Block, BlockKind, MarkKind
from edlint.model.edit import Edit
from edlint.model.finding import Fix, Hit
from edlint.model.rule import Rule
from edlint.model.span import Span
from edlint.text.pattern import Pattern, pattern
from edlint.text.sentences import sentences

_WORD = r"[\pL\pM\pN]+(?:['’\-‐‑][\pL\pM\pN]+)*"
_Key = TypeVar("_Key")
# Words that no name and no emphasis doubles.
_SMALL_WORDS = frozenset(
    "a an the this these those of in on at to for from with by as and or but if is are was were be been can will would "
    "should could has have it its we you they he she i our your their his her not which when where than then".split()
)
_OTHER_TYPE = frozenset(
    {MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.QUOTE, MarkKind.LABEL, MarkKind.LANGUAGE}
)
_BESIDE = 40  # code points in which the two words beside a doubled one are looked for
_BESIDE_MARKS = " .,;:()"
_OPENERS = "(“\"'‘[*_"


def repetition(rule: Rule) -> Look:
    """Flag the same word twice in a row."""
    given = limits(rule, whole_words=False)

    def look(prose: Prose, options: Options) -> Iterator[Hit]:
        bounds = given(options)
        for index, block in prose.within(bounds):
            other_type: _OtherType | None = None
            for span, word in _doubles(block.text):
                other_type = other_type or _OtherType(block)
                if (
                    plain(word) not in bounds.allow
                    and not _meant(block, other_type, span, word)
                    and prose.counts(Found(block, span, (span,)), bounds, [], index)
                ):
                    made = _undouble(block, span, word, rule)
                    yield Hit(rule.id, span, block, values={"word": word}, replacements=(word,), fixes=made)

    return look


def _doubles(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the places where a word stands twice with nothing but blanks between, and the word."""
    parts = text.split(" ")
    lowered = text.lower().split(" ")
    if len(lowered) != len(parts):
        return
    at = 0
    before, start = "", 0
    for part, low in zip(parts, lowered, strict=True):
        if part:
            # The first word may have an opening mark before it, the second a closing one after it.
            bare = before.lstrip(_OPENERS)
            if bare and low.startswith(bare) and bare.isalpha():
                rest = low[len(bare) : len(bare) + 2]
                if not rest or not (rest[0].isalnum() or (rest[0] in "-‐‑_/@.'’" and rest[1:].isalnum())):
                    first = start + len(before) - len(bare)
                    yield Span(first, at + len(bare)), text[first : first + len(bare)]
            before, start = low, at
        at += len(part) + 1


class _OtherType:
    """Where stretches of other type begin and end in a block."""

    def __init__(self, block: Block) -> None:
        spans = [mark.span for mark in block.marks if mark.kind in _OTHER_TYPE]
        self._by_start = sorted(spans)
        self._by_end = sorted(spans, key=lambda span: span.end)

    def parts(self, first: Span, second: Span) -> bool:
        """Whether one of two stretches of text, the second after the first, stands in other type and the other not."""
        begun = bisect_right(self._by_start, first.start, key=lambda span: span.start)
        while begun < len(self._by_start) and self._by_start[begun].start <= second.start:
            if self._by_start[begun].covers(second):
                return True
            begun += 1
        ended = bisect_left(self._by_end, first.end, key=lambda span: span.end)
        while ended < len(self._by_end) and self._by_end[ended].end < second.end:
            if self._by_end[ended].covers(first):
                return True
            ended += 1
        return False


def _meant(block: Block, other_type: _OtherType, span: Span, word: str) -> bool:
    """Whether the two may well be meant.

    A name (“Duran Duran”), a specimen (“a a b b”), one of them in other type (“the _default_ default”) or in a label,
    or two that a line or a link's text parts and that are written differently (“the [The Guide](…)”).
    """
    second = block.text[span.end - len(word) : span.end]
    one, other = Span(span.start, span.start + len(word)), Span(span.end - len(word), span.end)
    if other_type.parts(one, other):
        return True
    if _specimen(block.text, span) or (second != word and not block.plain_run(span)):
        return True
    return word[0].isupper() and second[0].isupper() and word.lower() not in _SMALL_WORDS


def _specimen(text: str, span: Span) -> bool:
    """Whether another doubled word stands right beside a doubled one, or a single letter beside single letters."""
    before = text[max(0, span.start - _BESIDE) : span.start].split()[-2:]
    rest = text[span.end : span.end + _BESIDE]
    if any(len(pair) == 2 and pair[0].lower() == pair[1].lower() for pair in (before, rest.split()[:2])):
        return True
    beside = (word.strip(_BESIDE_MARKS) for word in (*before[-1:], *rest.lstrip(_BESIDE_MARKS).split()[:1]))
    return text[span.start + 1] == " " and any(len(word) == 1 and word.isalpha() for word in beside)


def _undouble(block: Block, span: Span, word: str, rule: Rule) -> tuple[Fix, ...]:
    """Return the fix that takes one of the two out: whichever has no markup or line end beside it."""
    second = span.end - len(word)
    places = [Span(span.start + len(word), span.end)]
    if block.text[span.end : span.end + 1] == " ":
        places.append(Span(second, span.end + 1))
    if span.start and block.text[span.start - 1] == " " and block.text[second : span.end] == word:
        places.append(Span(span.start - 1, span.start + len(word)))
    for place in places:
        edit = block.edit(place, "")
        if edit is not None:
            return (Fix(f"Write “{word}” once", rule.safety, (Edit(*edit),)),)
    return ()


def consistency(rule: Rule) -> Look:
    """Flag the rarer, else the later, of two ways to write one thing, at its first place."""
    spec: Consistency = rule.spec
    groups = [list(forms(variants)) for variants in spec.variants]
    where = {
        form if spec.case else plain(form): (group, variant, number)
        for group, variants in enumerate(groups)
        for variant, written in enumerate(variants)
        for number, form in enumerate(written)
    }
    every = [form for variants in groups for written in variants for form in written]
    one = phrases(every, ignore_case=not spec.case) if every else None
    ways = [(name, pattern(source, ignore_case=not spec.case)) for name, source in spec.patterns.items()]

    as_words = limits(rule, whole_words=True)
    as_patterns = limits(rule, whole_words=False)

    def in_words(prose: Prose, options: Options) -> Iterator[Hit]:
        if one is None or not _several(prose, one, where, case=spec.case):
            return
        uses: dict[int, dict[int, list[tuple[Found, int]]]] = {}
        for each in prose.found(one, as_words(options)):
            text = " ".join(each.text.split())
            group, variant, number = where[text if spec.case else plain(text)]
            uses.setdefault(group, {}).setdefault(variant, []).append((each, number))
        for group, used in uses.items():
            best = _commonest(used)
            others = groups[group][best]
            for variant in used.keys() - {best}:
                each, number = used[variant][0]
                same = len(others) == len(groups[group][variant])
                new = others[number if same else 0]
                new = new if spec.case else in_case(each.text, new)
                yield Hit(
                    rule.id,
                    each.span,
                    each.block,
                    values=_counts(others[0], len(used[variant]), len(used[best])),
                    replacements=(new,),
                    fixes=fixes(each.block, each.span, [new], rule.safety),
                )

    def in_patterns(prose: Prose, options: Options) -> Iterator[Hit]:
        if sum(prose.mentions(way) for _, way in ways) < 2:
            return
        bounds = as_patterns(options)
        used = {
            name: found
            for name, way in ways
            if (found := list(prose.found(way, bounds, int(way.groups > 0))))
        }
        if len(used) > 1:
            best = _commonest(used)
            for name in used.keys() - {best}:
                each = used[name][0]
                counts = _counts(best, len(used[name]), len(used[best]))
                yield Hit(rule.id, each.span, each.block, values={"way": name} | counts)

    def look(prose: Prose, options: Options) -> Iterator[Hit]:
        yield from in_words(prose, options)
        yield from in_patterns(prose, options)

    return look


def _several(prose: Prose, one: Pattern, where: Mapping[str, tuple[int, int, int]], *, case: bool) -> bool:
    """Whether two variants of a thing stand anywhere in the document: cheap, and mostly not so."""
    seen: dict[int, int] = {}
    for text in set(prose.texts(one)):
        words = " ".join(text.split())
        group, variant, _ = where[words if case else plain(words)]
        if seen.setdefault(group, variant) != variant:
            return True
    return False


def _commonest(used: Mapping[_Key, list[Any]]) -> _Key:
    """Return what is used most; of equals, the one that comes first."""
    return max(used, key=lambda key: len(used[key]))


def _counts(other: str, count: int, others: int) -> dict[str, str]:
    return {"other": other, "count": str(count), "other_count": str(others)}


def conditional(rule: Rule) -> Look:
    """Flag the first use of what needs another thing before it."""
    spec: Conditional = rule.spec
    uses = pattern(spec.if_, ignore_case=not spec.case)
    definitions = pattern(spec.then, ignore_case=not spec.case)

    given = limits(rule, whole_words=True)

    def look(prose: Prose, options: Options) -> Iterator[Hit]:
        bounds = given(options)
        order = {id(block): index for index, block in enumerate(prose.blocks)}

        def place(each: Found) -> tuple[int, int]:
            return order[id(each.block)], each.span.start

        defined: dict[str, tuple[int, int]] = {}
        for each in prose.found(definitions, Limits(frozenset(BlockKind), quotations=True)):
            number = next((n for n in range(1, len(each.groups)) if each.group(n)), 0)
            name = each.group(number)
            if name not in defined:
                defined[name] = place(each)
            elif "twice" in spec.flag and plain(name) not in bounds.allow:
                yield Hit(rule.id, each.span, each.block, values={"name": name})
        if not ("missing" in spec.flag or ("late" in spec.flag and defined)):
            return
        firsts: dict[str, Found] = {}
        for each in prose.found(uses, bounds, int(uses.groups > 0)):
            if plain(each.text) not in bounds.allow:
                firsts.setdefault(each.text, each)
        for name, each in firsts.items():
            definition = defined.get(name)
            late = "missing" if definition is None else "late" if place(each) < definition else ""
            if late in spec.flag:
                yield Hit(rule.id, each.span, each.block, values={"name": name})

    return look


def metric(rule: Rule) -> Look:
    """Flag the sentence, or the block, whose number is out of bounds."""
    spec: Metric = rule.spec
    unit, _, what = spec.metric.partition("_")

    given = limits(rule, whole_words=False)

    def look(prose: Prose, options: Options) -> Iterator[Hit]:
        most = options.get("max", spec.max)
        least = options.get("min", spec.min)
        bounds = given(options)
        for index, block in prose.within(bounds):
            text = block.text
            if least is None and most is not None and _measure(text, what) <= most:
                # No sentence has more than its block: most blocks need not be cut into sentences.
                continue
            for span in sentences(text) if unit == "sentence" else _block(text):
                number = _measure(text[span.start : span.end], what)
                if (most is None or number <= most) and (least is None or number >= least):
                    continue
                if prose.counts(Found(block, span, (span,)), bounds, [], index):
                    yield Hit(
                        rule.id,
                        span,
                        block,
                        values={"count": str(number), "max": f"{most:g}" if most is not None else ""}
                        | {"min": f"{least:g}" if least is not None else ""},
                    )

    return look


def _block(text: str) -> tuple[Span, ...]:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return (Span(start, end),) if end > start else ()


def _measure(text: str, what: str) -> int:
    match what:
        case "words":
            # What stands between blanks, but for dashes and other marks alone.
            return sum(1 for part in text.split() if len(part) > 2 or part.isalnum() or part == PLACEHOLDER)
        case "commas":
            return text.count(",")
        case "sentences":
            return len(sentences(text))
        case _:
            return len(text)


def sequence(rule: Rule) -> Look:
    """Flag tokens next to each other: one pattern finds the candidates, and what RE2 cannot say is checked on them."""
    spec: Sequence = rule.spec
    one = pattern(_pattern(spec.tokens), ignore_case=not spec.case)
    # RE2 has no “anything but”: a token with `not` is found as any word, and then held against what it must not be.
    banned = {
        number: pattern(_token(token), ignore_case=not spec.case)
        for number, token in enumerate(spec.tokens, 1)
        if token.not_
    }
    flagged = [number for number, token in enumerate(spec.tokens, 1) if token.flag]

    def fits(each: Found) -> bool:
        return not any(each.group(number) and ban.whole(each.group(number)) for number, ban in banned.items())

    given = limits(rule, whole_words=True)

    def look(prose: Prose, options: Options) -> Iterator[Hit]:
        bounds = given(options)
        for each in prose.found(one, bounds, again=fits if banned else None):
            present = [group for number in flagged if (group := each.groups[number])]
            span = Span(present[0].start, present[-1].end) if present else each.span
            news = () if spec.replace is None else (in_case(each.text, expand(spec.replace, each)),)
            yield Hit(
                rule.id,
                span,
                each.block,
                replacements=news,
                fixes=fixes(each.block, span, news, rule.safety),
            )

    return look


def _pattern(tokens: list[Token]) -> str:
    """Return one pattern with a group a token; the blank of an optional token goes with it."""
    source = ""
    # The blank belongs to the token after it, until a token that must be there has come; then to the one after.
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
