"""“Both” before three things, and “all three” after two."""

from collections.abc import Iterator

from edlint.check.numbers.found import Found
from edlint.check.numbers.read import number, plain
from edlint.language.data import LanguageData
from edlint.model.span import Span

_FILE = "numbers/both"


def both(text: str, known: LanguageData) -> Iterator[Found]:
    """Yield “both” with three things beside it, and a number of things that “all” or “both” repeats as another."""
    if not known.pattern(_FILE, "needs").found(text):
        return
    no_item = known.pattern(_FILE, "no_item")
    for match in known.pattern(_FILE, "listed").matches(text):
        items = [match.names[name] or "" for name in "abc"]
        named = known.pattern(_FILE, "plural", ignore_case=False).found(items[0])
        if not named and not any(no_item.found(item) for item in items):
            end = match.span.end - len(match.names["tail"] or "")
            yield Found(Span(match.span.start, end), {"count": "3", "where": ""})
    for match in known.pattern(_FILE, "three", ignore_case=False).matches(text):
        start = match.span.start + text[match.span.start : match.span.end].rindex(match.names["both"] or "")
        yield Found(Span(start, start + 4), {"count": "3", "where": ""})
    for match in known.pattern(_FILE, "counted", ignore_case=False).matches(text):
        first, said = match.names["n"] or "", match.names["all"] or ""
        end = match.span.end
        start = end - len(said)
        count, other = number(first, known), number(match.names["m"] or "two", known)
        before = text[match.span.start : start]
        behind = said.rpartition(" ")[2]
        if behind.endswith("s") and match.names["thing"] not in {behind, "people"}:
            continue  # “Three candidates. Both interviewers …”
        if count and count != other and not known.pattern(_FILE, "more").found(before):
            yield Found(Span(start, end), {"count": plain(count), "where": ""})
