"""Filters for hits of engine rules that are known false alarms, found by reading the rules' hits on real text."""

from collections.abc import Callable, Mapping

from edlint.language.classes import classes
from edlint.language.data import english
from edlint.model.block import PLACEHOLDER
from edlint.model.span import Span
from edlint.text.sentences import sentence_at

Judge = Callable[[str, Span], bool]
"""A function from (text of the block or passage, span of the match) to whether the hit is a false alarm."""

_FILE = "grammar/veto"
_MARKS = ".,;:!?)”\"'’"
_VERB = frozenset("bdn")
_NOUN = frozenset("spm")


def _name(text: str, span: Span) -> bool:
    """Whether the words end in a name (“what we want Go to be”, “a _The_ Highlander reference”)."""
    return text[span.start : span.end].rsplit(maxsplit=1)[-1][:1].isupper()


def _no_plural(text: str, span: Span) -> bool:
    """Whether the apparent plural after “a” is correct.

    It may be a name (“an Axes”) or part of one (“a utils.R”), counted (“a dozen files”), an attribute of the noun after it
    (“a members icon”) or a verb (“an alias needs to be set”).
    """
    words = text[span.start : span.end].split()
    following = [*_next(text, span.end), ""][0]
    if words[0] == "A" and span.start > sentence_at(text, span.start).start:
        return True  # “Plot A rises”
    if "z" in classes(words[-1].lower()) and (following in {"to", "with"} or "D" in classes(following)):
        return True
    return (
        words[-1].istitle()
        or not english(_FILE, "amounts").isdisjoint(words)
        or _goes_on(text, span.end)
        or _before_noun(text, span, verbs="")
    )


def _goes_on(text: str, end: int) -> bool:
    return text[end : end + 2].strip(".").isalnum()


def _no_participle(text: str, span: Span) -> bool:
    """Whether the word after “be” is not meant to be a participle.

    It may be no form of a verb (“overkill”), belong to the next word (“be it log files”) or have its object after it
    (“what it does is check the date”).
    """
    word = text[span.start : span.end].rsplit(maxsplit=1)[-1].lower()
    following = [*_next(text, span.end), ""][0]
    if _cleft(text, span) or (following.isalpha() and not classes(following)):
        return True
    if not _VERB.intersection(classes(word)):
        return "P" not in classes(following)
    if "s" in classes(word) and (not following or text[span.end : span.end + 1] in _MARKS):
        return True
    return following in english(_FILE, "joined") or "D" in classes(following) or _before_noun(text, span)


def _attribute(text: str, span: Span) -> bool:
    """Whether an adjective modifies a noun that may be a verb as well: “to do soft delete”."""
    following = _next(text, span.end)
    return bool(following) and bool(_NOUN.intersection(classes(following[0])))


def _cleft(text: str, span: Span) -> bool:
    """Whether the sentence begins with “What” or “All”, as in “What we did was deploy it”, “All it does is wait”."""
    begun = text[sentence_at(text, span.start).start : span.start].lower().split(maxsplit=1)
    return begun[:1] in (["what"], ["all"])


def _placeholder(text: str, span: Span) -> bool:
    """Whether code stands before the verb or an adverb before it (“`-1`, `x` also form”), which may be one thing or several."""
    before = text[: span.start].split()[-2:]
    if len(before) == 2 and "R" in classes(before[1]):
        before.pop()
    return before[-1:] != [] and before[-1].endswith(PLACEHOLDER)


def _subject_or_object(text: str, span: Span) -> bool:
    """Whether “you” is right: before a name (“we present to you Go”), or after a conjunction (“when you”)."""
    before = text[: span.start].lower().split()[-1:]
    return text[span.end + 1 : span.end + 2].isupper() or any("W" in classes(word) for word in before)


def _before_noun(text: str, span: Span, *, verbs: str = "b") -> bool:
    """Whether the next word may be a noun, and is neither an adverb nor in a word class of `verbs` (see `classes`)."""
    letters = classes([*_next(text, span.end), ""][0])
    return bool(_NOUN.intersection(letters)) and not {"r", *verbs}.intersection(letters)


