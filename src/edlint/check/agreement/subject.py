"""Verbs that do not agree with their subjects."""

from collections.abc import Callable, Iterator

from edlint.check.agreement.phrases import AFTER, BEGINS, INNER, WITH, Fault, Heads
from edlint.check.agreement.sentence import Sentence
from edlint.language.classes import classes
from edlint.text.pattern import ByteMatch, pattern

_PLAIN = rf"({BEGINS})([deqC]*{INNER}([ns]))({AFTER})((?:,w[^,;]*,)?r*)([zvb])"
_JOINED = rf"({BEGINS})q?([de]{INNER}[ns]|[nsp])a([de]{INNER}[ns]|S)(?:{WITH})*r*(z)"
_PART = rf"({BEGINS})([eqdjn])o([deqC]*{INNER}[nspX]|S)(?:{AFTER})r*([zvb])"
_ASKED = r"W(v)(e[jn]*n|S)r*b"
_EACH = rf"({BEGINS})(y|de)(?:{WITH})*r*([vb])"
_SHORT = rf"({BEGINS})([Se])r*([zvb])"
_HIDDEN = r"(W)([de]j*n)(n)(?:r|r?i[^,;zvDmbwx]*)?,[deqSnsjp]"
_WHO = rf"()((?:j?[deqC])*{INNER}[nspX]|y)((?:{WITH})*)(,?)(w)r*([zvbn])"
_THERE = rf"(?:E|^r)r*([zv])r*(?:N?)r*([deqC]*{INNER}[ns])"

_ONE = frozenset("is was has does isn't wasn't hasn't doesn't".split())
_MANY = frozenset("are were have do aren't weren't haven't don't".split())
_NUMBER = {
    **dict.fromkeys("each one neither either he she it this".split(), "one"),
    **dict.fromkeys("both many few several they we you".split(), "many"),
}
_SOME = frozenset("most some all none".split())
_QUESTION = frozenset("how what which whose whom".split())
_CONDITIONS = frozenset("if when whenever unless once because while although".split())
_CALLED = frozenset("someone somebody anyone anybody everyone everybody".split())
"""Who may be asked to do what follows: “someone correct me”."""
_LETS = frozenset("help helps helped let lets make makes made have has see watch".split())
_WISHES = frozenset(
    "suggest suggests suggested suggesting recommend recommends recommended propose proposes proposed ask asks asked "
    "request requests requested require requires required demand demands demanded insist insists insisted urge urges "
    "advise advises essential important crucial vital necessary imperative mandate mandates".split()
)
"""What wants a plain verb behind it: “ask that the user change it”."""
_AMOUNTS = frozenset("two three four five six seven eight nine ten".split())
_ABOUT = frozenset("about around over".split())
_FINITE_VERB = frozenset("zvDm")
_VERB_FOLLOWS = pattern("^[^,;WwahcxS]*[zvDm]")
_FINITE = pattern("[zvDwgt]|N[^nsj]|N$")
_OBJECTS = frozenset("it them us me him her".split())


