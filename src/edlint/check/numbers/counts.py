"""Counts that do not match the things listed: “three reasons:” before four, “both” before three."""

from collections.abc import Iterator, Sequence
from itertools import islice

from edlint.check.numbers.found import Found, FoundIn, counted, readable
from edlint.check.numbers.read import number, plain, singular
from edlint.language.data import LanguageData
from edlint.model.block import Block, BlockKind
from edlint.model.document import Document
from edlint.model.span import Span
from edlint.text.pattern import Match, pattern
from edlint.text.sentences import sentence_at, sentences

_BOTH = "numbers/both"


def lists(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield the counts that announce a list with another number of items.

    A list that continues after code or a paragraph is only reported if it already has too many items.
    """
    blocks = document.blocks
    for index, block in enumerate(blocks[:-1]):
        if block.kind is not BlockKind.PARAGRAPH or block.item or block.text.rstrip()[-1:] not in {":", "."}:
            continue
        following = blocks[index + 1]
        if following.item is None or following.item.depth or following.item.item:
            continue
        announced = _announced(block.text, known)
        if announced is None:
            continue
        span, said = announced
        count, more = item_count(blocks, index + 1, known)
        # If there are far more or far fewer, the count is about something else.
        if count != said and max(2, said / 2) <= count < said * 2 and (count > said or not more):
            yield counted(document, block, span, count, following)


def inline(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield counts followed by more or fewer things: “three stages: build, test, scan and deploy”."""
    for match in known.pattern("numbers/counts", "inline").matches(text):
        said = count_of(match, known)
        one_of = known.pattern("numbers/counts", "one_of").found(text[match.span.start : match.span.end])
        if said is None or not 2 <= said <= 12 or _vague(text, match, known) or _measure(match, known):
            continue
        start, opens = match.span.end, (match.groups[3] or "").strip()
        rest = text[start : sentence_at(text, start).end]
        if opens != ":":
            rest, closed, _ = rest.partition(")" if opens == "(" else f" {opens}")
            if not closed:
                continue
        listed = rest.rstrip(".!?")
        items = _listed(listed, known)
        if one_of and not known.pattern("numbers/counts", "or").found(listed):
            continue
        # Only a difference that a writer may overlook.
        if len(items) > 2 and 0 < abs(len(items) - said) <= max(1, said // 3):
            yield Found(Span(match.span.start, start + len(listed)), {"count": str(len(items)), "where": ""})


def names(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield counts of people or places followed by one name more or fewer: “three friends, Ann and Bob, …”."""
    forms = known.patterns("numbers/counts", "names", ignore_case=False)
    for match in (match for form in forms for match in form.matches(text)):
        said = number((match.names["n"] or "").lower(), known)
        listed = match.names["a"] or ""
        count = listed.count(",") - (", and" in listed) + 2
        behind = text[match.span.end :][:12]
        if known.pattern("numbers/counts", "goes_on", ignore_case=False).found(behind):
            continue  # “Three pairs: Ann and Bob, Cal and Dan, …”
        if said and 2 <= said <= 6 and abs(said - count) == 1 and not _vague(text, match, known):
            end = match.span.end - len(match.names["tail"] or "")
            yield Found(Span(match.span.start, end), {"count": str(count), "where": ""})


def _listed(text: str, known: LanguageData) -> list[str]:
    """Return the items of a plain list, “a, b and c”; empty where it may be anything else."""
    between = list(known.pattern("numbers/counts", "between_items").spans(text))
    last = list(known.pattern("numbers/counts", "last_item").spans(text))
    if not between or len(last) != 1 or last[0].end != between[-1].end:
        return []
    items: list[str] = []
    done = 0
    for cut in (*between, Span(len(text), len(text))):
        items.append(text[done : cut.start])
        done = cut.end
    plain, other = known.pattern("numbers/counts", "item"), known.pattern("numbers/counts", "no_item")
    return items if all(plain.found(item) and not other.found(item) for item in items) else []


def _measure(match: Match, known: LanguageData) -> bool:
    return (match.groups[2] or "").lower() in known.words("numbers/counts", "measures")


def ordinals(document: Document, known: LanguageData) -> Iterator[FoundIn]:
    """Yield counts (“three reasons”) after which more are listed by ordinals: “First, … Second, … Fourth, …”.

    The ordinals begin in the same paragraph or the next, and each paragraph has at least one of them.
    """
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH or block.item or not readable(block):
            continue
        said = _told(block.text, known)
        if said is None:
            continue
        match, value, thing = said
        count = 0
        for later in islice(blocks, index, None):
            text = later.text[match.span.end :] if later is block else later.text
            told = _ordinals(text, count, thing, known) if later.kind is BlockKind.PARAGRAPH else count
            if told == count and later is not block:
                break
            if told > value:
                yield counted(document, block, match.span, told, later)
                break
            count = told


def _told(text: str, known: LanguageData) -> tuple[Match, int, str] | None:
    """Return the only count of a paragraph, if ordinals may list its things: match, value, and thing (singular)."""
    found = counts_in(text, known)
    value = count_of(found[0], known) if len(found) == 1 else None
    if value is None or not 2 <= value <= 12:
        return None
    span = found[0].span
    thing = singular(text[span.start : span.end].rpartition(" ")[2].lower(), known)
    sentence = sentence_at(text, span.start)
    behind = text[sentence.end :].lstrip() or text[span.end : sentence.end]
    told = known.pattern("numbers/counts", "telling").whole(thing)
    led = known.pattern("numbers/counts", "condition").found(text[sentence.start : span.start])
    first = not text[sentence.end :].strip() or known.pattern("numbers/counts", "begins").found(behind)
    return (found[0], value, thing) if told and first and not led else None


def _ordinals(text: str, count: int, thing: str, known: LanguageData) -> int:
    """Return the last ordinal of things in order after this text, if it was `count` before it."""
    for match in known.pattern("numbers/counts", "ordinal").matches(text):
        word, named = (match.names["o"] or "").lower(), (match.names["s"] or "").lower()
        forms = enumerate(known.patterns("numbers/counts", "ordinals"), 1)
        value = next(n for n, form in forms if form.whole(word))
        if named and named != thing:
            return count
        if value == count + 1:
            count = value
        elif value > count + 1 or value == 1:
            return count
    return count


def _announced(text: str, known: LanguageData) -> tuple[Span, int] | None:
    """Return the only count that the last sentence announces, with its span in the text; None if there is none."""
    last = sentences(text)[-1]
    part = text[last.start : last.end]
    found: list[Match] = []
    for form in ("counted", "counted_any"):
        found = found or counts_in(part, known, form)
    if len(found) != 1 or len(list(known.pattern("numbers/counts", "any").spans(part))) != 1:
        return None
    if len(found[0].groups) > 2 and _measure(found[0], known):
        return None
    said = count_of(found[0], known)
    if said is None or not 2 <= said <= 30 or not _announces(part, found[0].span, known):
        return None
    return found[0].span.shift(last.start), said


def _announces(part: str, count: Span, known: LanguageData) -> bool:
    """Whether the words before and after a count let it announce the list that follows."""
    lead, said, behind = part[: count.start], part[count.start : count.end], part[count.end :].strip()
    if part.rstrip().endswith("."):  # “There are six endpoints.”
        return known.pattern("numbers/counts", "there").found(lead) and behind == "."
    if said[0].isdigit() and said.rpartition(" ")[2][0].isupper():
        return False  # “The 5 Whys” is a name.
    if pattern(r"[:;(—–]|, ").found(behind.rstrip(":")):
        return False  # “Two kinds: queries and objects:”: the list may be of something else.
    behind = behind.rstrip(" :")
    if known.pattern("numbers/counts", "of_it").found(behind):
        return False
    of_them = bool(behind) and known.pattern("numbers/counts", "subject").found(lead.strip())
    return not of_them and not known.pattern("numbers/counts", "condition").found(lead)


def counts_in(text: str, known: LanguageData, form: str = "counted") -> list[Match]:
    """Return the exact counts of things in a text."""
    return [m for m in known.pattern("numbers/counts", form).matches(text) if not _vague(text, m, known)]


def count_of(match: Match, known: LanguageData) -> int | None:
    """Return the number of a count; None for “2.0 grant types” and “two or more layers”."""
    words = match.groups[0] or ""
    said = None if known.text("numbers/base", "decimal") in words else number(words.lower(), known)
    if said is None or known.pattern("numbers/counts", "between", ignore_case=False).found(
        match.groups[1] or ""
    ):
        return None
    return int(said)


def _vague(text: str, match: Match, known: LanguageData) -> bool:
    before = text[: match.span.start].rstrip()
    if known.pattern("numbers/counts", "vague", whole_words=True).found(before):
        return True
    # “Round Two projects” and “Java 8 features”: a digit after a name is its version, unless the name begins the sentence (“The 8 features”).
    said = text[match.span.start : match.span.end]
    name = said[0].isdigit() or (said[0].isupper() and said.rpartition(" ")[2].islower())
    return name and pattern(r"[^.!?:] ?[A-Z][A-Za-z.]*$").found(before)


def item_count(blocks: Sequence[Block], start: int, known: LanguageData) -> tuple[int, bool]:
    """Return the number of items of the list at `start`, and whether there may be more, in an item or a later list."""
    first = blocks[start].item
    if first is None:
        return 0, False
    count, current, offset, several = 0, first.list, 0, False
    for block in blocks[start:]:
        announces = block.item is None and block.text.rstrip().endswith(":")
        if block.kind is BlockKind.HEADING or announces:
            break
        if block.item is None or block.item.depth:
            continue
        if block.item.list != current:
            if block.item.start != count + 1:
                return count, True
            current, offset = block.item.list, count
        count = max(count, offset + block.item.item + 1)
        several = several or known.pattern("numbers/counts", "several").found(block.text)
    return count, several


def both(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield “both” beside three things, and “all three” or “both” after a count with another number."""
    if not known.pattern(_BOTH, "needs").found(text):
        return
    no_item = known.pattern(_BOTH, "no_item")
    for match in known.pattern(_BOTH, "listed").matches(text):
        items = [match.names[name] or "" for name in "abc"]
        named = known.pattern(_BOTH, "plural", ignore_case=False).found(items[0])
        if not named and not any(no_item.found(item) for item in items):
            end = match.span.end - len(match.names["tail"] or "")
            yield Found(Span(match.span.start, end), {"count": "3", "where": ""})
    for match in known.pattern(_BOTH, "three", ignore_case=False).matches(text):
        start = match.span.start + text[match.span.start : match.span.end].rindex(match.names["both"] or "")
        yield Found(Span(start, start + 4), {"count": "3", "where": ""})
    for match in known.pattern(_BOTH, "counted", ignore_case=False).matches(text):
        first, said = match.names["n"] or "", match.names["all"] or ""
        end = match.span.end
        start = end - len(said)
        count, other = number(first, known), number(match.names["m"] or "two", known)
        before = text[match.span.start : start]
        behind = said.rpartition(" ")[2]
        if behind.endswith("s") and match.names["thing"] not in {behind, "people"}:
            continue  # “Three candidates. Both interviewers …”
        if count and count != other and not known.pattern(_BOTH, "more").found(before):
            yield Found(Span(start, end), {"count": plain(count), "where": ""})
