"""Totals, averages and shares that do not match the figures next to them."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from edlint.check.numbers.figures import Around, Figure
from edlint.check.numbers.found import Found
from edlint.check.numbers.read import number, plain
from edlint.language.data import LanguageData
from edlint.model.span import Span
from edlint.text.sentences import sentence_at, sentences

_FILE, _SHARES = "numbers/sums", "numbers/shares"
_CHOICE = 120  # per cent: a higher sum is of answers of which people give several
_LONGEST = 30  # most figures in a row: more are a table


def totals(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield totals with parts, before or after them, that sum to something else."""
    at = Around(text, _FILE, known)
    if not at.holds("needs_total"):
        return
    for first, parts, last in _rows(at):
        whole = _whole(at, first, parts, last)
        if (
            whole is None
            or any(one.hedge for one in (whole, *parts))
            or len({_unit(one) for one in parts} - _bare(at, parts)) > 1
        ):
            continue
        total = sum((one.written for one in parts), Decimal(0))
        if (
            _unit(whole) != _unit(parts[0])
            or total == whole.written
            or whole.written <= max(p.written for p in parts)
        ):
            continue
        span = Span(min(whole.span.start, parts[0].span.start), max(whole.span.end, parts[-1].span.end))
        said = sentence_at(at.text, span.start)
        if len(parts) == whole.written or known.pattern(_FILE, "partly").found(
            at.text[said.start : max(said.end, span.end)]
        ):
            continue
        # Parts of a whole may be incomplete, and may overlap unless all have the same verb.
        if (
            first is whole
            and at.before(whole, "whole")
            and (total < whole.written or not _one_verb(at, parts))
        ):
            continue
        if Decimal("0.4") <= total / whole.written <= Decimal("2.5"):
            yield Found(span, {"actual": f"{plain(total)}, not {plain(whole.written)}"})


def _whole(at: Around, first: Figure | None, parts: list[Figure], last: Figure | None) -> Figure | None:
    """Return the figure that is the total of the parts, or None."""
    if last is not None:
        end = parts[-1]
        if at.between(end, last, "makes"):
            return last
        if at.between(end, last, "behind") and at.after(last, "in_all"):
            return last
        return None
    if first is None or not at.after(parts[-1], "ends"):
        return None
    if at.before(first, "total_of") and at.between(first, parts[0], "totalled"):
        return first
    if at.before(first, "whole") and at.between(first, parts[0], "of_whole"):
        return first if len(parts) > 2 else None
    if first.kind == "count" and not at.between(first, parts[0], "counted"):
        return None
    return first if len(parts) > 1 and at.between(first, parts[0], "lists") else None


def _bare(at: Around, parts: list[Figure]) -> set[str]:
    """Return {"count"} if bare numbers follow a measure and so have its unit: “11 miles on Monday, 14 on Tuesday”."""
    bare = [one for one in parts[1:] if one.kind == "count"]
    return {"count"} if parts[0].kind != "count" and all(at.after(one, "bare") for one in bare) else set()


def _one_verb(at: Around, parts: list[Figure]) -> bool:
    """Whether all parts have the same verb: “12 were bugs, 9 were chores”, “12 came from Rome, 9 from Oslo”."""
    behind = [at.text[one.span.end :].split(maxsplit=2)[:2] for one in parts]
    said = {words[0] for words in behind[1:] if words}
    return len(said) == 1 and said <= set(behind[0])


def _unit(one: Figure) -> str:
    return "count" if one.kind == "count" else f"{one.kind} {one.form}"


def _rows(at: Around) -> Iterator[tuple[Figure | None, list[Figure], Figure | None]]:
    """Yield the rows of figures that follow each other like parts of a list, with the figures before and after them."""
    found = [one for one in at.figures() if one.kind != "date" or any(one.date[::2])]
    if len(found) < 3 or len(found) > _LONGEST:
        return
    row = [found[0]]
    starts = 0
    for index, (one, two) in enumerate(pairwise(found), 1):
        ends = at.between(one, two, "makes") or at.between(one, two, "average")
        same = (one.kind == "share") == (two.kind == "share")
        if not ends and same and at.between(one, two, "next"):
            row.append(two)
            continue
        if len(row) > 1:
            yield (found[starts - 1] if starts else None), row, None
            yield None, row, two
        row, starts = [two], index
    if len(row) > 1:
        if at.before(row[0], "whole"):
            yield row[0], row[1:], None
        yield (found[starts - 1] if starts else None), row, None
        split = at.after(row[-1], "in_all") or at.after(row[-1], "on_average")
        if len(row) > 2 and split:
            yield None, row[:-1], row[-1]