def subjects(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the verbs that do not agree with a subject before them."""
    for source, look in _LOOKS.items():
        for found in pattern(source).scan(sentence.letters.encode()):
            yield from look(sentence, heads, found)


def _plain(sentence: Sentence, heads: Heads, found: ByteMatch) -> Iterator[Fault]:
    """Judge “the rooms on the upper floor has”."""
    number = heads.number(sentence, found.ranges[2][0], found.ranges[3][0])
    if number and not _not_subject(sentence, found) and not _either(sentence, found):
        yield from _fault(sentence, number, found)


def _joined(sentence: Sentence, heads: Heads, found: ByteMatch) -> Iterator[Fault]:  # noqa: ARG001 - as the others
    """Judge “the judge and his clerk was”, “the judge and the clerk shares a room”."""
    first, second = (sentence.words[slice(*found.ranges[group])] for group in (2, 3))
    apart = {first[0], second[0]} & {"each", "every", "no", "neither", "either", "it"}
    if not apart and second[-1] != "half":
        yield from _fault(sentence, "many", found)


def _part(sentence: Sentence, heads: Heads, found: ByteMatch) -> Iterator[Fault]:
    """Judge “each of the workers have”, “most of the water are”."""
    word, (start, end) = sentence.words[found.ranges[2][0]], found.ranges[3]
    number = heads.number(sentence, start, end - 1) if word in _SOME else _NUMBER.get(word)
    if (word, number) != ("none", "many"):
        yield from _fault(sentence, number, found)


def _asked(sentence: Sentence, heads: Heads, found: ByteMatch) -> Iterator[Fault]:  # noqa: ARG001 - as the others
    """Judge “how do this work”."""
    if sentence.words[found.ranges[2][0]] in {"this", "that", "he", "she", "it", "each", "every"}:
        yield Fault(found.ranges[1][0], "one")


def _each(sentence: Sentence, heads: Heads, found: ByteMatch) -> Iterator[Fault]:  # noqa: ARG001 - as the others
    """Judge “everyone have”, “if somebody ask”."""
    words, (begins, after) = sentence.words[slice(*found.ranges[2])], found.ranges[1]
    opening = sentence.words[after - 1] if after > begins else ""
    called = words[0] in _CALLED and opening not in _CONDITIONS
    verb = found.ranges[-1][0]
    distant = verb - found.ranges[2][1] > 1  # “everyone on the team write”
    if words in ([words[0]], ["no", "one"]) and (not called or distant or sentence.words[verb] in _MANY):
        yield from _fault(sentence, "one", found)


def _short(sentence: Sentence, heads: Heads, found: ByteMatch) -> Iterator[Fault]:  # noqa: ARG001 - as the others
    """Judge “they was”, “it depend”."""
    at, verb = found.ranges[2][0], found.ranges[-1][0]
    number = _NUMBER.get(sentence.words[at])
    wished = number == "one" and sentence.words[max(0, at - 1)] == "that"  # “suggest that he do”
    rare = number == "many" and sentence.words[verb] not in _ONE
    alone = sentence.words[at] == "one" or (
        sentence.words[at] == "each" and sentence.words[verb] not in _MANY
    )
    if not alone and not wished and not rare:
        yield from _fault(sentence, number, found)


def _hidden(sentence: Sentence, heads: Heads, found: ByteMatch) -> Iterator[Fault]:
    """Judge “if the connection drop, …”, whose verb may be read as a noun, in a clause without another verb."""
    start, verb = found.ranges[2][0], found.ranges[-1][0]
    known = classes(sentence.words[verb])
    number = heads.number(sentence, start, verb - 1)
    if number == "one" and "b" in known and sentence.words[start - 1] in _CONDITIONS:
        yield Fault(verb, "one", found.ranges[2], certain=True)


_LOOKS: dict[str, Callable[[Sentence, Heads, ByteMatch], Iterator[Fault]]] = {
    _PLAIN: _plain,
    _JOINED: _joined,
    _PART: _part,
    _ASKED: _asked,
    _EACH: _each,
    _SHORT: _short,
    _HIDDEN: _hidden,
}


def relatives(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the verbs behind “that”, “which” or “who” that do not agree with what these stand for."""
    for found in pattern(_WHO).scan(sentence.letters.encode()):
        number = _stands_for(sentence, heads, found)
        if number and not _elsewhere(sentence, found, number):
            yield from _fault(sentence, number, found, relative=True)


def _stands_for(sentence: Sentence, heads: Heads, found: ByteMatch) -> str | None:
    """Return how many a relative pronoun stands for, where every noun before it says the same."""
    letters, (start, end), chain = sentence.letters, *found.ranges[2:4]
    if letters[start] == "y":
        return "one"
    numbers = {heads.number(sentence, start, end - 1)}
    numbers |= {heads.number(sentence, at, at) for at in range(*chain) if _ends(letters, at)}
    return numbers.pop() if len(numbers) == 1 else None


def _elsewhere(sentence: Sentence, found: ByteMatch, number: str) -> bool:
    """Whether a relative pronoun may stand for something further back, or for the whole sentence."""
    letters, start = sentence.letters, found.ranges[2][0]
    before, other = letters[max(0, start - 2) : start], {"one": "s", "many": "n"}[number]
    plain = sentence.words[found.ranges[-1][0]] not in _ONE  # “steps which has to be met”
    said = number == "many" and plain and not set("zvDm").isdisjoint(letters[:start])
    comma = found.ranges[4][1] > found.ranges[4][0]
    which = sentence.words[found.ranges[5][0]] == "which"
    if before == "eo" or (before[-1:] in {"a", "c", ","} and number == "one"):
        return True
    if which and (said or (comma and start > 0 and (number == "many" or other in letters[:start]))):
        return True  # “the tests are slow, which makes”
    return (
        before[-1:] in {"i", "o", "l", "t", "g"} and other in letters[:start]
    )  # “all files in the folder that start”


def existence(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the verbs behind “there” and “here” that do not agree with what follows."""
    for found in pattern(_THERE).scan(sentence.letters.encode()):
        verb, (start, end) = found.ranges[1][0], found.ranges[2]
        if sentence.letters[found.start] == "r" and sentence.words[found.start] != "here":
            continue
        number = heads.number(sentence, start, end - 1)
        joined = sentence.letters[end : end + 1] in {"a", "c", ",", "n", "s", "p", "X"}
        determined = sentence.words[start] in {"a", "an", "no", "one", "another"}
        if number == "one" and sentence.words[verb] in _MANY and determined and not joined:
            yield Fault(verb, "one")
        elif number == "many" and sentence.words[verb] in _ONE:
            yield Fault(verb, "many")


def _not_subject(sentence: Sentence, found: ByteMatch) -> bool:
    """Whether the noun of a plain subject may not be the subject."""
    start, head, after, verb = found.ranges[2][0], found.ranges[3][0], found.ranges[4], found.ranges[-1][0]
    words, letters, letter = (
        sentence.words[slice(*after)],
        sentence.letters[slice(*after)],
        sentence.letters[verb],
    )
    regular = sentence.words[verb] not in _MANY | _ONE
    if head == 0 and letters[:1] in {"", "w"}:
        return True  # “Shards has”: a name; “Returns which”
    if sentence.letters[start - 1 : start] == "h" and start == head and "z" in classes(sentence.words[head]):
        return True  # “all that matters is”
    if letter in "vb" and regular and not _LETS.isdisjoint(words):
        return True  # “a way to help users evaluate it”
    if letter == "b" and _FINITE.found(letters):
        return True  # “a function that lets you write”
    if sentence.letters[:verb].rstrip("r").endswith("S"):
        return True  # “a window appears and you need to wait”
    return (
        letters[:1] == "N" and sentence.letters[head - 1 : head + 1] == "ns"
    )  # “the challenge users identified”


def _either(sentence: Sentence, found: ByteMatch) -> bool:
    """Whether the subject may be of either number."""
    start, head, after, verb = found.ranges[2][0], found.ranges[3][0], found.ranges[4], found.ranges[-1][0]
    words, letters = sentence.words[slice(*after)], sentence.letters[slice(*after)]
    if "ad" in letters or "ae" in letters:
        return True  # “the way to a house and the house itself”
    if sentence.letters[head] != "n":
        return sentence.words[start] in _AMOUNTS and sentence.words[verb] in {"is", "was"}
    amount = any(letters[at + 1 : at + 2] in {"C", "q"} for at, word in enumerate(words) if word in _ABOUT)
    return amount or (letters[:1] == "g" and letters[1:2] not in set("deqS"))  # “code refactoring tools are”


def _ends(letters: str, at: int) -> bool:
    return letters[at] in "nspXyS" and letters[at + 1 : at + 2] not in {"n", "s", "p", "X"}


def _fault(
    sentence: Sentence, number: str | None, found: ByteMatch, *, relative: bool = False
) -> Iterator[Fault]:
    """Yield the verb, the last group of a match, where it is not for so many; group 1 is where the clause begins."""
    verb, begins, subject = found.ranges[-1][0], found.ranges[1], found.ranges[2]
    word, letter = sentence.words[verb], sentence.letters[verb]
    opening = sentence.words[begins[1] - 1] if begins[1] > begins[0] else ""
    if sentence.letters[:verb].rstrip("r")[-1:] in {"z", "v", "m", "b", "D", "t"} or opening in _QUESTION:
        return  # “that does not have”; “how many users does it have”
    if opening == "that" and sentence.letters[begins[1] - 2 : begins[1] - 1] in {"n", "s", "p", "X"}:
        return  # “the format that tools use is”
    is_verb = _relative_verb if relative else _verb
    if number == "one" and letter in "vbn" and word != "be":
        wished = _wished(sentence, opening, subject[0], verb)
        if not wished and (word in _MANY or is_verb(sentence, verb, "b")):
            yield Fault(verb, "one", subject)
    elif number == "many" and letter == "z" and (word in _ONE or is_verb(sentence, verb, "z")):
        yield Fault(verb, "many", subject)


def _wished(sentence: Sentence, opening: str, subject: int, verb: int) -> bool:
    """Whether what is supposed or wanted is said: “if it were”, “we ask that the user change it”."""
    word, letter = sentence.words[verb], sentence.letters[verb]
    if word in {"were", "weren't"} and opening in {"if", "that", "though", "although", "whether"}:
        return True
    that = opening == "that" or (subject > 0 and sentence.words[subject] == "that")
    return that and (letter == "b" or not _WISHES.isdisjoint(sentence.words[:verb]))


def _relative_verb(sentence: Sentence, at: int, form: str) -> bool:
    """Whether a word behind a relative pronoun is a verb in this form, not the subject of one that follows."""
    known, rest = classes(sentence.words[at]), sentence.letters[at + 1 :]
    if form not in known or (form == "b" and "d" in known):
        return False
    finite = not set("zvDmbN").isdisjoint(rest.partition(",")[0])
    if rest[:1] == "S" and sentence.words[at + 1] not in _OBJECTS:
        return False  # “no matter which stage you choose”
    if rest[:1] in set("nspX") and "s" in known:
        return _FINITE_VERB.isdisjoint(rest.partition(",")[0])  # “the property that tag numbers are kept”
    if sentence.letters[at] == "n":
        return rest[:1] in set("deqS") or (not finite and rest[:1] not in set(",x"))
    return rest.lstrip("r")[:1] not in {"z", "v", "m", "D"}


def _verb(sentence: Sentence, at: int, form: str) -> bool:
    """Whether a word is a verb there in this form, as far as its neighbours tell."""
    letter, known, after = sentence.letters[at], classes(sentence.words[at]), sentence.letters[at + 1 :]
    noun = not {"b": {"s", "m"}, "z": {"p"}}[form].isdisjoint(known)
    # “Rust compile times”, “a ref object from”
    name = sentence.letters[at - 1] in "pX" or (noun and not classes(sentence.words[at - 1]))
    if name or form not in known or after.lstrip("r")[:1] in {"z", "v", "m", "D"}:
        return False
    if form == "b" and _no_finite(sentence, at):
        return False
    if noun and after[:1] in {"i", "o"} and _VERB_FOLLOWS.found(after):
        return False  # “a short post by one of the editors describes”
    named = letter == "n" and after[:1] == "p"
    object_ = after[:1] == "S" and sentence.words[at + 1] in _OBJECTS
    alone = after[:1] == "x" and set("zvDm").isdisjoint(sentence.letters[:at] + after)
    sure = not noun or named or object_ or alone or _ends_clause(sentence, at)
    return sure or after[:1] in set("deqiothWrj" + "nsp" * (form == "z"))


def _no_finite(sentence: Sentence, at: int) -> bool:
    """Whether a plain verb may be no finite one: an infinitive, the past, or part of a compound."""
    letter, known, after = sentence.letters[at], classes(sentence.words[at]), sentence.letters[at + 1 :]
    if "d" in known or sentence.words[at] == "thank" or (letter == "b" and sentence.words[at - 1] == "help"):
        return True  # “the system let us”; “a giant thank you”; “Help shape it”
    if (after[:1] == "," and not _ends_clause(sentence, at)) or after[:2] in {"i,", "i;"}:
        return True  # “an approach to reuse, and”; “the follow up:”
    return after[:1] == "n" and "m" not in classes(sentence.words[at + 1])  # “the application sync status”


def _ends_clause(sentence: Sentence, at: int) -> bool:
    """Whether a word is the one that can be the verb of its clause: “if the connection drop, …”."""
    noun = not set("smnda").isdisjoint(classes(sentence.words[at]))
    begins = sentence.letters[:at].rstrip("njde")[-1:]
    return sentence.letters[at + 1 : at + 2] == "," and (begins == "W" or (begins == "l" and not noun))
