"""The classes of words, and their inflected forms.

Open classes are small letters, from `data/grammar/classes.txt.gz` (made from WordNet by scripts/build_word_classes.py):
`b` base form of a verb, `z` third person, `d` past, `n` past participle, `g` -ing form; `s` singular noun, `p` plural,
`m` mass noun, `k` one that is mostly counted; `a` adjective, `r` adverb. A word has all the letters it can have: “changes” is `pz`.

Closed classes are capitals and stand alone, from `CLOSED`. Beside them a word may have `C` (written with a capital),
`U` (in capitals), `N` (a number), `Y` (an
acronym with “’s”) or `X` (code, mathematics or an image); `T` is punctuation.
"""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib import resources

_CLOSED = {
    "D": "the a an this that these those my your his her its our their every each some any no another "
    "either neither both all several many few whose which what",
    "P": "of in to for with on at from by about into through during before after between under over without within "
    "against among upon across along behind beyond via per towards toward onto despite except around throughout inside "
    "outside alongside amongst beneath besides",
    "M": "can could will would shall should may might must can't couldn't won't wouldn't shouldn't mustn't cannot i'll "
    "you'll we'll they'll he'll she'll it'll",
    "B": "be is are was were am been being isn't aren't wasn't weren't it's that's there's here's i'm you're we're "
    "they're he's she's what's",
    "H": "have has had having haven't hasn't hadn't i've you've we've they've",
    "V": "do does did don't doesn't didn't doing done",
    "S": "i you he she it we they who",
    "O": "me him us them myself yourself himself herself itself ourselves themselves yourselves",
    "K": "and or but nor",
    "W": "if when while because although though unless until since whether where why how as than whereas once whenever "
    "wherever whom",
    "R": "not never also only just even still always often already then so too very there here now yet thus hence "
    "however therefore instead either perhaps maybe sometimes usually",
    "Q": "one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million",
}
_LETTERS = {
    "her": "DO",
    "that": "DSW",
    "which": "DSW",
    "what": "DSW",
    "who": "SW",
    "these": "DO",
    "those": "DO",
    "you": "SO",
    "it": "SO",
    "either": "DR",
    "since": "PW",
    "before": "PW",
    "after": "PW",
    "as": "PW",
}


@cache
def _classes() -> Mapping[str, str]:
    path = resources.files("edlint") / "data" / "grammar" / "classes.txt.gz"
    fields = gzip.decompress(path.read_bytes()).decode("ascii").split()
    known = dict(zip(fields[::2], fields[1::2], strict=True))
    for letter, words in _CLOSED.items():
        known.update(dict.fromkeys(words.split(), letter))
    known.update(_LETTERS)
    return known


@cache
def _irregular() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, str], Mapping[str, str]]:
    """Return verb → its four other forms, any such form → its verb, and noun → plural both ways."""
    path = resources.files("edlint") / "data" / "grammar" / "irregular.txt"
    verbs, nouns = path.read_text("ascii").strip().split("\n\n")
    forms: dict[str, tuple[str, ...]] = {}
    bases: dict[str, str] = {}
    for row in verbs.split("\n"):
        base, *others = row.split()
        forms[base] = tuple(others)
        for form in others:
            bases.setdefault(form, base)
    pairs = dict(row.split() for row in nouns.split("\n"))
    return forms, bases, pairs | {plural: "-" + noun for noun, plural in pairs.items()}


LETTERS = frozenset("bzdngspmkar" + "".join(_CLOSED) + "CUNYXT")
"""All letters that a word or mark can have."""


def classes(word: str) -> str:
    """Return the letters of a word in small letters and with a straight apostrophe; empty when it is not known."""
    return _classes().get(word, "")


def base(word: str) -> str:
    """Return the base form of a verb, whichever form it is given; the word itself when it is none."""
    found = _irregular()[1].get(word)
    if found:
        return found
    if "b" in classes(word):
        return word
    candidates: list[str] = []
    if word.endswith("ying") and "b" in classes(word[:-4] + "ie"):
        candidates = [word[:-4] + "ie"]
    elif word.endswith("ing"):
        candidates = [word[:-3] + "e", word[:-3], word[:-3][:-1]]
        if "b" in classes(word[:-3]) and word[-5:-3] not in {"at", "iz", "us"}:
            candidates.reverse()
            candidates = [word[:-3], *candidates]
    elif word.endswith("ed"):
        candidates = [word[:-3] + "y"] if word.endswith("ied") else []
        candidates += [word[:-1], word[:-2], word[:-3]]
    elif word.endswith("s"):
        candidates = [word[:-3] + "y"] if word.endswith("ies") else []
        candidates += [word[:-1], word[:-2]]
    return next((each for each in candidates if "b" in classes(each)), word)


def _other(word: str, index: int, regular: str) -> str:
    forms = _irregular()[0].get(word)
    return forms[index] if forms else regular


def third(word: str) -> str:
    """Return the third person of a verb in its base form."""
    return _other(word, 0, _add_s(word))


def participle(word: str) -> str:
    """Return the past participle of a verb in its base form."""
    if word.endswith("e"):
        regular = word + "d"
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        regular = word[:-1] + "ied"
    else:
        regular = word + "ed"
    return _other(word, 2, regular)


def ing(word: str) -> str:
    """Return the -ing form of a verb in its base form."""
    dropped = word.endswith("e") and not word.endswith(("ee", "oe", "ye"))
    return _other(word, 3, (word[:-1] if dropped else word) + "ing")


def plural(word: str) -> str:
    """Return the plural of a noun."""
    return _irregular()[2].get(word) or _add_s(word)


def singular(word: str) -> str:
    """Return the singular of a noun; the word itself when it is no plural."""
    odd = _irregular()[2].get(word, "")
    if odd.startswith("-"):
        return odd[1:]
    candidates = [word[:-3] + "y"] if word.endswith("ies") else [word[:-1], word[:-2]]
    return next((each for each in candidates if word.endswith("s") and "s" in classes(each)), word)


def _add_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
