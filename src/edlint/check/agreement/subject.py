"""Verbs that may not agree with their subjects, and verbs after “there” that do not agree with the noun after them."""

from collections.abc import Callable, Iterator, Mapping

from edlint.check.agreement.antecedent import other_antecedent
from edlint.check.agreement.finite import noun_after, object_of_verb
from edlint.check.agreement.phrases import AFTER, INNER, NOUN, WITH, Candidate, Fault, Heads, begins
from edlint.language.classes import classes
from edlint.prose.sentence import Sentence
from edlint.text.pattern import ByteMatch, pattern

_THERE = rf"(?:E|^r)r*([zv])r*(?:N?)r*([deqC]*{INNER}[ns])"
_NEAR = 6
"""Words before a subject that are searched for one that requires a base form: “to help a small community maintain”."""
_ATTRIBUTE = pattern("^j*sr*[zvD]")
_ASIDE = pattern("^x[^x]*xr*[mzvD]")
_FINITE = pattern("[zvDwgt]|N[^nsj]|N$")


_Subject = Callable[[Sentence, Heads, ByteMatch], str | None]


def candidates(sentence: Sentence, heads: Heads) -> Iterator[Candidate]:
    """Yield the verbs that, judged by the letters, do not agree with the subject before them, each once."""
    seen = set()
    for kind, (source, subject) in _KINDS.items():
        for found in pattern(source).scan(sentence.letters.encode()):
            verb = found.ranges[-1][0]
            number = None if verb in seen else subject(sentence, heads, found)
            if number and _disagrees(sentence, heads, verb, number):
                start, end = found.ranges[1]
                start, head = (found.start, start) if kind in {"joined", "part"} else (start, end - 1)
                candidate = Candidate(kind, number, start, head, found.ranges[2][0], verb)
                elsewhere = other_antecedent if kind == "relative" else _no_subject
                if not _no_verb(sentence, heads, candidate) and not elsewhere(sentence, heads, candidate):
                    seen.add(verb)
                    yield candidate


def _disagrees(sentence: Sentence, heads: Heads, verb: int, number: str) -> bool:
    """Whether a word may be a verb in the form of the other number."""
    word, letter = sentence.words[verb], sentence.letters[verb]
    if word in heads.auxiliaries:
        return (word in heads.listed("for_many")) == (number == "one")
    form, others = ("b", "z") if number == "one" else ("z", "vb")
    return form in classes(word) and letter not in others and word not in heads.listed("formless")


def _no_verb(sentence: Sentence, heads: Heads, candidate: Candidate) -> bool:
    """Whether a word that may be a verb is none, or is in a form without number."""
    word, before = sentence.words[candidate.verb], sentence.words[: candidate.start]
    behind = sentence.letters[: candidate.verb].rstrip("r")[-1:]
    if not sentence.written[candidate.verb].islower() or "C,C" in sentence.letters[: candidate.verb]:
        return True
    if behind in set("zvmbDt") or {*before[-1:]} & (heads.listed("does") | heads.listed("asks")):
        return True  # “that does not have”; “does something appear”; “how many users does it have”
    if before[-1:] == ["that"] and sentence.letters[candidate.start - 2 : candidate.start - 1] in set("nspX"):
        return True  # “the format that tools use is”
    next_ = sentence.words[candidate.verb + 1 : candidate.verb + 2]
    may_part = "s" in classes(word) or word in heads.auxiliaries
    if may_part and not heads.listed("starters").isdisjoint(next_):
        return True  # “this pattern I'm stealing”; “never since my first year have I thought of it”
    if next_ == ["("] and _ASIDE.found(sentence.letters[candidate.verb + 1 :]):
        return True  # “printers that are idle during printing moves (no mesh) may find”
    if "b" in classes(word) and _ATTRIBUTE.found(sentence.letters[candidate.verb + 1 :]):
        return True  # “any command execute methods are called”
    if noun_after(sentence, candidate.verb) or object_of_verb(sentence, candidate.verb):
        return True
    if word in heads.listed("modals") and next_ == ["not"]:
        return True  # “it need not be”
    return candidate.number == "one" and word != "are" and _other_mood(sentence, heads, candidate)


def _other_mood(sentence: Sentence, heads: Heads, candidate: Candidate) -> bool:
    """Whether a verb may be a past tense, an infinitive after a verb such as “let”, or a subjunctive."""
    word, before = sentence.words[candidate.verb], sentence.words[: candidate.start]
    past = "d" in classes(word) and word not in heads.auxiliaries
    said = candidate.kind == "relative" or sentence.letters[candidate.start - 1 : candidate.start] == "h"
    let = not said and not heads.listed("lets").isdisjoint(before[-_NEAR:])
    let = let or not heads.listed("wishes").isdisjoint(before)
    return (
        past
        or let
        or (word in heads.listed("unreal") and not heads.listed("opens_unreal").isdisjoint(before))
    )


