"""What an engine's rule is known to get wrong, from reading its false alarms; said by pattern, not by word lists of texts."""

from collections.abc import Callable, Mapping

from edlint.model.span import Span
from edlint.text.pattern import pattern

Judge = Callable[[str, Span, tuple[str, ...]], bool]
"""Text, span of the match, replacements → whether the hit is a false alarm."""


def _article(text: str, span: Span, _: tuple[str, ...]) -> bool:
    """Whether an article's correction is doubtful: “A” as a name, or before what may be read in two ways."""
    match, after = text[span.start : span.end], text[span.end :]
    if match == "A" and span.start and text[: span.start].rstrip()[-1:] not in ".!?:“\"'":
        return True
    if not after.startswith(" ") or not after[1:2].isalnum():
        return True
    # “a URL”, “an SQL”: an initialism, a name with capitals inside, digits: who knows how the writer says it.
    word = after[1:].split(" ", 1)[0].strip(".,;:!?)”\"'’")
    return (
        word[1:] != word[1:].lower()
        or any(c.isdigit() for c in word)
        or len(word) == 1
        or pattern(r"^(unary|un[aeiou]ry|uni|nginx|sbt|npm|hour|honest|heir|herb|x|etcd|sql|ubi|iot)").found(
            word.lower()
        )
        or "." in word
    )


_JUDGES: Mapping[tuple[str, str], Judge] = {
    ("harper", "AnA"): _article,
    ("languagetool", "EN_A_VS_AN"): _article,
}


def vetoed(engine: str, rule: str, text: str, span: Span, replacements: tuple[str, ...]) -> bool:
    """Whether a hit of an engine's rule is of a sort that was mostly wrong."""
    judge = _JUDGES.get((engine, rule))
    return judge is not None and judge(text, span, replacements)
