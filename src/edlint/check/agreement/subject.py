"""Verbs that do not agree with their subjects."""

from collections.abc import Iterator

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
_WHO = rf"()([deqC]*{INNER}[nspX])((?:{WITH})*)(,?)(w)r*([zvbn])"
_THERE = rf"Er*([zv])r*(?:N?)r*([deqC]*{INNER}[ns])"

_ONE = frozenset("is was has does isn't wasn't hasn't doesn't".split())
_MANY = frozenset("are were have do aren't weren't haven't don't".split())
_NUMBER = {
    **dict.fromkeys("each one neither either he she it this".split(), "one"),
    **dict.fromkeys("both many few several they we you".split(), "many"),
}
_SOME = frozenset("most some all none".split())
_QUESTION = frozenset("how what which whose whom".split())
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
_OBJECTS = frozenset("it them us me him her".split())


def subjects(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the verbs that do not agree with a subject before them."""
    data = sentence.letters.encode()
    for found in pattern(_PLAIN).scan(data):
        start, head = found.ranges[2][0], found.ranges[3][0]
        if not _open(sentence, found):
            yield from _fault(sentence, heads.number(sentence, start, head), found)
    for found in pattern(_JOINED).scan(data):
        first, second = (sentence.words[slice(*found.ranges[group])] for group in (2, 3))
        apart = {first[0], second[0]} & {"each", "every", "no", "neither", "either", "it"}
        yield from _fault(sentence, None if apart or second[-1] == "half" else "many", found)
    for found in pattern(_PART).scan(data):
        word, (start, end) = sentence.words[found.ranges[2][0]], found.ranges[3]
        number = heads.number(sentence, start, end - 1) if word in _SOME else _NUMBER.get(word)
        yield from _fault(sentence, None if (word, number) == ("none", "many") else number, found)
    for found in pattern(_ASKED).scan(data):
        if sentence.words[found.ranges[2][0]] in {"this", "that", "he", "she", "it", "each", "every"}:
            yield Fault(found.ranges[1][0], "one")
    for found in pattern(_EACH).scan(data):
        words = sentence.words[slice(*found.ranges[2])]
        if len(words) > 1 and words != ["no", "one"]:
            continue
        if words[0] not in _CALLED or sentence.words[found.ranges[-1][0]] in _MANY:
            yield from _fault(sentence, "one", found)
    for found in pattern(_SHORT).scan(data):
        at, verb = found.ranges[2][0], found.ranges[-1][0]
        number = _NUMBER.get(sentence.words[at])
        wished = number == "one" and sentence.words[max(0, at - 1)] == "that"  # “suggest that he do”
        rare = number == "many" and sentence.words[verb] not in _ONE
        if sentence.words[at] not in {"each", "one"} and not wished and not rare:
            yield from _fault(sentence, number, found)


def relatives(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the verbs behind “that”, “which” or “who” that do not agree with what these stand for."""
    letters = sentence.letters
    for found in pattern(_WHO).scan(letters.encode()):
        (start, end), chain, comma, which = found.ranges[2:6]
        verb = found.ranges[-1][0]
        if letters[verb] == "n" and letters[verb + 1 : verb + 2] not in {"d", "e", "q", "S", "p"}:
            continue
        numbers = {heads.number(sentence, start, end - 1)}
        numbers |= {heads.number(sentence, at, at) for at in range(*chain) if _ends(letters, at)}
        number = numbers.pop() if len(numbers) == 1 else None
        before = letters[max(0, start - 2) : start]
        if before == "eo" or (before[-1:] in {"a", "c", ","} and number == "one"):
            continue
        said = number == "many" and not set("zvDm").isdisjoint(letters[:start])
        if sentence.words[which[0]] == "which" and ((comma[1] > comma[0] and start) or said):
            continue  # it may stand for the whole sentence
        other = {"one": "s", "many": "n"}.get(number or "", "")
        if before[-1:] in {"i", "o", "l", "t"} and other in letters[:start]:
            continue  # “all files in the folder that start”
        yield from _fault(sentence, number, found)


def existence(sentence: Sentence, heads: Heads) -> Iterator[Fault]:
    """Yield the verbs behind “there” that do not agree with what follows."""
    for found in pattern(_THERE).scan(sentence.letters.encode()):
        verb, (start, end) = found.ranges[1][0], found.ranges[2]
        number = heads.number(sentence, start, end - 1)
        joined = sentence.letters[end : end + 1] in {"a", "c", ",", "n", "s", "p", "X"}
        determined = sentence.words[start] in {"a", "an", "no", "one", "another"}
        if number == "one" and sentence.words[verb] in _MANY and determined and not joined:
            yield Fault(verb, "one")
        elif number == "many" and sentence.words[verb] in _ONE:
            yield Fault(verb, "many")


def _open(sentence: Sentence, found: ByteMatch) -> bool:
    """Whether the noun of a plain subject may not be the subject, or the subject may be of either number."""
    start, head, after, verb = found.ranges[2][0], found.ranges[3][0], found.ranges[4], found.ranges[-1][0]
    words, letters = sentence.words[slice(*after)], sentence.letters[slice(*after)]
    letter, one = sentence.letters[verb], sentence.letters[head] == "n"
    irregular = sentence.words[verb] in _MANY | _ONE
    amount = any(letters[at + 1 : at + 2] in {"C", "q"} for at, word in enumerate(words) if word in _ABOUT)
    return (
        (head == 0 and not letters)  # “Shards has”: a name
        or (letters[:1] == "w" and head == 0)  # “Returns which”
        or (
            letters[:1] == "N" and sentence.letters[head - 1 : head + 1] == "ns"
        )  # “the challenge users identified”
        or (
            letter in "vb" and not irregular and not _LETS.isdisjoint(words)
        )  # “a way to help users evaluate it”
        or (letter == "b" and not set("zvDwgNt").isdisjoint(letters))  # “a function that lets you write”
        or sentence.letters[:verb].rstrip("r").endswith("S")  # “a window appears and you need to wait”
        or (one and letters[:1] == "g" and letters[1:2] not in set("deqS"))  # “code refactoring tools are”
        or (one and amount)
        or (not one and sentence.words[start] in _AMOUNTS and sentence.words[verb] in {"is", "was"})
        or "ad" in letters  # “the way to a house and the house itself”
        or "ae" in letters
    )


def _ends(letters: str, at: int) -> bool:
    return letters[at] in "nspXyS" and letters[at + 1 : at + 2] not in {"n", "s", "p", "X"}


def _fault(sentence: Sentence, number: str | None, found: ByteMatch) -> Iterator[Fault]:
    """Yield the verb, the last group of a match, where it is not for so many; group 1 is where the clause begins."""
    verb, begins = found.ranges[-1][0], found.ranges[1]
    word, letter, subject = sentence.words[verb], sentence.letters[verb], found.ranges[2]
    opening = sentence.words[begins[1] - 1] if begins[1] > begins[0] else ""
    if sentence.letters[:verb].rstrip("r")[-1:] in {"z", "v", "m", "b", "D", "t"} or opening in _QUESTION:
        return  # “that does not have”; “how many users does it have”
    if opening == "that" and sentence.letters[begins[1] - 2 : begins[1] - 1] in {"n", "s", "p", "X"}:
        return  # “the format that tools use is”
    if number == "one" and letter in "vbn":
        supposed = word in {"were", "weren't"} and opening in {"if", "that", "though", "although", "whether"}
        that = "that" in {opening, sentence.words[subject[0]]}
        wished = that and (letter == "b" or not _WISHES.isdisjoint(sentence.words[:verb]))
        if word != "be" and not supposed and not wished and (word in _MANY or _verb(sentence, verb, "b")):
            yield Fault(verb, "one", subject)
    elif number == "many" and letter == "z" and (word in _ONE or _verb(sentence, verb, "z")):
        yield Fault(verb, "many", subject)


def _verb(sentence: Sentence, at: int, form: str) -> bool:
    """Whether a word is a verb there in this form, as far as its neighbours tell."""
    letter, known, after = sentence.letters[at], classes(sentence.words[at]), sentence.letters[at + 1 :]
    name = sentence.letters[at - 1] in "pX"  # “Rust compile times”
    if name or form not in known or after.lstrip("r")[:1] in {"z", "v", "m", "D"}:
        return False
    if form == "b" and ("d" in known or (letter == "b" and sentence.words[at - 1] == "help")):
        return False  # “the system let us”; “Help shape it”
    if form == "b" and (after[:1] == "," or after[:2] in {"i,", "i;"}):
        return False  # “an approach to reuse, and”; “the follow up:”
    if form == "b" and after[:1] == "n" and "m" not in classes(sentence.words[at + 1]):
        return False  # “the application sync status”
    noun = not {"b": {"s", "m"}, "z": {"p"}}[form].isdisjoint(known)
    named = letter == "n" and after[:1] == "p"
    object_ = after[:1] == "S" and sentence.words[at + 1] in _OBJECTS
    alone = after[:1] == "x" and set("zvDm").isdisjoint(sentence.letters[:at] + after)
    return not noun or named or object_ or alone or after[:1] in set("deqiothWrj" + "ns" * (form == "z"))
