"""What an engine's rule is known to get wrong, from reading its false alarms."""

from collections.abc import Callable, Mapping

from edlint.check.engines.passage import STAND_IN
from edlint.model.document import PLACEHOLDER
from edlint.model.span import Span

Judge = Callable[[str, Span, tuple[str, ...]], bool]
"""Text, span of the match, replacements → whether the hit is a false alarm."""


def _name(text: str, span: Span, _: tuple[str, ...]) -> bool:
    """Whether the words end in a name (“what we want Go to be”), which is no verb without its “to”."""
    return text[span.start : span.end].rsplit(maxsplit=1)[-1][:1].isupper()


def _before_code(text: str, span: Span, _: tuple[str, ...]) -> bool:
    """Whether code follows, which may be a noun or an adjective: “it's `Waiting`”, “its `name`”."""
    after = text[span.end :].split()[:1]
    return any(word.startswith(PLACEHOLDER) or word.rstrip(".,;:!?)”\"'’") == STAND_IN for word in after)


_JUDGES: Mapping[tuple[str, str], Judge] = {
    ("harper", "ItsPossessive"): _before_code,
    ("harper", "ItsContraction"): _before_code,
    ("languagetool", "IT_IS_2"): _before_code,
    ("languagetool", "MISSING_TO_BEFORE_A_VERB"): _name,
}


def vetoed(engine: str, rule: str, text: str, span: Span, replacements: tuple[str, ...]) -> bool:
    """Whether a hit of an engine's rule is of a sort that was mostly wrong."""
    words = text[span.start : span.end].lower().split()
    if len(words) == 2 and words[0] == words[1]:
        return True  # A doubled word is edlint's own to say.
    judge = _JUDGES.get((engine, rule))
    return judge is not None and judge(text, span, replacements)