def _it_is(text: str, span: Span) -> bool:
    """Whether “it’s” may be “it is”: before code, or before an adjective without a noun (“it’s easy to”).

    Also true for “it” that is not part of “it’s” (“she thought it better”).
    """
    match = text[span.start : span.end].lower()
    after = text[span.end :].split()[:1]
    if any(word.startswith(PLACEHOLDER) for word in after) or match.split()[0] == "it":
        return True
    if match == "its":
        return text[span.end + 2 : span.end + 3] == " " and text[span.end + 1].isupper()
    following = _next(text, span.end)
    if not following or following[0] == "own" or not _adjective(following[0]):
        return bool(following) and "D" in classes(following[0])
    return len(following) < 2 or not (_adjective(following[1]) or _NOUN.intersection(classes(following[1])))


def _adjective(word: str) -> bool:
    return "a" in classes(word) and not _NOUN.intersection(classes(word))


def _on_purpose(text: str, span: Span) -> bool:
    """Whether repeated words are intended.

    Examples: a chain (“tools of tools of tools”), emphasis at the end of a text, names, a clause after a subordinate one
    (“when they move they move”).
    """
    words = text[span.start : span.end].split()
    after = text[span.end :].strip()
    return (
        words == ["to", "day", "to", "day"]
        or (
            words[0] in english(_FILE, "subjects")
            and "W" in classes([*text[: span.start].lower().split()[-1:], ""][0])
        )
        or not after
        or after[0] in _MARKS
        or after.split()[0].rstrip(_MARKS) == words[0]
        or all(word[:1].isupper() for word in words)
    )


def _comparison(text: str, span: Span) -> bool:
    """Whether the sentence begins with an amount (“More parts means more work”), or with initials (“NUS does not allow it”)."""
    first = text[sentence_at(text, span.start).start :].split(maxsplit=1)[0]
    return first.lower() in english(_FILE, "compared") or (len(first) > 1 and first.isupper())


def _before_comma(text: str, span: Span) -> bool:
    """Whether a comma follows, and so perhaps another adjective: “for everyday, low-impact issues”."""
    return text[span.end : span.end + 1] == ","


def _for_example(text: str, span: Span) -> bool:
    """Whether “say” means “for example”: “if one has say a list of names”."""
    return text[span.start : span.end].rsplit(maxsplit=1)[-1].lower() == "say"


def _object_follows(text: str, span: Span) -> bool:
    """Whether “to” belongs to the clause before it: “they do it because they have to, given its place”."""
    return "D" in classes([*_next(text, span.end), ""][0])


def _other_follows(text: str, span: Span) -> bool:
    """Whether “not” negates the word after it and not a noun: “that does not mean there are not other reasons”."""
    return [*_next(text, span.end), ""][0] in english(_FILE, "denied")


def _of_which(text: str, span: Span) -> bool:
    """Whether the verb agrees with a singular noun before “that”: “details of work that still needs doing”."""
    before = text[: span.start].lower().split()[-3:]
    return not english(_FILE, "relatives").isdisjoint(before)


def _noun_follows(text: str, span: Span) -> bool:
    """Whether a content word follows, so that “other” does not lack its noun: “most other typed languages”."""
    return any(classes(word).islower() for word in _next(text, span.end))


def _let(text: str, span: Span) -> bool:
    """Whether the match is “let”, not “lets”: “let it rest”, “Let x be a set”, or a keyword in code."""
    return text[span.start : span.end].lower() == "let"


def _no_pronoun(text: str, span: Span) -> bool:
    """Whether “it” is not the subject of an indicative: “we prefer that it be normal”, “the `it` function”."""
    words = [word.strip(_MARKS) for word in text[: span.end].lower().split()[-3:]]
    return words[-1] == "be" or (words[-2:-1] == ["it"] and any("D" in classes(word) for word in words[:-2]))


def _phrasal(text: str, span: Span) -> bool:
    """Whether “out” is meant: “we gray out most of it”, “as we built out completions”, “Out parameters are discouraged”."""
    before = classes(["", *text[: span.start].lower().split()][-1])
    following = [*_next(text, span.end), ""][0]
    meant = following in english(_FILE, "out") or "D" in classes(following)
    return bool({"b", "z", "d", "g"}.intersection(before)) or meant