def shares(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield shares of one whole, three or more in a row or one and the rest, that do not sum to the whole."""
    if known.pattern(_SHARES, "needs_more").found(text):
        at = Around(text, _FILE, known)
        yield from _above_the_whole(at)
        yield from _one_and_the_rest(at)


def _of_something(at: Around, parts: list[Figure]) -> bool:
    """Whether figures are shares of something, unlike a mere list: “one-quarter, half, and three-quarters”."""
    listed = all(at._replace(file=_FILE).between(one, two, "listed") for one, two in pairwise(parts))
    return not listed and all(one.kind == "share" and one.value <= 90 for one in parts)


def _above_the_whole(at: Around) -> Iterator[Found]:
    """Yield three or more shares in a row that sum to more than the whole, but to at most 150%."""
    one_whole, many, choice, several = (
        at.known.pattern(_SHARES, key) for key in ("one_whole", "many", "choice", "several")
    )
    for _, parts, last in _rows(at):
        total = sum((one.value for one in parts), Decimal(0))
        if last is not None or len(parts) < 3 or not _of_something(at, parts):
            continue
        if not 100 + sum(one.half for one in parts) < total <= 150:
            continue
        around = sentence_at(at.text, parts[0].span.start)
        said = at.text[around.start : max(around.end, parts[-1].span.end)]
        # “Two thirds of the men, half the women”
        if len({of for one in parts if (of := _of_what(at.text[one.span.end : around.end], at.known))}) > 1:
            continue
        chosen = total <= _CHOICE and choice.found(said) and not several.found(said)
        if chosen or (one_whole.found(said) and not many.found(said)):
            yield Found(Span(parts[0].span.start, parts[-1].span.end), {"sum": plain(round(total, 0))})


def _of_what(behind: str, known: LanguageData) -> str:
    """Return the word after a share for what it is a share of; "" if there is none."""
    match = next(known.pattern(_SHARES, "of_what").matches(behind), None)
    return (match.groups[0] or "").lower() if match else ""


def _one_and_the_rest(at: Around) -> Iterator[Found]:
    """Yield the only two shares of a text, if they are stated to be the whole and are not."""
    found = [one for one in at.figures() if one.kind == "share"]
    if len(found) != 2 or found[0].hedge or found[1].hedge:
        return
    one, two = found
    total, forms = one.value + two.value, {one.form, two.form}
    told = at._replace(file=_SHARES).between(one, two, "others")
    if told and forms <= {"fraction", "%"} and abs(total - 100) > one.half + two.half + 1:
        yield Found(Span(one.span.start, two.span.end), {"sum": plain(round(total, 0))})


def averages(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield averages that are not those of the values next to them, or that are outside a range."""
    at = Around(text, _FILE, known)
    if at.holds("needs_average"):
        yield from _other_average(at)
        yield from _outside(at)


def _other_average(at: Around) -> Iterator[Found]:
    """Yield three or more values and their average or median, if it is wrong by more than rounding."""
    for first, parts, behind in _rows(at):
        last = _average(at, first, parts, behind)
        if last is None or len(parts) < 3:
            continue
        if any(one.hedge for one in parts) or len({_unit(one) for one in parts[:-1]}) > 1:
            continue
        values = [one.written for one in parts]
        median = at.known.pattern(_FILE, "median").found(at.text[parts[-1].span.end : last.span.end])
        real = sorted(values)[len(values) // 2] if median else sum(values, Decimal(0)) / len(values)
        half = last.half * last.written / last.value if last.value else last.half
        if abs(real - last.written) > half + abs(real) / 50 + (abs(real) / 20 if last.hedge else 0):
            span = Span(min(parts[0].span.start, last.span.start), max(parts[-1].span.end, last.span.end))
            yield Found(span, {"actual": plain(round(real, 1))})


def _average(at: Around, first: Figure | None, parts: list[Figure], behind: Figure | None) -> Figure | None:
    """Return the figure next to some values that is stated to be their average, or None."""
    if first and at.before(first, "on_average_first") and at.between(first, parts[0], "first"):
        return first
    if behind is None:
        return None
    told = at.before(parts[0], "mean_of") and at.between(parts[-1], behind, "equals")
    return behind if told or _averaged(at, parts[-1], behind) else None


def _outside(at: Around) -> Iterator[Found]:
    """Yield a range (“between 20 and 40 seconds”) and an average that is below or above it."""
    found = at.figures()
    for one, two, three in zip(found, found[1:], found[2:], strict=False):
        ranged = at.between(one, two, "range") and at.before(one, "ranged")
        extreme = at.before(one, "extreme") and at.between(one, two, "extreme")
        if not ranged and not (extreme and at.between(two, three, "averaged")):
            continue
        low, high = sorted((one.written, two.written))
        same = _unit(one) in {"count", _unit(two)} and _unit(two) in {"count", _unit(three)}
        told = _averaged(at, two, three) or (ranged and at.between(two, three, "outside"))
        if same and told and not low <= three.written <= high:
            actual = f"between {plain(low)} and {plain(high)}"
            yield Found(Span(one.span.start, three.span.end), {"actual": actual})


def _averaged(at: Around, one: Figure, two: Figure) -> bool:
    return at.between(one, two, "average") or (at.between(one, two, "behind") and at.after(two, "on_average"))


def divisions(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield, for each sentence that divides one whole, the shares if they do not sum to 100%."""
    if not known.pattern(_SHARES, "needs", ignore_case=False).found(text):
        return
    for sentence in sentences(text):
        part = text[sentence.start : sentence.end]
        matches = list(known.pattern(_SHARES, "share").matches(part))
        if len(matches) < 2 or known.pattern(_SHARES, "other").found(part):
            continue
        values = [number(match.groups[0] or "", known) for match in matches]
        total = sum((value for value in values if value is not None), Decimal(0))
        slack = Decimal(len(values)) / 2 + Decimal("0.5")
        rest = known.pattern(_SHARES, "rest").found(part)
        whole = known.pattern(_SHARES, "whole").found(part)
        if any(value == 100 for value in values) or _some_sum(
            tuple(v for v in values if v is not None), slack
        ):
            continue
        wrong = (rest and abs(total - 100) > slack) or (whole and total > 100 + slack)
        if wrong and total <= 200 and None not in values:
            span = Span(matches[0].span.start, matches[-1].span.end).shift(sentence.start)
            yield Found(span, {"sum": plain(total)})


def _some_sum(values: tuple[Decimal, ...], slack: Decimal) -> bool:
    """Whether some of the shares sum to the whole, so that the others belong elsewhere; tries the first eight."""
    return any(
        abs(sum(some, Decimal(0)) - 100) <= slack
        for count in range(2, min(len(values), 8) + 1)
        for some in combinations(values[:8], count)
    )