def _no_subject(sentence: Sentence, heads: Heads, candidate: Candidate) -> bool:
    """Whether the phrase before a verb is not its subject: it may belong to something before it, or be a name."""
    letters, (kind, _, start, _, _, verb) = sentence.letters, candidate
    before = letters[start - 1 : start]
    if before == "g" or (kind in {"short", "each"} and before in {"i", "o"}):
        return True  # “getting content is”; “nobody but you knows”
    if kind == "each" and not letters[:start].strip("x") and "?" in sentence.words[-2:]:
        return True  # “Anyone know where to find one?”
    if kind == "each":  # “What would anybody know”; “Functions that return nothing are”
        let = not heads.listed("lets").isdisjoint(sentence.words[candidate.after : candidate.verb])
        return let or before == "m" or (before in set("zvbD") and letters[start - 2 : start - 1] == "w")
    if kind == "short":
        return _no_pronoun(sentence, heads, candidate)
    if letters[start] == "g" and before == "W":
        return True  # “When measuring length do not include it”
    if not begins(letters[:start]) or (kind != "joined" and letters[:verb].rstrip("r").endswith("S")):
        return True  # “a window appears and you need to wait”
    return (
        _name(sentence, candidate)
        or _asked(sentence, heads, candidate)
        or _other_clause(sentence, heads, candidate)
        or _either(sentence, heads, candidate)
    )


def _no_pronoun(sentence: Sentence, heads: Heads, candidate: Candidate) -> bool:
    """Whether a pronoun is an object or the end of a phrase, and not a subject."""
    letters, start, verb = sentence.letters, candidate.start, candidate.verb
    before, word = letters[start - 1 : start], sentence.words[start]
    object_ = before in {"b", "N", "m"} or (word in heads.listed("objects") and before in {"z", "v", "D"})
    later = before in {"l", "c"} and letters[start - 2 : start - 1] in set("nspXy")
    below = start > 0 and sentence.words[start - 1] in heads.listed("places")
    if object_ or later or below or (word == "i" and sentence.words[verb] in heads.listed("of_i")):
        return True  # “those who want to alter it expect”; “each release after it has”
    return word in heads.listed("alone") and (
        word == "one" or sentence.words[verb] not in heads.listed("for_many")
    )