def _capital(text: str, span: Span) -> bool:
    """Whether the match is capitalised inside a sentence, as “Im” and “Id” are in other languages than English."""
    return text[span.start].isupper() and span.start > sentence_at(text, span.start).start


def _no_noun(text: str, span: Span) -> bool:
    """Whether no noun follows “you’re”, which is then right: “make sure you’re up-to-date”."""
    return not _NOUN.intersection(classes([*_next(text, span.end), ""][0]))


def _counted_can(text: str, span: Span) -> bool:
    """Whether “can” or “will” before the participle is a noun: “1 can evaporated milk”."""
    before = text[: span.start].lower().split()[-2:]
    return len(before) > 1 and (before[0][-1:].isdigit() or "D" in classes(before[0]))


def _relative(text: str, span: Span) -> bool:
    """Whether “did” ends a relative clause: “something that it did resulted in an error”."""
    return not english(_FILE, "clauses").isdisjoint(text[: span.start].lower().split()[-4:])


def _subject(text: str, span: Span) -> bool:
    """Whether the word after “a lot” may be its verb: “you see a lot changes”."""
    return "z" in classes(text[span.start : span.end].rsplit(maxsplit=1)[-1].lower())


def _next(text: str, end: int) -> list[str]:
    """Return up to two words after `end`, normalised for `classes` (lower case, “'”); none after a punctuation mark."""
    words = []
    for word in text[end : end + 80].split()[:2]:
        words.append(word.strip(_MARKS).lower().replace("’", "'"))
        if word[-1:] in _MARKS:
            break
    return words


_JUDGES: Mapping[tuple[str, str], Judge] = {
    ("harper", "LetsConfusion"): _let,
    ("languagetool", "ABOUT_ITS_NN"): _it_is,
    ("languagetool", "ADJECTIVE_ADVERB"): _attribute,
    ("languagetool", "AGREEMENT_SENT_START_2"): _comparison,
    ("languagetool", "A_NNS"): _no_plural,
    ("languagetool", "BEEN_PART_AGREEMENT"): _no_participle,
    ("languagetool", "DID_BASEFORM"): _relative,
    ("languagetool", "DT_DT"): _name,
    ("languagetool", "EVERYDAY_EVERY_DAY"): _before_comma,
    ("languagetool", "EN_CONTRACTION_SPELLING"): _capital,
    ("languagetool", "HAS_TO_APPROVED_BY"): _object_follows,
    ("languagetool", "IT_IS"): _it_is,
    ("languagetool", "IT_IS_2"): _it_is,
    ("languagetool", "IT_VBZ"): _no_pronoun,
    ("languagetool", "LOT_OF"): _subject,
    ("languagetool", "MD_BASEFORM"): _counted_can,
    ("languagetool", "MISSING_TO_BEFORE_A_VERB"): _name,
    ("languagetool", "NNS_OF_SINGULAR_AGREEMENT"): _of_which,
    ("languagetool", "NO_NOT"): _other_follows,
    ("languagetool", "OTHER_OTHERS"): _noun_follows,
    ("languagetool", "OUR_OUT"): _phrasal,
    ("languagetool", "PHRASE_REPETITION"): _on_purpose,
    ("languagetool", "PRP_HAVE_VB"): _for_example,
    ("languagetool", "SUBJECT_VERB_AGREEMENT"): _placeholder,
    ("languagetool", "TO_VB_ITS_NN"): _it_is,
    ("languagetool", "YOUR_NN"): _no_noun,
    ("languagetool", "YOUR_YOU_2"): _subject_or_object,
}


def vetoed(engine: str, rule: str, text: str, span: Span) -> bool:
    """Whether a hit of an engine's rule is to be dropped: `span`, in `text`, matches a known kind of false alarm."""
    words = text[span.start : span.end].lower().split()
    if len(words) == 2 and words[0] == words[1]:
        return True  # edlint's own check reports doubled words.
    if text[span.end - 1 : span.end].isalpha() and text[span.end : span.end + 1].isalpha():
        return True  # A part of a word, such as “does” of “doesn’t”.
    judge = _JUDGES.get((engine, rule))
    return judge is not None and judge(text, span)