def _name(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether a plain subject may be a name: “WebSockets Extensions exposes”, “Shards has”; also “Returns which”."""
    kind, number, start, head, after, verb = candidate
    if kind != "plain":
        return False
    capitals = any(word[0].isupper() for word in sentence.written[max(1, start) : after])
    alone = head == 0 and not sentence.written[0].isupper() and sentence.letters[after:verb][:1] in {"", "w"}
    return alone or (number == "many" and capitals)


def _asked(sentence: Sentence, heads: Heads, candidate: Candidate) -> bool:
    """Whether the subject may come after the verb: “how much capital are people willing”."""
    letters, verb = sentence.letters, candidate.verb
    asked = letters[candidate.start - 1 : candidate.start] == "W" and candidate.after == verb
    return (
        asked
        and letters[verb + 1 : verb + 2] in set("deqSnspX")
        and sentence.words[verb] in heads.auxiliaries
    )


def _other_clause(sentence: Sentence, heads: Heads, candidate: Candidate) -> bool:
    """Whether the verb, or a verb before it, may belong to a clause of its own."""
    letters, (_, _, start, head, after, verb) = sentence.letters, candidate
    between, words = letters[after:verb], sentence.words[after:verb]
    let = letters[verb] in "vb" and not heads.listed("lets").isdisjoint(words)
    let = let or not heads.listed("claims").isdisjoint(words)  # “a note claiming two pieces have to change”
    infinitive = let or (letters[verb] == "b" and _FINITE.found(between))  # “a function that lets you write”
    identified = (
        between[:1] == "N" and letters[head - 1 : head + 1] == "ns"
    )  # “the challenge users identified”
    matters = (
        letters[start - 1 : start] == "h" and start == head and "z" in classes(sentence.words[head])
    )  # “all that matters is”
    return infinitive or identified or matters


def _either(sentence: Sentence, heads: Heads, candidate: Candidate) -> bool:
    """Whether the subject may be of either number."""
    letters, (_, number, start, head, after, verb) = sentence.letters, candidate
    between, words = letters[after:verb], sentence.words[after:verb]
    if "ad" in between or "ae" in between:
        return True  # “the way to a house and the house itself”
    verbs = letters[head - 1 : head + 1] == "ns" and "z" in classes(sentence.words[head])
    if number == "many" and verbs and letters[verb + 1 :] in {"", "x"}:
        return True  # “The writer handles writes.”
    if number == "many":
        amount = sentence.words[start] in heads.listed("amounts") or letters[start] == "C"
        return amount and sentence.words[verb] in {"is", "was"} and not letters.startswith("N", verb + 1)
    amount = any(
        between[at + 1 : at + 2] in {"C", "q"}
        for at, word in enumerate(words)
        if word in heads.listed("about")
    )
    return amount or (between[:1] == "g" and between[1:2] not in set("deqS"))  # “code refactoring tools are”


def _plain(sentence: Sentence, heads: Heads, found: ByteMatch) -> str | None:
    """Return the number of a subject such as “the rooms on the upper floor”."""
    start, end = found.ranges[1]
    if start == 0 and sentence.letters[0] == "N":
        return None  # “Built furniture work into a living”
    return heads.number(sentence, start, end - 1)


def _gerund(sentence: Sentence, heads: Heads, found: ByteMatch) -> str | None:
    """Return the number of “reading the tests”; None for “existing tests” and “letting the tests run”."""
    word, next_ = sentence.words[found.start], sentence.letters[found.start + 1]
    adjective = next_ not in set("deqCiS") and "a" in classes(word)
    return None if adjective or word in heads.listed("lets") | heads.listed("openers") else "one"


def _joined(sentence: Sentence, heads: Heads, found: ByteMatch) -> str | None:
    """Return the number of “the judge and his clerk”."""
    start, end = found.ranges[1]
    second = sentence.letters.index("a", start, end) + 1
    apart = {sentence.words[start], sentence.words[second]} & heads.listed("apart")
    verb = sentence.letters[second - 3 : second - 1] in {"js", "ns"} and "z" in classes(
        sentence.words[second - 2]
    )
    return None if apart or verb or sentence.words[end - 1] == "half" else "many"


def _part(sentence: Sentence, heads: Heads, found: ByteMatch) -> str | None:
    """Return the number of “each of the workers”, “most of the water”."""
    start, end = found.ranges[1]
    word = sentence.words[start]
    number = (
        heads.number(sentence, start + 2, end - 1) if word in heads.listed("some") else heads.of_word(word)
    )
    return None if (word, number) == ("none", "many") else number


def _pronoun(sentence: Sentence, heads: Heads, found: ByteMatch) -> str | None:
    """Return the number of “everyone”, “no one”, “it”, “they”."""
    words = sentence.words[slice(*found.ranges[1])]
    if sentence.letters[found.start] == "y" or words == ["no", "one"]:
        return "one"
    return heads.of_word(words[0]) if len(words) == 1 else None


def _relative(sentence: Sentence, heads: Heads, found: ByteMatch) -> str | None:
    """Return the number of “that”, “which” or “who”, if all possible antecedents before it have the same number."""
    letters, (start, end) = sentence.letters, found.ranges[1]
    numbers = {"one"} if letters[start] == "y" else {heads.number(sentence, start, end - 1)}
    numbers |= {heads.number(sentence, at, at) for at in range(*found.ranges[2]) if _ends(letters, at)}
    return numbers.pop() if len(numbers) == 1 else None


def _ends(letters: str, at: int) -> bool:
    return letters[at] in "nspXyS" and letters[at + 1 : at + 2] not in {"n", "s", "p", "X"}


_KINDS: Mapping[str, tuple[str, _Subject]] = {
    "plain": (rf"([deqC]*{INNER}[nsp])({AFTER}(?:,[wil][^,;]*,)?r*)([zvbns])", _plain),
    "gerund": (rf"(g(?:{NOUN}|i))({AFTER}r*)(v)", _gerund),
    "joined": (rf"q?((?:[de]{INNER}[ns]|[nsp])a(?:[de]{INNER}[ns]|S|p))({WITH}*r*)(z)", _joined),
    "part": (rf"([eqdjn]o(?:[deqC]*{INNER}[nspX]|S))({AFTER}r*)([zvbns])", _part),
    "each": (rf"(y|de)({AFTER}r*)([vbn])", _pronoun),
    "short": (r"([Se])(r*)([zvb])", _pronoun),
    "relative": (rf"((?:j?[deqC])*{INNER}[nsp]|y)({WITH}*),?wr*([zvbns])", _relative),
}
"""Kind of subject → its pattern, with groups for subject, modifiers and verb, and the function for its number."""


def existence(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the verbs after “there” and “here” that do not agree with the noun that follows."""
    for found in pattern(_THERE).scan(sentence.letters.encode()):
        verb, (start, end) = found.ranges[1][0], found.ranges[2]
        if sentence.letters[found.start] == "r" and sentence.words[found.start] != "here":
            continue
        number, word = heads.number(sentence, start, end - 1), sentence.words[verb]
        unreal = heads.listed("wishes") | heads.listed("opens_unreal")
        wished = word in heads.listed("unreal") and not unreal.isdisjoint(sentence.words[: found.start])
        goes_on = sentence.letters[end : end + 1] in {"n", "s", "p"}  # “here is the rooms classification”
        if wished or goes_on or "g" in sentence.letters[start : end - 1]:
            continue  # “I wish there were a way”; “there is no `get` taking zero arguments”
        joined = sentence.letters[end : end + 1] in {"a", "c", ",", "n", "s", "p", "X"}
        many = word in heads.listed("for_many")
        if word not in heads.auxiliaries or number is None or many == (number == "many"):
            continue
        if number == "many" or (not joined and sentence.words[start] in heads.listed("single_articles")):
            yield Fault(verb, number, certain=True)
